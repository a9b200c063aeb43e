"""Sharing without consent: one person asks, another decides, and it ends by itself at the day of review.

Three tables on purpose: what is about a client stays on the side of care; what was told to her is only added;
and what privacy sees names no client.
"""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import SealedField, ordinary, sensitive

LONGEST = timedelta(days=92)  # three months, whichever they are


class OverrideGround(models.Model):
    """Why one partner may know something without consent, until a day. It opens nothing before a second person agreed."""

    class Purpose(models.TextChoices):
        """What consent is asked for as well; an exception opens no more than a yes could."""

        SHARE = "share", "delen met een partner"
        PLAN = "plan", "het plan delen"
        CONFERENCE = "conference", "bespreken in het casuïstiekoverleg"

    class Ground(models.TextChoices):
        """AVG article 6.1(d) and 9.2(c); the conflict of duties of a professional; a duty or right by law."""

        VITAL = "vital", "Haar leven of gezondheid loopt gevaar"
        OTHERS = "others", "Een ander loopt ernstig gevaar"
        LAW = "law", "De wet verplicht het of geeft het recht om te melden"

    class State(models.TextChoices):
        ASKED = "asked", "gevraagd"
        AGREED = "agreed", "akkoord"
        REFUSED = "refused", "geweigerd"
        WITHDRAWN = "withdrawn", "ingetrokken"
        EXPIRED = "expired", "verlopen"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="overrides")
    partner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    purpose = models.CharField("waarvoor", max_length=16, choices=Purpose)
    ground = models.CharField("grond", max_length=8, choices=Ground)
    facts = SealedField("wat er aan de hand is")
    why = SealedField("waarom vragen niet kon, of dat ze nee zei")
    alternatives = SealedField("wat er nog meer kon")
    consulted = models.BooleanField("overlegd met de aandachtsfunctionaris", default=False)
    review_on = models.DateField("herzien voor")
    previous = models.ForeignKey(
        "clients.OverrideGround", models.CASCADE, null=True, blank=True, related_name="+"
    )
    state = models.CharField("status", max_length=12, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    asked_on = models.DateField("gevraagd op")
    decided_by = models.ForeignKey(
        "people.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField("besloten op", null=True, blank=True)
    verdict = SealedField("oordeel van de tweede persoon", null=True)

    class Meta:
        verbose_name = "uitzonderingsgrond"
        ordering: ClassVar = ["-asked_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="override_by_two",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_on__isnull=True)
                | Q(decided_by__isnull=False, decided_on__isnull=False),
                name="override_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "refused"]) | Q(decided_by__isnull=False),
                name="override_answer_has_a_person",
            ),
            models.CheckConstraint(
                condition=Q(review_on__gt=F("asked_on"))
                & Q(review_on__lte=F("asked_on") + LONGEST),
                name="override_is_reviewed",
            ),
            models.CheckConstraint(
                condition=~Q(partner=F("organisation")), name="override_for_another"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client", "partner", "state"], name="override_valid"),
            models.Index(fields=["organisation", "state"], name="override_open"),
        ]

    declared = {
        "id": ordinary("internal id; the basis of what is shared", "dossier"),
        "organisation": ordinary("whose dossier", "dossier"),
        "client": sensitive("whose consent is missing"),
        "partner": sensitive("who may know something"),
        "purpose": sensitive("what for, as with consent"),
        "ground": sensitive("on which ground of the fixed list"),
        "facts": sensitive("what is going on, in words"),
        "why": sensitive("why consent could not be asked, or was refused"),
        "alternatives": sensitive("what else was weighed, and why it is not enough"),
        "consulted": ordinary("whether the focal officer was asked", "dossier"),
        "review_on": ordinary("first day it no longer holds, three months at most", "dossier"),
        "previous": sensitive("the one that this prolongs"),
        "state": ordinary("asked, agreed, refused, withdrawn, expired", "dossier"),
        "asked_by": ordinary("who asked", "dossier"),
        "asked_on": ordinary("when", "dossier"),
        "decided_by": ordinary("the second person, never the one who asked", "dossier"),
        "decided_on": ordinary("when", "dossier"),
        "verdict": sensitive("why the second person agreed or refused"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> object:
        return self.client_id


class OverrideDomain(models.Model):
    """One life domain about which something may be shared; an exception without any is about none."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    override = models.ForeignKey("clients.OverrideGround", models.CASCADE, related_name="domains")
    domain = models.ForeignKey("programme.LifeDomain", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "leefgebied van een uitzondering"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["override", "domain"], name="override_domain_once")
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose dossier", "dossier"),
        "override": sensitive("which exception"),
        "domain": sensitive("about which part of life"),
    }

    def __str__(self) -> str:
        return str(self.id)


class OverrideTold(models.Model):
    """That she was told, or why not. Added, never changed: who was not told on one day can be told on a later one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    override = models.ForeignKey("clients.OverrideGround", models.CASCADE, related_name="tellings")
    told = models.BooleanField("verteld")
    reason = SealedField("waarom niet verteld", null=True)
    on = models.DateField("op")
    by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "bericht over een uitzondering"
        ordering: ClassVar = ["-on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(told=True, reason__isnull=True) | Q(told=False, reason__isnull=False),
                name="untold_has_a_reason",
            )
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose dossier", "dossier"),
        "override": sensitive("about which exception"),
        "told": ordinary("whether she knows", "dossier"),
        "reason": sensitive("why telling her would do harm"),
        "on": ordinary("when", "dossier"),
        "by": ordinary("who told her or decided not to", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> object:
        return self.override.client_id


class OverrideNotice(models.Model):
    """What privacy sees of one exception: the ground, the days, both persons and whether she knows; no client, no words."""

    class Told(models.TextChoices):
        NOT_YET = "", "nog niet verteld"
        TOLD = "told", "verteld"
        REASONED = "reasoned", "niet verteld, met een reden"

    id = models.UUIDField(primary_key=True, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    partner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    purpose = models.CharField("waarvoor", max_length=16, choices=OverrideGround.Purpose)
    ground = models.CharField("grond", max_length=8, choices=OverrideGround.Ground)
    state = models.CharField("status", max_length=12, choices=OverrideGround.State)
    review_on = models.DateField("herzien voor")
    asked_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    asked_on = models.DateField("gevraagd op")
    decided_by = models.ForeignKey(
        "people.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField("besloten op", null=True, blank=True)
    told = models.CharField("cliënt weet het", max_length=8, choices=Told, blank=True)

    class Meta:
        verbose_name = "bericht aan privacy over een uitzondering"
        ordering: ClassVar = ["-asked_on", "-id"]

    declared = {
        "id": ordinary("the same id as the exception on the side of care", "5 years"),
        "organisation": ordinary("whose privacy officer sees it", "5 years"),
        "partner": ordinary("to which partner", "5 years"),
        "purpose": ordinary("what for", "5 years"),
        "ground": ordinary("on which ground of the fixed list", "5 years"),
        "state": ordinary("how far it is", "5 years"),
        "review_on": ordinary("until when", "5 years"),
        "asked_by": ordinary("the first person", "5 years"),
        "asked_on": ordinary("when", "5 years"),
        "decided_by": ordinary("the second person", "5 years"),
        "decided_on": ordinary("when", "5 years"),
        "told": ordinary("whether the client was told", "5 years"),
    }

    def __str__(self) -> str:
        return str(self.id)


S = OverrideGround.State
# What an exception may become. A no and an end are for good: somebody asks anew, and two people look again.
OVERRIDE_STEPS: dict[str, tuple[str, ...]] = {
    S.ASKED: (S.AGREED, S.REFUSED, S.WITHDRAWN, S.EXPIRED),
    S.AGREED: (S.WITHDRAWN, S.EXPIRED),
    S.REFUSED: (),
    S.WITHDRAWN: (),
    S.EXPIRED: (),
}
