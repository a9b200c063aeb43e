"""Hours: minutes on an activity, on one source of money. No client, no trajectory, no text about anybody (ADR 0007)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ketenwerk.hours.import_models import (
    IMPORT_STEPS,
    ApiToken,
    ImportedHour,
    ImportRun,
    MemberCode,
)
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
