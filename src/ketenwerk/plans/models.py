"""The joint plan: who directs it, its lines, what was written to each line, who takes part, and the reviews."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import SealedField, identifying, ordinary, sensitive


class JointPlan(models.Model):
    """The plan of action of one client (R30). It belongs to the organisation of who directs it."""

    class State(models.TextChoices):
        ACTIVE = "active", "loopt"
        CLOSED = "closed", "afgesloten"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="+")
    state = models.CharField("status", max_length=8, choices=State, default=State.ACTIVE)
    opened_on = models.DateField("begonnen op")
    closed_on = models.DateField("afgesloten op", null=True, blank=True)

    class Meta:
        verbose_name = "gezamenlijk plan"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client"], condition=Q(state="active"), name="one_active_plan"
            ),
            models.CheckConstraint(
                condition=Q(state="active", closed_on__isnull=True)
                | Q(state="closed", closed_on__isnull=False),
                name="closed_plan_has_a_date",
            ),
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose", "dossier"),
        "client": sensitive("whose plan"),
        "state": ordinary("whether it runs", "dossier"),
        "opened_on": ordinary("since when", "dossier"),
        "closed_on": ordinary("until when", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> uuid.UUID:
        return self.client_id


class PlanDirector(models.Model):
    """Who directs the plan, from when to when; one at a time (R30)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    plan = models.ForeignKey("plans.JointPlan", models.CASCADE, related_name="directors")
    member = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    start = models.DateField("vanaf")
    end = models.DateField("tot", null=True, blank=True)

    class Meta:
        verbose_name = "regie van een plan"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(end__isnull=True), name="one_active_director"
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="director_ends_later"
            ),
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose", "dossier"),
        "plan": sensitive("which plan"),
        "member": ordinary("who directs", "dossier"),
        "start": ordinary("first day", "dossier"),
        "end": ordinary("first day no longer", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)


class PlanItem(models.Model):
    """One line of the plan. What it says and how far it is stands in its changes; this never changes.

    Each line is a dossier part with its own key, so that it can be shared on its own.
    """

    class Kind(models.TextChoices):
        GOAL = "goal", "wat ik wil"
        CLIENT = "client", "ik doe"
        PARTNER = "partner", "wij doen"

    class Origin(models.TextChoices):
        PLAN = "plan", "uit een gesprek over het plan"
        CONFERENCE = "conference", "uit het casuïstiekoverleg"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    plan = models.ForeignKey("plans.JointPlan", models.CASCADE, related_name="items")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="+")
    kind = models.CharField("soort", max_length=8, choices=Kind)
    domain = models.ForeignKey(
        "programme.LifeDomain", models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    origin = models.CharField("komt uit", max_length=12, choices=Origin, default=Origin.PLAN)
    added_on = models.DateField("toegevoegd op")

    class Meta:
        verbose_name = "regel van een plan"
        ordering: ClassVar = ["domain__order", "added_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="partner", owner__isnull=False)
                | (~Q(kind="partner") & Q(owner__isnull=True)),
                name="we_do_names_who",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["plan"], name="plan_lines")]

    declared = {
        "id": ordinary("internal id, and the id of its key", "dossier"),
        "organisation": ordinary("whose plan", "dossier"),
        "plan": sensitive("which plan"),
        "client": sensitive("about whom"),
        "kind": ordinary("goal, or who does it", "dossier"),
        "domain": sensitive("which part of life; decides with whom it is shared"),
        "owner": sensitive("which organisation does it"),
        "origin": ordinary("where it was agreed", "dossier"),
        "added_on": ordinary("when it was agreed", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> uuid.UUID:
        return self.client_id


class PlanChange(models.Model):
    """One version of a line: never changed, never removed. The last number is how it stands now."""

    class State(models.TextChoices):
        OPEN = "open", "open"
        BUSY = "busy", "bezig"
        DONE = "done", "gedaan"
        DROPPED = "dropped", "vervallen"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    item = models.ForeignKey("plans.PlanItem", models.CASCADE, related_name="changes")
    number = models.PositiveSmallIntegerField("versie")
    state = models.CharField("status", max_length=8, choices=State, default=State.OPEN)
    due = models.DateField("voor", null=True, blank=True)
    words = SealedField("wat er is afgesproken")
    remark = SealedField("hoe het staat, of waarom het vervalt", null=True)
    house = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    at = models.DateTimeField("op")

    class Meta:
        verbose_name = "versie van een planregel"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "number"], name="one_change_per_number"),
            models.CheckConstraint(
                condition=~Q(state="dropped") | Q(remark__isnull=False),
                name="dropped_with_a_reason",
            ),
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose plan", "dossier"),
        "item": sensitive("which line"),
        "number": ordinary("so that nobody overwrites another", "dossier"),
        "state": ordinary("how far", "dossier"),
        "due": ordinary("before when", "dossier"),
        "words": sensitive("what was agreed, in plain words"),
        "remark": sensitive("how it goes, or why it was dropped"),
        "house": ordinary("which organisation wrote", "dossier"),
        "by": ordinary("who wrote", "dossier"),
        "at": ordinary("when", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)


class PlanMembership(models.Model):
    """A partner that takes part, for some life domains. Without a worker it is for the focal officer."""

    class State(models.TextChoices):
        INVITED = "invited", "uitgenodigd"
        ACCEPTED = "accepted", "doet mee"
        DECLINED = "declined", "doet niet mee"
        ENDED = "ended", "gestopt"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    plan = models.ForeignKey("plans.JointPlan", models.CASCADE, related_name="memberships")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="+")
    partner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    worker = models.ForeignKey(
        "people.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    domains = models.ManyToManyField("programme.LifeDomain", through="plans.MembershipDomain")
    who = SealedField("code, en roepnaam als dat mag")
    state = models.CharField("status", max_length=8, choices=State, default=State.INVITED)
    invited_on = models.DateField("uitgenodigd op")
    start = models.DateField("vanaf", null=True, blank=True)
    end = models.DateField("tot", null=True, blank=True)

    class Meta:
        verbose_name = "deelname aan een plan"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "partner"],
                condition=Q(state__in=["invited", "accepted"]),
                name="partner_takes_part_once",
            )
        ]

    declared = {
        "id": ordinary("internal id, and the id of its key", "dossier"),
        "organisation": ordinary("whose plan", "dossier"),
        "plan": sensitive("which plan"),
        "client": sensitive("whose plan"),
        "partner": sensitive("which organisation takes part"),
        "worker": ordinary("who was invited", "dossier"),
        "domains": sensitive("on which parts of life"),
        "who": identifying("recognising her: the code, and the called-name when she agreed (D7)"),
        "state": ordinary("invited, taking part or not", "dossier"),
        "invited_on": ordinary("when", "dossier"),
        "start": ordinary("first day", "dossier"),
        "end": ordinary("first day no longer", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> uuid.UUID:
        return self.client_id


class MembershipDomain(models.Model):
    """One life domain on which a partner takes part."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    membership = models.ForeignKey("plans.PlanMembership", models.CASCADE, related_name="+")
    domain = models.ForeignKey("programme.LifeDomain", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "leefgebied van een deelname"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["membership", "domain"], name="domain_once")
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose plan", "dossier"),
        "membership": sensitive("which partner takes part"),
        "domain": sensitive("on which part of life"),
    }

    def __str__(self) -> str:
        return str(self.id)


class DirectionOffer(models.Model):
    """The direction offered to somebody of a partner that takes part. With the yes the plan moves there (R30)."""

    class State(models.TextChoices):
        OFFERED = "offered", "aangeboden"
        ACCEPTED = "accepted", "overgenomen"
        DECLINED = "declined", "afgeslagen"
        WITHDRAWN = "withdrawn", "ingetrokken"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    plan = models.ForeignKey("plans.JointPlan", models.CASCADE, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="+")
    membership = models.ForeignKey("plans.PlanMembership", models.CASCADE, related_name="+")
    partner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    worker = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    state = models.CharField("status", max_length=9, choices=State, default=State.OFFERED)
    offered_on = models.DateField("aangeboden op")
    answered_on = models.DateField("beantwoord op", null=True, blank=True)
    into = models.ForeignKey(
        "clients.Client", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ended_on = models.DateField("voorbij op", null=True, blank=True)

    class Meta:
        verbose_name = "aanbod van regie"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state="offered"), name="one_open_direction_offer"
            ),
            models.CheckConstraint(
                condition=Q(state="offered", answered_on__isnull=True)
                | (~Q(state="offered") & Q(answered_on__isnull=False)),
                name="answered_offer_has_a_day",
            ),
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("who gives the direction away", "dossier"),
        "plan": sensitive("which plan"),
        "client": sensitive("whose plan"),
        "membership": sensitive("as which partner it was asked"),
        "partner": sensitive("to which organisation"),
        "worker": ordinary("to whom", "dossier"),
        "by": ordinary("who offered", "dossier"),
        "state": ordinary("offered, taken over or not", "dossier"),
        "offered_on": ordinary("when; it holds four weeks", "dossier"),
        "answered_on": ordinary("when that was answered", "dossier"),
        "into": sensitive("her own dossier at the organisation that took over"),
        "ended_on": ordinary("since when the plan is closed or back", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> uuid.UUID:
        return self.client_id


class PlanReview(models.Model):
    """The plan talked through with her: what changed, whether she agrees, and how she says it. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    plan = models.ForeignKey("plans.JointPlan", models.CASCADE, related_name="reviews")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="+")
    day = models.DateField("besproken op")
    agreed = models.BooleanField("is het ermee eens")
    changed = SealedField("wat er veranderde")
    words = SealedField("in eigen woorden")
    by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "bespreking van een plan"
        ordering: ClassVar = ["-day"]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose plan", "dossier"),
        "plan": sensitive("which plan"),
        "client": sensitive("with whom"),
        "day": ordinary("when; the next is three months later", "dossier"),
        "agreed": sensitive("whether she agrees"),
        "changed": sensitive("what changed"),
        "words": sensitive("how she says it herself"),
        "by": ordinary("who wrote", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> uuid.UUID:
        return self.client_id
