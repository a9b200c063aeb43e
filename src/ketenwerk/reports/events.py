from ketenwerk.audit.api import event

EXPLAINED = event("account:explained", "Toelichting geschreven", "line", "half")
DOWNLOADED = event("account:downloaded", "Verantwoording gedownload", "format", "version")
