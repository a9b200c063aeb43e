from ketenwerk.audit.api import event

INDICATION_RECORDED = event("indication:recorded", "Signaal vastgelegd", "urgency", "source")
INDICATION_FOLLOWED = event(
    "indication:followed", "Signaal opgevolgd", "before", "after", "verification"
)
INDICATION_HANDED_OVER = event("indication:handed_over", "Signaal overgedragen", "member")
INDICATION_UNNAMED_READ = event("indication:unnamed_read", "Signaal zonder naam gelezen")
OBSERVATION_WRITTEN = event("observation:written", "Waarneming van derden vastgelegd", "end")
OBSERVATION_READ = event("observation:opened", "Waarneming van derden gelezen")
OBSERVATION_DECIDED = event("observation:decided", "Besluit over een waarneming", "decision")
RUN_OPENED = event("reporting_code:opened", "Meldcode begonnen")
RUN_STEPPED = event("reporting_code:stepped", "Stap van de meldcode gezet", "number", "skipped")
RUN_DECIDED = event("reporting_code:decided", "Meldcode: besluit genomen", "decision", "deviates")
RUN_CONFIRMED = event("reporting_code:confirmed", "Afwijking van de meldcode bevestigd")
RUN_RETURNED = event("reporting_code:returned", "Afwijking van de meldcode niet bevestigd")
RUN_DEVIATION_READ = event("reporting_code:deviation_read", "Afwijking van de meldcode gelezen")
RUN_STOPPED = event("reporting_code:stopped", "Meldcode gestopt")
RUN_REFERENCE_SET = event("reporting_code:reference_set", "Nummer van Veilig Thuis vastgelegd")
RUNS_OVERSEEN = event("reporting_code:overseen", "Overzicht van meldcodes bekeken", "count")
OFFER_SET = event(
    "victim_report_offer:set", "Aanbod van een melding bij CoMensha", "before", "after"
)
