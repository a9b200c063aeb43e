from ketenwerk.audit.api import event

READ = event("client:read", "Dossier bekeken")
LISTED = event("client:listed", "Lijst met eigen cliënten bekeken", "count")
SEARCHED = event("client:searched", "Gezocht in eigen cliënten", "term", "count")
DOUBLES_SHOWN = event(
    "client:doubles_checked", "Gekeken of iemand al bekend is bij de organisatie", "count"
)
REGISTERED = event("client:registered", "Cliënt aangemeld", "code")
EDITED = event("client:edited", "Gegevens van een cliënt veranderd", "fields")
SAFE_CONTACT_SET = event("client:safe_contact_set", "Veilig contact afgesproken")
CONSENT_SET = event("client:consent_set", "Toestemming vastgelegd", "purpose", "state")
ANSWERS_SET = event("client:answers_set", "Antwoorden over delen vastgelegd", "count")
PARTNERS_SET = event("client:partners_set", "Gekozen met welke partners overleg mag", "count")
REMOVED = event("client:removed", "Verwijderd wat een andere organisatie deelde", "task")
INVOLVED = event("client:involved", "Collega betrokken", "member")
CLOSED = event("client:closed", "Dossier afgesloten")
ERASURE_ASKED = event("client:erasure_asked", "Gevraagd om een dossier te wissen")
ERASED = event("client:erased", "Dossier gewist")
SAFE_CONTACT_CONFIRMED = event("client:safe_contact_confirmed", "Veilig contact nagekeken")
GROUP_MOVED = event("client:group_moved", "Andere doelgroep", "before", "after", "start")
HANDED_OVER = event("client:handed_over", "Cliënt overgedragen", "member", "start", "kept_until")
LEFT = event("client:left", "Betrokkenheid beëindigd")
EXCLUDED = event("client:excluded", "Collega mag dit dossier niet inzien", "member")
READMITTED = event("client:readmitted", "Collega mag dit dossier weer inzien", "member")
SHIELDED = event("client:shielded", "Dossier verscherpt", "code")
UNSHIELDED = event("client:unshielded", "Dossier niet langer verscherpt", "code")
SHIELDED_READ = event("client:shielded_read", "Verscherpt dossier bekeken", "code")
EMERGENCY_OPENED = event("client:emergency_opened", "Noodtoegang geopend", "kind", "code")
EMERGENCY_READ = event("client:emergency_read", "Dossier bekeken met noodtoegang", "code")
EMERGENCY_REFUSED = event("client:emergency_refused", "Noodtoegang niet gegeven")
EMERGENCY_REVIEWED = event("client:emergency_reviewed", "Noodtoegang nagekeken", "judgement")
OVERRIDE_READ = event("override:read", "Vraag om te delen zonder toestemming gelezen")
OVERRIDE_ASKED = event(
    "override:asked",
    "Gevraagd om te delen zonder toestemming",
    *("ground", "purpose", "organisation", "until"),
)
OVERRIDE_DECIDED = event(
    "override:decided", "Geoordeeld over delen zonder toestemming", "after", "organisation"
)
OVERRIDE_WITHDRAWN = event("override:withdrawn", "Delen zonder toestemming gestopt")
OVERRIDE_TOLD = event("override:told", "Over delen zonder toestemming met de cliënt", "told")
AGE_DEALT_WITH = event("client:age_dealt_with", "Leeftijdsgrens besproken", "age")
