"""From samples to a verdict. Ratios only: seconds mean nothing on another machine."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

Rounds = Sequence[Sequence[float]]


def quantile(values: Iterable[float], part: float) -> float:
    """The value below which this part of the values lies, between neighbours if need be."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * part
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def ratio_of_rounds(ours: Rounds, reference: Rounds) -> float:
    """The median over the rounds of p50 against p50: a slow minute weighs on both sides of its round."""
    pairs = zip(ours, reference, strict=True)
    return median(median(mine) / median(other) for mine, other in pairs)


def quiet_ratio(ours: Rounds, reference: Rounds) -> float:
    """The same with the fastest tenth of each round: what is left when other work on the machine is not in the way."""
    pairs = zip(ours, reference, strict=True)
    return median(quantile(mine, 0.1) / quantile(other, 0.1) for mine, other in pairs)


def spread(rounds: Rounds) -> float:
    """p95 against p50, the median over the rounds."""
    return median(quantile(times, 0.95) / median(times) for times in rounds)


@dataclass(frozen=True)
class Bar:
    """One bar of the house: what was measured, what it may be at most, and what it was."""

    name: str
    what: str
    limit: float | None
    measured: float
    unit: str = "x"
    quiet: float | None = None

    @property
    def met(self) -> bool:
        return self.limit is None or self.measured <= self.limit

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return "told, no bar"
        if self.met:
            return "met"
        return f"{(self.measured / self.limit - 1) * 100:.0f} % over" if self.limit else "over"


def table(bars: Iterable[Bar]) -> str:
    """The bars as lines of text, one bar a line."""
    head = ("bar", "measured", "quiet", "at most", "verdict", "what")
    lines = [head, *(_cells(bar) for bar in bars)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head) - 1)]
    return "\n".join(
        "  ".join([*(c.ljust(w) for c, w in zip(line, widths, strict=False)), line[-1]])
        for line in lines
    )


def _cells(bar: Bar) -> tuple[str, ...]:
    limit = "" if bar.limit is None else _number(bar.limit, bar.unit)
    quiet = "" if bar.quiet is None else _number(bar.quiet, bar.unit)
    return bar.name, _number(bar.measured, bar.unit), quiet, limit, bar.verdict, bar.what


def _number(value: float, unit: str) -> str:
    return f"{value:.2f} x" if unit == "x" else f"{value:.0f} {unit}"


def as_json(bars: Iterable[Bar]) -> list[dict[str, Any]]:
    return [
        {
            "bar": bar.name,
            "what": bar.what,
            "measured": round(bar.measured, 3),
            "quiet": None if bar.quiet is None else round(bar.quiet, 3),
            "limit": bar.limit,
            "unit": bar.unit,
            "met": bar.met,
        }
        for bar in bars
    ]
