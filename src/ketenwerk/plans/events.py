"""What the log says about plans: ids, days, numbers and states. The tab opens the dossier, and that is its entry."""

from ketenwerk.audit.api import event

LINE_READ = event("plan:line_read", "Regel van een plan bekeken")
SHARED_READ = event("shared_plan:read", "Gedeeld plan bekeken", "count")
OPENED = event("plan:opened", "Plan begonnen")
CLOSED = event("plan:closed", "Plan afgesloten")
DIRECTOR_SET = event("plan:director_set", "Regie van het plan overgedragen", "member")
DIRECTION_OFFERED = event(
    "plan:direction_offered", "Regie aangeboden aan een partner", "organisation"
)
DIRECTION_ANSWERED = event("plan:direction_answered", "Aanbod van regie beantwoord", "state")
DIRECTION_TAKEN = event(
    "plan:direction_taken", "Regie overgenomen van een partner", "organisation", "count"
)
LINE_ADDED = event("plan:line_added", "Regel in het plan gezet", "plan", "kind", "organisation")
LINE_CHANGED = event("plan:line_changed", "Regel in het plan bijgewerkt", "number", "state")
REVIEWED = event("plan:reviewed", "Plan samen besproken", "day", "agreed")
INVITED = event("plan:invited", "Partner uitgenodigd voor het plan", "organisation", "count")
ANSWERED = event("plan:answered", "Uitnodiging voor een plan beantwoord", "state")
MEMBER_RENEWED = event(
    "plan:member_renewed", "Deelname aan het plan verlengd", "organisation", "count"
)
MEMBER_ENDED = event("plan:member_ended", "Deelname aan het plan beëindigd", "organisation")
PRINTED = event("plan:printed", "Plan op papier gemaakt", "count")
