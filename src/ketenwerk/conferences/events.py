from ketenwerk.audit.api import event

SERIES_STARTED = event("conference:series_started", "Reeks overleggen gestart", "weeks", "first")
PLANNED = event("conference:planned", "Overleggen gepland", "count", "until")
CHANGED = event("conference:changed", "Overleg aangepast", "state", "on", "reason")
INVITED = event("conference:invited", "Deelnemers van een overleg gekozen", "count")
ATTENDED = event("conference:attended", "Aanwezigen van een overleg vastgelegd", "count")
REOPENED = event("conference:reopened", "Agenda van een overleg opnieuw geopend", "reason")
CASE_ADDED = event("case:added", "Punt op de agenda van het overleg gezet", "partners")
CASE_READ = event("case:read", "Punt van het overleg gelezen")
CASE_GROUND_ENDED = event("case:ground_ended", "Grond van een punt is niet meer geldig", "count")
CASE_WRITTEN = event("case:written", "Kolom van een punt geschreven", "column", "version")
CASE_DECIDED = event(
    "case:decided", "Besluit of actie vastgelegd", "kind", "partner", "due", "planned"
)
OUTCOME_SETTLED = event("case:settled", "Actie uit het overleg afgerond", "before", "after")
OUTCOME_PLANNED = event("case:planned", "Afspraak uit het overleg in het plan gezet")
OUTCOME_TAKEN_BACK = event("case:taken_back", "Afspraak uit het overleg teruggenomen")
CASE_TAKEN_OFF = event("case:taken_off", "Punt van de agenda gehaald", "reason")
CASE_MOVED = event("case:moved", "Punt op een ander overleg gezet", "on")
BOOKED_ON = event("conference:booked_on", "Uren van het overleg gekozen", "count")
