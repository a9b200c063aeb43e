from ketenwerk.audit.api import event

SERIES_MADE = event("meeting:series_made", "Overlegreeks gemaakt", "kind")
SERIES_CHANGED = event("meeting:series_changed", "Overlegreeks veranderd")
PLANNED = event("meeting:planned", "Overleggen gepland", "count", "until")
MOVED = event("meeting:moved", "Overleg verplaatst of veranderd", "form", "day")
REPORTED = event("meeting:reported", "Verslag geschreven", "version")
ATTENDED = event("meeting:attended", "Aanwezigheid vastgelegd", "count")
ITEM_KEPT = event("meeting:item_kept", "Agendapunt opgeslagen", "version")
ITEM_PROPOSED = event("meeting:item_proposed", "Agendapunt voorgesteld")
TOPIC_TAKEN = event(
    "meeting:topic_taken", "Onderwerp uit de subsidiecyclus op de agenda gezet", "topic"
)
ITEM_ANSWERED = event(
    "meeting:item_answered", "Voorstel voor de agenda beantwoord", "state", "reason"
)
PAPER_KEPT = event("meeting:paper_kept", "Vergaderstuk opgeslagen", "version")
ACTION_MADE = event("meeting:action_made", "Actiepunt gemaakt", "due")
ACTION_CLOSED = event("meeting:action_closed", "Actiepunt afgesloten", "state")
FEED_MADE = event("calendar:made", "Agendakoppeling gemaakt")
FEED_ENDED = event("calendar:ended", "Agendakoppeling ingetrokken")
CONTACT_KEPT = event("network:contact_kept", "Netwerkcontact opgeslagen", "version")
TALK_LOGGED = event("network:talk_logged", "Netwerkgesprek vastgelegd", "kind", "day")
BOTTLENECK_RAISED = event("network:bottleneck_raised", "Knelpunt gemeld")
BOTTLENECK_MOVED = event("network:bottleneck_moved", "Knelpunt bijgewerkt", "state")
AGREED = event("network:agreed", "Samenwerkingsafspraak opgeslagen", "version", "review")
EVALUATED = event("network:evaluated", "Evaluatie vastgelegd", "kind")
FOUND = event("network:found", "Bevinding vastgelegd")
FINDING_MOVED = event("network:finding_moved", "Bevinding bijgewerkt", "state")
FINDING_PLACED = event(
    "network:finding_placed", "Verandering aan het plan gekoppeld", "year", "key"
)
