"""From the rows of a file to lines of hours. Pure: who and what may be meant comes along as lists."""

import hmac
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from ketenwerk.hours.forms import minutes_of
from ketenwerk.hours.reasons import about_somebody
from ketenwerk.kernel.tables import Layout, Problem, RawRow, Table

DAY_MAX = 24 * 60
OLDEST = 2000
LONGEST_KEY = 64
# How many rows are looked at between two moments of telling how far it is.
STRIDE = 5_000
COLUMNS = (
    *("sleutel", "medewerker", "dag", "uren", "minuten", "activiteit", "post", "bron", "reden"),
)
LAYOUT = Layout(
    columns=COLUMNS,
    needed=("sleutel", "medewerker", "dag", "activiteit"),
    days=("dag",),
    things="urenregels",
    thing="urenregel",
    amounts=("uren", "minuten"),
    most_rows=120_000,
    largest=12_000_000,
    unfolded=200_000_000,
)
DAY_FORMS = ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y")
# Without the words it means: what is wrong with a delivery is kept.
PERSONAL = "Hier lijkt een naam, nummer, adres of datum van iemand te staan. Schrijf alleen wat er misging."
NO_TIME = "Vul uren in, bijvoorbeeld 1,5, of minuten, bijvoorbeeld 90."


@dataclass(frozen=True)
class Worker:
    id: uuid.UUID
    left_on: date | None


@dataclass(frozen=True)
class Work:
    """An activity: which line pays it, and the source of that line."""

    id: uuid.UUID
    line: uuid.UUID | None
    source: uuid.UUID | None


@dataclass(frozen=True)
class Post:
    id: uuid.UUID
    source: uuid.UUID | None


@dataclass(frozen=True)
class Lists:
    """What a file of this organisation can mean; words are casefolded, years are of the day."""

    workers: Mapping[str, Worker]
    works: Mapping[tuple[int, str], Work]
    posts: Mapping[tuple[int, str], Post]
    sources: Mapping[str, uuid.UUID]
    today: date
    key: bytes
    known: frozenset[str]  # words with a capital that are nobody's name


@dataclass(frozen=True)
class Line:
    number: int
    mark: bytes
    member: uuid.UUID
    day: date
    minutes: int
    activity: uuid.UUID
    line: uuid.UUID | None
    source: uuid.UUID | None
    reason: str


@dataclass(frozen=True)
class Parsed:
    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def parse(table: Table, lists: Lists, tell: Callable[[int], None] = lambda _done: None) -> Parsed:
    """All rows as lines, or what is wrong in each. `tell` hears now and then how many rows were looked at."""
    lines: list[Line] = []
    problems = list(table.problems)
    seen: dict[bytes, int] = {}
    for count, row in enumerate(table.rows, start=1):
        if count % STRIDE == 0:
            tell(count)
        wrong = list(_wrong_in(row, lists))
        if wrong:
            problems += wrong
            continue
        line = _line(row, lists)
        first = seen.setdefault(line.mark, row.number)
        if first != row.number:
            words = f"Deze sleutel staat ook op rij {first}. Elke regel heeft een eigen sleutel."
            problems.append(Problem(row.number, "sleutel", words))
            continue
        lines.append(line)
    return Parsed(tuple(lines), tuple(problems))


def _wrong_in(row: RawRow, lists: Lists) -> Iterator[Problem]:
    yield from (Problem(row.number, column, words) for column, words in _wrong(row, lists))


def _wrong(row: RawRow, lists: Lists) -> Iterator[tuple[str, str]]:
    cell = _cells(row)
    if not cell("sleutel") or len(cell("sleutel")) > LONGEST_KEY:
        yield "sleutel", f"Geef elke regel een eigen sleutel van hoogstens {LONGEST_KEY} tekens."
    worker = lists.workers.get(cell("medewerker").casefold())
    if worker is None:
        yield "medewerker", "Deze code kennen we niet. Zet hem eerst bij Personeelscodes."
    yield from _wrong_time(cell)
    if _is_personal(cell("reden"), lists.known):
        yield "reden", PERSONAL
    day = day_of(cell("dag"))
    if day is None or day.year < OLDEST:
        yield "dag", "Dit is geen dag. Schrijf hem als 23-11-2021."
        return
    if day > lists.today:
        yield "dag", "Deze dag ligt in de toekomst."
    if worker and worker.left_on and day > worker.left_on:
        yield "dag", "Deze medewerker was toen uit dienst."
    if (day.year, cell("activiteit").casefold()) not in lists.works:
        yield "activiteit", f"Deze activiteit heeft je organisatie niet in {day.year}."
    yield from _wrong_money(cell, day, lists)


@lru_cache(maxsize=4096)
def _is_personal(reason: str, known: frozenset[str]) -> bool:
    return bool(about_somebody(reason, known))


def _wrong_time(cell: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    hours, minutes = cell("uren"), cell("minuten")
    column = "uren" if hours else "minuten"
    if hours and minutes:
        yield "uren", "Vul uren in of minuten, niet allebei."
    elif (hours or minutes).startswith(("-", "−")):
        yield column, "Tijd is nooit minder dan nul. Schrijf de nieuwe tijd met een reden."
    elif (found := time_of(hours, minutes)) is None:
        yield column, NO_TIME
    elif found == 0 and not cell("reden"):
        yield column, "Nul uur kan alleen als correctie met een reden."


def _wrong_money(cell: Callable[[str], str], day: date, lists: Lists) -> Iterator[tuple[str, str]]:
    post, source = cell("post").casefold(), cell("bron").casefold()
    found = lists.posts.get((day.year, post))
    if post and found is None:
        yield "post", f"Deze post heeft je organisatie niet in {day.year}."
    if source and source not in lists.sources:
        yield "bron", "Deze bron kennen we niet."
    elif source and found and found.source != lists.sources[source]:
        yield "bron", "Deze post hoort bij een andere bron. Een uur heeft één bron."


def _line(row: RawRow, lists: Lists) -> Line:
    cell = _cells(row)
    day = day_of(cell("dag"))
    minutes = time_of(cell("uren"), cell("minuten"))
    assert day is not None  # noqa: S101 - looked at in _wrong
    assert minutes is not None  # noqa: S101 - looked at in _wrong
    work = lists.works[day.year, cell("activiteit").casefold()]
    line, source = _paid(cell, day, work, lists)
    return Line(
        number=row.number,
        mark=hmac.digest(lists.key, cell("sleutel").encode("utf-8", "surrogatepass"), "sha256"),
        member=lists.workers[cell("medewerker").casefold()].id,
        day=day,
        minutes=minutes,
        activity=work.id,
        line=line,
        source=source,
        reason=cell("reden"),
    )


def _paid(
    cell: Callable[[str], str], day: date, work: Work, lists: Lists
) -> tuple[uuid.UUID | None, uuid.UUID | None]:
    """Who pays: the line that was named, else that of the activity, unless another source was named (R87)."""
    if cell("post"):
        post = lists.posts[day.year, cell("post").casefold()]
        return post.id, post.source
    named = lists.sources[cell("bron").casefold()] if cell("bron") else work.source
    return (work.line, work.source) if named == work.source else (None, named)


def _cells(row: RawRow) -> Callable[[str], str]:
    return lambda name: row.cells.get(name, "")


@lru_cache(maxsize=4096)
def day_of(text: str) -> date | None:
    for form in DAY_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None


@lru_cache(maxsize=4096)
def time_of(hours: str, minutes: str) -> int | None:
    """In minutes; None for what is no time, or is more than a day."""
    if hours:
        return minutes_of(hours)
    if minutes.isascii() and minutes.isdigit() and len(minutes) <= 4 and int(minutes) <= DAY_MAX:
        return int(minutes)
    return None
