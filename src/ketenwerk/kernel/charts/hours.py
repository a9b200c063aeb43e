"""Hours per budget line: through the year, or as a list of what is left."""

import calendar
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from ketenwerk.kernel import dutch
from ketenwerk.kernel.charts.marks import (
    NARROW,
    WIDE,
    Mark,
    Sample,
    Shapes,
    Verdict,
    held,
    key,
    mark,
    nothing_yet,
    stacked,
    swatch,
    swatch_width,
    two_widths,
)
from ketenwerk.kernel.charts.measure import fit, shorten, text_width, wrap
from ketenwerk.kernel.charts.ruler import Agreed, ruler_parts
from ketenwerk.kernel.charts.shapes import (
    Anchor,
    Circle,
    Drawing,
    Face,
    Line,
    Point,
    Rect,
    Role,
    Shape,
    Text,
    Trace,
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
# An estimate this close to what was granted is "precies genoeg": no day on which it runs out.
NEAR = 0.03


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

    def path(self) -> tuple[Point, ...]:
        """Months and hours, worked and then expected, from the first of January."""
        worked = tuple((float(month), hours) for month, hours in enumerate((0.0, *self.worked)))
        ahead = self.expected is not None and len(self.worked) < MONTHS
        return (*worked, (float(MONTHS), self.expected or 0.0)) if ahead else worked

    def runs_out_at(self) -> float | None:
        """In months since the first of January, by straight lines between the known points."""
        if self.granted is None or self.done <= self.granted >= (self.expected or 0) / (1 + NEAR):
            return None
        points = self.path()
        for (month, before), (later, after) in pairwise(points):
            if before <= self.granted < after:
                return month + (later - month) * (self.granted - before) / (after - before)
        return None

    def runs_out_on(self, year: int) -> date | None:
        moment = self.runs_out_at()
        if moment is None:
            return None
        month = min(int(moment), MONTHS - 1)
        days = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, 1) + timedelta(
            days=min(int((moment - month) * days), days - 1)
        )

    def sentence(self) -> str:
        granted = "" if self.granted is None else f" van {dutch.short_number(self.granted)}"
        done = dutch.short_number(self.done)
        return f"{self.label} ({self.partner}): {done}{granted} uur, {self.verdict.words}."


def hours_per_line(panels: Sequence[HoursPanel], *, title: str, description: str = "") -> Drawing:
    said = description or " ".join(panel.sentence() for panel in panels)
    return two_widths(title, said, _unless_empty(panels, _through_the_year))


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


def _through_the_year(panels: Sequence[HoursPanel], width: float) -> Shapes:
    columns, gap = (1, 0.0) if width == NARROW else (3, 36.0)
    room = (width - gap * (columns - 1)) / columns
    lines = max(len(_label(panel, room).lines) for panel in panels)
    verdicts = max(_foot_height(panel, room) for panel in panels)
    step = lines * LABEL_STEP + 15 + PLOT + 38 + verdicts + BETWEEN_PANELS
    drawn: list[Shape] = []
    for number, panel in enumerate(panels):
        row, column = divmod(number, columns)
        drawn += _panel(panel, column * (room + gap), row * step, room, lines)
    return tuple(drawn), -(-len(panels) // columns) * step - BETWEEN_PANELS + 8


@dataclass(frozen=True, slots=True)
class _Label:
    lines: tuple[str, ...]
    size: float
    chip: float


def _label(panel: HoursPanel, room: float) -> _Label:
    chip = min(swatch_width(panel.partner), 76)
    fitted = fit(panel.label, room - chip - 10, sizes=(16, 15, 14), most=3, face=Face.FIRM)
    return _Label(fitted.lines, fitted.size, chip)


@dataclass(frozen=True, slots=True)
class _Plot:
    left: float
    ground: float
    width: float
    most: float

    def at(self, month: float, hours: float) -> Point:
        return self.left + self.width * month / MONTHS, self.ground - PLOT * hours / self.most


def _panel(panel: HoursPanel, x: float, y: float, room: float, lines: int) -> Iterator[Shape]:
    label = _label(panel, room)
    yield from stacked(label.lines, x, y + 14, step=LABEL_STEP, size=label.size, face=Face.FIRM)
    yield from swatch(x + room - label.chip, y + 14, panel.partner, panel.slot, label.chip + 1)
    most = max(panel.granted or 0, panel.expected or 0, panel.done, 1) * ROOM_ABOVE
    plot = _Plot(x, y + lines * LABEL_STEP + 15 + PLOT, room, most)
    yield from _granted(panel, plot)
    yield Line(x, plot.ground, x + room, plot.ground, Role.EDGE, 1)
    yield from _forecast(panel, plot)
    yield from _worked(panel, plot)
    yield from _months(panel, plot)
    yield from _foot(panel, x, plot.ground + 38, room)


def _granted(panel: HoursPanel, plot: _Plot) -> Iterator[Shape]:
    if panel.granted is None:
        return
    _, height = plot.at(0, panel.granted)
    yield Line(plot.left, height, plot.left + plot.width, height)
    words = f"{dutch.short_number(panel.granted)} toegekend"
    yield held(Text(plot.left, height - 5, words, 13, Role.SOFT), plot.left, plot.left + plot.width)


def _forecast(panel: HoursPanel, plot: _Plot) -> Iterator[Shape]:
    month = float(len(panel.worked))
    if panel.expected is None or month >= MONTHS:
        return
    extra = panel.expected - panel.done
    start, end = plot.at(month, panel.done), plot.at(MONTHS, panel.expected)
    high = min(panel.done + extra * (1 + SPREAD), plot.most)
    cone = (
        start,
        plot.at(MONTHS, high),
        plot.at(MONTHS, panel.done + extra * (1 - SPREAD)),
    )
    yield Trace(cone, fill=Role.BAND)
    yield Trace((start, end), Role.DONE, 2.2, "2 5")


def _worked(panel: HoursPanel, plot: _Plot) -> Iterator[Shape]:
    points = ((0.0, 0.0), *((month + 1.0, hours) for month, hours in enumerate(panel.worked)))
    yield Trace(tuple(plot.at(month, hours) for month, hours in points), Role.DONE, 2.6)
    yield Circle(*plot.at(*points[-1]), 4, Role.DONE)
    moment = panel.runs_out_at()
    if moment is not None and panel.granted is not None:
        yield Circle(*plot.at(moment, panel.granted), 5, Role.SHEET, Role.CARE, 2.4)


def _months(panel: HoursPanel, plot: _Plot) -> Iterator[Shape]:
    """January and December at the ends, and the last month worked where it stands free."""
    now = len(panel.worked)
    y = plot.ground + 17
    yield Text(plot.left, y, dutch.SHORT_MONTHS[0], 13, Role.SOFT)
    right = plot.left + plot.width
    yield Text(right, y, dutch.SHORT_MONTHS[-1], 13, Role.SOFT, anchor=Anchor.END)
    x, _ = plot.at(now, 0)
    if plot.left + 42 < x < right - 42:
        words = dutch.SHORT_MONTHS[now - 1]
        yield Text(x, y, words, 13, Role.SOFT, anchor=Anchor.MIDDLE)


def _foot(panel: HoursPanel, x: float, y: float, room: float) -> Iterator[Shape]:
    """What was worked at the left, the verdict at the right, or under it when it is long."""
    worked = _worked_words(panel)
    yield held(Text(x, y, worked, 15, Role.SOFT), x, x + room)
    words = panel.verdict.words
    if _foot_height(panel, room) > 0:
        yield from _sign(panel.verdict, x + 4, y + 14)
        yield from stacked(
            wrap(words, 15, room - 16, Face.FIRM)[:2],
            x + (0 if panel.verdict.mark is None else 15),
            y + 19,
            step=19,
            size=15,
            face=Face.FIRM,
        )
        return
    yield Text(x + room, y, words, 15, face=Face.FIRM, anchor=Anchor.END)
    yield from _sign(panel.verdict, x + room - text_width(words, 15, Face.FIRM) - 12, y - 5)


def _worked_words(panel: HoursPanel) -> str:
    return f"{dutch.short_number(panel.done)} gewerkt"


def _foot_height(panel: HoursPanel, room: float) -> float:
    words = panel.verdict.words
    beside = text_width(_worked_words(panel), 15) + text_width(words, 15, Face.FIRM) + 34
    return 0 if beside <= room else 19.0 * len(wrap(words, 15, room - 16, Face.FIRM)[:2])


def _sign(verdict: Verdict, x: float, y: float) -> tuple[Shape, ...]:
    return mark(verdict.mark, x, y, Role.CARE if verdict.mark is Mark.UP else Role.DONE)


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
