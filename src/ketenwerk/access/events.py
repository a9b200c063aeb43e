from ketenwerk.audit.api import event

SHARED = event(
    "key:shared", "Onderdeel gedeeld met een andere organisatie", "part", "organisation", "until"
)
SHARE_ENDED = event("key:share_ended", "Delen gestopt", "part", "organisation")
