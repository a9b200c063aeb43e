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
INVOLVED = event("client:involved", "Collega betrokken", "member")
CLOSED = event("client:closed", "Dossier afgesloten")
