"""From rows of text to registrations. Everything that is wrong is said, row by row."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from ketenwerk.clients.api import Identity
from ketenwerk.kernel import clock
from ketenwerk.kernel.free_text import warn_about
from ketenwerk.kernel.tables import Problem, RawRow, Table
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import (
    Activity,
    Municipality,
    TargetGroup,
    activities_of,
    client_groups,
    municipalities,
)
from ketenwerk.trajectories.api import Trajectory

OLDEST = 1920
YES, NO = {"ja", "j", "1", "true"}, {"", "nee", "n", "0", "false"}
DAY_FORMS = ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y")
A_DAY = "Schrijf een bestaande dag als dag-maand-jaar, bijvoorbeeld 14-3-2021."

V = TypeVar("V")


@dataclass(frozen=True)
class Course:
    """A trajectory as the partner's own system knows it."""

    activity: Activity
    start: date
    end: date | None
    end_reason: str


@dataclass(frozen=True)
class Registration:
    number: int
    reference: str
    called: str
    identity: Identity
    group: TargetGroup
    municipality: Municipality | None
    counts: bool
    course: Course | None


@dataclass(frozen=True)
class Lists:
    """The words that may stand in a file, in small letters."""

    groups: dict[str, TargetGroup]
    towns: dict[str, Municipality]
    activities: dict[tuple[int, str], Activity]
    reasons: dict[str, str]


def lists_for(actor: Actor, years: set[int]) -> Lists:
    return Lists(
        groups=_by_words(client_groups(), "key", "label"),
        towns=_by_words(municipalities(), "name"),
        activities={
            (year, word.casefold()): activity
            for year in sorted(years)
            for activity in activities_of(actor.organisation, year, for_trajectories=True)
            if activity.organisation_id == actor.organisation
            for word in (activity.key, activity.label)
        },
        reasons={
            word.casefold(): value
            for value, label in Trajectory.EndReason.choices
            for word in (value, str(label))
        },
    )


def _by_words(rows: object, *names: str) -> dict[str, V]:
    return {str(getattr(row, name)).casefold(): row for row in rows for name in names}  # type: ignore[attr-defined]


def read_rows(actor: Actor, table: Table) -> tuple[list[Registration], list[Problem]]:
    """The registrations in a table, and everything that is wrong with the others."""
    years = {day.year for row in table.rows if (day := _day(row.cells.get("start", "")))}
    lists = lists_for(actor, years)
    twice = Counter(row.cells["referentie"] for row in table.rows if row.cells.get("referentie"))
    problems = list(table.problems)
    wrong = {problem.row for problem in problems}
    made = []
    for row in table.rows:
        if row.number in wrong:
            continue
        found = list(_wrong_in(row, lists, twice))
        problems += found
        if not found:
            made.append(_registration(row, lists))
    return made, sorted(problems, key=lambda problem: problem.row)


def _wrong_in(row: RawRow, lists: Lists, twice: Counter[str]) -> Iterator[Problem]:
    for column, text in (*_wrong_person(row, lists, twice), *_wrong_course(row, lists)):
        yield Problem(row.number, column, text)


def _wrong_person(row: RawRow, lists: Lists, twice: Counter[str]) -> Iterator[tuple[str, str]]:
    cell = {name: row.cells.get(name, "") for name in ("referentie", "naam", "groep", "gemeente")}
    for name in ("referentie", "naam", "groep"):
        if not cell[name]:
            yield name, "Vul dit vak in."
    if twice[cell["referentie"]] > 1:
        yield "referentie", "Deze referentie staat vaker in het bestand."
    for name in ("referentie", "naam"):
        for text in warn_about(cell[name]):
            yield name, text
    if cell["groep"] and cell["groep"].casefold() not in lists.groups:
        yield "groep", "Deze doelgroep kennen we niet. Kies er een uit de lijst op de pagina."
    if cell["gemeente"] and cell["gemeente"].casefold() not in lists.towns:
        yield "gemeente", "Deze gemeente kennen we niet. Laat het vak leeg of verbeter de naam."
    if row.cells.get("meetellen", "").casefold() not in YES | NO:
        yield "meetellen", "Schrijf ja of nee."
    yield from _wrong_birth(row)


def _wrong_birth(row: RawRow) -> Iterator[tuple[str, str]]:
    text, year = row.cells.get("geboortedatum", ""), row.cells.get("geboortejaar", "")
    today = clock.today()
    if text:
        day = _day(text)
        if day is None:
            yield "geboortedatum", A_DAY
        elif not date(OLDEST, 1, 1) <= day <= today:
            yield "geboortedatum", "Deze geboortedatum kan niet. Kijk het jaar na."
        elif year and year != str(day.year):
            yield "geboortejaar", "Het jaar past niet bij de geboortedatum."
    elif year and not (year.isascii() and year.isdigit() and OLDEST <= int(year[:5]) <= today.year):
        yield "geboortejaar", "Schrijf het jaar met vier cijfers, bijvoorbeeld 1996."


def _wrong_course(row: RawRow, lists: Lists) -> Iterator[tuple[str, str]]:
    cells = {name: row.cells.get(name, "") for name in ("traject", "start", "einde", "reden")}
    if not cells["traject"]:
        for name in ("start", "einde", "reden"):
            if cells[name]:
                yield "traject", "Schrijf bij een start of einde ook welk traject het is."
                return
        return
    start, end = _day(cells["start"]), _day(cells["einde"])
    if start is None:
        yield "start", A_DAY
    elif start > clock.today():
        yield "start", "Deze dag ligt in de toekomst. Neem het traject over als het loopt."
    elif (start.year, cells["traject"].casefold()) not in lists.activities:
        yield "traject", "Dit traject kent je organisatie in dat jaar niet. Kies uit de lijst."
    if cells["einde"] and end is None:
        yield "einde", A_DAY
    elif end and (end > clock.today() or (start and end < start)):
        yield "einde", "Het einde ligt tussen de start en vandaag."
    if cells["einde"] and cells["reden"].casefold() not in lists.reasons:
        yield "reden", "Schrijf waarom het traject eindigt, met woorden uit de lijst."
    if cells["reden"] and not cells["einde"]:
        yield "einde", "Er staat een reden. Schrijf ook de dag van het einde."


def _registration(row: RawRow, lists: Lists) -> Registration:
    cell = row.cells.get
    born, year = _day(cell("geboortedatum", "")), cell("geboortejaar", "")
    return Registration(
        number=row.number,
        reference=row.cells["referentie"],
        called=row.cells["naam"],
        identity=Identity(
            working_name=row.cells["naam"],
            birth_date=born,
            birth_year=born.year if born else int(year) if year else None,
        ),
        group=lists.groups[row.cells["groep"].casefold()],
        municipality=lists.towns.get(cell("gemeente", "").casefold()),
        counts=cell("meetellen", "").casefold() in YES,
        course=_course(row, lists),
    )


def _course(row: RawRow, lists: Lists) -> Course | None:
    cell = row.cells.get
    start = _day(cell("start", ""))
    if not cell("traject", "") or start is None:
        return None
    end = _day(cell("einde", ""))
    return Course(
        activity=lists.activities[start.year, cell("traject", "").casefold()],
        start=start,
        end=end,
        end_reason=lists.reasons[cell("reden", "").casefold()] if end else "",
    )


def _day(text: str) -> date | None:
    for form in DAY_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None
