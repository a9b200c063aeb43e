"""The hours of the own team: who has confirmed which week. Minutes, days and activities; no client and no note."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum
from django.db.models.functions import TruncWeek

from ketenwerk.access.api import Permission, get, require, visible
from ketenwerk.audit.api import record
from ketenwerk.hours import events
from ketenwerk.hours.actions import HoursRefused
from ketenwerk.hours.models import (
    DayOff,
    HourEntry,
    HourProposal,
    RosterLine,
    WeekConfirmation,
    WeekReminder,
)
from ketenwerk.hours.queries import DAYS, locked_months
from ketenwerk.hours.roster import away_in, lines_in, plan_of
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.periods import Period, iso_week, year
from ketenwerk.people.api import Actor, Member

WEEK = timedelta(days=DAYS)
# How far back somebody is asked to confirm, as on Vandaag.
BACK = 8


@dataclass(frozen=True)
class WeekCell:
    """One week of one colleague. `open` means that something waits for confirmation."""

    monday: date
    minutes: int
    confirmed: bool
    open: bool


@dataclass(frozen=True)
class TeamRow:
    member: Member
    weeks: tuple[WeekCell, ...]
    asked_on: date | None

    @property
    def open_weeks(self) -> list[date]:
        return [week.monday for week in self.weeks if week.open]

    @property
    def open_words(self) -> str:
        return dutch.capital(dutch.in_words(len(self.open_weeks)))

    @property
    def minutes(self) -> int:
        return sum(week.minutes for week in self.weeks)


@dataclass(frozen=True)
class Team:
    mondays: tuple[date, ...]
    rows: tuple[TeamRow, ...]

    @property
    def open_weeks(self) -> int:
        return sum(len(row.open_weeks) for row in self.rows)

    @property
    def waiting(self) -> int:
        """How many colleagues have an open week."""
        return sum(bool(row.open_weeks) for row in self.rows)

    @property
    def waiting_words(self) -> str:
        return dutch.capital(dutch.in_words(self.waiting))

    @property
    def week_minutes(self) -> list[int]:
        return [
            sum(row.weeks[place].minutes for row in self.rows) for place in range(len(self.mondays))
        ]


def past_weeks(today: date, number: int) -> Period:
    """The last so many weeks that are over."""
    end = iso_week(today).start
    return Period(end - number * WEEK, end)


def team(actor: Actor, period: Period, member: uuid.UUID | None = None) -> Team:
    """The weeks of everybody with hours, a roster or agreed hours in this period; seven questions for any team."""
    require(actor, Permission.HOURS_TEAM)
    worked = _worked(actor, period)
    confirmed = set(
        visible(actor, Permission.HOURS_TEAM, WeekConfirmation)
        .filter(monday__gte=period.start, monday__lt=period.end)
        .values_list("member", "monday")
    )
    closed = locked_months(actor.house, period.days())
    waiting = _waiting(actor, period, closed)
    asked = dict(
        visible(actor, Permission.HOURS_TEAM, WeekReminder)
        .filter(monday__gte=period.start, monday__lt=period.end)
        .order_by("asked_at")
        .values_list("member", "asked_at")
    )
    mondays = tuple(
        period.start + WEEK * place for place in range((period.end - period.start).days // DAYS)
    )
    people = visible(actor, Permission.HOURS_TEAM, Member).order_by("name")
    if member:
        people = people.filter(id=member)
    busy = {who for who, _ in [*worked, *waiting]}
    over = {monday for monday in mondays if _all_closed(monday, closed)}
    rows = tuple(
        TeamRow(
            person,
            tuple(_cell(person.id, monday, worked, confirmed, waiting, over) for monday in mondays),
            asked[person.id].astimezone(clock.AMSTERDAM).date() if person.id in asked else None,
        )
        for person in people
        if member or person.id in busy or (person.is_active and person.minutes_per_week)
    )
    return Team(mondays, rows)


Key = tuple[uuid.UUID, date]


def _cell(
    person: uuid.UUID,
    monday: date,
    worked: dict[Key, int],
    confirmed: set[Key],
    waiting: dict[Key, bool],
    over: set[date],
) -> WeekCell:
    """A week of a closed month is never open: nobody can confirm it any more."""
    key = (person, monday)
    done = key in confirmed
    is_open = waiting.get(key, False) or (not done and (key in worked or key in waiting))
    return WeekCell(monday, worked.get(key, 0), done, is_open and monday not in over)


def _all_closed(monday: date, closed: set[date]) -> bool:
    return all((monday + timedelta(days=each)).replace(day=1) in closed for each in range(DAYS))


def _worked(actor: Actor, period: Period) -> dict[Key, int]:
    rows = (
        visible(actor, Permission.HOURS_TEAM, HourEntry)
        .filter(day__gte=period.start, day__lt=period.end)
        .annotate(monday=TruncWeek("day"))
        .values_list("member", "monday")
        .annotate(total=Sum("minutes"))
        .order_by()
    )
    return {(who, monday): total for who, monday, total in rows}


def _waiting(actor: Actor, period: Period, closed: set[date]) -> dict[Key, bool]:
    """Weeks with something to confirm: True for an offer of a meeting, which waits also in a confirmed week."""
    found = dict.fromkeys(_rostered(actor, period, closed), False)
    offers = (
        visible(actor, Permission.HOURS_TEAM, HourProposal)
        .filter(state=HourProposal.State.OPEN, day__gte=period.start, day__lt=period.end)
        .values_list("member", "day")
    )
    return found | {(who, iso_week(day).start): True for who, day in offers}


def _rostered(actor: Actor, period: Period, closed: set[date]) -> set[Key]:
    """Weeks in which a roster has something in a month that is still open."""
    lines: dict[uuid.UUID, list[RosterLine]] = {}
    for line in lines_in(visible(actor, Permission.HOURS_TEAM, RosterLine), period):
        lines.setdefault(line.member_id, []).append(line)
    off: dict[uuid.UUID, list[DayOff]] = {}
    for row in visible(actor, Permission.HOURS_TEAM, DayOff).filter(
        start__lt=period.end, end__gt=period.start
    ):
        off.setdefault(row.member_id, []).append(row)
    return {
        (who, iso_week(day).start)
        for who, own in lines.items()
        for cells in plan_of(own, away_in(off.get(who, ()), period), period).values()
        for day in cells
        if day.replace(day=1) not in closed
    }


@dataclass(frozen=True)
class LineUse:
    activity: str
    line: str
    minutes: int


@dataclass(frozen=True)
class Colleague:
    """What a manager sees of one colleague: weeks, hours per activity, roster and days off."""

    row: TeamRow
    used: tuple[LineUse, ...]
    roster: tuple[RosterLine, ...]
    days_off: tuple[DayOff, ...]


def colleague(actor: Actor, member: uuid.UUID, today: date) -> Colleague:
    get(actor, Permission.HOURS_TEAM, Member, id=member)
    whole = year(today.year)
    rows = (
        visible(actor, Permission.HOURS_TEAM, HourEntry)
        .filter(member=member, day__gte=whole.start, day__lt=whole.end)
        .values_list("activity__label", "line__label")
        .annotate(total=Sum("minutes"))
        .order_by("activity__position")
    )
    roster = visible(actor, Permission.HOURS_TEAM, RosterLine).filter(
        member=member, end__gt=whole.start
    )
    off = visible(actor, Permission.HOURS_TEAM, DayOff).filter(member=member, end__gt=today)
    return Colleague(
        team(actor, past_weeks(today, BACK), member).rows[0],
        tuple(LineUse(activity, line or "", total) for activity, line, total in rows),
        tuple(roster.select_related("activity", "made_by")),
        tuple(off),
    )


def entries_of(actor: Actor, member: uuid.UUID, monday: date) -> list[HourEntry]:
    """The hours of a colleague in one week, for who may correct them."""
    get(actor, Permission.HOURS_TEAM, Member, id=member)
    rows = visible(actor, Permission.HOURS_TEAM, HourEntry).filter(
        member=member, day__gte=monday, day__lt=monday + WEEK
    )
    return list(
        rows.select_related("activity", "made_by").order_by("day", "activity__position", "made_at")
    )


def remind(*, by: Actor, member: uuid.UUID) -> int:
    """Asks a colleague to confirm the weeks that are open; returns how many. It says nothing but which weeks."""
    get(by, Permission.HOURS_TEAM, Member, id=member)
    weeks = team(by, past_weeks(clock.today(), BACK), member).rows[0].open_weeks
    if not weeks:
        raise HoursRefused("Alle weken zijn al bevestigd.")
    for monday in weeks:
        WeekReminder.objects.update_or_create(
            member_id=member,
            monday=monday,
            defaults={"organisation_id": by.house, "asked_at": clock.now()},
        )
    record(by=by, event=events.REMINDED, weeks=len(weeks))
    return len(weeks)


def asked_on(actor: Actor, monday: date) -> date | None:
    """On which day the manager asked to confirm this own week."""
    row = visible(actor, Permission.HOURS_OWN, WeekReminder).filter(monday=monday).first()
    return row.asked_at.astimezone(clock.AMSTERDAM).date() if row else None


def open_people(rows: Iterable[TeamRow]) -> list[TeamRow]:
    """Who still has a week to confirm."""
    return [row for row in rows if row.open_weeks]
