"""Writing hours. One hour has one source; a locked month changes only by a counter-entry."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import QuerySet, Sum

from ketenwerk.access.api import Permission, get, require, visible
from ketenwerk.audit.api import record
from ketenwerk.hours import events, queries
from ketenwerk.hours.models import HourEntry, HourProposal, MonthLock, WeekConfirmation
from ketenwerk.kernel import clock
from ketenwerk.kernel.periods import Period, month
from ketenwerk.kernel.refusals import Refusal
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import Activity

DAY_MAX = 24 * 60
DAY_FULL = "Op een dag passen niet meer dan 24 uur."
CAME_IN = "Verbeter dit in je eigen systeem. Breng de regel dan opnieuw, met een reden."
NOT_OURS = "Deze activiteit is van een andere organisatie."


SETTLED = {HourProposal.State.BOOKED, HourProposal.State.DECLINED}


class HoursRefused(Refusal):
    """Why hours cannot be booked, as a sentence for the screen."""


@dataclass(frozen=True)
class Booked:
    entry: uuid.UUID
    activity: uuid.UUID
    line: uuid.UUID | None


@dataclass(frozen=True)
class Paid:
    """Which line and source pay an hour; a line may be absent, a source is what it is (R87)."""

    line: uuid.UUID | None
    source: uuid.UUID | None


def book(
    *,
    by: Actor,
    activity: Activity,
    day: date,
    minutes: int,
    origin: str,
    paid: Paid | None = None,
    may_exceed_day: bool = False,
) -> Booked:
    """Books minutes on an activity of the own organisation. Who pays is given, or follows from the activity (R87)."""
    if activity.organisation_id not in {by.organisation, None}:
        raise HoursRefused(NOT_OURS)
    _check_open(by, day)
    if not may_exceed_day:
        _check_day(by.person, day, minutes)
    paid = paid or Paid(activity.line_id, activity.line.source_id if activity.line else None)
    entry = HourEntry.objects.create(
        organisation_id=by.house,
        member_id=by.person,
        day=day,
        minutes=minutes,
        activity=activity,
        line_id=paid.line,
        source_id=paid.source,
        origin=origin,
        made_at=clock.now(),
    )
    record(by=by, event=events.BOOKED, target=entry, minutes=minutes, day=day.isoformat())
    return Booked(entry.id, activity.id, entry.line_id)


def unbook(*, by: Actor, entry: uuid.UUID) -> None:
    """Takes an own entry away while the month is open."""
    row = HourEntry.objects.filter(id=entry, member_id=by.person).first()
    if row is None:
        return
    _check_open(by, row.day)
    record(by=by, event=events.REMOVED, target=row, minutes=row.minutes, day=row.day.isoformat())
    row.delete()
    # What the week took off that entry goes with it: time on a day is never below nothing.
    if _sum(_cell(row)) < 0:
        _cell(row).filter(origin=HourEntry.Origin.WEEK).delete()


def confirm_week(*, by: Actor, monday: date, cells: Mapping[tuple[uuid.UUID, date], int]) -> int:
    """Confirms the own week as it stands in the grid, in minutes per activity and day; returns the week's minutes.

    What differs from notes and meetings is kept as one adjusting entry per cell, so that the sources stay as they are.
    """
    require(by, Permission.HOURS_OWN)
    week = queries.week_of(by, monday)
    stands = {(row.activity, cell.day): cell for row in week.rows for cell in row.cells}
    activities = {
        a.id: a
        for a in Activity.objects.select_related("line").filter(id__in={k[0] for k in cells})
    }
    for (activity, day), minutes in cells.items():
        if (
            activity not in activities
            or not monday <= day < monday + timedelta(days=7)
            or minutes < 0
        ):
            raise HoursRefused("Vul per dag een aantal uren in, bijvoorbeeld 1,5.")
        if activities[activity].organisation_id not in {by.organisation, None}:
            raise HoursRefused(NOT_OURS)
    after = {key: cell.fixed + cell.typed for key, cell in stands.items()} | dict(cells)
    for day in {day for _, day in cells}:
        if sum(minutes for (_, d), minutes in after.items() if d == day) > DAY_MAX:
            raise HoursRefused(DAY_FULL)
    offers = queries.open_proposals(by, Period(monday, monday + timedelta(days=7)))
    for (activity, day), minutes in cells.items():
        cell = stands.get((activity, day))
        fixed = cell.fixed if cell else 0
        if cell and cell.offered:
            here = [o for o in offers if (o.activity_id, o.day) == (activity, day)]
            fixed += _settle(by, activities[activity], here, room=minutes - fixed)
        adjust = minutes - fixed
        if adjust != (cell.typed if cell else 0):
            _check_open(by, day)
            _set_cell(by, activities[activity], day, adjust)
    WeekConfirmation.objects.update_or_create(
        member_id=by.person,
        monday=monday,
        defaults={"organisation_id": by.house, "confirmed_at": clock.now()},
    )
    total = sum(after.values())
    record(by=by, event=events.WEEK_CONFIRMED, monday=monday.isoformat(), minutes=total)
    return total


def _settle(by: Actor, activity: Activity, offers: list[HourProposal], *, room: int) -> int:
    """Books what meetings offered as far as it fits in what was left standing; the rest is taken away for good."""
    booked = 0
    for offer in offers:
        if booked + offer.minutes <= room:
            origin = HourEntry.Origin.MEETING
            book(
                by=by,
                activity=activity,
                day=offer.day,
                minutes=offer.minutes,
                origin=origin,
                may_exceed_day=True,
            )
            booked += offer.minutes
            offer.state = HourProposal.State.BOOKED
        else:
            offer.state = HourProposal.State.DECLINED
            day = offer.day.isoformat()
            record(by=by, event=events.DECLINED, target=offer, minutes=offer.minutes, day=day)
        offer.save(update_fields=["state"])
    return booked


@dataclass(frozen=True)
class Offer:
    """An hour for somebody's week. `source_key` says what it comes from; for each source there is one."""

    source_key: uuid.UUID
    member: uuid.UUID
    organisation: uuid.UUID
    activity: Activity
    day: date
    minutes: int


def propose(*, by: Actor, offer: Offer) -> None:
    """Offers an hour to somebody's week, or changes the offer while it waits. What was booked or declined stays."""
    if offer.activity.organisation_id not in {offer.organisation, None}:
        raise HoursRefused(NOT_OURS)
    row = HourProposal.objects.filter(source_key=offer.source_key).first()
    if row is None:
        row = HourProposal(
            source_key=offer.source_key,
            member_id=offer.member,
            organisation_id=offer.organisation,
        )
    elif row.state in SETTLED or _same(row, offer):
        return
    row.activity, row.day, row.minutes = offer.activity, offer.day, offer.minutes
    row.state = HourProposal.State.OPEN
    row.save()
    day = offer.day.isoformat()
    record(by=by, event=events.PROPOSED, target=row, minutes=offer.minutes, day=day)


def withdraw(*, by: Actor, source_key: uuid.UUID) -> None:
    """Takes an offer back while it waits: the meeting did not happen, or somebody was not there."""
    row = HourProposal.objects.filter(source_key=source_key, state=HourProposal.State.OPEN).first()
    if row is None:
        return
    row.state = HourProposal.State.WITHDRAWN
    row.save(update_fields=["state"])
    record(by=by, event=events.WITHDRAWN, target=row, day=row.day.isoformat())


def _same(row: HourProposal, offer: Offer) -> bool:
    stands = (row.state, row.activity_id, row.day, row.minutes)
    return stands == (HourProposal.State.OPEN, offer.activity.id, offer.day, offer.minutes)


def _set_cell(by: Actor, activity: Activity, day: date, adjust: int) -> None:
    cell = HourEntry.objects.filter(member_id=by.person, day=day, activity=activity)
    rows = cell.filter(origin=HourEntry.Origin.WEEK)
    if adjust == 0:
        rows.delete()
    elif not rows.update(minutes=adjust, made_at=clock.now()):
        # What is changed beside a note is paid by what paid the note (R87).
        beside = cell.order_by("-minutes").first()
        book(
            by=by,
            activity=activity,
            day=day,
            minutes=adjust,
            origin=HourEntry.Origin.WEEK,
            paid=Paid(beside.line_id, beside.source_id) if beside else None,
            may_exceed_day=True,
        )


def lock_month(*, by: Actor, first: date) -> None:
    """Closes a month of the own organisation for good. A delivery that is being booked goes first."""
    require(by, Permission.HOURS_LOCK)
    one_at_a_time(by)
    if first != month(first).start or month(first).end > clock.today():
        raise HoursRefused("Je kunt een maand afsluiten als die voorbij is.")
    MonthLock.objects.get_or_create(
        organisation_id=by.house,
        month=first,
        defaults={"locked_at": clock.now(), "locked_by_id": by.person},
    )
    record(by=by, event=events.MONTH_LOCKED, month=first.isoformat())


def one_at_a_time(by: Actor) -> None:
    """Deliveries and closings of an organisation go one by one, so that no line comes into a closed month."""
    _take_turn(by, "pg_advisory_xact_lock")


def _take_turn(by: Actor, lock: str) -> None:
    """What people book by hand goes side by side; a delivery and a closing go alone."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(hashtextextended(%s, 0))", [f"hours-import:{by.house}"])


def correct(*, by: Actor, entry: uuid.UUID, minutes: int, reason: str) -> None:
    """A counter-entry with a reason beside an own entry, or by a manager beside one of the team.

    The entry itself stays as it was, and each month stays closed. What an own system brought is corrected there:
    it does not know of what is taken off here, and would take it off again.
    """
    own = visible(by, Permission.HOURS_OWN, HourEntry).filter(id=entry).first()
    found = own or get(by, Permission.HOURS_TEAM, HourEntry, id=entry)
    if not reason.strip():
        raise HoursRefused("Schrijf waarom je dit verbetert.")
    # Two people at once: the second waits, and then counts what the first took off.
    row = HourEntry.objects.select_for_update().get(id=found.id)
    if not queries.locked_months(by.house, [row.day]):
        raise HoursRefused("Deze maand is nog open. Verbeter de week zelf.")
    if _came_in(row):
        raise HoursRefused(CAME_IN)
    left = min(row.minutes, _sum(_cell(row).filter(source=row.source_id)))
    if minutes == 0 or left + minutes < 0:
        raise HoursRefused("Een correctie kan niet meer uren weghalen dan er stonden.")
    _check_day(row.member_id, row.day, minutes)
    correction = HourEntry.objects.create(
        organisation_id=row.organisation_id,
        member_id=row.member_id,
        day=row.day,
        minutes=minutes,
        activity_id=row.activity_id,
        line_id=row.line_id,
        source_id=row.source_id,
        origin=HourEntry.Origin.CORRECTION,
        reason=reason.strip(),
        made_at=clock.now(),
        made_by_id=None if own else by.person,
    )
    record(
        by=by, event=events.CORRECTED, target=correction, minutes=minutes, day=row.day.isoformat()
    )


def _came_in(row: HourEntry) -> bool:
    """Whether an own system brought this, or it is a counter-entry beside what one brought."""
    origin = HourEntry.Origin
    if row.origin != origin.CORRECTION:
        return bool(row.origin == origin.IMPORT)
    return _cell(row).filter(source=row.source_id, origin=origin.IMPORT).exists()


def _cell(row: HourEntry) -> QuerySet[HourEntry]:
    """All hours of the same member on the same day and activity."""
    return HourEntry.objects.filter(
        member_id=row.member_id, day=row.day, activity_id=row.activity_id
    )


def _sum(rows: QuerySet[HourEntry]) -> int:
    return rows.aggregate(total=Sum("minutes"))["total"] or 0


def _check_open(by: Actor, day: date) -> None:
    """Until this act ends the month stays open: who closes it waits. A delivery that is being booked goes first."""
    _take_turn(by, "pg_advisory_xact_lock_shared")
    if queries.locked_months(by.house, [day]):
        raise HoursRefused("Deze maand is afgesloten. Maak een correctie met een reden.")


def _check_day(member: uuid.UUID, day: date, minutes: int) -> None:
    if _sum(HourEntry.objects.filter(member_id=member, day=day)) + minutes > DAY_MAX:
        raise HoursRefused(DAY_FULL)
