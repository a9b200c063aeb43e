from ketenwerk.audit.api import event

IMPORTED = event(
    "programme:imported", "Programma ingelezen", "key", "created", "changed", "unchanged", "removed"
)
