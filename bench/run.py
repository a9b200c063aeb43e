"""One run: fill every size, take the rounds, measure what is measured once, and hold it all against the bars."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from bench import ground, measures
from bench.bars import bars_of
from bench.fill import Filled, fill
from bench.ratios import Bar
from ketenwerk.kernel.embedded import Cluster
from ketenwerk.kernel.walls import APP

ONCE = {"queries", "count", "footprint"}
COUNTED = {"count", "account", "picture"}  # without a count the pages of numbers are empty


@dataclass(frozen=True)
class Wish:
    """What is asked of a run. `brief` asks the memory measure for fewer requests."""

    sizes: list[int]
    only: list[str]
    rounds: int
    requests: int
    brief: bool = False


def run(cluster: Cluster, wish: Wish) -> list[Bar]:
    filled: dict[int, Filled] = {}
    sessions: dict[int, str] = {}
    for number in wish.sizes:
        measures.say(f"filling {number:,} clients")
        filled[number] = _product_of_size(cluster, number)
        sessions[number] = ground.make_floor(cluster, number)
    counts = _counts(cluster, wish.sizes) if COUNTED & set(wish.only) else []
    kinds = [name for name in wish.only if name not in ONCE]
    bars: list[Bar] = []
    if kinds:
        with measures.sites(cluster, filled, sessions) as found:
            samples = measures.take_rounds(found, kinds, wish.rounds, wish.requests)
        bars += bars_of(samples, kinds, wish.sizes[0], wish.sizes[-1])
    return [*bars, *counts, *_once(cluster, wish, filled, sessions)]


def _product_of_size(cluster: Cluster, number: int) -> Filled:
    name = ground.of_size(number)
    ground.copy_of_empty(cluster, name)
    ground.connect_as(cluster, APP, name)
    return fill(cluster.url(ground.ADMIN, name), number)


def _once(
    cluster: Cluster, wish: Wish, filled: Mapping[int, Filled], sessions: Mapping[int, str]
) -> list[Bar]:
    smallest, bars = filled[wish.sizes[0]], []
    if "queries" in wish.only:
        bars += _queries(cluster, smallest)
    if "account" in wish.only:
        differ = measures.lines_that_differ(cluster, wish.sizes[-1])
        what = "lines whose account differs from the hour entries"
        bars.append(Bar("P4 equal", what, 0, differ, "lines"))
    if "footprint" in wish.only:
        bars += _footprint(cluster, smallest, sessions[wish.sizes[0]], brief=wish.brief)
    return bars


def _queries(cluster: Cluster, filled: Filled) -> list[Bar]:
    ground.connect_as(cluster, APP, ground.of_size(filled.clients))
    few, many = (f"/clienten/{filled.of_notes[number]}/" for number in (1, 500))
    found = measures.queries_of([("anna", few), ("anna", many)])
    more = found[many] - found[few]
    return [
        Bar("P2 queries", "statements of a client page with 500 notes", 15, found[many], "queries"),
        Bar("P2 no N+1", "more statements for 500 notes than for 1", 0, more, "queries"),
    ]


def _counts(cluster: Cluster, sizes: list[int]) -> list[Bar]:
    taken = {}
    for number in sizes:
        measures.say(f"counting {number:,} clients")
        taken[number] = measures.count_seconds(cluster, number)
    return [
        Bar(
            "count",
            f"count of {large:,} against {small:,} clients; linear is {large // small}",
            1.1 * large / small,
            taken[large] / taken[small],
        )
        for small, large in pairwise(sizes)
    ]


def _footprint(cluster: Cluster, filled: Filled, session: str, *, brief: bool) -> list[Bar]:
    measures.say("memory and start")
    few, many = (120, 480) if brief else (500, 2000)
    found = measures.footprint(cluster, filled, session, few=few, many=many)
    steady = f"the same after {many:,} requests against after {few:,}"
    return [
        Bar("P6 memory", "worker's memory (PSS) against the floor's", 2.5, found.memory),
        Bar("P6 steady", steady, 1.1, found.growth),
        Bar("P6 start", "start to first answer, one worker, against the floor's", 4.0, found.cold),
    ]
