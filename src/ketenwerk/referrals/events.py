"""What the log says about referrals: ids, days and choices from a list, never a word of what was handed over."""

from ketenwerk.audit.api import event

READ = event("referral:read", "Verwijzing bekeken")
SENT = event("referral:sent", "Verwijzing verstuurd", "organisation", "until", "ground")
WITHDRAWN = event("referral:withdrawn", "Verwijzing ingetrokken")
ACCEPTED = event("referral:accepted", "Verwijzing aangenomen")
RETURNED = event("referral:returned", "Verwijzing teruggegeven", "reason")
REGISTERED = event("referral:registered", "Cliënt van een verwijzing geregistreerd", "referral")
LINKED = event("referral:linked", "Verwijzing bij een eigen cliënt gezet", "referral")
HANDOVER_SET = event("referral:handover_set", "Warme overdracht vastgelegd", "day", "state")
FED_BACK = event("referral:fed_back", "Terugkoppeling op een verwijzing gegeven", "feedback")
NETWORK_NOTED = event(
    "referral:network_noted", "Verwijzing naar het netwerk genoteerd", "kind", "day"
)
NETWORK_SETTLED = event(
    "referral:network_settled", "Verwijzing naar het netwerk bijgewerkt", "outcome"
)
