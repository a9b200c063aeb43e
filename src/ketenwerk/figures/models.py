"""Figures: what the last count says (standing) and what was reported (frozen)."""

from typing import ClassVar

from django.db import models

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import ordinary

COUNTED = "numbers only, protected for their reader"


class Audience(models.TextChoices):
    COORDINATOR = "coordinator", "coördinator"
    PARTNER = "partner", "partner"
    OUTSIDER = "outsider", "wie buiten de keten leest"


class Standing(models.Model):
    """One number of the last count, already protected for who reads it."""

    id = models.BigAutoField(primary_key=True)
    audience = models.CharField("voor", max_length=12, choices=Audience)
    organisation = models.ForeignKey(
        "people.Organisation", models.CASCADE, null=True, blank=True, related_name="+"
    )
    start = models.DateField("vanaf")
    end = models.DateField("tot")
    indicator = models.CharField("kengetal", max_length=24)
    version = models.PositiveSmallIntegerField("versie van de uitleg")
    cell = models.CharField("uitsplitsing", max_length=160, blank=True)
    value = models.IntegerField("aantal", null=True)
    hidden = models.CharField("verborgen", max_length=1, blank=True)
    counted_at = models.DateTimeField("geteld op")

    class Meta:
        verbose_name = "stand"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["audience", "organisation", "start", "end", "indicator", "cell"],
                name="standing_once",
                nulls_distinct=False,
            )
        ]

    declared = {
        name: ordinary(COUNTED, "until the next count")
        for name in [
            "id",
            "audience",
            "organisation",
            "start",
            "end",
            "indicator",
            "version",
            "cell",
            "value",
            "hidden",
            "counted_at",
        ]
    }

    def __str__(self) -> str:
        return f"{self.indicator} {self.cell}"


class Freeze(models.Model):
    """A report that was made definite. A correction is a new version; this one stays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.CharField("verslag", max_length=24)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    start = models.DateField("vanaf")
    end = models.DateField("tot")
    version = models.PositiveSmallIntegerField("versie")
    frozen_at = models.DateTimeField("vastgezet op")
    frozen_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    check_number = models.CharField("controlegetal", max_length=16)
    content = models.JSONField("inhoud")

    class Meta:
        verbose_name = "vastgezet verslag"
        ordering: ClassVar = ["-end", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["report", "organisation", "start", "end", "version"],
                name="freeze_version",
                nulls_distinct=False,
            )
        ]

    declared = {
        name: ordinary("what was reported", "archive")
        for name in [
            "id",
            "report",
            "organisation",
            "start",
            "end",
            "version",
            "frozen_at",
            "frozen_by",
            "check_number",
            "content",
        ]
    }

    def __str__(self) -> str:
        return f"{self.report} {self.start} v{self.version}"


class Figure(models.Model):
    """One number of a frozen report. Never changed, never removed."""

    id = models.BigAutoField(primary_key=True)
    freeze = models.ForeignKey("figures.Freeze", models.PROTECT, related_name="figures")
    start = models.DateField("vanaf")
    end = models.DateField("tot")
    indicator = models.CharField("kengetal", max_length=24)
    version = models.PositiveSmallIntegerField("versie van de uitleg")
    cell = models.CharField("uitsplitsing", max_length=160, blank=True)
    value = models.IntegerField("aantal", null=True)
    hidden = models.CharField("verborgen", max_length=1, blank=True)

    class Meta:
        verbose_name = "kengetal"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["freeze", "start", "end", "indicator", "cell"], name="figure_once"
            )
        ]

    declared = {
        name: ordinary("what was reported", "archive")
        for name in [
            "id",
            "freeze",
            "start",
            "end",
            "indicator",
            "version",
            "cell",
            "value",
            "hidden",
        ]
    }

    def __str__(self) -> str:
        return f"{self.indicator} {self.cell}"
