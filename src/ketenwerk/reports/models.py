from typing import ClassVar

from django.db import models

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import ordinary


class Explanation(models.Model):
    """The story of a partner beside a line of the account. Checked for words that could point at somebody."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    line = models.ForeignKey("programme.BudgetLine", models.CASCADE, related_name="+")
    half = models.PositiveSmallIntegerField("periode")
    reason = models.CharField("reden", max_length=12, blank=True)
    text = models.TextField("toelichting", max_length=2000, blank=True)
    written_at = models.DateTimeField("geschreven op")
    written_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "toelichting"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line", "half"], name="one_explanation_per_period")
        ]

    declared = {
        name: ordinary("account of the year", "archive")
        for name in [
            "id",
            "organisation",
            "line",
            "half",
            "reason",
            "text",
            "written_at",
            "written_by",
        ]
    }

    def __str__(self) -> str:
        return str(self.id)
