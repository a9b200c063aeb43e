"""Series of meetings, the meetings themselves, and what they leave to be done."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import Declared, ordinary, sensitive

TERM = "7 years"


def work(*names: str) -> dict[str, Declared]:
    return {name: ordinary("work of the chain, about nobody", TERM) for name in ("id", *names)}


class Series(models.Model):
    class Kind(models.TextChoices):
        PROJECT = "project", "projectgroep"
        STEERING = "steering", "stuurgroep"
        OTHER = "other", "ander overleg"

    class Unit(models.TextChoices):
        WEEKS = "weeks", "weken"
        MONTHS = "months", "maanden"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField("naam", max_length=80)
    kind = models.CharField("soort", max_length=12, choices=Kind)
    first_on = models.DateField("eerste keer")
    every = models.PositiveSmallIntegerField("om de hoeveel")
    unit = models.CharField("eenheid", max_length=8, choices=Unit)
    start = models.TimeField("begintijd")
    minutes = models.PositiveSmallIntegerField("minuten")
    place = models.CharField("plaats", max_length=120, blank=True)
    ended_on = models.DateField("gestopt op", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "overlegreeks"
        ordering: ClassVar = ["kind", "name"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(every__gt=0), name="series_repeats"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="series_lasts"),
        ]

    declared = work(
        *("name", "kind", "first_on", "every", "unit", "start", "minutes", "place", "ended_on"),
        "version",
    )

    def __str__(self) -> str:
        return self.name

    @property
    def rhythm(self) -> str:
        """How often it meets, in words: elke maand, elke 2 weken."""
        word = str(self.Unit(self.unit).label)
        one = {"weken": "elke week", "maanden": "elke maand"}
        return one[word] if self.every == 1 else f"elke {self.every} {word}"


class SeriesPartner(models.Model):
    """An organisation that takes part, and on which of its activities the time is booked (by key: it lasts over years)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    series = models.ForeignKey("meetings.Series", models.CASCADE, related_name="partners")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    activity_key = models.SlugField("activiteit", blank=True)

    class Meta:
        verbose_name = "deelnemende organisatie"
        ordering: ClassVar = ["organisation__position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "organisation"], name="partner_once")
        ]

    declared = work("series", "organisation", "activity_key")

    def __str__(self) -> str:
        return str(self.id)


class SeriesPerson(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    series = models.ForeignKey("meetings.Series", models.CASCADE, related_name="people")
    member = models.ForeignKey("people.Member", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "deelnemer"
        ordering: ClassVar = ["member__organisation__position", "member__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "member"], name="person_once")
        ]

    declared = {**work("series"), "member": sensitive("who takes part", TERM)}

    def __str__(self) -> str:
        return str(self.id)


class Meeting(models.Model):
    """One meeting. How it was held is a status with a reason (R75)."""

    class Form(models.TextChoices):
        PHYSICAL = "physical", "fysiek"
        ONLINE = "online", "online"
        ADAPTED = "adapted", "aangepast"
        POSTPONED = "postponed", "uitgesteld"
        CANCELLED = "cancelled", "vervallen"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    series = models.ForeignKey("meetings.Series", models.PROTECT, related_name="meetings")
    planned_on = models.DateField("volgens de reeks op")
    day = models.DateField("dag")
    start = models.TimeField("begintijd")
    minutes = models.PositiveSmallIntegerField("minuten")
    form = models.CharField("vorm", max_length=12, choices=Form, default=Form.PHYSICAL)
    reason = models.CharField("reden", max_length=200, blank=True)
    report = models.TextField("verslag", max_length=20_000, blank=True)
    version = models.PositiveIntegerField("versie", default=1)
    changed_at = models.DateTimeField("gewijzigd op")

    class Meta:
        verbose_name = "overleg"
        ordering: ClassVar = ["day", "start"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "planned_on"], name="meeting_planned_once"),
            models.CheckConstraint(
                condition=Q(form__in=["physical", "online"]) | Q(reason__gt=""),
                name="change_has_a_reason",
            ),
        ]

    declared = work(
        *("series", "planned_on", "day", "start", "minutes", "form", "reason", "report"),
        *("version", "changed_at"),
    )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_on(self) -> bool:
        return self.form not in {self.Form.POSTPONED, self.Form.CANCELLED}


F = Meeting.Form
MEETING_STEPS: dict[str, tuple[str, ...]] = {
    F.PHYSICAL: (F.ONLINE, F.ADAPTED, F.POSTPONED, F.CANCELLED),
    F.ONLINE: (F.PHYSICAL, F.ADAPTED, F.POSTPONED, F.CANCELLED),
    F.ADAPTED: (F.PHYSICAL, F.ONLINE, F.POSTPONED, F.CANCELLED),
    F.POSTPONED: (F.PHYSICAL, F.ONLINE, F.ADAPTED, F.CANCELLED),
    F.CANCELLED: (),
}


class Attendance(models.Model):
    """That somebody was there. Its id is the source of one hour, once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="attendance")
    member = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    was_there = models.BooleanField("was erbij", default=True)

    class Meta:
        verbose_name = "aanwezigheid"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once")
        ]

    declared = {**work("meeting", "was_there"), "member": sensitive("who was there", TERM)}

    def __str__(self) -> str:
        return str(self.id)


class AgendaItem(models.Model):
    """A point on the agenda, or one that somebody who takes part proposes and the chair answers."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "voorgesteld"
        ON = "on", "op de agenda"
        DECLINED = "declined", "niet op de agenda"

    class Declined(models.TextChoices):
        LATER = "later", "het komt een volgende keer"
        ELSEWHERE = "elsewhere", "het hoort bij een ander overleg"
        SETTLED = "settled", "het is al geregeld"
        ABOUT_CLIENT = (
            "about_client",
            "het gaat over een cliënt; dat hoort in het casuïstiekoverleg",
        )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField("volgorde")
    title = models.CharField("onderwerp", max_length=120)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField("toelichting", max_length=5_000, blank=True)
    decision = models.TextField("besluit", max_length=2_000, blank=True)
    state = models.CharField("status", max_length=12, choices=State, default=State.ON)
    declined = models.CharField("waarom niet", max_length=12, choices=Declined, blank=True)
    proposed_by = models.ForeignKey(
        "people.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "agendapunt"
        ordering: ClassVar = ["position", "title"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="declined", declined__gt="")
                | (~Q(state="declined") & Q(declined="")),
                name="declined_with_a_reason",
            )
        ]

    declared = {
        **work("meeting", "position", "title", "organisation", "text", "decision", "version"),
        **work("state", "declined"),
        "proposed_by": sensitive("who proposed it", TERM),
    }

    def __str__(self) -> str:
        return self.title


ITEM_STEPS: dict[str, tuple[str, ...]] = {
    AgendaItem.State.PROPOSED: (AgendaItem.State.ON, AgendaItem.State.DECLINED),
    AgendaItem.State.ON: (),
    # Declined by mistake, or there is time after all.
    AgendaItem.State.DECLINED: (AgendaItem.State.ON,),
}


class Paper(models.Model):
    """A paper for a meeting: a title and plain text."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="papers")
    title = models.CharField("titel", max_length=120)
    text = models.TextField("tekst", max_length=20_000)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "vergaderstuk"
        ordering: ClassVar = ["title"]

    declared = work("meeting", "title", "text", "version")

    def __str__(self) -> str:
        return self.title


class ActionPoint(models.Model):
    """What an organisation, or one colleague of it, promised to do after a meeting."""

    class State(models.TextChoices):
        OPEN = "open", "open"
        DONE = "done", "gedaan"
        DROPPED = "dropped", "vervallen"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="actions")
    text = models.CharField("wat", max_length=300)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    member = models.ForeignKey(
        "people.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField("klaar op")
    state = models.CharField("status", max_length=8, choices=State, default=State.OPEN)
    closed_on = models.DateField("afgesloten op", null=True, blank=True)

    class Meta:
        verbose_name = "actiepunt"
        ordering: ClassVar = ["due_on"]

    declared = {
        **work("meeting", "text", "organisation", "due_on", "state", "closed_on"),
        "member": sensitive("who does it", TERM),
    }

    def __str__(self) -> str:
        return self.text


ACTION_STEPS: dict[str, tuple[str, ...]] = {
    ActionPoint.State.OPEN: (ActionPoint.State.DONE, ActionPoint.State.DROPPED),
    ActionPoint.State.DONE: (),
    ActionPoint.State.DROPPED: (),
}


class CalendarFeed(models.Model):
    """A secret address of one's own meetings, in one function. Only the hash of the secret is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey("people.Member", models.CASCADE, related_name="+")
    role = models.CharField("functie", max_length=40)
    secret_hash = models.CharField("kenmerk", max_length=64, unique=True)
    made_at = models.DateTimeField("gemaakt op")
    ended_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    class Meta:
        verbose_name = "agendakoppeling"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "role"], condition=Q(ended_at=None), name="one_feed_at_a_time"
            )
        ]

    declared = {
        "id": ordinary("internal id", "2 years"),
        "member": sensitive("whose calendar", "2 years"),
        "role": ordinary("in which function", "2 years"),
        "secret_hash": sensitive("recognises the address", "2 years"),
        "made_at": ordinary("when", "2 years"),
        "ended_at": ordinary("when it stopped", "2 years"),
    }

    def __str__(self) -> str:
        return str(self.id)
