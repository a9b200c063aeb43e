from ketenwerk.audit.api import event

SELLER_KEPT = event("invoice:seller_kept", "Afzender van facturen opgeslagen", "version")
ORDERED = event("invoice:ordered", "Factuuropdracht opgeslagen", "version", "lines")
WITHDRAWN = event("invoice:withdrawn", "Factuuropdracht vervallen")
SENT = event("invoice:sent", "Factuur verstuurd", "number", "way")
PAID = event("invoice:paid", "Factuur betaald", "day")
CREDITED = event("invoice:credited", "Factuur gecrediteerd", "number")
