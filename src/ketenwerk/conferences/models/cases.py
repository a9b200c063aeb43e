"""The items with a question about one client: who is asked, what was said, what came out of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ketenwerk.conferences.models.days import Conference, ConferenceSlot
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import SealedField, ordinary, sensitive

ITEM_TERM = "3 months after the conference"
KEPT_MONTHS = 3


class CaseItem(models.Model):
    """One question about one client, under a key of its own that is shared with the asked partners."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    conference = models.ForeignKey(Conference, models.PROTECT, related_name="+")
    slot = models.OneToOneField(ConferenceSlot, models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="+")
    code = models.CharField("code", max_length=8)
    question = SealedField("vraag")
    added_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    added_on = models.DateField("op de agenda sinds")

    class Meta:
        verbose_name = "punt van het overleg"
        indexes: ClassVar = [models.Index(fields=["conference"], name="case_conference")]

    declared = {
        "id": ordinary("internal id, and the name of its key", ITEM_TERM),
        "organisation": ordinary("whose item", ITEM_TERM),
        "conference": ordinary("in which conference", ITEM_TERM),
        "slot": ordinary("place on the agenda", ITEM_TERM),
        "client": sensitive("about whom", ITEM_TERM),
        "code": sensitive(
            "the code on the shared screen, for partners who have no dossier", ITEM_TERM
        ),
        "question": sensitive("the one question", ITEM_TERM),
        "added_by": ordinary("who asks", ITEM_TERM),
        "added_on": ordinary("date", ITEM_TERM),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> object:
        return self.client_id


class CaseAsk(models.Model):
    """One partner that is asked about an item, and the consent on which that rests."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    item = models.ForeignKey(CaseItem, models.CASCADE, related_name="asks")
    partner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    basis = models.UUIDField("op grond van")

    class Meta:
        verbose_name = "gevraagde partner"
        ordering: ClassVar = ["partner__position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "partner"], name="partner_asked_once"),
            models.CheckConstraint(
                condition=~Q(partner=F("organisation")), name="another_partner_is_asked"
            ),
        ]

    declared = {
        "id": ordinary("internal id", ITEM_TERM),
        "organisation": ordinary("whose item", ITEM_TERM),
        "item": sensitive("which item", ITEM_TERM),
        "partner": sensitive("who is asked", ITEM_TERM),
        "basis": sensitive("which consent", ITEM_TERM),
    }

    def __str__(self) -> str:
        return str(self.id)


class CaseColumn(models.Model):
    """What was said under one of three heads. Each has its own version, so that two writers do not wait for each other."""

    class Kind(models.TextChoices):
        PICTURE = "picture", "Beeld"
        JUDGEMENT = "judgement", "Oordeel"
        DECISION = "decision", "Besluit"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    item = models.ForeignKey(CaseItem, models.CASCADE, related_name="columns")
    kind = models.CharField("kolom", max_length=12, choices=Kind)
    words = SealedField("tekst", null=True)
    version = models.PositiveIntegerField("versie", default=0)
    changed_by = models.ForeignKey("people.Member", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "kolom van een punt"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "kind"], name="each_column_once")
        ]

    declared = {
        "id": ordinary("internal id", ITEM_TERM),
        "organisation": ordinary("whose item", ITEM_TERM),
        "item": sensitive("which item", ITEM_TERM),
        "kind": ordinary("picture, judgement or decision", ITEM_TERM),
        "words": sensitive("what was said", ITEM_TERM),
        "version": ordinary("keeps two writers apart", ITEM_TERM),
        "changed_by": ordinary("who wrote last", ITEM_TERM),
    }

    def __str__(self) -> str:
        return str(self.id)


class CaseOutcome(models.Model):
    """A decision or action. After three months its words and its item are gone; partner, day and status stay."""

    class Kind(models.TextChoices):
        DECISION = "decision", "besluit"
        ACTION = "action", "actie"

    class State(models.TextChoices):
        OPEN = "open", "open"
        DONE = "done", "gedaan"
        DROPPED = "dropped", "niet meer nodig"

    class WhyNot(models.TextChoices):
        NO_DAY = "no_day", "er is geen dag gekozen"
        NO_PLAN = "no_plan", "er loopt geen plan, of een collega heeft de regie"
        NO_DOMAIN = "no_domain", "er is nog geen leefgebied gekozen"
        NO_PART = "no_part", "de partner doet niet mee op dit leefgebied"
        NO_CONSENT = "no_consent", "zij heeft dit leefgebied niet met de partner gedeeld"
        NOT_OURS = "not_ours", "een partner schreef dit op; wie de regie heeft zet het in het plan"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    item = models.ForeignKey(CaseItem, models.SET_NULL, null=True, related_name="outcomes")
    conference = models.ForeignKey(Conference, models.PROTECT, related_name="+")
    partner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField("soort", max_length=12, choices=Kind)
    words = SealedField("wat", null=True)
    due = models.DateField("voor", null=True, blank=True)
    domain = models.ForeignKey(
        "programme.LifeDomain", models.PROTECT, null=True, blank=True, related_name="+"
    )
    plan_line = models.UUIDField("regel in het plan", null=True, blank=True)
    not_in_plan = models.CharField(
        "waarom niet in het plan", max_length=12, choices=WhyNot, blank=True
    )
    state = models.CharField("status", max_length=12, choices=State, default=State.OPEN)
    recorded_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    recorded_on = models.DateField("vastgelegd op")
    settled_on = models.DateField("afgerond op", null=True, blank=True)

    class Meta:
        verbose_name = "uitkomst van een punt"
        ordering: ClassVar = ["recorded_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="decision") | Q(due__isnull=False),
                name="action_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(item__isnull=False) | Q(words__isnull=True),
                name="no_words_without_an_item",
            ),
            models.CheckConstraint(
                condition=Q(plan_line__isnull=True) | Q(not_in_plan=""),
                name="in_the_plan_or_why_not",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["partner", "state", "due"], name="outcome_due")]

    declared = {
        "id": ordinary("internal id"),
        "organisation": ordinary("whose item"),
        "item": sensitive("from which item; empty after the term", ITEM_TERM),
        "conference": ordinary("from which conference"),
        "partner": ordinary("who does it"),
        "kind": ordinary("decision or action"),
        "words": sensitive("what is decided or done", ITEM_TERM),
        "due": ordinary("before when"),
        "domain": sensitive("which part of life; decides who sees it in the plan", ITEM_TERM),
        "plan_line": sensitive("which line of the joint plan it became", ITEM_TERM),
        "not_in_plan": sensitive("why it did not become one", ITEM_TERM),
        "state": ordinary("open, done or dropped"),
        "recorded_by": ordinary("who wrote"),
        "recorded_on": ordinary("date"),
        "settled_on": ordinary("date"),
    }

    def __str__(self) -> str:
        return str(self.id)


OUTCOME_STEPS: dict[str, tuple[str, ...]] = {
    CaseOutcome.State.OPEN: (CaseOutcome.State.DONE, CaseOutcome.State.DROPPED),
    CaseOutcome.State.DONE: (),
    CaseOutcome.State.DROPPED: (),
}
