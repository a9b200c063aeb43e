from ketenwerk.audit.api import event

BOOKED = event("hours:booked", "Uren geboekt", "minutes", "day")
REMOVED = event("hours:removed", "Uren weggehaald", "minutes", "day")
WEEK_CONFIRMED = event("hours:week_confirmed", "Week bevestigd", "monday", "minutes")
MONTH_LOCKED = event("hours:month_locked", "Maand afgesloten", "month")
PROPOSED = event("hours:proposed", "Uren voorgesteld", "minutes", "day")
WITHDRAWN = event("hours:withdrawn", "Voorgestelde uren vervallen", "day")
DECLINED = event("hours:declined", "Voorgestelde uren weggehaald", "minutes", "day")
CORRECTED = event("hours:corrected", "Correctie na afsluiting", "minutes", "day")
CODES_SET = event("hours:codes_set", "Personeelscodes opgeslagen", "count")
RUN_STARTED = event("hours:run_started", "Bestand met uren gebracht")
RUN_STOPPED = event("hours:run_stopped", "Inlezen van uren gestopt")
RUN_REFUSED = event("hours:run_refused", "Bestand met uren niet ingelezen", "wrong")
IMPORTED = event("hours:imported", "Uren ingelezen", "added", "same", "corrected")
EXPORTED = event(
    "hours:exported", "Urenregels als bestand opgehaald", "format", "count", "start", "end"
)
PROVED = event("hours:proved", "Bewijs van een post opgehaald", "half")
TOKEN_MADE = event("hours:token_made", "Koppeling voor uren gemaakt", "until")
TOKEN_REVOKED = event("hours:token_revoked", "Koppeling voor uren ingetrokken")
