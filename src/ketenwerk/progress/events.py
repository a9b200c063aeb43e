"""What the log says. It never says which instrument or which step: the log is read as a list (R33)."""

from ketenwerk.audit.api import event

MEASURED = event("assessment:made", "Meting opgeslagen", "day")
CORRECTED = event("assessment:corrected", "Meting verbeterd", "day")
REPLACED = event("assessment:replaced", "Meting vervangen door een nieuwe", "day", "old")
STEP_TOLD = event("progress:step_told", "Stap in het verloop vastgelegd", "day")
STEP_REPLACED = event("progress:step_replaced", "Stap in het verloop vervangen", "day", "old")
AFTERCARE_SETTLED = event("aftercare:settled", "Nazorgcontact bijgewerkt", "day")
ADDED_UP = event("progress:added_up", "Metingen opgeteld, zonder wie", "count")
