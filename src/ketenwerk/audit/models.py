"""The access log. Rows are added by the database's own function, never changed, never removed."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex, GinIndex
from django.db import models

from ketenwerk.kernel.sealed import ordinary, sensitive

TERM = "5 years"


class AuditEvent(models.Model):
    """One act. No names and no words of a dossier: ids, codes and dates only (NEN 7513)."""

    id = models.BigAutoField(primary_key=True)
    chain = models.CharField("keten", max_length=40)
    number = models.BigIntegerField("nummer in de keten")
    at = models.DateTimeField("tijdstip (UTC)")
    event = models.CharField("gebeurtenis", max_length=60)
    result = models.CharField("uitkomst", max_length=8)
    actor = models.UUIDField("wie", null=True)
    role = models.CharField("in welke functie", max_length=40)
    organisation = models.UUIDField("voor welke organisatie", null=True)
    on_behalf_of = models.UUIDField("namens", null=True)
    session = models.CharField("sessie (afgeleid)", max_length=32)
    request = models.UUIDField("verzoek", null=True)
    source = models.CharField("toegangspunt", max_length=8)
    object_type = models.CharField("soort object", max_length=40)
    object_id = models.CharField("object", max_length=40)
    subjects = ArrayField(models.UUIDField(), verbose_name="over welke cliënten", default=list)
    purpose = models.CharField("doel", max_length=40)
    ground = models.CharField("grond of toestemming", max_length=60)
    emergency = models.BooleanField("noodtoegang", default=False)
    facts = models.JSONField("feiten", default=dict)
    previous = models.CharField("vorige controlegetal", max_length=64)
    hash = models.CharField("controlegetal", max_length=64)

    class Meta:
        verbose_name = "logregel"
        ordering: ClassVar = ["chain", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "number"], name="audit_number_per_chain")
        ]
        indexes: ClassVar = [
            BrinIndex(fields=["at"], name="audit_at"),
            GinIndex(fields=["subjects"], name="audit_subjects"),
            models.Index(fields=["organisation", "-at"], name="audit_organisation_at"),
        ]

    declared = {
        name: ordinary("access log (NEN 7513)", TERM)
        for name in [
            "id",
            "chain",
            "number",
            "at",
            "event",
            "result",
            "role",
            "organisation",
            "on_behalf_of",
            "session",
            "request",
            "source",
            "object_type",
            "purpose",
            "ground",
            "emergency",
            "facts",
            "previous",
            "hash",
        ]
    } | {
        "actor": sensitive("who looked", TERM),
        "object_id": sensitive("what was seen, as an id", TERM),
        "subjects": sensitive("whose dossier, as an id", TERM),
    }

    def __str__(self) -> str:
        return f"{self.chain} {self.number}"


class ChainHead(models.Model):
    """The end of each chain. Only the database's own function writes it."""

    chain = models.CharField("keten", max_length=40, primary_key=True)
    number = models.BigIntegerField("laatste nummer")
    hash = models.CharField("laatste controlegetal", max_length=64)

    class Meta:
        verbose_name = "einde van een keten"

    declared = {
        name: ordinary("integrity of the log", TERM) for name in ("chain", "number", "hash")
    }

    def __str__(self) -> str:
        return self.chain
