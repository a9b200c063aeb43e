"""Keys of dossiers, wrapped per organisation. No grant row, no plaintext."""

from datetime import timedelta
from typing import ClassVar

from django.db import models

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import ordinary, sensitive

# Twelve months, and a day for leap years and summer time.
LONGEST_SHARE = timedelta(days=367)


class KeyGrant(models.Model):
    """The key of one dossier part, wrapped for one organisation, for a purpose and a term.

    Where giver and organisation are the same, the part is hers: the owner's grant, one per part. Every
    other grant is a share: it has an end, and only who holds the owner's grant can give it.
    `wrapped` holds a ring: the newest key of the part and those before it.
    """

    class Ground(models.TextChoices):
        OWN = "own dossier", "eigen dossier"
        CONSENT = "consent", "toestemming"
        OVERRIDE = "override", "uitzondering zonder toestemming"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier = models.UUIDField("dossierdeel")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    giver = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    wrapped = models.BinaryField("ingepakte sleutel")
    version = models.PositiveSmallIntegerField("versie van de organisatiesleutel", default=1)
    purpose = models.CharField("doel", max_length=40)
    ground = models.CharField("grond", max_length=60, choices=Ground)
    basis = models.UUIDField("toestemming of uitzondering", null=True, blank=True)
    start = models.DateTimeField("vanaf")
    end = models.DateTimeField("tot", null=True, blank=True)
    renewed_at = models.DateTimeField("nieuwe sleutel sinds", null=True, blank=True)

    class Meta:
        verbose_name = "sleuteltoegang"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier", "organisation", "giver", "purpose"],
                name="one_grant_per_giver_and_purpose",
            ),
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gt=models.F("start")),
                name="grant_ends_later",
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=models.Q(giver=models.F("organisation")),
                name="one_owner_per_part",
            ),
            models.CheckConstraint(
                condition=models.Q(giver=models.F("organisation"), ground="own dossier")
                | models.Q(
                    ~models.Q(giver=models.F("organisation")),
                    ground__in=["consent", "override"],
                    basis__isnull=False,
                    end__isnull=False,
                    end__lte=models.F("start") + LONGEST_SHARE,
                ),
                name="share_has_a_basis_and_an_end",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "dossier"], name="grant_lookup"),
            models.Index(fields=["giver", "basis"], name="grant_basis"),
        ]

    declared = {
        "id": ordinary("internal id", "until erasure"),
        "dossier": sensitive("which dossier part, as an id", "until erasure"),
        "organisation": ordinary("for whom", "until erasure"),
        "giver": ordinary("who gave it; the owner gives to itself", "until erasure"),
        "wrapped": sensitive("the key; deleting it is erasure", "until erasure"),
        "version": ordinary("key rotation", "until erasure"),
        "purpose": ordinary("why it was given", "until erasure"),
        "ground": ordinary("consent or legal ground", "until erasure"),
        "basis": sensitive("which consent or override, as an id", "until erasure"),
        "start": ordinary("term", "until erasure"),
        "end": ordinary("term", "until erasure"),
        "renewed_at": ordinary("since when the part has its newest key", "until erasure"),
    }

    def __str__(self) -> str:
        return str(self.id)
