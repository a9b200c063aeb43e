"""Emergency access: a colleague who is not involved opens one dossier for four hours, and privacy looks at it afterwards.

Two tables on purpose: what is about a client stays on the side of care, and what privacy judges names no client.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import SealedField, ordinary, sensitive


class EmergencyAccess(models.Model):
    """One colleague, one dossier, until a moment. Never longer and never again without a new reason."""

    class Kind(models.TextChoices):
        DANGER = "danger", "Er is gevaar voor haar of voor een ander"
        CONTACT = "contact", "Ze belt of staat voor de deur"
        ABSENT = "absent", "Haar begeleider is er niet en het kan niet wachten"
        OTHER = "other", "Iets anders dat niet kan wachten"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="emergencies")
    member = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    kind = models.CharField("aanleiding", max_length=8, choices=Kind)
    reason = SealedField("waarom het niet kon wachten")
    opened_at = models.DateTimeField("geopend om")
    until = models.DateTimeField("open tot")

    class Meta:
        verbose_name = "noodtoegang"
        indexes: ClassVar = [models.Index(fields=["member", "until"], name="emergency_open")]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose dossier", "dossier"),
        "client": sensitive("whose dossier was opened"),
        "member": ordinary("who opened it", "dossier"),
        "kind": sensitive("what kind of emergency"),
        "reason": sensitive("why it could not wait, in words"),
        "opened_at": ordinary("when", "dossier"),
        "until": ordinary(
            "the moment it closes by itself, four hours after, or at once when somebody was shut out",
            "dossier",
        ),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> object:
        return self.client_id


class EmergencyReview(models.Model):
    """What privacy sees of one emergency access: who, when and what kind; no client, no code, no reason in words."""

    class Judgement(models.TextChoices):
        WAITING = "", "nog niet nagekeken"
        RIGHT = "right", "terecht"
        WRONG = "wrong", "niet terecht"

    id = models.UUIDField(primary_key=True, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    member = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    kind = models.CharField("aanleiding", max_length=8, choices=EmergencyAccess.Kind)
    opened_at = models.DateTimeField("geopend om")
    judgement = models.CharField("oordeel", max_length=8, choices=Judgement, blank=True)
    words = SealedField("toelichting", null=True)
    reviewed_by = models.ForeignKey(
        "people.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_on = models.DateField("nagekeken op", null=True, blank=True)

    class Meta:
        verbose_name = "oordeel over noodtoegang"
        ordering: ClassVar = ["-opened_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(judgement="", reviewed_by__isnull=True, reviewed_on__isnull=True)
                | (~Q(judgement="") & Q(reviewed_by__isnull=False, reviewed_on__isnull=False)),
                name="judged_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("member")),
                name="judged_by_another",
            ),
        ]

    declared = {
        "id": ordinary("the same id as the access on the side of care", "5 years"),
        "organisation": ordinary("whose privacy officer looks", "5 years"),
        "member": ordinary("who opened a dossier", "5 years"),
        "kind": ordinary("what kind of emergency it was said to be", "5 years"),
        "opened_at": ordinary("when", "5 years"),
        "judgement": ordinary("whether it was right", "5 years"),
        "words": sensitive("what follows for the worker or the way of working", "5 years"),
        "reviewed_by": ordinary("who looked at it", "5 years"),
        "reviewed_on": ordinary("when it was looked at", "5 years"),
    }

    def __str__(self) -> str:
        return str(self.id)
