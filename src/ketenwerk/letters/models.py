"""Letters that were made for a client."""

from typing import ClassVar

from django.db import models

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import SealedField, ordinary, sensitive


class Letter(models.Model):
    """One letter as it was made: its text is sealed and never changes. Withdrawn, it is gone from the list."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="letters")
    author = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    kind = models.CharField("soort brief", max_length=16)
    language = models.CharField("taal", max_length=2)
    way = models.CharField("hoe zij hem krijgt", max_length=8, default="hand")
    text = SealedField("tekst van de brief")
    # Only beside a text that nobody who speaks the language read through.
    dutch = SealedField("dezelfde brief in het Nederlands", null=True, blank=True)
    made_on = models.DateField("gemaakt op")
    withdrawn_on = models.DateField("teruggenomen op", null=True, blank=True)

    class Meta:
        verbose_name = "brief"
        indexes: ClassVar = [models.Index(fields=["client", "-made_on"], name="letter_newest")]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose letter", "dossier"),
        "client": sensitive("for whom"),
        "author": ordinary("who wrote", "dossier"),
        "kind": sensitive("which text it began with"),
        "language": sensitive("in which language"),
        "way": sensitive("how it reaches her"),
        "dutch": sensitive("what was said, for who does not read the language"),
        "text": sensitive("what was said, to print it again"),
        "made_on": ordinary("when", "dossier"),
        "withdrawn_on": ordinary("taken back on the same day", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> object:
        return self.client_id
