"""The bars of the rounds: what is held against what, and how much more it may take."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from bench.ratios import Bar, Rounds, quiet_ratio, ratio_of_rounds, spread

Samples = Mapping[tuple[str, str, int], Rounds]  # by kind, side (ours, floor, raw, …) and size


@dataclass(frozen=True)
class Pair:
    """One kind and side against another; a bar of None is told without one."""

    name: str
    what: str
    limit: float | None
    ours: tuple[str, str]
    other: tuple[str, str]


def _floor(kind: str, name: str, limit: float, what: str) -> Pair:
    return Pair(name, what, limit, (kind, "ours"), (kind, "floor"))


PAIRS = (
    _floor("list", "P1 list", 2.5, "caseload page against F.list"),
    _floor("detail", "P2 dossier", 4.0, "client page with 20 notes against F.detail"),
    _floor("note", "P3 note", 6.0, "note with its hour against F.create"),
    _floor("intake", "P3 intake", 6.0, "intake against F.create"),
    _floor("account", "P4 account", 3.0, "account of the chain from month totals against F.list"),
    _floor("picture", "P4 picture", 3.0, "whole picture against F.list"),
    Pair(
        "P4 totals",
        "account against adding up its hour entries",
        1.3,
        ("account", "ours"),
        ("account", "raw"),
    ),
    Pair(
        "P4 months",
        "hours per month against adding up the hour entries",
        1.3,
        ("months", "ours"),
        ("months", "raw"),
    ),
    Pair(
        "P8 walls",
        "raw list with row policies against without",
        1.15,
        ("walls", "on"),
        ("walls", "off"),
    ),
    Pair(
        "P8 deep",
        "far down a long caseload against its first page",
        1.3,
        ("deep", "ours"),
        ("page1", "ours"),
    ),
    Pair(
        "caseload",
        "first page of a caseload of a tenth of all clients against one of 60",
        None,
        ("page1", "ours"),
        ("list", "ours"),
    ),
    Pair("list / R", "caseload page against its raw SQL", None, ("list", "ours"), ("list", "raw")),
    Pair(
        "F.list",
        "the floor's list against its empty answer",
        None,
        ("floor", "list"),
        ("floor", "hello"),
    ),
    Pair(
        "F.report",
        "the floor adding up its rows against its list",
        None,
        ("floor", "report"),
        ("floor", "list"),
    ),
)
GROWING = ("list", "detail", "note", "intake", "account", "picture")
GROWTH = 1.25


def bars_of(samples: Samples, kinds: Collection[str], smallest: int, largest: int) -> list[Bar]:
    """All bars between kinds that were measured; the pairs at the largest size, the growth over all sizes."""
    bars = [
        _bar(
            pair.name,
            pair.what,
            pair.limit,
            samples[*pair.ours, largest],
            samples[*pair.other, largest],
        )
        for pair in PAIRS
        if {pair.ours[0], pair.other[0]} <= set(kinds)
    ]
    if "list" in kinds:
        what = "p95 of the list against its own p50"
        bars.append(Bar("P1 spread", what, 2.0, spread(samples["list", "ours", largest])))
    return [*bars, *_growth(samples, kinds, smallest, largest)]


def _growth(samples: Samples, kinds: Collection[str], smallest: int, largest: int) -> Iterator[Bar]:
    if largest == smallest:
        return
    for kind in GROWING:
        if kind in kinds:
            what = f"{kind} at {largest:,} against {smallest:,} clients"
            ours = samples[kind, "ours", largest], samples[kind, "ours", smallest]
            yield _bar("P8 growth", what, GROWTH, *ours)


def _bar(name: str, what: str, limit: float | None, ours: Rounds, other: Rounds) -> Bar:
    return Bar(name, what, limit, ratio_of_rounds(ours, other), quiet=quiet_ratio(ours, other))
