from ketenwerk.audit.api import event

LOGGED = event("consult:logged", "Advies vastgelegd", "kind", "minutes", "day")
CHANGED = event("consult:changed", "Vastlegging verbeterd", "minutes", "before", "day", "version")
WITHDRAWN = event("consult:withdrawn", "Vastlegging weggehaald", "minutes", "day")
COACHING_KEPT = event("consult:coaching_kept", "Coachingstraject opgeslagen", "version")
TEAM_KEPT = event("consult:team_kept", "Eigen team opgeslagen", "version")
