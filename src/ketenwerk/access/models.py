"""Keys of dossiers, wrapped per organisation. No grant row, no plaintext."""

from typing import ClassVar

from django.db import models

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import ordinary, sensitive


class KeyGrant(models.Model):
    """The key of one dossier part, wrapped for one organisation, for a purpose and a term."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier = models.UUIDField("dossierdeel")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    wrapped = models.BinaryField("ingepakte sleutel")
    version = models.PositiveSmallIntegerField("versie van de organisatiesleutel", default=1)
    purpose = models.CharField("doel", max_length=40)
    ground = models.CharField("grond", max_length=60)
    start = models.DateTimeField("vanaf")
    end = models.DateTimeField("tot", null=True, blank=True)

    class Meta:
        verbose_name = "sleuteltoegang"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier", "organisation", "purpose"], name="one_grant_per_purpose"
            ),
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gt=models.F("start")),
                name="grant_ends_later",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "dossier"], name="grant_lookup")]

    declared = {
        "id": ordinary("internal id", "until erasure"),
        "dossier": sensitive("which dossier part, as an id", "until erasure"),
        "organisation": ordinary("for whom", "until erasure"),
        "wrapped": sensitive("the key; deleting it is erasure", "until erasure"),
        "version": ordinary("key rotation", "until erasure"),
        "purpose": ordinary("why it was given", "until erasure"),
        "ground": ordinary("consent or legal ground", "until erasure"),
        "start": ordinary("term", "until erasure"),
        "end": ordinary("term", "until erasure"),
    }

    def __str__(self) -> str:
        return str(self.id)
