from ketenwerk.audit.api import event

IMPORTED = event(
    "programme:imported", "Programma ingelezen", "key", "created", "changed", "unchanged", "removed"
)
FOCAL_OFFICER_APPOINTED = event(
    "focal_officer:appointed", "Aandachtsfunctionaris aangewezen", "member", "area", "start"
)
FOCAL_OFFICER_ENDED = event(
    "focal_officer:ended", "Aandachtsfunctionaris gestopt", "member", "area", "end"
)
