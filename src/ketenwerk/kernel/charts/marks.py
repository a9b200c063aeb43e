"""Small parts that more than one drawing uses: swatches, verdicts, keys, headings."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from ketenwerk.kernel import dutch
from ketenwerk.kernel.charts.measure import balanced, fit, shorten, text_width, wrap
from ketenwerk.kernel.charts.shapes import (
    Anchor,
    Drawing,
    Face,
    Hidden,
    Line,
    Lowered,
    Point,
    Rect,
    Role,
    Shape,
    Text,
    Trace,
    Value,
    partner,
)

WIDE = 760
NARROW = 358
SMALLEST_SHOWN = 5
HIDDEN_DASH = "3 3"

# Shapes with the height they take.
Shapes = tuple[tuple[Shape, ...], float]


class Mark(Enum):
    TICK = auto()
    UP = auto()
    DOWN = auto()
    DASH = auto()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement is a word with a mark, never a colour. A plain remark has no mark."""

    mark: Mark | None
    words: str


ON_TRACK = Verdict(Mark.TICK, "op schema")
MORE = Verdict(Mark.UP, "meer dan gevraagd")
NOT_STARTED = Verdict(Mark.DASH, "niet gestart")
NOT_SHOWN = Verdict(Mark.DASH, "niet getoond")


def still_needed(count: float) -> Verdict:
    return Verdict(Mark.DOWN, f"nog {dutch.short_number(count)} nodig")


def shown(value: Value, smallest: int = SMALLEST_SHOWN) -> str:
    """The value as text; a hidden one says only that it is hidden."""
    if isinstance(value, Hidden):
        return f"<{smallest}" if value is Hidden.FEW else "x"
    return dutch.short_number(value)


def mark(kind: Mark | None, x: float, y: float, role: Role = Role.DONE) -> tuple[Shape, ...]:
    """The sign of a verdict around (x, y)."""
    if kind is None:
        return ()
    lines: dict[Mark, tuple[tuple[Point, ...], ...]] = {
        Mark.TICK: (((-4, 0), (-1, 3.5), (5, -3.5)),),
        Mark.UP: (((0, 5), (0, -5)), ((-4, -1), (0, -5), (4, -1))),
        Mark.DOWN: (((0, -5), (0, 5)), ((-4, 1), (0, 5), (4, 1))),
        Mark.DASH: (((-4, 0), (5, 0)),),
    }
    return tuple(Trace(tuple((x + dx, y + dy) for dx, dy in line), role) for line in lines[kind])


def swatch(x: float, y: float, abbreviation: str, slot: int, room: float) -> tuple[Shape, ...]:
    """The partner's colour and letters, baseline at y; the letters shrink to the room."""
    fitted = fit(abbreviation, room - 14, sizes=(13, 12, 11, 10), most=1, face=Face.FIRM)
    return (
        Rect(x, y - 9.4, 9.4, 9.4, partner(slot), Role.RIM, 0.8, corner=2),
        Text(x + 14, y, "".join(fitted.lines), fitted.size, face=Face.FIRM),
    )


def swatch_width(abbreviation: str) -> float:
    return 14 + text_width(abbreviation, 13, Face.FIRM)


def hidden_box(x: float, y: float, width: float, height: float) -> tuple[Shape, ...]:
    """Dotted and dashed: something is here that is not told."""
    return (
        Rect(x, y, width, height, Role.SHEET, corner=2),
        Rect(x, y, width, height, Role.DOTS, Role.EDGE, 1.2, corner=2, dash=HIDDEN_DASH),
    )


def held(text: Text, left: float, right: float) -> Text:
    """The text moved, and if need be made smaller, until it stands between left and right."""
    size = text.size
    while size > 1 and text_width(text.words, size, text.face) > right - left:
        size -= 0.5
    width = text_width(text.words, size, text.face)
    ahead = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[text.anchor]
    x = min(max(text.x, left + ahead), right - width + ahead)
    return Text(x, text.y, text.words, size, text.role, text.face, text.anchor)


def stacked(
    lines: Iterable[str],
    x: float,
    y: float,
    *,
    step: float,
    size: float,
    role: Role = Role.INK,
    face: Face = Face.TEXT,
    anchor: Anchor = Anchor.START,
) -> tuple[Text, ...]:
    return tuple(
        Text(x, y + number * step, line, size, role, face, anchor)
        for number, line in enumerate(lines)
    )


class Sample(Enum):
    """What a key explains."""

    DONE = auto()
    EXPECTED = auto()
    BAND = auto()
    TARGET = auto()
    HIDDEN = auto()


def key(entries: Iterable[tuple[Sample, str]], width: float, y: float) -> tuple[list[Shape], float]:
    """Samples with their words in rows from y; gives the shapes and where they end."""
    shapes: list[Shape] = []
    x = 0.0
    for sample, words in entries:
        size = 9.0 if sample is Sample.TARGET else 34.0
        short = shorten(words, 14, width - size)
        wide = size + text_width(short, 14)
        if x and x + wide > width:
            x, y = 0.0, y + 26
        shapes += [*_sample(sample, x, y), Text(x + size, y + 9, short, 14, Role.SOFT)]
        x += wide + 22
    return shapes, y + 22


def _sample(sample: Sample, x: float, y: float) -> Iterator[Shape]:
    match sample:
        case Sample.DONE:
            yield Rect(x, y, 26, 8, Role.DONE, corner=2)
        case Sample.EXPECTED:
            yield Rect(x, y, 26, 8, Role.HATCH, Role.DONE, 1.5)
        case Sample.BAND:
            yield Rect(x + 1, y - 5, 24, 18, Role.BAND)
            yield Line(x + 1, y - 7, x + 1, y + 15)
            yield Line(x + 25, y - 7, x + 25, y + 15)
        case Sample.TARGET:
            yield Line(x + 1.5, y - 7, x + 1.5, y + 15, thick=2.5)
        case Sample.HIDDEN:
            yield from hidden_box(x, y - 1, 26, 10)


def heading(title: str, subtitle: str, width: float) -> Shapes:
    """Title and explanation from the top; gives the shapes and how much height they take."""
    size = 20 if width <= NARROW else 23
    step = size * 1.22
    large = balanced(title, size, width, Face.TITLE)
    small = balanced(subtitle, 15, width)
    below = size + (len(large) - 1) * step + 29
    shapes = (
        *stacked(large, 0, size, step=step, size=size, face=Face.TITLE),
        *stacked(small, 0, below, step=20, size=15, role=Role.SOFT),
    )
    return shapes, below + len(small) * 20 + 4


def headed(drawing: Drawing, subtitle: str) -> Drawing:
    """The drawing with its title and a line of explanation above it, for use without a page."""
    above, down = heading(drawing.title, subtitle, drawing.width)
    narrow = headed(drawing.narrow, subtitle) if drawing.narrow else None
    shapes = (*above, Lowered(down, drawing.shapes))
    return replace(drawing, height=drawing.height + down, shapes=shapes, narrow=narrow)


def two_widths(title: str, description: str, at_width: Callable[[float], Shapes]) -> Drawing:
    """One drawing for the desk with a second one for the phone, each laid out for its width."""
    shapes, height = at_width(NARROW)
    narrow = Drawing(title, description, NARROW, height, shapes)
    shapes, height = at_width(WIDE)
    return Drawing(title, description, WIDE, height, shapes, narrow)


def nothing_yet(width: float, words: str) -> Shapes:
    """What stands in a drawing without rows."""
    lines = wrap(words, 15, width)
    return stacked(lines, 0, 16, step=20, size=15, role=Role.SOFT), len(lines) * 20 + 8
