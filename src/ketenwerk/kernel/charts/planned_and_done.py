"""Promised and done, one row per promise: a bullet with a band where the promise is a range.

Each row has its own scale, so the lengths of two rows say nothing about each other; the numbers
at the end of each row do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ketenwerk.kernel import dutch
from ketenwerk.kernel.charts.marks import (
    NARROW,
    SMALLEST_SHOWN,
    WIDE,
    Sample,
    Shapes,
    Verdict,
    held,
    hidden_box,
    key,
    mark,
    nothing_yet,
    shown,
    stacked,
    swatch,
    swatch_width,
    two_widths,
)
from ketenwerk.kernel.charts.measure import fit, text_width, wrap
from ketenwerk.kernel.charts.shapes import (
    Anchor,
    Drawing,
    Face,
    Hidden,
    Line,
    Rect,
    Role,
    Shape,
    Text,
    Value,
)

ROOM_ABOVE = 1.18
BAR = 20
LABEL_STEP = 20
LABEL_SIZES = (16.0, 15.0, 14.0)


@dataclass(frozen=True, slots=True)
class Promise:
    """`high` is the same as `low` for one number and None for "or more"."""

    label: str
    partner: str
    slot: int
    low: float
    high: float | None
    done: Value
    unit: str
    verdict: Verdict

    def sentence(self, smallest: int) -> str:
        promised = f"van {dutch.span(self.low, self.high)} {self.unit}"
        done = shown(self.done, smallest)
        return f"{self.label} ({self.partner}): {done} {promised}, {self.verdict.words}."


@dataclass(frozen=True, slots=True)
class _Room:
    left: float
    right: float
    most: float

    def at(self, value: float) -> float:
        return self.left + (self.right - self.left) * value / self.most


def planned_and_done(
    promises: Sequence[Promise],
    *,
    title: str,
    description: str = "",
    smallest: int = SMALLEST_SHOWN,
) -> Drawing:
    said = description or " ".join(each.sentence(smallest) for each in promises)

    def at_width(width: float) -> Shapes:
        if not promises:
            return nothing_yet(width, "Er zijn nog geen afspraken om te tekenen.")
        return _drawn(promises, width, smallest)

    return two_widths(title, said, at_width)


def _drawn(promises: Sequence[Promise], width: float, smallest: int) -> Shapes:
    row = _narrow_row if width == NARROW else _wide_row
    drawn: list[Shape] = []
    y = 0.0
    for promise in promises:
        shapes, y = row(promise, y, smallest)
        drawn += shapes
    legend, height = key(_samples(promises, smallest), width, y + 10)
    return (*drawn, *legend), height


def _samples(promises: Sequence[Promise], smallest: int) -> Iterator[tuple[Sample, str]]:
    yield Sample.DONE, "gedaan"
    if any(each.high != each.low for each in promises):
        yield Sample.BAND, "van … tot …"
    if any(each.high == each.low for each in promises):
        yield Sample.TARGET, "één getal"
    if any(each.done is Hidden.FEW for each in promises):
        yield Sample.HIDDEN, f"minder dan {smallest}, verborgen"
    if any(each.done is Hidden.OTHER for each in promises):
        yield Sample.HIDDEN, "x: verborgen om een ander getal"


def _wide_row(promise: Promise, y: float, smallest: int) -> tuple[list[Shape], float]:
    label = fit(promise.label, 206, sizes=LABEL_SIZES, most=3)
    result, result_height = _result(promise, WIDE - 178, 178, y + 15, smallest)
    drawn = [
        *stacked(label.lines, 0, y + 19, step=LABEL_STEP, size=label.size),
        *swatch(212, y + 19, promise.partner, promise.slot, 48),
        *_bar(promise, 262, WIDE - 196, y + 6, smallest),
        *result,
    ]
    return drawn, y + max(58, 22 + len(label.lines) * LABEL_STEP, 20 + result_height)


def _narrow_row(promise: Promise, y: float, smallest: int) -> tuple[list[Shape], float]:
    chip = min(swatch_width(promise.partner), 76)
    label = fit(promise.label, NARROW - chip - 12, sizes=LABEL_SIZES, most=3, face=Face.FIRM)
    bar = y + 5 + len(label.lines) * LABEL_STEP
    drawn: list[Shape] = [
        *stacked(label.lines, 0, y + 14, step=LABEL_STEP, size=label.size, face=Face.FIRM),
        *swatch(NARROW - chip, y + 14, promise.partner, promise.slot, chip + 1),
        *_bar(promise, 0, NARROW, bar, smallest),
    ]
    words, height = _result_beside(promise, bar + BAR + 37, smallest)
    return [*drawn, *words], bar + BAR + 37 + height + 26


def _result(
    promise: Promise, x: float, room: float, y: float, smallest: int
) -> tuple[list[Shape], float]:
    """The number, what was promised and the verdict under each other; gives its height too."""
    done = shown(promise.done, smallest)
    promised = f"van {dutch.span(promise.low, promise.high)} {promise.unit}"
    value = held(Text(x, y, done, 16, face=Face.FIRM), x, x + room)
    ahead = text_width(value.words, value.size, Face.FIRM) + 5
    if ahead + text_width(promised, 15) <= room:
        drawn: list[Shape] = [value, Text(x + ahead, y, promised, 15, Role.SOFT)]
        lines = 1
    else:
        below = fit(promised, room, sizes=(15, 14, 13, 11), most=2)
        under = stacked(below.lines, x, y + 19, step=19, size=below.size, role=Role.SOFT)
        drawn, lines = [value, *under], 1 + len(below.lines)
    verdict = wrap(promise.verdict.words, 15, room - 15)[:3]
    at = y + lines * 19
    drawn += mark(promise.verdict.mark, x + 4, at - 5)
    indent = 0 if promise.verdict.mark is None else 15
    drawn += stacked(verdict, x + indent, at, step=19, size=15)
    return drawn, (lines + len(verdict)) * 19


def _result_beside(promise: Promise, y: float, smallest: int) -> tuple[list[Shape], float]:
    """Number left and verdict right on one line; under each other when they do not fit."""
    done = shown(promise.done, smallest)
    promised = f"van {dutch.span(promise.low, promise.high)} {promise.unit}"
    ahead = text_width(done, 16, Face.FIRM) + 5
    verdict = text_width(promise.verdict.words, 15)
    if ahead + text_width(promised, 15) + verdict + 36 > NARROW:
        drawn, height = _result(promise, 0, NARROW, y, smallest)
        return drawn, height - 19
    return [
        Text(0, y, done, 16, face=Face.FIRM),
        Text(ahead, y, promised, 15, Role.SOFT),
        *mark(promise.verdict.mark, NARROW - verdict - 14, y - 5),
        Text(NARROW, y, promise.verdict.words, 15, anchor=Anchor.END),
    ], 0


def _bar(promise: Promise, left: float, right: float, y: float, smallest: int) -> Iterator[Shape]:
    most = max(promise.high or promise.low, promise.low, _length(promise.done, smallest), 1)
    room = _Room(left, right, most * ROOM_ABOVE)
    yield Rect(left, y, right - left, BAR, Role.TRACK, corner=3)
    yield from _promised(promise, room, y)
    yield from _done(promise.done, room, y, smallest)
    yield from _numbers(promise, room, y + 36)


def _length(done: Value, smallest: int) -> float:
    return smallest if isinstance(done, Hidden) else done


def _promised(promise: Promise, room: _Room, y: float) -> Iterator[Shape]:
    low = room.at(promise.low)
    if promise.high == promise.low:
        yield Line(low, y - 3, low, y + BAR + 3, thick=2.5)
        return
    high = room.right if promise.high is None else room.at(promise.high)
    yield Rect(low, y, high - low, BAR, Role.BAND)
    yield Line(low, y - 2, low, y + BAR + 2)
    if promise.high is not None:
        yield Line(high, y - 2, high, y + BAR + 2)


def _done(done: Value, room: _Room, y: float, smallest: int) -> Iterator[Shape]:
    if isinstance(done, Hidden):
        end = room.at(smallest) if done is Hidden.FEW else (room.left + room.right) / 2
        yield from hidden_box(room.left, y + 5, end - room.left, 10)
    elif done > 0:
        yield Rect(room.left, y + 6, room.at(done) - room.left, 8, Role.DONE, corner=2)
    else:
        yield Line(room.left + 1, y + 5, room.left + 1, y + 15, Role.DONE, 2)


def _numbers(promise: Promise, room: _Room, y: float) -> Iterator[Text]:
    """The ends of the promise under the bar; as one text when two would touch."""
    ends = (promise.low,) if promise.high in {None, promise.low} else (promise.low, promise.high)
    texts = [dutch.short_number(end) for end in ends if end is not None]
    places = [room.at(end) for end in ends if end is not None]
    if len(ends) == 2 and places[1] - places[0] < sum(text_width(t, 13) for t in texts) / 2 + 8:
        texts, places = [dutch.span(promise.low, promise.high)], [sum(places) / 2]
    for words, x in zip(texts, places, strict=True):
        number = Text(x, y, words, 13, Role.SOFT, anchor=Anchor.MIDDLE)
        yield held(number, room.left, room.right)
