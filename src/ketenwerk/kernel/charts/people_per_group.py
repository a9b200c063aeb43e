"""People per group and period: small drawings on one scale, the largest group first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ketenwerk.kernel.charts.marks import (
    NARROW,
    SMALLEST_SHOWN,
    Shapes,
    held,
    hidden_box,
    nothing_yet,
    shown,
    stacked,
    two_widths,
)
from ketenwerk.kernel.charts.measure import Fitted, fit, wrap
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

BARS = 94
ABOVE_BARS = 28
UNDER_BARS = 46
LABEL_STEP = 19
# Hidden boxes have one height each, on every scale, so that their length tells nothing.
FEW_HEIGHT = 22
OTHER_HEIGHT = BARS / 2
KEY_INDENT = 58


@dataclass(frozen=True, slots=True)
class GroupPanel:
    label: str
    values: tuple[Value, ...]

    def size(self) -> float:
        """By what is shown only: the order may not tell what the boxes hide."""
        return sum(self.shown())

    def shown(self) -> Iterator[float]:
        return (value for value in self.values if not isinstance(value, Hidden))


@dataclass(frozen=True, slots=True)
class _Scale:
    """What all panels share."""

    periods: tuple[str, ...]
    most: float
    smallest: int

    def height(self, value: Value) -> float:
        if isinstance(value, Hidden):
            return FEW_HEIGHT if value is Hidden.FEW else OTHER_HEIGHT
        return value / self.most * BARS

    def sentence(self, panel: GroupPanel) -> str:
        pairs = zip(self.periods, panel.values, strict=True)
        told = ", ".join(f"{period} {shown(value, self.smallest)}" for period, value in pairs)
        return f"{panel.label}: {told}."


@dataclass(frozen=True, slots=True)
class _Sheet:
    width: float
    columns: int
    gap: float
    label_lines: int

    @property
    def panel(self) -> float:
        return (self.width - self.gap * (self.columns - 1)) / self.columns

    @property
    def step(self) -> float:
        return self.label_lines * LABEL_STEP + ABOVE_BARS + BARS + UNDER_BARS

    def corner(self, number: int) -> tuple[float, float]:
        row, column = divmod(number, self.columns)
        return column * (self.panel + self.gap), row * self.step


def people_per_group(
    panels: Sequence[GroupPanel],
    *,
    periods: Sequence[str],
    title: str,
    description: str = "",
    smallest: int = SMALLEST_SHOWN,
) -> Drawing:
    """`periods` are the short names under the bars, one for each value of a panel."""
    if any(len(panel.values) != len(periods) for panel in panels):
        raise ValueError("every group has one value for each period")
    ordered = sorted(panels, key=lambda panel: (-panel.size(), panel.label))
    most = max([1, *(value for each in panels for value in each.shown())])
    scale = _Scale(tuple(periods), most, smallest)
    said = description or " ".join(scale.sentence(panel) for panel in ordered)

    def at_width(width: float) -> Shapes:
        if not ordered:
            return nothing_yet(width, "Er zijn nog geen groepen om te tekenen.")
        return _drawn(ordered, scale, _sheet(ordered, width))

    return two_widths(title, said, at_width)


def _drawn(panels: Sequence[GroupPanel], scale: _Scale, sheet: _Sheet) -> Shapes:
    drawn: list[Shape] = []
    for number, panel in enumerate(panels):
        drawn += _panel(panel, scale, sheet, sheet.corner(number))
    legend, height = _legend(panels, sheet, scale.smallest)
    return (*drawn, *legend), height


def _sheet(panels: Sequence[GroupPanel], width: float) -> _Sheet:
    columns, gap = (2, 24.0) if width == NARROW else (3, 40.0)
    room = _Sheet(width, columns, gap, 1).panel
    return _Sheet(width, columns, gap, max(len(_label(panel, room).lines) for panel in panels))


def _label(panel: GroupPanel, room: float) -> Fitted:
    return fit(panel.label, room, sizes=(16, 15), most=3, face=Face.FIRM)


def _panel(
    panel: GroupPanel, scale: _Scale, sheet: _Sheet, corner: tuple[float, float]
) -> Iterator[Shape]:
    x, y = corner
    label = _label(panel, sheet.panel)
    yield from stacked(label.lines, x, y + 14, step=LABEL_STEP, size=label.size, face=Face.FIRM)
    ground = y + sheet.label_lines * LABEL_STEP + ABOVE_BARS + BARS
    count = max(len(scale.periods), 1)
    between = min(8, sheet.panel / count * 0.25)
    wide = (sheet.panel + between) / count - between
    for number, (period, value) in enumerate(zip(scale.periods, panel.values, strict=True)):
        left = x + number * (wide + between)
        top = ground - scale.height(value)
        yield from _bar(value, left, top, wide, ground)
        # A number may use half the space to its neighbours, but not the edge of the panel.
        room = max(left - between / 2, x), min(left + wide + between / 2, x + sheet.panel)
        yield held(_above(value, left + wide / 2, top - 6, scale.smallest), *room)
        name = Text(left + wide / 2, ground + 17, period, 13, Role.SOFT, anchor=Anchor.MIDDLE)
        yield held(name, *room)
    yield Line(x, ground, x + sheet.panel, ground, Role.EDGE, 1)


def _bar(value: Value, x: float, top: float, width: float, ground: float) -> Iterator[Shape]:
    if isinstance(value, Hidden):
        yield from hidden_box(x, top, width, ground - top)
    else:
        yield Rect(x, top, width, ground - top, Role.DONE, corner=min(2, (ground - top) / 2))


def _above(value: Value, x: float, y: float, smallest: int) -> Text:
    words = shown(value, smallest)
    if isinstance(value, Hidden):
        return Text(x, y, words, 14, Role.SOFT, Face.FIRM, Anchor.MIDDLE)
    return Text(x, y, words, 15, Role.INK, Face.FIRM, Anchor.MIDDLE)


def _legend(
    panels: Sequence[GroupPanel], sheet: _Sheet, smallest: int
) -> tuple[list[Shape], float]:
    """In the free cell after the last panel, or under the panels when there is none."""
    used = {value for panel in panels for value in panel.values if isinstance(value, Hidden)}
    rows = -(-len(panels) // sheet.columns)
    height = rows * sheet.step - UNDER_BARS + 26
    if not used:
        return [], height
    free = len(panels) % sheet.columns != 0
    x, y = sheet.corner(len(panels)) if free else (0.0, rows * sheet.step)
    room = (sheet.panel if free else sheet.width) - KEY_INDENT
    size = 14 if room > 150 else 13
    drawn: list[Shape] = []
    y += 34 if free else 0
    for kind, words in _meanings(smallest):
        if kind in used:
            lines = wrap(words, size, room)
            drawn += hidden_box(x, y - 13, 24, 18)
            drawn.append(Text(x + 30, y, shown(kind, smallest), 14, face=Face.FIRM))
            drawn += stacked(lines, x + KEY_INDENT, y, step=18, size=size, role=Role.SOFT)
            y += 18 * len(lines) + 14
    return drawn, max(height, y)


def _meanings(smallest: int) -> Iterator[tuple[Hidden, str]]:
    yield Hidden.FEW, f"Minder dan {smallest} mensen. Het vakje is altijd even hoog."
    yield Hidden.OTHER, "Verborgen, want je kon anders een ander getal uitrekenen."
