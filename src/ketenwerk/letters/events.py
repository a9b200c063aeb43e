from ketenwerk.audit.api import event

MADE = event("letter:made", "Brief gemaakt", "kind", "language", "way", "kept")
PRINTED = event("letter:printed", "Brief opgehaald om te printen", "form")
WITHDRAWN = event("letter:withdrawn", "Brief teruggenomen")
