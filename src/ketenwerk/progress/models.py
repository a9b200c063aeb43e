"""Measurements, the story of the way out, and the contacts after it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import SealedField, ordinary, sensitive


class Assessment(models.Model):
    """One measurement with one instrument; what was answered is sealed (`answers.py`)."""

    class Instrument(models.TextChoices):
        ZRM = "zrm", "Zelfredzaamheid-Matrix"
        SCIL = "scil", "uitkomst SCIL"
        OWN = "own", "eigen schaal"

    class Moment(models.TextChoices):
        START = "start", "start"
        BETWEEN = "between", "tussen"
        END = "end", "eind"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="+")
    instrument = models.CharField("instrument", max_length=8, choices=Instrument)
    moment = models.CharField("moment", max_length=8, choices=Moment, blank=True)
    day = models.DateField("dag")
    assessor = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    answers = SealedField("antwoorden per leefgebied")
    agreed = models.BooleanField("vond het goed", default=False)
    recorded_at = models.DateTimeField("vastgelegd op")
    changed_at = models.DateTimeField("laatst veranderd op")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    why_replaced = SealedField("reden van vervanging", null=True)

    class Meta:
        verbose_name = "meting"
        ordering: ClassVar = ["-day", "-recorded_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(instrument="scil", agreed=True, moment="")
                | (~Q(instrument="scil") & Q(moment__gt="")),
                name="scil_only_when_agreed",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, why_replaced__isnull=True)
                | Q(replaces__isnull=False, why_replaced__isnull=False),
                name="assessment_replaced_with_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["client", "-day"], name="assessment_newest")]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose", "dossier"),
        "client": sensitive("about whom"),
        "instrument": sensitive("with what; that a SCIL was done tells something (R33)"),
        "moment": ordinary("start, in between or end", "dossier"),
        "day": ordinary("when", "dossier"),
        "assessor": ordinary("who measured", "dossier"),
        "answers": sensitive("level, own view and remark per domain, or the outcome of a SCIL"),
        "agreed": ordinary("that she agreed to a SCIL", "dossier"),
        "recorded_at": ordinary("a day long the writer may correct", "dossier"),
        "changed_at": ordinary("so that nobody overwrites a newer version", "dossier"),
        "replaces": ordinary("which measurement it puts right", "dossier"),
        "why_replaced": sensitive("why"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> uuid.UUID:
        return self.client_id


class ExitEvent(models.Model):
    """One step on the way out, or a relapse. Never changed, never removed: a later one may replace it (R31)."""

    class Stage(models.TextChoices):
        CONTACT = "contact", "contact"
        MOTIVATION = "motivation", "motivatie"
        STABILISING = "stabilising", "stabiliseren"
        LEAVING = "leaving", "uitstap in gang"
        LEFT = "left", "uitgestapt"
        AFTERCARE = "aftercare", "nazorg"
        RELAPSE = "relapse", "terugval"

    class Basis(models.TextChoices):
        OWN_WORD = "own_word", "eigen verklaring"
        OBSERVED = "observed", "waargenomen"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="+")
    stage = models.CharField("stap", max_length=12, choices=Stage)
    day = models.DateField("dag")
    basis = models.CharField("waaruit blijkt het", max_length=8, choices=Basis, blank=True)
    by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    words = SealedField("in eigen woorden", null=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    why_replaced = SealedField("reden van vervanging", null=True)

    class Meta:
        verbose_name = "stap in het uitstapverloop"
        ordering: ClassVar = ["day", "recorded_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(stage="left", basis__gt="") | (~Q(stage="left") & Q(basis="")),
                name="left_has_a_basis",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, why_replaced__isnull=True)
                | Q(replaces__isnull=False, why_replaced__isnull=False),
                name="step_replaced_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                name="step_replaces_another",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["client", "day"], name="exit_story")]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose", "dossier"),
        "client": sensitive("about whom"),
        "stage": sensitive("which step, or a relapse"),
        "day": sensitive("when; left and relapsed both stay"),
        "basis": sensitive("on what ground it is said that somebody left"),
        "by": ordinary("who wrote", "dossier"),
        "words": sensitive("how she says it herself"),
        "recorded_at": ordinary("when it was written", "dossier"),
        "replaces": ordinary("which step it puts right", "dossier"),
        "why_replaced": sensitive("why"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> uuid.UUID:
        return self.client_id


class AftercareContact(models.Model):
    """A contact that was planned when somebody left, at 3, 6 or 12 months."""

    class Outcome(models.TextChoices):
        PLANNED = "planned", "gepland"
        DONE = "done", "gedaan"
        NOT_REACHED = "not_reached", "niet bereikt"
        NOT_WANTED = "not_wanted", "niet gewenst"
        STOPPED = "stopped", "vervallen"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="+")
    exit = models.ForeignKey(
        "progress.ExitEvent", models.CASCADE, related_name="aftercare", verbose_name="na welke stap"
    )
    months = models.PositiveSmallIntegerField("maanden na de stap")
    due = models.DateField("gepland op")
    outcome = models.CharField("uitkomst", max_length=12, choices=Outcome, default=Outcome.PLANNED)
    settled_on = models.DateField("bijgewerkt op", null=True, blank=True)
    settled_by = models.ForeignKey(
        "people.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = SealedField("hoe het gaat", null=True)
    stopped_by = models.ForeignKey(
        "progress.ExitEvent", models.SET_NULL, null=True, blank=True, related_name="stopped"
    )

    class Meta:
        verbose_name = "nazorgcontact"
        ordering: ClassVar = ["due"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="planned", settled_on__isnull=True, settled_by__isnull=True)
                | (~Q(outcome="planned") & Q(settled_on__isnull=False, settled_by__isnull=False)),
                name="settled_has_day_and_person",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due"], condition=Q(outcome="planned"), name="aftercare_due")
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose", "dossier"),
        "client": sensitive("with whom"),
        "exit": sensitive("after which step"),
        "months": ordinary("3, 6 or 12", "dossier"),
        "due": sensitive("when; tells when somebody left"),
        "outcome": sensitive("what came of it"),
        "settled_on": ordinary("when that was written", "dossier"),
        "settled_by": ordinary("by whom", "dossier"),
        "words": sensitive("how she is"),
        "stopped_by": sensitive("which relapse stopped it; goes on when that was a mistake"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> uuid.UUID:
        return self.client_id
