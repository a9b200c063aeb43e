"""Taking the times: rounds of floor, product and raw SQL next to each other, and what is measured once."""

import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from statistics import median

import psycopg
from django.db import connection

from bench import ground, places
from bench.fill import Filled
from bench.places import FLOOR, KINDS
from bench.visitor import Ask, Visitor, ask_all, cookies
from ketenwerk.kernel.embedded import Cluster
from ketenwerk.kernel.walls import APP, DatabaseRole

FLOOR_REQUESTS = 200  # the floor is the noisy part of a ratio
RAW_REQUESTS = 100
COLD_TRIES = 3


@dataclass
class Site:
    """One size of everything: the product, the floor, raw SQL, and who is signed in where."""

    filled: Filled
    product: int
    floor: Visitor
    line: psycopg.Connection
    walled: psycopg.Connection
    visitors: dict[str, Visitor] = field(default_factory=dict)
    asks: dict[str, Ask] = field(default_factory=dict)
    anna: dict[str, str] = field(default_factory=dict)

    def visitor(self, person: str) -> Visitor:
        if person not in self.visitors:
            self.visitors[person] = Visitor(
                self.product, cookies("kis", places.sign_in(person), "kis-csrf")
            )
        return self.visitors[person]


Samples = dict[tuple[str, str, int], list[list[float]]]


@contextmanager
def sites(
    cluster: Cluster, filled: Mapping[int, Filled], sessions: Mapping[int, str]
) -> Iterator[dict[int, Site]]:
    """Starts the servers of every size, signs everybody in and prepares what they ask."""
    with ExitStack() as stack:
        found = {}
        for number, facts in filled.items():
            ground.connect_as(cluster, APP, ground.of_size(number))
            product = stack.enter_context(ground.product(cluster, number))
            bottom = stack.enter_context(ground.floor(cluster, number))
            site = Site(
                facts,
                product.port,
                Visitor(bottom.port, cookies("sessionid", sessions[number], "csrftoken")),
                stack.enter_context(_line(cluster, ground.ADMIN, number)),
                stack.enter_context(_line(cluster, APP, number)),
            )
            site.asks = {name: kind.make(facts) for name, kind in KINDS.items()}
            for kind in KINDS.values():
                site.visitor(kind.person)
            site.anna = _keys_of(site.line, "anna@demo.example")
            found[number] = site
        yield found


def _line(cluster: Cluster, user: str, number: int) -> psycopg.Connection:
    return psycopg.connect(cluster.url(user, ground.of_size(number)), autocommit=True)


def _keys_of(line: psycopg.Connection, email: str) -> dict[str, str]:
    row = line.execute(
        "SELECT id::text, organisation_id::text FROM people_member WHERE email = %s", [email]
    ).fetchone()
    return {"member": row[0], "organisation": row[1]} if row else {}


def take_rounds(
    places_by_size: Mapping[int, Site], kinds: Sequence[str], rounds: int, requests: int
) -> Samples:
    """Per kind and size the floor, the product and raw SQL, in turn; and again for every round."""
    samples: Samples = defaultdict(list)
    for turn in range(rounds):
        for name in kinds:
            for number, site in places_by_size.items():
                _one_of_each(samples, name, number, site, requests)
        say(f"round {turn + 1} of {rounds}")
    return samples


def _one_of_each(samples: Samples, name: str, number: int, site: Site, requests: int) -> None:
    if name in {"floor", "walls"}:
        pairs = _floor_itself(site) if name == "floor" else _walls(site)
        for side, times in pairs.items():
            samples[name, side, number].append(times)
        return
    kind = KINDS[name]
    samples[name, "floor", number].append(site.floor.times(FLOOR[kind.floor], FLOOR_REQUESTS))
    visitor = site.visitor(kind.person)
    samples[name, "ours", number].append(visitor.times(site.asks[name], requests))
    if name in RAW:
        samples[name, "raw", number].append(
            _timed(
                lambda: site.line.execute(RAW[name], site.anna).fetchall(),
                RAW_OF.get(name, RAW_REQUESTS),
            )
        )


def _floor_itself(site: Site) -> dict[str, list[float]]:
    """How heavy the floor's own pages are: against an empty answer, and its report against its list."""
    return {
        "hello": site.floor.times(FLOOR["hello"], FLOOR_REQUESTS),
        "list": site.floor.times(FLOOR["list"], FLOOR_REQUESTS),
        "report": site.floor.times(FLOOR["report"], RAW_OF["account"]),
    }


def _walls(site: Site) -> dict[str, list[float]]:
    """The same list in the same kind of transaction, with the row policies and past them."""
    care, past = DatabaseRole.CARE.value, ground.ADMIN
    return {
        "off": _timed(lambda: places.raw_list(site.line, site.anna, past), RAW_REQUESTS),
        "on": _timed(lambda: places.raw_list(site.walled, site.anna, care), RAW_REQUESTS),
    }


RAW = {"list": places.LIST_SQL, "months": places.MONTHS_SQL, "account": places.LINES_SQL}
RAW_OF = {"months": 3, "account": 3}


def _timed(act: Callable[[], object], number: int) -> list[float]:
    """Seconds of each, after a few that do not count."""
    times = []
    for _ in range(number // 5):
        act()
    for _ in range(number):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return times


def say(words: str) -> None:
    print(f"  {words}", flush=True)


def queries_of(asks: Sequence[tuple[str, str]]) -> dict[str, int]:
    """How many statements each page sends, transaction control left out. In this process, on the database it looks at."""
    from django.test import Client as Browser

    found = {}
    for person, path in asks:
        browser = Browser()
        browser.cookies["kis"] = places.sign_in(person)
        browser.get(path)
        found[path] = statements_of(partial(browser.get, path))
    return found


def statements_of(act: Callable[[], object]) -> int:
    """Without transaction control, and without what any page happens to ask once in half a minute."""
    sent: list[str] = []

    def note(execute: Callable[..., object], sql: str, *rest: object) -> object:
        sent.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        act()
    control = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")
    return sum(not sql.startswith(control) for sql in sent)


@dataclass(frozen=True)
class Footprint:
    """Ratios of memory and start: product against floor, and the product against itself after more requests."""

    memory: float
    growth: float
    cold: float


def footprint(cluster: Cluster, filled: Filled, session: str, *, few: int, many: int) -> Footprint:
    """Memory of fresh workers after few and after many requests, and starts with one worker in turn with the floor's."""
    number = filled.clients
    ground.connect_as(cluster, APP, ground.of_size(number))
    with ground.product(cluster, number) as product, ground.floor(cluster, number) as bottom:
        mine = {
            person: cookies("kis", places.sign_in(person), "kis-csrf")
            for person in ("anna", "ilse")
        }
        anna = [Visitor(product.port, mine["anna"]) for _ in range(4)]
        ilse = [Visitor(product.port, mine["ilse"]) for _ in range(4)]
        guests = [
            Visitor(bottom.port, cookies("sessionid", session, "csrftoken")) for _ in range(8)
        ]
        pages = [KINDS[name].make(filled) for name in ("list", "detail")]
        account = [KINDS["account"].make(filled)]
        sizes: list[float] = []
        for target in (few, many):
            already = few if sizes else 0
            for _ in range((target - already) // 12):
                ask_all(anna, pages)
                ask_all(ilse, account)
            sizes.append(product.memory())
        for _ in range(few // 16):
            ask_all(guests, [FLOOR["list"], FLOOR["detail"]])
        floor_size = bottom.memory()
    return Footprint(sizes[0] / floor_size, sizes[1] / sizes[0], _cold(cluster, number))


def _cold(cluster: Cluster, number: int) -> float:
    ratios = []
    for _ in range(COLD_TRIES):
        with ground.floor(cluster, number, workers=1) as bottom:
            floor_cold = bottom.cold
        with ground.product(cluster, number, workers=1) as product:
            ratios.append(product.cold / floor_cold)
    return median(ratios)


def count_seconds(cluster: Cluster, number: int) -> float:
    """The nightly count of one size, in this process: the best of a few for small sizes."""
    from ketenwerk.reports.counting import take_count

    ground.connect_as(cluster, APP, ground.of_size(number))
    return min(_timed(lambda: take_count(2021), max(1, min(3, 20_000 // number))))


def lines_that_differ(cluster: Cluster, number: int) -> int:
    """On how many lines the account's minutes are not those of the hour entries themselves."""
    from ketenwerk.access.api import Role, acting_for
    from ketenwerk.figures.api import Numbers
    from ketenwerk.kernel.periods import year
    from ketenwerk.reports.lines import line_facts
    from ketenwerk.web import demo

    ground.connect_as(cluster, APP, ground.of_size(number))
    ilse = demo.actor_of("ilse", Role.COORDINATOR)
    with acting_for(ilse):
        facts = line_facts(2021, year(2021), Numbers({}, None))
        ours = {each.line.id: each.minutes for each in facts}
    with _line(cluster, ground.ADMIN, number) as line:
        raw: dict[uuid.UUID, int] = dict(line.execute(places.LINES_SQL).fetchall())
    return sum(minutes != raw.get(of, 0) for of, minutes in ours.items()) + len(
        set(raw) - set(ours)
    )
