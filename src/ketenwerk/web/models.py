from typing import ClassVar

from django.db import models

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import SealedField, ordinary, sensitive


class Draft(models.Model):
    """What somebody is typing, kept until it is saved or thrown away.

    Sealed; only the writer gets it back, and only in the function in which it was typed (D6).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey("people.Member", models.CASCADE, related_name="+")
    role = models.CharField("in welke functie", max_length=40)
    form = models.CharField("formulier", max_length=80)
    body = SealedField("inhoud")
    saved_at = models.DateTimeField("bewaard op")

    class Meta:
        verbose_name = "concept"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "role", "form"], name="one_draft_per_form")
        ]

    declared = {
        "id": ordinary("internal id", "14 days"),
        "member": ordinary("whose draft", "14 days"),
        "role": ordinary("in which function it was typed", "14 days"),
        "form": ordinary("which form, as a code", "14 days"),
        "body": sensitive("typed text, sealed", "14 days"),
        "saved_at": ordinary("when", "14 days"),
    }

    def __str__(self) -> str:
        return self.form
