from ketenwerk.audit.api import event

OPENED = event("trajectory:opened", "Traject geopend", "activity")
MOVED = event("trajectory:moved", "Traject naar een andere status", "before", "after")
NOTE_WRITTEN = event("note:written", "Notitie geschreven", "minutes", "day")
NOTE_WITHDRAWN = event("note:withdrawn", "Notitie ongedaan gemaakt")
FUNDING_CHANGED = event(
    "trajectory:funding_changed", "Traject naar een andere bron van geld", "source", "day"
)
PHASE_BEGUN = event("trajectory:phase_begun", "Nieuwe fase in een traject", "phase", "day")
SCALE_UP_REQUESTED = event("scale_up:requested", "Opschaling aangevraagd", "day")
SCALE_UP_DECIDED = event("scale_up:decided", "Besluit over opschaling vastgelegd", "after", "day")
NOTES_SEARCHED = event("note:searched", "Gezocht in een tijdlijn", "count", "start", "end")
DOSSIER_PRINTED = event("client:printed", "Heel het dossier geprint", "reason", "notes", "thoughts")
