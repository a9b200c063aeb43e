"""Hours: minutes on an activity, on one source of money. No client, no trajectory, no text about anybody (ADR 0007)."""

from datetime import date, timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ketenwerk.hours.import_models import (
    IMPORT_STEPS,
    ApiToken,
    ImportedHour,
    ImportRun,
    MemberCode,
)
from ketenwerk.kernel import dutch
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import ordinary, sensitive

__all__ = [
    "IMPORT_STEPS",
    "PROPOSAL_STEPS",
    "ApiToken",
    "HourEntry",
    "HourProposal",
    "ImportRun",
    "ImportedHour",
    "MemberCode",
    "MonthLock",
    "MonthTotal",
    "WeekConfirmation",
]

TERM = "7 years"


class HourEntry(models.Model):
    class Origin(models.TextChoices):
        NOTE = "note", "notitie"
        WEEK = "week", "week ingevuld"
        MEETING = "meeting", "overleg"
        IMPORT = "import", "ingelezen"
        CORRECTION = "correction", "correctie"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    member = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    day = models.DateField("dag")
    minutes = models.IntegerField("minuten")
    activity = models.ForeignKey("programme.Activity", models.PROTECT, related_name="+")
    line = models.ForeignKey(
        "programme.BudgetLine", models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.ForeignKey(
        "programme.FundingSource", models.PROTECT, null=True, blank=True, related_name="+"
    )
    origin = models.CharField("herkomst", max_length=12, choices=Origin)
    reason = models.CharField("reden van correctie", max_length=200, blank=True)
    made_at = models.DateTimeField("vastgelegd op")
    made_by = models.ForeignKey(
        "people.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "urenregel"
        ordering: ClassVar = ["day", "made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(minutes=0), name="hours_are_not_zero"),
            models.CheckConstraint(
                condition=Q(origin="correction", reason__gt="")
                | (~Q(origin="correction") & Q(reason="")),
                name="correction_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gt=0) | Q(origin__in=["correction", "week"]),
                name="only_corrections_go_down",
            ),
            models.UniqueConstraint(
                fields=["member", "day", "activity"],
                condition=Q(origin="week"),
                name="one_week_cell_per_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "member", "day"], name="hours_member_day"),
            models.Index(fields=["organisation", "line", "day"], name="hours_line_day"),
        ]

    declared = {
        "id": ordinary("internal id", TERM),
        "organisation": ordinary("whose hours", TERM),
        "member": sensitive("who worked", TERM),
        "day": ordinary("when", TERM),
        "minutes": ordinary("how long", TERM),
        "activity": ordinary("on what", TERM),
        "line": ordinary("which budget line", TERM),
        "source": ordinary("which money, exactly one (R87)", TERM),
        "origin": ordinary("where the hour came from", TERM),
        "reason": ordinary("why it was corrected", TERM),
        "made_at": ordinary("when it was written", TERM),
        "made_by": sensitive("who corrected it for somebody else", TERM),
    }

    def __str__(self) -> str:
        return f"{self.day} {self.minutes}"


class HourProposal(models.Model):
    """An hour that an attended meeting offers to somebody's week. It counts when the week is confirmed, and once at most."""

    class State(models.TextChoices):
        OPEN = "open", "voorgesteld"
        WITHDRAWN = "withdrawn", "vervallen"
        BOOKED = "booked", "geboekt"
        DECLINED = "declined", "weggehaald"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    member = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    source_key = models.UUIDField("bron", unique=True)
    day = models.DateField("dag")
    minutes = models.PositiveIntegerField("minuten")
    activity = models.ForeignKey("programme.Activity", models.PROTECT, related_name="+")
    state = models.CharField("status", max_length=12, choices=State, default=State.OPEN)

    class Meta:
        verbose_name = "urenvoorstel"
        ordering: ClassVar = ["day"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(minutes__gt=0), name="proposal_is_not_zero")
        ]
        indexes: ClassVar = [models.Index(fields=["member", "day"], name="hours_proposal_day")]

    declared = {
        "id": ordinary("internal id", TERM),
        "organisation": ordinary("whose hours", TERM),
        "member": sensitive("who was there", TERM),
        "source_key": ordinary("what offers it, once", TERM),
        "day": ordinary("when", TERM),
        "minutes": ordinary("how long", TERM),
        "activity": ordinary("on what", TERM),
        "state": ordinary("offered, booked or taken away", TERM),
    }

    def __str__(self) -> str:
        return f"{self.day} {self.minutes}"


# What was booked or taken away by its owner never comes back.
PROPOSAL_STEPS: dict[str, tuple[str, ...]] = {
    HourProposal.State.OPEN: (
        HourProposal.State.BOOKED,
        HourProposal.State.DECLINED,
        HourProposal.State.WITHDRAWN,
    ),
    HourProposal.State.WITHDRAWN: (HourProposal.State.OPEN,),
    HourProposal.State.BOOKED: (),
    HourProposal.State.DECLINED: (),
}


class WeekConfirmation(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    member = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    monday = models.DateField("week vanaf")
    confirmed_at = models.DateTimeField("bevestigd op")

    class Meta:
        verbose_name = "weekbevestiging"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "monday"], name="week_confirmed_once"),
            models.CheckConstraint(condition=Q(monday__week_day=2), name="week_starts_on_monday"),
        ]

    declared = {
        "id": ordinary("internal id", TERM),
        "organisation": ordinary("whose hours", TERM),
        "member": sensitive("who confirmed", TERM),
        "monday": ordinary("which week", TERM),
        "confirmed_at": ordinary("when", TERM),
    }

    def __str__(self) -> str:
        return str(self.monday)


class MonthLock(models.Model):
    """After this the month changes only by counter-entries with a reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    month = models.DateField("maand")
    locked_at = models.DateTimeField("afgesloten op")
    locked_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "maandafsluiting"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "month"], name="month_locked_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="month_is_its_first_day"),
        ]

    declared = {
        "id": ordinary("internal id", TERM),
        "organisation": ordinary("whose hours", TERM),
        "month": ordinary("which month", TERM),
        "locked_at": ordinary("when", TERM),
        "locked_by": ordinary("who", TERM),
    }

    def __str__(self) -> str:
        return str(self.month)


class MonthTotal(models.Model):
    """Minutes per month, activity and line, kept by the database in the transaction of the hour itself."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    month = models.DateField("maand")
    activity = models.ForeignKey("programme.Activity", models.PROTECT, related_name="+")
    line = models.ForeignKey("programme.BudgetLine", models.PROTECT, null=True, related_name="+")
    minutes = models.IntegerField("minuten", default=0)

    class Meta:
        verbose_name = "maandtotaal"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "month", "activity", "line"],
                name="month_total_once",
                nulls_distinct=False,
            )
        ]

    declared = {
        name: ordinary("hours without people", TERM)
        for name in ["id", "organisation", "month", "activity", "line", "minutes"]
    }

    def __str__(self) -> str:
        return f"{self.month} {self.minutes}"


class RosterLine(models.Model):
    """Hours that somebody is planned to work on an activity, per weekday, over a period inside the activity's year.

    It is written once and only ever ends: what was planned in the past stays readable.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    member = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    activity = models.ForeignKey("programme.Activity", models.PROTECT, related_name="+")
    start = models.DateField("vanaf")
    end = models.DateField("tot")
    minutes = ArrayField(
        models.PositiveSmallIntegerField(), size=7, verbose_name="minuten van maandag tot zondag"
    )
    made_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    made_at = models.DateTimeField("vastgelegd op")

    class Meta:
        verbose_name = "roosterregel"
        ordering: ClassVar = ["start", "made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="roster_ends_later"),
            models.CheckConstraint(condition=Q(minutes__len=7), name="roster_has_seven_days"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "member", "start"], name="hours_roster_member")
        ]

    declared = {
        "id": ordinary("internal id", TERM),
        "organisation": ordinary("whose hours", TERM),
        "member": sensitive("who is planned", TERM),
        "activity": ordinary("on what", TERM),
        "start": ordinary("first day", TERM),
        "end": ordinary("first day that it no longer holds", TERM),
        "minutes": ordinary("how long on each weekday", TERM),
        "made_by": sensitive("who planned it", TERM),
        "made_at": ordinary("when it was written", TERM),
    }

    def __str__(self) -> str:
        return f"{self.start} {sum(self.minutes)}"

    @property
    def week_minutes(self) -> int:
        return sum(self.minutes)

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)


class DayOff(models.Model):
    """Days on which somebody does not work. Why is never asked: it could be health."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    member = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    start = models.DateField("vanaf")
    end = models.DateField("tot")

    class Meta:
        verbose_name = "vrije dagen"
        ordering: ClassVar = ["start"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="day_off_ends_later")
        ]
        indexes: ClassVar = [models.Index(fields=["member", "start"], name="hours_day_off")]

    declared = {
        "id": ordinary("internal id", TERM),
        "organisation": ordinary("whose hours", TERM),
        "member": sensitive("who is away", TERM),
        "start": sensitive("first day away, without a reason", TERM),
        "end": sensitive("first day back", TERM),
    }

    def __str__(self) -> str:
        return str(self.start)

    @property
    def words(self) -> str:
        return dutch.day_range(self.start, self.end - timedelta(days=1))


class WeekReminder(models.Model):
    """A manager asked somebody to confirm a week. It holds no text; the last time counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    member = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    monday = models.DateField("week vanaf")
    asked_at = models.DateTimeField("gevraagd op")

    class Meta:
        verbose_name = "herinnering"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "monday"], name="week_reminded_once"),
            models.CheckConstraint(condition=Q(monday__week_day=2), name="reminder_is_of_a_week"),
        ]

    declared = {
        "id": ordinary("internal id", TERM),
        "organisation": ordinary("whose hours", TERM),
        "member": sensitive("who is asked", TERM),
        "monday": ordinary("which week", TERM),
        "asked_at": ordinary("when", TERM),
    }

    def __str__(self) -> str:
        return str(self.monday)


class FixedShare(models.Model):
    """A fixed part on top of the written hours of an organisation, from a month on. Never changed: a newer one follows."""

    class Kind(models.TextChoices):
        INDIRECT = "indirect", "indirecte tijd"
        TRAVEL = "travel", "reistijd"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField("waarvoor", max_length=12, choices=Kind)
    percent = models.DecimalField("percentage", max_digits=4, decimal_places=1)
    start = models.DateField("vanaf maand")
    agreed_on = models.DateField("afgesproken met de controller op")
    made_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    made_at = models.DateTimeField("vastgelegd op")

    class Meta:
        verbose_name = "vast deel"
        ordering: ClassVar = ["kind", "start", "made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100), name="share_is_a_percentage"
            ),
            models.CheckConstraint(condition=Q(start__day=1), name="share_starts_with_a_month"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "kind", "start"], name="hours_share_start")
        ]

    declared = {
        "id": ordinary("internal id", TERM),
        "organisation": ordinary("whose hours", TERM),
        "kind": ordinary("indirect or travel", TERM),
        "percent": ordinary("how much on top", TERM),
        "start": ordinary("from which month", TERM),
        "agreed_on": ordinary("when the controller agreed", TERM),
        "made_by": sensitive("who wrote it down", TERM),
        "made_at": ordinary("when it was written", TERM),
    }

    def __str__(self) -> str:
        return f"{self.start} {self.percent}%"
