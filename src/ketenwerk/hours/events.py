from ketenwerk.audit.api import event

BOOKED = event("hours:booked", "Uren geboekt", "minutes", "day")
REMOVED = event("hours:removed", "Uren weggehaald", "minutes", "day")
WEEK_CONFIRMED = event("hours:week_confirmed", "Week bevestigd", "monday", "minutes")
MONTH_LOCKED = event("hours:month_locked", "Maand afgesloten", "month")
PROPOSED = event("hours:proposed", "Uren voorgesteld", "minutes", "day")
WITHDRAWN = event("hours:withdrawn", "Voorgestelde uren vervallen", "day")
DECLINED = event("hours:declined", "Voorgestelde uren weggehaald", "minutes", "day")
CORRECTED = event("hours:corrected", "Correctie na afsluiting", "minutes", "day")
