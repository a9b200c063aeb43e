from ketenwerk.audit.api import event

MADE = event("letter:made", "Brief gemaakt", "kind", "language", "kept")
PRINTED = event("letter:printed", "Brief opgehaald om te printen")
WITHDRAWN = event("letter:withdrawn", "Brief teruggenomen")
