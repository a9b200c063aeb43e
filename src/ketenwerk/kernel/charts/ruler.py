"""The ruler: filled is done, hatched is expected, an outlined box is the agreed range and an
upright line is one agreed number. It means the same in a table cell, a receipt and a report.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ketenwerk.kernel import dutch
from ketenwerk.kernel.charts.marks import HIDDEN_DASH, SMALLEST_SHOWN
from ketenwerk.kernel.charts.measure import text_width
from ketenwerk.kernel.charts.shapes import (
    Anchor,
    Circle,
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

PER_CENT = 100
ROOM_ABOVE = 1.2
BAR_TOP = 6
BAR = 10
# The narrowest place a fluid drawing is used in; texts that would touch there are left out.
NARROWEST = 240


@dataclass(frozen=True, slots=True)
class Agreed:
    """A range; one number when both are the same; "or more" when there is no upper end."""

    low: float | None
    high: float | None


def ruler(
    done: Value,
    *,
    title: str,
    expected: float | None = None,
    low: float | None = None,
    high: float | None = None,
    scale_max: float | None = None,
    numbers: bool = False,
    smallest: int = SMALLEST_SHOWN,
) -> Drawing:
    """One line that stretches to the room it gets. Give the same `scale_max` to rulers that are
    compared; `numbers` writes the agreed numbers under it.
    """
    drawn = smallest if isinstance(done, Hidden) else done
    most = scale_max or max(drawn, expected or 0, low or 0, high or 0, 1) * ROOM_ABOVE
    parts = ruler_parts(
        done, expected, Agreed(low, high), most=most, width=PER_CENT, smallest=smallest
    )
    shapes: list[Shape] = [*parts]
    if numbers:
        shapes += _numbers(low, high, most)
    return Drawing(title, title, PER_CENT, 42 if numbers else 22, tuple(shapes), fluid=True)


def ruler_parts(
    done: Value,
    expected: float | None,
    agreed: Agreed,
    *,
    most: float,
    width: float,
    smallest: int = SMALLEST_SHOWN,
) -> Iterator[Rect | Line]:
    """The shapes of one ruler from (0, 0), 22 high; what runs past `most` ends at the edge."""

    def at(value: float) -> float:
        return min(max(value / most, 0), 1) * width

    yield Rect(0, BAR_TOP, width, BAR, Role.TRACK, corner=2)
    if isinstance(done, Hidden):
        # Nothing is expected from a hidden number: the hatching would start where it ends. The same length whatever is hidden: to the smallest number shown, or half the line.
        end = at(smallest) if done is Hidden.FEW else width / 2
        yield Rect(0, BAR_TOP, end, BAR, Role.SHEET)
        yield Rect(0, BAR_TOP, end, BAR, Role.DOTS, Role.EDGE, 1.2, dash=HIDDEN_DASH)
    else:
        if expected is not None and expected > done:
            ahead = at(expected) - at(done)
            yield Rect(at(done), BAR_TOP, ahead, BAR, Role.SHEET)
            yield Rect(at(done), BAR_TOP + 0.75, ahead, BAR - 1.5, Role.HATCH, Role.DONE, 1.5)
        yield Rect(0, BAR_TOP, at(done), BAR, Role.DONE, corner=2)
    if agreed.low is None:
        return
    left = at(agreed.low)
    if agreed.high == agreed.low:
        yield Line(left, 1, left, 21, thick=2)
    else:
        right = width if agreed.high is None else at(agreed.high)
        yield Rect(left, 1, right - left, 20, Role.NONE, Role.INK, 1.5, corner=3)


def _numbers(low: float | None, high: float | None, most: float) -> Iterator[Text]:
    texts = [Text(0, 38, "0", 13, Role.SOFT)]
    if low is not None:
        middle = (low + (most if high is None else high)) / 2
        share = min(middle / most, 1) * PER_CENT
        texts.insert(0, _turned(dutch.span(low, high), share, 38))
    yield from _free_texts(texts)


def _turned(words: str, share: float, y: float) -> Text:
    """Words centred on their place, or turned inward where they would run over an end."""
    half = text_width(words, 13) / NARROWEST * PER_CENT / 2
    anchor = Anchor.START if share < half else Anchor.MIDDLE
    if share > PER_CENT - half:
        anchor = Anchor.END
    return Text(share, y, words, 13, Role.SOFT, anchor=anchor)


def count_with_range(
    lower: float, estimate: float, upper: float, *, expected: float | None, title: str
) -> Drawing:
    """A dot for the estimate on a band from lower to upper; `expected` is an upright line."""
    low, high = _scale(lower, upper, expected)

    def at(value: float) -> float:
        return (value - low) / (high - low) * PER_CENT

    shapes: list[Shape] = [
        Rect(0, 24, PER_CENT, BAR, Role.TRACK, corner=2),
        Rect(at(lower), 24, at(upper) - at(lower), BAR, Role.BAND),
    ]
    if expected is not None:
        place = at(expected)
        words = f"verwacht {dutch.short_number(expected)}"
        shapes += [Line(place, 17, place, 41), _turned(words, place, 12)]
    shapes.append(Circle(at(estimate), 29, 8, Role.DONE))
    numbers = [
        Text(
            at(estimate), 60, dutch.short_number(estimate), 13, face=Face.FIRM, anchor=Anchor.MIDDLE
        ),
        Text(at(lower), 60, dutch.short_number(lower), 13, Role.SOFT, anchor=Anchor.END),
        Text(at(upper), 60, dutch.short_number(upper), 13, Role.SOFT),
        Text(0, 60, dutch.short_number(low), 13, Role.SOFT),
        Text(PER_CENT, 60, dutch.short_number(high), 13, Role.SOFT, anchor=Anchor.END),
    ]
    shapes += _free_texts(numbers)
    return Drawing(title, title, PER_CENT, 64, tuple(shapes), fluid=True)


def _scale(lower: float, upper: float, expected: float | None) -> tuple[float, float]:
    """Round ends with room at both sides; never below zero."""
    first = lower if expected is None else min(lower, expected)
    last = upper if expected is None else max(upper, expected)
    room = max((last - first) * 0.8, 8)
    step = 10.0
    while step * 20 < last - first + 2 * room:
        step *= 10
    low = max((first - room) // step * step, 0)
    return low, -(-(last + room) // step) * step


def _free_texts(texts: list[Text]) -> Iterator[Text]:
    """The texts in order of weight, without those that would touch an earlier one."""
    taken: list[tuple[float, float]] = []
    for text in texts:
        wide = (text_width(text.words, text.size, text.face) + 6) / NARROWEST * PER_CENT
        ahead = {Anchor.START: 0.0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[text.anchor]
        left, right = text.x - ahead, text.x - ahead + wide
        fits = left >= -2 and right <= PER_CENT + 3
        if fits and all(right <= start or left >= end for start, end in taken):
            taken.append((left, right))
            yield text
