"""The series, its days, who is asked, and the places on the agenda. No table here leads to a client."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import ordinary


class ConferenceSeries(models.Model):
    """Every so many weeks on the same weekday, from the first day on. One organisation chairs."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    every_weeks = models.PositiveSmallIntegerField("om de hoeveel weken", default=2)
    first_on = models.DateField("eerste dag")
    starts_at = models.TimeField("begint om")
    minutes = models.PositiveSmallIntegerField("duur in minuten", default=120)
    place = models.CharField("plaats", max_length=120, blank=True)

    class Meta:
        verbose_name = "overlegreeks"
        ordering: ClassVar = ["first_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(every_weeks__gte=1, every_weeks__lte=52),
                name="conference_series_has_a_pace",
            )
        ]

    declared = {
        "id": ordinary("internal id"),
        "organisation": ordinary("who chairs"),
        "every_weeks": ordinary("the rule of the series"),
        "first_on": ordinary("the rule of the series"),
        "starts_at": ordinary("time"),
        "minutes": ordinary("length"),
        "place": ordinary("where"),
    }

    def __str__(self) -> str:
        return str(self.id)


class ConferenceBooking(models.Model):
    """On which of its activities an organisation books the time of a series (by key: it lasts over years)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    series = models.ForeignKey(ConferenceSeries, models.CASCADE, related_name="bookings")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    activity_key = models.SlugField("activiteit")

    class Meta:
        verbose_name = "uren van een overlegreeks"
        ordering: ClassVar = ["organisation__position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "organisation"], name="booked_on_once")
        ]

    declared = {
        "id": ordinary("internal id"),
        "series": ordinary("of which series"),
        "organisation": ordinary("whose time"),
        "activity_key": ordinary("on what the time is booked"),
    }

    def __str__(self) -> str:
        return self.activity_key


class Conference(models.Model):
    """One day of the case conference."""

    class State(models.TextChoices):
        PLANNED = "planned", "gepland"
        HELD = "held", "gehouden"
        CANCELLED = "cancelled", "vervallen"

    class Reason(models.TextChoices):
        MEASURES = "measures", "maatregelen tegen het virus"
        HOLIDAY = "holiday", "vakantie of feestdag"
        TOO_FEW = "too_few", "te weinig deelnemers"
        NO_ITEMS = "no_items", "geen punten"

    class Reopened(models.TextChoices):
        URGENT = "urgent", "een besluit kan niet wachten"
        LEFT_OVER = "left_over", "een punt bleef de vorige keer liggen"
        FORGOTTEN = "forgotten", "een punt was vergeten"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    series = models.ForeignKey(ConferenceSeries, models.PROTECT, related_name="conferences")
    planned_on = models.DateField("gepland op")
    on = models.DateField("dag")
    starts_at = models.TimeField("begint om")
    minutes = models.PositiveSmallIntegerField("duur in minuten")
    place = models.CharField("plaats", max_length=120, blank=True)
    online = models.BooleanField("online", default=False)
    state = models.CharField("status", max_length=12, choices=State, default=State.PLANNED)
    reason = models.CharField("waarom", max_length=12, choices=Reason, blank=True)
    reopened = models.CharField("agenda opnieuw open", max_length=12, choices=Reopened, blank=True)
    version = models.PositiveIntegerField("versie", default=1)
    changed_at = models.DateTimeField("gewijzigd op", default=clock.now)

    class Meta:
        verbose_name = "casuïstiekoverleg"
        ordering: ClassVar = ["on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "planned_on"], name="conference_once_a_day"),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | Q(reason__gt=""),
                name="cancelled_conference_has_a_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["on"], name="conference_on")]

    declared = {
        "id": ordinary("internal id"),
        "series": ordinary("of which series"),
        "planned_on": ordinary("the day by the rule"),
        "on": ordinary("the day it is or was"),
        "starts_at": ordinary("time"),
        "minutes": ordinary("length"),
        "place": ordinary("where"),
        "online": ordinary("how"),
        "state": ordinary("planned, held or cancelled"),
        "reason": ordinary("why it was cancelled or moved (R75)"),
        "reopened": ordinary("why the agenda opened again after it closed"),
        "version": ordinary("keeps two editors apart"),
        "changed_at": ordinary("so that calendars take the change over"),
    }

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return neutral_name(self.on)

    @property
    def closes_on(self) -> date:
        """The first day on which the agenda is closed: the day before."""
        return self.on - timedelta(days=1)

    @property
    def agenda_is_open(self) -> bool:
        today = clock.today()
        open_now = today < self.closes_on or (bool(self.reopened) and today <= self.on)
        return self.state == self.State.PLANNED and open_now

    @property
    def is_planned(self) -> bool:
        return self.state == self.State.PLANNED

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def start(self) -> datetime:
        return datetime.combine(self.on, self.starts_at, tzinfo=clock.AMSTERDAM)

    @property
    def time(self) -> str:
        """From and until, as 13.30–15.30."""
        until = self.start + timedelta(minutes=self.minutes)
        return f"{self.start:%H.%M}–{until:%H.%M}"


class Attendee(models.Model):
    """One care worker asked for one conference, and whether she was there."""

    id = models.BigAutoField(primary_key=True)
    conference = models.ForeignKey(Conference, models.CASCADE, related_name="attendees")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    member = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    present = models.BooleanField("was erbij", null=True, blank=True)
    online = models.BooleanField("deed online mee", default=False)
    seen_by = ArrayField(models.UUIDField(), verbose_name="zichtbaar voor", default=list)

    class Meta:
        verbose_name = "genodigde"
        ordering: ClassVar = ["organisation__position", "member__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conference", "member"], name="invited_once")
        ]

    declared = {
        "id": ordinary("internal id"),
        "conference": ordinary("for which conference"),
        "organisation": ordinary("of which partner"),
        "member": ordinary("who is asked"),
        "present": ordinary("attendance"),
        "online": ordinary("how she took part"),
        "seen_by": ordinary("everybody who is asked for the same day; the wall reads it"),
    }

    def __str__(self) -> str:
        return str(self.id)


class ConferenceSlot(models.Model):
    """The place of an item on the agenda, without anything about whom or what: this is all that who organises may read."""

    class Off(models.TextChoices):
        ANSWERED = "answered", "de vraag is al beantwoord"
        HER_WISH = "her_wish", "de cliënt wil het niet"
        OTHERWISE = "otherwise", "het wordt op een andere manier geregeld"
        NO_TIME = "no_time", "er is geen tijd; het kan naar een volgend overleg"
        NO_GROUND = "no_ground", "de grond is niet compleet"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conference = models.ForeignKey(Conference, models.CASCADE, related_name="slots")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField("punt")
    minutes = models.PositiveSmallIntegerField("minuten", default=15)
    complete = models.BooleanField("grond is compleet", default=True)
    late = models.BooleanField("na het sluiten toegevoegd", default=False)
    off = models.CharField("van de agenda, waarom", max_length=12, choices=Off, blank=True)
    off_on = models.DateField("van de agenda op", null=True, blank=True)

    class Meta:
        verbose_name = "plek op de agenda"
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conference", "order"], name="one_item_per_place"),
            models.CheckConstraint(
                condition=Q(off="", off_on__isnull=True) | Q(off__gt="", off_on__isnull=False),
                name="taken_off_with_a_reason_and_a_day",
            ),
        ]

    declared = {
        "id": ordinary("internal id"),
        "conference": ordinary("of which conference"),
        "organisation": ordinary("which partner put it there"),
        "order": ordinary("place on the agenda"),
        "minutes": ordinary("time for it"),
        "complete": ordinary("whether every asked partner has a ground"),
        "late": ordinary("after the agenda closed"),
        "off": ordinary("why it was taken off"),
        "off_on": ordinary("since when it is off"),
    }

    def __str__(self) -> str:
        return f"punt {self.order}"


CONFERENCE_STEPS: dict[str, tuple[str, ...]] = {
    Conference.State.PLANNED: (Conference.State.HELD, Conference.State.CANCELLED),
    Conference.State.HELD: (),
    # Cancelled by mistake, or it goes on after all.
    Conference.State.CANCELLED: (Conference.State.PLANNED,),
}


def neutral_name(on: date) -> str:
    """What a conference of this day is called on screens, in invitations and calendars."""
    return f"overleg {on.day}-{on.month}"
