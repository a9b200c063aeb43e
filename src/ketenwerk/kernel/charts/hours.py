"""Hours per budget line: through the year, or as a list of what is left."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ketenwerk.kernel import dutch
from ketenwerk.kernel.charts.marks import (
    NARROW,
    WIDE,
    Sample,
    Shapes,
    Verdict,
    held,
    key,
    nothing_yet,
    stacked,
    swatch,
    swatch_width,
    two_widths,
)
from ketenwerk.kernel.charts.measure import fit, shorten
from ketenwerk.kernel.charts.ruler import Agreed, ruler_parts
from ketenwerk.kernel.charts.shapes import (
    Anchor,
    Drawing,
    Rect,
    Role,
    Shape,
    Text,
)

MONTHS = 12
PLOT = 104
# The estimate may be this share off either way; drawn as a cone.
SPREAD = 0.15
ROOM_ABOVE = 1.08
LABEL_STEP = 19
BETWEEN_PANELS = 30
SHORT_LINE_ROOM = 1.2
# A line that runs further past what was granted ends at the edge.
MOST_ROOM = 2.0


@dataclass(frozen=True, slots=True)
class HoursPanel:
    """One budget line. `worked` is cumulative at the end of each month so far; `expected` is the
    estimate for the end of the year; `granted` and `expected` may be unknown.
    """

    label: str
    partner: str
    slot: int
    worked: tuple[float, ...]
    granted: float | None
    expected: float | None
    verdict: Verdict

    @property
    def done(self) -> float:
        return self.worked[-1] if self.worked else 0

    def sentence(self) -> str:
        granted = "" if self.granted is None else f" van {dutch.short_number(self.granted)}"
        done = dutch.short_number(self.done)
        return f"{self.label} ({self.partner}): {done}{granted} uur, {self.verdict.words}."


def hours_left(
    panels: Sequence[HoursPanel], *, title: str, until: str, description: str = ""
) -> Drawing:
    """The same lines as a list of rulers. `until` is the day of the estimate: "31 december"."""
    said = description or " ".join(panel.sentence() for panel in panels)

    def listed(lines: Sequence[HoursPanel], width: float) -> Shapes:
        return _list(lines, width, until)

    return two_widths(title, said, _unless_empty(panels, listed))


def _unless_empty(
    panels: Sequence[HoursPanel], sheet: Callable[[Sequence[HoursPanel], float], Shapes]
) -> Callable[[float], Shapes]:
    def at_width(width: float) -> Shapes:
        if not panels:
            return nothing_yet(width, "Er zijn nog geen regels met uren om te tekenen.")
        return sheet(panels, width)

    return at_width


def _list(panels: Sequence[HoursPanel], width: float, until: str) -> Shapes:
    row = _narrow_row if width == NARROW else _wide_row
    room = _room_above(panels)
    drawn: list[Shape] = []
    y = 0.0
    for panel in panels:
        shapes, y = row(panel, y, room)
        drawn += shapes
    samples = (
        (Sample.DONE, "gedaan"),
        (Sample.EXPECTED, f"verwacht op {until}"),
        (Sample.TARGET, "toegekend"),
    )
    legend, height = key(samples, width, y + 12)
    return (*drawn, *legend), height


def _room_above(panels: Sequence[HoursPanel]) -> float:
    """How far every ruler runs, in times what was granted: what was granted stands in one line."""
    reached = [max(each.expected or 0, each.done) / each.granted for each in panels if each.granted]
    return min(max([SHORT_LINE_ROOM, *reached]), MOST_ROOM)


def _wide_row(panel: HoursPanel, y: float, room: float) -> tuple[list[Shape], float]:
    label = fit(panel.label, 206, sizes=(16, 15, 14), most=3)
    words = fit(panel.verdict.words, 112, sizes=(14, 13, 12), most=2)
    right = WIDE - 122
    numbers = Text(right, y + 19, _of_granted(panel), 15, anchor=Anchor.END)
    drawn: list[Shape] = [
        *stacked(label.lines, 0, y + 19, step=20, size=label.size),
        *swatch(212, y + 19, panel.partner, panel.slot, 48),
        *_ruler(panel, 262, right - 98, y + 2, room),
        held(numbers, right - 92, right),
        *stacked(words.lines, WIDE - 112, y + 19, step=17, size=words.size, role=Role.SOFT),
    ]
    return drawn, y + max(36, 16 + len(label.lines) * 20, 19 + len(words.lines) * 17)


def _narrow_row(panel: HoursPanel, y: float, room: float) -> tuple[list[Shape], float]:
    chip = min(swatch_width(panel.partner), 76)
    label = fit(panel.label, NARROW - chip - 10, sizes=(16, 15, 14), most=3)
    bar = y + len(label.lines) * LABEL_STEP
    words = shorten(panel.verdict.words, 14, 180)
    drawn: list[Shape] = [
        *stacked(label.lines, 0, y + 14, step=LABEL_STEP, size=label.size),
        *swatch(NARROW - chip, y + 14, panel.partner, panel.slot, chip + 1),
        *_ruler(panel, 0, NARROW, bar, room),
        held(Text(0, bar + 40, _of_granted(panel), 15), 0, 170),
        Text(NARROW, bar + 40, words, 14, Role.SOFT, anchor=Anchor.END),
    ]
    return drawn, bar + 62


def _of_granted(panel: HoursPanel) -> str:
    done = dutch.short_number(panel.done)
    return done if panel.granted is None else f"{done} van {dutch.short_number(panel.granted)}"


def _ruler(panel: HoursPanel, left: float, right: float, y: float, room: float) -> Iterator[Shape]:
    """Every line on its own scale, so that what was granted stands at the same place."""
    most = panel.granted * room if panel.granted else max(panel.expected or 0, panel.done, 1)
    agreed = Agreed(panel.granted, panel.granted)
    parts = ruler_parts(panel.done, panel.expected, agreed, most=most, width=right - left)
    for part in parts:
        if isinstance(part, Rect):
            yield replace(part, x=part.x + left, y=part.y + y)
        else:
            yield replace(
                part, x1=part.x1 + left, x2=part.x2 + left, y1=part.y1 + y, y2=part.y2 + y
            )
