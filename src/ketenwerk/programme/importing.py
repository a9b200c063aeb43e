"""From a programme file to the database: all or nothing, and only what changed changes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils.text import slugify

from ketenwerk.access.api import Permission, require
from ketenwerk.audit.api import record
from ketenwerk.people.api import Actor, Organisation, Unit
from ketenwerk.programme import events, facts
from ketenwerk.programme.models import (
    Activity,
    BudgetLine,
    Coverage,
    FundingSource,
    Municipality,
    Programme,
    StatedClaim,
    SubsidyMoment,
    Target,
    TargetGroup,
    WorkArea,
)

DIVISIONS = {
    facts.Wall.CARE: Unit.Division.CARE,
    facts.Wall.SUPERVISION: Unit.Division.SUPERVISION,
    facts.Wall.SAFE_AT_HOME: Unit.Division.SAFE_AT_HOME,
    facts.Wall.GENERAL: Unit.Division.GENERAL,
}
KINDS = {
    facts.PartyKind.MUNICIPALITY: Organisation.Kind.MUNICIPALITY,
    facts.PartyKind.CARE_PROVIDER: Organisation.Kind.PROVIDER,
}
ABBREVIATIONS = {facts.PartyKind.MUNICIPALITY: "GEM"}
MODES = {mode: Activity.Mode[mode.name] for mode in facts.Mode}
M = TypeVar("M", bound=Model)
OF_A_PROGRAMME = [
    *(Coverage, Activity, BudgetLine, FundingSource),
    *(TargetGroup, StatedClaim, SubsidyMoment),
]
ABOUT = {facts.AboutYear.LAST: -1, facts.AboutYear.THIS: 0, facts.AboutYear.NEXT: 1}
PEOPLE_SEATS = "plaatsen"
SESSIONS = "bijeenkomsten"


@dataclass(frozen=True)
class ImportReport:
    created: int
    changed: int
    unchanged: int
    removed: int
    kept: tuple[str, ...]


class Importer:
    """One import. Counts what it does; a row that is gone from the file but in use stays, and is named."""

    def __init__(self, file: facts.ProgrammeFile) -> None:
        self.file = file
        self.counts: Counter[str] = Counter()
        self.seen: dict[type[Model], set[Any]] = {}
        self.kept: list[str] = []

    def put(self, model: type[M], key: dict[str, Any], values: dict[str, Any]) -> M:
        row = model._default_manager.filter(**key).first()  # noqa: SLF001
        if row is None:
            row = model._default_manager.create(**key, **values)  # noqa: SLF001
            self.counts["created"] += 1
        elif changed := [name for name, value in values.items() if getattr(row, name) != value]:
            for name in changed:
                setattr(row, name, values[name])
            row.save(update_fields=changed)
            self.counts["changed"] += 1
        else:
            self.counts["unchanged"] += 1
        self.seen.setdefault(model, set()).add(row.pk)
        return row

    def forget_missing(self, model: type[Model], **within: Any) -> None:
        for row in model._default_manager.filter(**within).exclude(  # noqa: SLF001
            pk__in=self.seen.get(model, set())
        ):
            if _removed(row):
                self.counts["removed"] += 1
            else:
                self.kept.append(str(row))

    def run(self) -> ImportReport:
        organisations = self.organisations()
        programme = self.programme(organisations)
        municipalities = self.municipalities(programme)
        groups = self.groups(programme)
        sources = self.sources(programme)
        self.coverage(programme, organisations, municipalities, sources)
        lines = self.lines(programme, organisations, sources)
        self.activities(programme, organisations, groups, lines)
        self.claims(programme, organisations)
        self.cycle(programme)
        self.forget_missing(Target, activity__programme=programme)
        for model in OF_A_PROGRAMME:
            self.forget_missing(model, programme=programme)
        counts = self.counts
        return ImportReport(
            counts["created"],
            counts["changed"],
            counts["unchanged"],
            counts["removed"],
            tuple(self.kept),
        )

    def organisations(self) -> dict[str, Organisation]:
        found = {
            partner.key: self._partner(partner, place)
            for place, partner in enumerate(self.file.partners, 1)
        }
        for party in self.file.other_parties:
            if party.kind in KINDS:
                values = {
                    "name": party.name,
                    "abbreviation": ABBREVIATIONS.get(party.kind) or _letters(party.name),
                    "aliases": list(party.also),
                    "kind": KINDS[party.kind],
                    "theme": facts.Theme.BASE.value,
                }
                found[party.key] = self.put(Organisation, {"key": slugify(party.key)}, values)
        for unit in self.file.units:
            values = {
                "name": unit.name,
                "legal_basis": unit.legal_basis,
                "division": DIVISIONS[unit.wall],
            }
            self.put(Unit, {"organisation": found[unit.partner], "key": slugify(unit.key)}, values)
        for area in self.file.work_areas:
            self.put(
                WorkArea,
                {"organisation": found[area.partner], "key": slugify(area.key)},
                {"name": area.name},
            )
        return found

    def _partner(self, partner: facts.Partner, place: int) -> Organisation:
        values = {
            "name": partner.name,
            "abbreviation": partner.abbreviation,
            "aliases": list(partner.also),
            "kind": Organisation.Kind.PARTNER,
            "theme": partner.theme.value,
            "weeks_per_year": partner.weeks_per_year,
            "position": place,
        }
        return self.put(Organisation, {"key": slugify(partner.key)}, values)

    def programme(self, organisations: dict[str, Organisation]) -> Programme:
        file = self.file
        grantor = organisations.get(file.grantor or "")
        names = [{"name": n.name, "start": _iso(n.start), "end": _iso(n.end)} for n in file.names]
        values = {
            "name": file.name,
            "short": file.abbreviation or file.name[:24],
            "region": file.region,
            "coordinator": organisations[file.coordinator],
            "grantor": grantor.name if grantor else "",
            "names": names,
        }
        return self.put(Programme, {"key": slugify(file.key)}, values)

    def municipalities(self, programme: Programme) -> dict[str, Municipality]:
        return {
            row.name: self.put(
                Municipality,
                {"programme": programme, "key": slugify(row.name)},
                {"name": row.name, "start": row.start, "end": row.end},
            )
            for row in self.file.municipalities
        }

    def coverage(
        self,
        programme: Programme,
        organisations: dict[str, Organisation],
        municipalities: dict[str, Municipality],
        sources: dict[str, FundingSource],
    ) -> None:
        """Each service of a partner for each municipality; one row without, where it is not stated which."""
        for row in self.file.coverage:
            named = list(municipalities) if row.whole_region else row.municipalities or [None]
            for name in named:
                key = {
                    "programme": programme,
                    "municipality": municipalities[name] if name else None,
                    "organisation": organisations[row.partner],
                    "service": row.service,
                }
                source = sources[row.source] if row.source else None
                self.put(Coverage, key, {"source": source, "start": row.start, "end": row.end})

    def groups(self, programme: Programme) -> dict[str, TargetGroup]:
        return {
            group.key: self.put(
                TargetGroup,
                {"programme": programme, "key": slugify(group.key)},
                {
                    "label": group.name,
                    "definition": group.definition,
                    "age_from": group.age_from,
                    "age_to": group.age_below - 1 if group.age_below else None,
                    "is_cross": group.cross,
                    "for_clients": group.clients and not group.cross,
                    "position": position,
                },
            )
            for position, group in enumerate(self.file.groups)
        }

    def sources(self, programme: Programme) -> dict[str, FundingSource]:
        """Each source, and each amount that a document states for it as a fact of its own."""
        found = {
            source.key: self.put(
                FundingSource,
                {"programme": programme, "key": slugify(source.key)},
                {
                    "name": source.name,
                    "kind": source.kind.value,
                    "origin": source.origin,
                    "start": source.start,
                    "end": source.end,
                },
            )
            for source in self.file.sources
        }
        for amount in self.file.source_amounts:
            key = {"programme": programme, "key": slugify(f"{amount.source}-{amount.key}")}
            values = {
                "name": found[amount.source].name,
                "kind": "bedrag",
                "year": amount.year,
                "euros": amount.euros,
                "origin": amount.origin or amount.stated_in,
                "dated_on": amount.stated_on,
            }
            self.put(FundingSource, key, values)
        return found

    def lines(
        self,
        programme: Programme,
        organisations: dict[str, Organisation],
        sources: dict[str, FundingSource],
    ) -> dict[tuple[int, str], BudgetLine]:
        """Lines by year and activity: what was awarded where there is an award, else what was asked."""
        budgets = {budget.key: budget for budget in self.file.budgets}
        modes = {(part.budget, part.partner): part.accounting for part in self.file.parts}
        found: dict[tuple[int, str], BudgetLine] = {}
        for position, line in enumerate(self.file.lines):
            budget = budgets[line.budget]
            total = modes.get((line.budget, line.partner)) is facts.Accounting.TOTAL
            source = line.source or budget.source
            values = {
                "organisation": organisations[line.partner],
                "source": sources[source] if source else None,
                "label": line.name,
                "hours": int(line.hours) if line.hours is not None else None,
                "hours_per_week": line.hours_per_week,
                "euros": line.euros,
                "rate": line.rate,
                "mode": BudgetLine.Mode.TOTAL if total else BudgetLine.Mode.LINE,
                "funded": budget.kind is not facts.BudgetKind.OWN_EFFORT,
                "position": position,
                "origin": line.origin,
            }
            row = self.put(
                BudgetLine,
                {"programme": programme, "year": budget.year, "key": slugify(line.key)},
                values,
            )
            for activity in line.activities:
                found[(budget.year, activity)] = row
        return found

    def activities(
        self,
        programme: Programme,
        organisations: dict[str, Organisation],
        groups: dict[str, TargetGroup],
        lines: dict[tuple[int, str], BudgetLine],
    ) -> None:
        for year in sorted({budget.year for budget in self.file.budgets}):
            for position, activity in enumerate(self.file.activities):
                if _holds(activity.start, activity.end, year):
                    row = self._activity(
                        programme,
                        organisations,
                        activity,
                        lines.get((year, activity.key)),
                        year,
                        position,
                    )
                    self._groups(row, [groups[key] for key in activity.groups])
                    self._targets(row, activity.key, year)

    def _activity(
        self,
        programme: Programme,
        organisations: dict[str, Organisation],
        activity: facts.Activity,
        line: BudgetLine | None,
        year: int,
        position: int,
    ) -> Activity:
        targets = self._promised(activity.key, year)
        weeks = next(((t.weeks_low, t.weeks_high) for t in targets if t.weeks_low), (None, None))
        values = {
            "organisation": None if activity.everyone else organisations[activity.partners[0]],
            "line": line,
            "label": activity.name,
            "mode": MODES[activity.mode],
            "is_core": activity.core,
            "funded": activity.funding is facts.Funding.SUBSIDY,
            "for_trajectories": activity.trajectories,
            "legal_basis": activity.legal_basis,
            "prevention": ", ".join(level.value for level in activity.prevention)[:12],
            "weeks_low": weeks[0],
            "weeks_high": weeks[1],
            "position": position,
        }
        return self.put(
            Activity, {"programme": programme, "year": year, "key": slugify(activity.key)}, values
        )

    def _groups(self, activity: Activity, groups: Iterable[TargetGroup]) -> None:
        wanted = set(groups)
        if set(activity.groups.all()) != wanted:
            activity.groups.set(wanted)
            self.counts["changed"] += 1

    def _promised(self, activity: str, year: int) -> list[facts.Target]:
        years = {budget.key: budget.year for budget in self.file.budgets}
        return [t for t in self.file.targets if t.activity == activity and years[t.budget] == year]

    def _targets(self, activity: Activity, key: str, year: int) -> None:
        position = 0
        for target in self._promised(key, year):
            for unit, low, high in _numbers(target):
                values = {"low": low, "high": high, "position": position}
                self.put(Target, {"activity": activity, "unit": unit}, values)
                position += 1

    def cycle(self, programme: Programme) -> None:
        for position, moment in enumerate(self.file.cycle):
            values = {
                "name": moment.name,
                "kind": moment.kind.value,
                "month": moment.month,
                "day": moment.day,
                "about_year": ABOUT[moment.about],
                "discuss_weeks": moment.discuss_weeks,
                "confirmed_by": moment.confirmed_by,
                "origin": moment.origin,
                "position": position,
            }
            self.put(SubsidyMoment, {"programme": programme, "key": slugify(moment.key)}, values)

    def claims(self, programme: Programme, organisations: dict[str, Organisation]) -> None:
        """Totals, numbers and expectations exactly as stated, whether they fit or not."""
        years = {budget.key: budget.year for budget in self.file.budgets}
        for number, total in enumerate(self.file.totals):
            for unit, value in (("euro", total.euros), ("uur", total.hours)):
                if value is not None:
                    self._claim(
                        programme,
                        f"totaal-{number}-{unit}",
                        kind="totaal",
                        year=years[total.budget],
                        organisation=organisations.get(total.partner or ""),
                        what=f"Totaal {unit}",
                        value=value,
                        unit=unit,
                        origin=total.origin,
                    )
        for stated in self.file.numbers:
            self._claim(
                programme,
                stated.key,
                kind=stated.kind.value,
                year=stated.year,
                organisation=organisations.get(stated.partner or ""),
                what=stated.subject,
                value=stated.number,
                unit=stated.unit[:40],
                origin=stated.origin,
            )

    def _claim(self, programme: Programme, key: str, **values: Any) -> None:
        self.put(StatedClaim, {"programme": programme, "key": slugify(key)}, values)


def _removed(row: Model) -> bool:
    """Takes a row away unless something points at it. The database judges that: who imports sees no dossiers."""
    rows = type(row)._base_manager.filter(pk=row.pk)  # noqa: SLF001
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if isinstance(row, Activity):
                row.groups.clear()
            rows._raw_delete(rows.db)  # noqa: SLF001
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError:
        return False
    return True


def _numbers(target: facts.Target) -> list[tuple[str, int, int]]:
    """The promised numbers of a target, each once: its own range, its sessions, its seats."""
    found = []
    if target.low is not None:
        found.append(
            (target.unit, target.low, target.high if target.high is not None else target.low)
        )
    if target.sessions and target.unit != SESSIONS:
        found.append((SESSIONS, target.sessions, target.sessions))
    if target.seats and target.unit != PEOPLE_SEATS and target.low is not None:
        found.append((PEOPLE_SEATS, target.seats, target.seats))
    return found


def _holds(start: date | None, end: date | None, year: int) -> bool:
    return (start is None or start.year <= year) and (end is None or end > date(year, 1, 1))


def _letters(name: str) -> str:
    words = [word for word in name.split() if word[:1].isalpha()]
    return (words[0][:3] if len(words) == 1 else "".join(word[0] for word in words)[:4]).upper()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def import_programme(*, by: Actor, file: facts.ProgrammeFile) -> ImportReport:
    """Brings the database in line with a programme file; the caller's unit of work makes it all or nothing."""
    require(by, Permission.PROGRAMME_IMPORT)
    report = Importer(file).run()
    record(
        by=by,
        event=events.IMPORTED,
        key=file.key,
        created=report.created,
        changed=report.changed,
        unchanged=report.unchanged,
        removed=report.removed,
    )
    return report
