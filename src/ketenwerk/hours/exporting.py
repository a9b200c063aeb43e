"""The lines of the own organisation as they are filtered: on the screen, as CSV and as a workbook, always the same rows."""

import csv
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO

from django.db.models import QuerySet, Sum

from ketenwerk.access.api import Permission, Role, visible
from ketenwerk.audit.api import record
from ketenwerk.hours import events
from ketenwerk.hours.codes import codes_of
from ketenwerk.hours.models import HourEntry
from ketenwerk.hours.shares import Added
from ketenwerk.hours.written import written_in
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.documents import Column, Kind, Row, Sheet, about_sheet, workbook
from ketenwerk.kernel.periods import Period, month
from ketenwerk.kernel.tables import FORMULA
from ketenwerk.people.api import Actor, Member

LONGEST_DAYS = 366
PAGE = 100
HEAD = (
    *("Dag", "Medewerker", "Minuten", "Activiteit", "Post", "Bron"),
    *("Herkomst", "Reden", "Vastgelegd op"),
)


@dataclass(frozen=True)
class Chosen:
    """Which lines: of a period of at most a year, and of what else was chosen."""

    period: Period
    member: uuid.UUID | None = None
    activity: uuid.UUID | None = None
    line: uuid.UUID | None = None
    source: uuid.UUID | None = None


@dataclass(frozen=True)
class HourRow:
    day: date
    who: str
    minutes: int
    activity: str
    line: str
    source: str
    origin: str
    reason: str
    made_on: date

    @property
    def cells(self) -> tuple[date | str | int, ...]:
        return (
            *(self.day, self.who, self.minutes, self.activity, self.line, self.source),
            *(self.origin, self.reason, self.made_on),
        )


def this_month() -> Period:
    return Period(month(clock.today()).start, clock.today() + timedelta(days=1))


def chosen_rows(actor: Actor, chosen: Chosen) -> QuerySet[HourEntry]:
    rows = visible(actor, Permission.HOURS_EXPORT, HourEntry).filter(
        day__gte=chosen.period.start, day__lt=chosen.period.end
    )
    wanted = {
        "member": chosen.member,
        "activity": chosen.activity,
        "line": chosen.line,
        "source": chosen.source,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    return rows.select_related("activity", "line", "source").order_by("day", "made_at", "id")


def counts(actor: Actor, chosen: Chosen) -> tuple[int, int]:
    """How many lines, and their minutes together."""
    rows = chosen_rows(actor, chosen)
    return rows.count(), rows.aggregate(total=Sum("minutes"))["total"] or 0


def shown(actor: Actor, entries: Sequence[HourEntry]) -> list[HourRow]:
    """As this actor may read them: a manager with names, a controller with codes."""
    names = names_for(actor, {entry.member_id for entry in entries})
    return [
        HourRow(
            day=entry.day,
            who=names[entry.member_id],
            minutes=entry.minutes,
            activity=entry.activity.label,
            line=entry.line.label if entry.line else "",
            source=entry.source.name if entry.source else "",
            origin=HourEntry.Origin(entry.origin).label,
            reason=entry.reason,
            made_on=entry.made_at.astimezone(clock.AMSTERDAM).date(),
        )
        for entry in entries
    ]


def names_for(actor: Actor, members: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    if actor.role != Role.PARTNER_MANAGER:
        return codes_of(actor, members)
    return dict(Member.objects.filter(id__in=members).values_list("id", "name"))


def workers_of(actor: Actor) -> list[tuple[str, str]]:
    """Who wrote hours at the own organisation, to choose from."""
    ids = visible(actor, Permission.HOURS_EXPORT, HourEntry).values_list("member", flat=True)
    names = names_for(actor, set(ids.order_by().distinct()))
    return sorted(((str(id_), name) for id_, name in names.items()), key=lambda each: each[1])


def export(*, by: Actor, chosen: Chosen, kind: str) -> bytes:
    """The file, "csv" or "xlsx", and a log entry that it was taken."""
    rows = shown(by, list(chosen_rows(by, chosen)))
    record(
        by=by,
        event=events.EXPORTED,
        format=kind,
        count=len(rows),
        start=chosen.period.start.isoformat(),
        end=chosen.period.end.isoformat(),
    )
    if kind == "csv":
        return as_csv(rows)
    return as_workbook(rows, chosen.period, fixed_part(by, chosen))


def fixed_part(actor: Actor, chosen: Chosen) -> tuple[Added, ...]:
    """What was agreed on top of whole months of the whole organisation; of a part of it nothing was agreed."""
    part = chosen.member or chosen.activity or chosen.line or chosen.source
    whole = chosen.period.start.day == 1 and chosen.period.end.day == 1
    if part or not whole:
        return ()
    # The fixed part lies on no line, so the lines do not matter here.
    return written_in([actor.house], chosen.period, [])[actor.house].shares


def file_name(chosen: Chosen, kind: str) -> str:
    last = chosen.period.end - timedelta(days=1)
    return f"urenregels-{chosen.period.start}-{last}.{kind}"


def as_csv(rows: Sequence[HourRow]) -> bytes:
    """For Excel in Dutch: semicolons, and a mark that says UTF-8."""
    target = StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    for row in rows:
        writer.writerow([_plain(cell) for cell in row.cells])
    return target.getvalue().encode("utf-8-sig")


def _plain(cell: date | str | int) -> str:
    """Text that looks like a formula gets an apostrophe, as a spreadsheet itself would write it; numbers stay numbers."""
    if isinstance(cell, str) and (
        cell.lstrip().startswith(FORMULA) or cell.startswith(("\t", "\r"))
    ):
        return f"'{cell}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def lines_sheet(rows: Sequence[HourRow]) -> Sheet:
    widths = (18, 26, 11, 36, 36, 30, 16, 40, 20)
    kinds = {"Dag": Kind.DAY, "Minuten": Kind.WHOLE, "Vastgelegd op": Kind.DAY}
    return Sheet(
        name="Urenregels",
        title="Urenregels",
        columns=tuple(
            Column(head, width, kinds.get(head, Kind.TEXT))
            for head, width in zip(HEAD, widths, strict=True)
        ),
        rows=tuple(Row(row.cells) for row in rows),
    )


def as_workbook(rows: Sequence[HourRow], period: Period, fixed: Sequence[Added] = ()) -> bytes:
    last = period.end - timedelta(days=1)
    facts = (
        ("Periode", f"{dutch.full_day(period.start)} tot en met {dutch.full_day(last)}"),
        ("Aantal regels", str(len(rows))),
        ("Minuten samen", str(sum(row.minutes for row in rows))),
        *((f"Minuten {each.label.lower()}", f"{each.minutes}, {each.how}") for each in fixed),
        ("Correcties", "Een correctie staat als eigen regel naast de oude, met een reden."),
        ("Cliënten", "Uren weten niet van wie ze zijn. In dit bestand staat geen cliënt."),
    )
    return workbook([lines_sheet(rows), about_sheet(facts)], title="Urenregels")
