"""What the log says about hand-overs: ids, days, numbers and states. Each organisation has its part in its own log."""

from ketenwerk.audit.api import event

HANDED = event(
    "handover:made",
    "Cliënt overgedragen aan een zorgaanbieder",
    "organisation",
    "member",
    "until",
    "count",
)
TOLD_AGAIN = event(
    "handover:told_again", "Gegevens van een overdracht opnieuw doorgegeven", "count"
)
STOPPED = event("handover:stopped", "Overdracht gestopt", "organisation")
RECEIVED_READ = event("received:read", "Overgedragen cliënt bekeken")
RECEIVED_LISTED = event("received:listed", "Overgedragen cliënten in een lijst bekeken", "count")
GIVEN_BACK = event("received:given_back", "Overdracht afgerond of teruggegeven", "state", "reason")
CONTACT_WRITTEN = event(
    "received:contact_written",
    "Contactmoment bij een overdracht geschreven",
    "day",
    "kind",
    "minutes",
)
