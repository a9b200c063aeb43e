from ketenwerk.audit.api import event

IMPORTED = event(
    "exchange:imported",
    "Registraties overgenomen uit eigen systeem",
    "added",
    "changed",
    "same",
    "left",
)
COPIED = event("exchange:copied", "Tekst van een dossier getoond om over te nemen", "part")
