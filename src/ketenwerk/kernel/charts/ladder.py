"""The ladder: before and after on a short scale, one row per domain (D28).

A ring is the first measurement, a filled dot the last, a small triangle under the line how somebody
sees it herself. What became better or worse stands beside it in words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ketenwerk.kernel import dutch
from ketenwerk.kernel.charts.marks import (
    NARROW,
    Mark,
    Shapes,
    held,
    mark,
    nothing_yet,
    stacked,
    two_widths,
)
from ketenwerk.kernel.charts.measure import fit, text_width, wrap
from ketenwerk.kernel.charts.shapes import (
    Anchor,
    Circle,
    Drawing,
    Face,
    Line,
    Role,
    Shape,
    Text,
    Trace,
)

ROW = 40
DOT, RING = 6.5, 6.0
LEGEND_STEP = 24


@dataclass(frozen=True, slots=True)
class Rung:
    """One domain. A level is 1 to the number of steps, or None where it was left open."""

    label: str
    before: int | None
    after: int | None
    own: int | None = None

    @property
    def change(self) -> int | None:
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    def sentence(self) -> str:
        own = f", eigen blik {self.own}" if self.own is not None else ""
        return f"{self.label}: {_level(self.before)} naar {_level(self.after)}{own}."


def _level(level: int | None) -> str:
    return "open" if level is None else str(level)


@dataclass(frozen=True, slots=True)
class _Room:
    """Where the dots stand: the x of the first and the last, and where the words may be."""

    first: float
    last: float
    steps: int
    words: float
    end: float

    def at(self, level: int) -> float:
        return self.first + (self.last - self.first) * (level - 1) / max(self.steps - 1, 1)


def ladder(
    rungs: Sequence[Rung],
    *,
    levels: Sequence[str],
    before: str,
    after: str,
    title: str,
) -> Drawing:
    """`levels` are the names from low to high; `before` and `after` say of when the two are."""
    said = " ".join(each.sentence() for each in rungs)

    def at_width(width: float) -> Shapes:
        if not rungs:
            return nothing_yet(width, "Er zijn nog geen gebieden om te tekenen.")
        return _drawn(rungs, levels, (before, after), width)

    return two_widths(title, said, at_width)


def _drawn(
    rungs: Sequence[Rung], levels: Sequence[str], names: tuple[str, str], width: float
) -> Shapes:
    narrow = width == NARROW
    room = (
        _Room(184, 284, len(levels), 298, width)
        if narrow
        else _Room(236, 556, len(levels), 600, width)
    )
    drawn: list[Shape] = list(_heads(levels, room, narrow=narrow))
    y = 24.0 if narrow else 44.0
    for number, rung in enumerate(rungs):
        if number:
            drawn.append(Line(0, y, width, y, Role.LINE, 1))
        drawn += _row(rung, y, room, narrow=narrow)
        y += ROW
    legend, height = _legend(rungs, levels, names, width, y + 16, narrow=narrow)
    return (*drawn, *legend), height


def _heads(levels: Sequence[str], room: _Room, *, narrow: bool) -> Iterator[Shape]:
    """The numbers of the scale, at the desk with their names."""
    for number, name in enumerate(levels, start=1):
        x = room.at(number)
        yield Text(x, 14, str(number), 13, Role.SOFT, Face.FIRM, Anchor.MIDDLE)
        if not narrow:
            yield held(Text(x, 32, name, 13, Role.SOFT, anchor=Anchor.MIDDLE), x - 39, x + 39)


def _row(rung: Rung, top: float, room: _Room, *, narrow: bool) -> Iterator[Shape]:
    y = top + 17
    label = fit(rung.label, room.first - 22, sizes=(15, 14, 13), most=2)
    first = top + (22 if len(label.lines) == 1 else 15)
    yield from stacked(label.lines, 0, first, step=17, size=label.size)
    for level in range(1, room.steps + 1):
        yield Circle(room.at(level), y, 2.5, Role.EDGE)
    if rung.before is not None and rung.after is not None and rung.change:
        yield Line(room.at(rung.before), y, room.at(rung.after), y, Role.DONE, 3)
    if rung.before is not None:
        yield Circle(room.at(rung.before), y, RING, Role.SHEET, Role.DONE, 2)
    if rung.after is not None:
        yield Circle(room.at(rung.after), y, DOT, Role.DONE)
    if rung.own is not None:
        yield _own(room.at(rung.own), y + 10)
    yield from _verdict(rung, y, room, narrow=narrow)


def _own(x: float, top: float) -> Trace:
    return Trace(((x, top), (x + 5, top + 8), (x - 5, top + 8)), fill=Role.INK)


def _verdict(rung: Rung, y: float, room: _Room, *, narrow: bool) -> Iterator[Shape]:
    kind, words = _judged(rung, narrow=narrow)
    yield from mark(kind, room.words + 5, y)
    role = Role.SOFT if kind in {None, Mark.DASH} else Role.INK
    face = Face.TEXT if role is Role.SOFT else Face.FIRM
    yield held(Text(room.words + 15, y + 5, words, 14, role, face), room.words + 15, room.end)


def _judged(rung: Rung, *, narrow: bool) -> tuple[Mark | None, str]:
    change = rung.change
    if change is None:
        return None, "open" if narrow else "niet te vergelijken"
    if change == 0:
        return Mark.DASH, "gelijk"
    word = "beter" if change > 0 else "slechter"
    steps = f"{dutch.in_words(abs(change))} {dutch.plural(abs(change), 'stap', 'stappen')} {word}"
    return Mark.UP if change > 0 else Mark.DOWN, word if narrow else steps


def _legend(
    rungs: Sequence[Rung],
    levels: Sequence[str],
    names: tuple[str, str],
    width: float,
    y: float,
    *,
    narrow: bool,
) -> tuple[list[Shape], float]:
    entries: list[tuple[Shape, str]] = [
        (Circle(8, y, RING, Role.SHEET, Role.DONE, 2), names[0]),
        (Circle(8, y, DOT, Role.DONE), names[1]),
    ]
    if any(each.own is not None for each in rungs):
        entries.append((_own(8, y - 4), "hoe iemand het zelf ziet"))
    drawn: list[Shape] = []
    x = 0.0
    for sample, words in entries:
        wide = 22 + text_width(words, 14) + 22
        if x and (narrow or x + wide > width):
            x, y = 0.0, y + LEGEND_STEP
        drawn += [
            _moved(sample, x, y),
            held(Text(x + 22, y + 5, words, 14, Role.SOFT), x + 22, width),
        ]
        x += wide
    if narrow and levels:
        lines = wrap(f"1 is {levels[0]}, {len(levels)} is {levels[-1]}.", 14, width)
        y += LEGEND_STEP
        drawn += stacked(lines, 0, y + 5, step=18, size=14, role=Role.SOFT)
        y += 18 * (len(lines) - 1)
    return drawn, y + 14


def _moved(sample: Shape, x: float, y: float) -> Shape:
    if isinstance(sample, Circle):
        return Circle(x + 8, y, sample.radius, sample.fill, sample.edge, sample.thick)
    return _own(x + 8, y - 4)
