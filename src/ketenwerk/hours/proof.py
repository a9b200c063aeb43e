"""The proof of one budget line: what was written, when, corrected and closed, without a client and without names."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.db.models import Q

from ketenwerk.access.api import Permission, get, reading_log, require, visible
from ketenwerk.audit.api import ChainPart, chain_part, record
from ketenwerk.hours import events
from ketenwerk.hours.codes import codes_of
from ketenwerk.hours.exporting import HourRow, lines_sheet
from ketenwerk.hours.models import HourEntry, ImportedHour, ImportRun, MonthLock
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.documents import Column, Kind, Row, Sheet, compile_pdf, workbook
from ketenwerk.kernel.periods import Period, half, year
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import Activity, BudgetLine

TEMPLATE = Path(__file__).parent / "documents" / "proof.typ"
ALWAYS = (2000, 1, 1, 0, 0, 0)
PARTS = {0: "heel het jaar", 1: "eerste helft", 2: "tweede helft"}


@dataclass(frozen=True)
class Month:
    first: date
    minutes: int
    locked_on: date | None


@dataclass(frozen=True)
class Proof:
    line: BudgetLine
    part: int
    period: Period
    rows: tuple[HourRow, ...]
    months: tuple[Month, ...]
    chain: ChainPart

    @property
    def minutes(self) -> int:
        return sum(row.minutes for row in self.rows)

    @property
    def corrections(self) -> list[HourRow]:
        return [row for row in self.rows if row.origin == HourEntry.Origin.CORRECTION.label]


def lines_to_prove(actor: Actor) -> list[BudgetLine]:
    """The lines of the own organisation, newest year first."""
    rows = visible(actor, Permission.HOURS_EXPORT, BudgetLine).select_related("source")
    return list(rows.order_by("-year", "position"))


def money_choices(actor: Actor) -> dict[str, list[tuple[str, str]]]:
    """Lines, sources and activities of the own organisation, to choose from, newest year first."""
    lines = lines_to_prove(actor)
    sources = {str(line.source_id): line.source.name for line in lines if line.source}
    own = Activity.objects.filter(Q(organisation=actor.organisation) | Q(organisation=None))
    return {
        "post": [(str(line.id), f"{line.label} ({line.year})") for line in lines],
        "bron": sorted(sources.items(), key=lambda each: each[1]),
        "activiteit": [
            (str(id_), f"{label} ({year_})")
            for id_, label, year_ in own.order_by("-year", "position").values_list(
                "id", "label", "year"
            )
        ],
    }


def proof_of(actor: Actor, line: uuid.UUID, part: int) -> Proof:
    """Everything that stands on a line of the own organisation in its year or a half of it."""
    row = get(actor, Permission.HOURS_EXPORT, BudgetLine, id=line, along=["source"])
    period = half(row.year, part) if part else year(row.year)
    entries = list(
        visible(actor, Permission.HOURS_EXPORT, HourEntry)
        .filter(line=row, day__gte=period.start, day__lt=period.end)
        .select_related("activity", "source")
        .order_by("day", "made_at", "id")
    )
    return Proof(
        line=row,
        part=part,
        period=period,
        rows=_rows(actor, row, entries),
        months=_months(actor, entries),
        chain=_chain(actor, entries),
    )


def _rows(actor: Actor, line: BudgetLine, entries: Sequence[HourEntry]) -> tuple[HourRow, ...]:
    codes = codes_of(actor, {entry.member_id for entry in entries})
    return tuple(
        HourRow(
            day=entry.day,
            who=codes[entry.member_id],
            minutes=entry.minutes,
            activity=entry.activity.label,
            line=line.label,
            source=entry.source.name if entry.source else "",
            origin=HourEntry.Origin(entry.origin).label,
            reason=entry.reason,
            made_on=entry.made_at.astimezone(clock.AMSTERDAM).date(),
        )
        for entry in entries
    )


def _months(actor: Actor, entries: Sequence[HourEntry]) -> tuple[Month, ...]:
    totals: Counter[date] = Counter()
    for entry in entries:
        totals[entry.day.replace(day=1)] += entry.minutes
    locks = visible(actor, Permission.HOURS_EXPORT, MonthLock).filter(month__in=list(totals))
    locked = dict(locks.values_list("month", "locked_at"))
    return tuple(
        Month(
            first,
            totals[first],
            locked[first].astimezone(clock.AMSTERDAM).date() if first in locked else None,
        )
        for first in sorted(totals)
    )


def _chain(actor: Actor, entries: Sequence[HourEntry]) -> ChainPart:
    """Which rows of the log are about these lines, by number and check value; what they say is not shown.

    With a correction among them, every delivery of the organisation that corrected something counts along.
    """
    require(actor, Permission.HOURS_EXPORT)
    ids = {str(entry.id) for entry in entries}
    imported = ImportedHour.objects.filter(entry__in=[entry.id for entry in entries])
    ids |= {str(run) for run in imported.values_list("run", flat=True)}
    if any(entry.origin == HourEntry.Origin.CORRECTION for entry in entries):
        correcting = ImportRun.objects.filter(organisation=actor.house, corrected__gt=0)
        ids |= {str(run) for run in correcting.values_list("id", flat=True)}
    with reading_log(actor):
        return chain_part(ids)


def bundle(*, by: Actor, line: uuid.UUID, part: int) -> tuple[str, bytes]:
    """A neutral file name and a zip of a PDF, a workbook and their check values. On one day the same bytes."""
    proof = proof_of(by, line, part)
    book = _workbook(proof)
    parts = {"bewijs.pdf": _pdf(proof, book), "regels.xlsx": book}
    sums = "".join(f"{_sha256(content)}  {name}\n" for name, content in parts.items())
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in (parts | {"controlegetallen.txt": sums.encode()}).items():
            archive.writestr(ZipInfo(name, ALWAYS), content, ZIP_DEFLATED)
    record(by=by, event=events.PROVED, target=proof.line, half=part)
    return f"bewijs-{proof.line.year}-{part}.zip", target.getvalue()


def _workbook(proof: Proof) -> bytes:
    months = Sheet(
        name="Maanden",
        title="Minuten per maand en of de maand is afgesloten",
        columns=(
            Column("Maand", 20, Kind.DAY),
            Column("Minuten", 12, Kind.WHOLE),
            Column("Afgesloten op", 20, Kind.DAY),
        ),
        rows=tuple(Row((each.first, each.minutes, each.locked_on)) for each in proof.months),
    )
    return workbook([lines_sheet(proof.rows), months], title="Bewijs per post")


def _pdf(proof: Proof, book: bytes) -> bytes:
    today = clock.today()
    per_activity: Counter[str] = Counter()
    for row in proof.rows:
        per_activity[row.activity] += row.minutes
    chain = proof.chain
    values = {
        "title": f"Bewijs: {proof.line.label}",
        "foot": f"Bewijs {proof.line.year}, {PARTS[proof.part]}, gemaakt op {dutch.full_day(today)}",
        "date": [today.year, today.month, today.day],
        "source": proof.line.source.name if proof.line.source else "",
        "part": f"{proof.line.year}, {PARTS[proof.part]}",
        "total": _hours(proof.minutes),
        "count": dutch.counted(len(proof.rows), "regel", "regels"),
        "months": [
            [
                f"{dutch.MONTHS[each.first.month - 1]} {each.first.year}",
                _hours(each.minutes),
                dutch.full_day(each.locked_on) if each.locked_on else "nog open",
            ]
            for each in proof.months
        ],
        "activities": [[name, _hours(minutes)] for name, minutes in sorted(per_activity.items())],
        "corrections": [
            [dutch.full_day(row.day), row.who, _hours(row.minutes), row.reason]
            for row in proof.corrections
        ],
        "chain": [
            ["Regels in het logboek", str(chain.count)],
            ["Eerste", f"{chain.first_number} {chain.first_hash}" if chain.count else "geen"],
            ["Laatste", f"{chain.last_number} {chain.last_hash}" if chain.count else "geen"],
        ],
        "book": _sha256(book),
    }
    return compile_pdf(TEMPLATE.read_text("utf-8"), values)


def _hours(minutes: int) -> str:
    return f"{dutch.number(minutes)} min ({dutch.hours(minutes)})"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
