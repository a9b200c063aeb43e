"""From a drawing to SVG: with classes for the page, with literal colours for documents.

The page forbids inline style, so nothing here writes a style attribute, a style element or a
script. Everything a person typed is escaped in `_escaped`, the only way for text to get in.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from ketenwerk.kernel.charts.palettes import PALETTES, Theme
from ketenwerk.kernel.charts.shapes import (
    PATTERNS,
    Anchor,
    Circle,
    Drawing,
    Face,
    Line,
    Link,
    Lowered,
    Rect,
    Role,
    Shape,
    Text,
    Trace,
)

# Characters that XML refuses.
REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
FAMILIES = {
    Face.TEXT: ("'Source Sans 3', 'Segoe UI', sans-serif", 400),
    Face.FIRM: ("'Source Sans 3', 'Segoe UI', sans-serif", 600),
    Face.TITLE: ("Newsreader, Georgia, serif", 500),
}
# The size of a fluid drawing where nothing stretches it.
DOCUMENT_WIDTH = 360


@dataclass(frozen=True, slots=True)
class _Ink:
    """How roles become attributes: classes when there is no theme."""

    prefix: str
    theme: Theme | None = None
    # What one unit of x is: a percentage, a pixel, or pixels per percent.
    unit: str = ""
    scale: float = 1

    def colours(self, fill: Role, edge: Role, *more: str) -> str:
        if self.theme is None:
            return self._classes(fill, edge, *more)
        stroke = f' stroke="{self._hex(edge)}"' if edge is not Role.NONE else ""
        return f' fill="{self._hex(fill)}"{stroke}'

    def across(self, value: float) -> str:
        return _number(value * self.scale) + self.unit

    def pattern(self, role: Role) -> str:
        return f"{self.prefix}-{role}"

    def _classes(self, fill: Role, edge: Role, *more: str) -> str:
        names = [f"kc-f-{fill}"] if fill is not Role.NONE and fill not in PATTERNS else []
        names += [f"kc-s-{edge}"] if edge is not Role.NONE else []
        names += more
        classes = f' class="{" ".join(names)}"' if names else ""
        if fill in PATTERNS:
            return f' fill="url(#{self.pattern(fill)})"{classes}'
        return (' fill="none"' if fill is Role.NONE else "") + classes

    def _hex(self, role: Role) -> str:
        if role in PATTERNS:
            return f"url(#{self.pattern(role)})"
        return "none" if role is Role.NONE else PALETTES[self.theme or Theme.LIGHT][role]


def svg(drawing: Drawing, *, prefix: str, beside_table: bool = False) -> str:
    """The drawing for a page, both widths in one box; the stylesheet shows the one that fits.

    `prefix` is unique on the page. Beside a table that says the same, a screen reader skips it;
    never when it holds links.
    """
    wide = _page(drawing, prefix, hidden=beside_table, kind="wide" if drawing.narrow else "only")
    if drawing.fluid:
        return wide
    narrow = (
        _page(drawing.narrow, f"{prefix}-n", hidden=beside_table, kind="narrow")
        if drawing.narrow
        else ""
    )
    return f'<div class="kc-box">{wide}{narrow}</div>'


def render(drawing: Drawing, theme: Theme | str = Theme.LIGHT, *, prefix: str = "kc") -> str:
    """A file of its own with literal colours, for PDF, Word and download."""
    theme = Theme(theme)
    width = DOCUMENT_WIDTH if drawing.fluid else drawing.width
    ink = _Ink(prefix, theme, scale=width / drawing.width)
    ground = (
        f'<rect width="{_number(width)}" height="{_number(drawing.height)}"'
        f' fill="{PALETTES[theme][Role.SHEET]}"/>'
        if theme is Theme.DARK
        else ""
    )
    box = f'viewBox="0 0 {_number(width)} {_number(drawing.height)}" '
    size = f'width="{_number(width)}" height="{_number(drawing.height)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="nl" {box}{size}'
        f"{_name(drawing, prefix)}{_patterns(drawing, ink)}{ground}{_all(drawing.shapes, ink)}</svg>"
    )


def _page(drawing: Drawing, prefix: str, *, hidden: bool, kind: str) -> str:
    ink = _Ink(prefix, unit="%" if drawing.fluid else "")
    height = _number(drawing.height)
    if drawing.fluid:
        frame = f'class="kc kc--fluid" height="{height}"'
    else:
        width = _number(drawing.width)
        frame = (
            f'class="kc kc--{kind}" viewBox="0 0 {width} {height}" width="{width}"'
            f' height="{height}"'
        )
    named = (
        ' aria-hidden="true">' if hidden and not _links(drawing.shapes) else _name(drawing, prefix)
    )
    body = _patterns(drawing, ink) + _all(drawing.shapes, ink)
    return f"<svg {frame}{named}{body}</svg>"


def _name(drawing: Drawing, prefix: str) -> str:
    """A picture is one thing to a screen reader; with links in it, it is a group of things."""
    role = "group" if _links(drawing.shapes) else "img"
    return (
        f' role="{role}" aria-labelledby="{prefix}-t {prefix}-d">'
        f'<title id="{prefix}-t">{_escaped(drawing.title)}</title>'
        f'<desc id="{prefix}-d">{_escaped(drawing.description)}</desc>'
    )


def _links(shapes: Iterable[Shape]) -> bool:
    return any(
        isinstance(shape, Link) or (isinstance(shape, Lowered) and _links(shape.shapes))
        for shape in shapes
    )


def _fills(shapes: Iterable[Shape]) -> Iterator[Role]:
    for shape in shapes:
        if isinstance(shape, Link | Lowered):
            yield from _fills(shape.shapes)
        elif isinstance(shape, Rect):
            yield shape.fill


def _patterns(drawing: Drawing, ink: _Ink) -> str:
    used = set(_fills(drawing.shapes))
    hatch = (
        f'<pattern id="{ink.pattern(Role.HATCH)}" width="6" height="6"'
        ' patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0V6" stroke-width="3"{ink.colours(Role.NONE, Role.DONE)}/></pattern>'
    )
    dots = (
        f'<pattern id="{ink.pattern(Role.DOTS)}" width="6" height="6"'
        ' patternUnits="userSpaceOnUse">'
        f'<circle cx="2" cy="2" r="0.9"{ink.colours(Role.EDGE, Role.NONE)}/></pattern>'
    )
    wanted = (hatch if Role.HATCH in used else "") + (dots if Role.DOTS in used else "")
    return f"<defs>{wanted}</defs>" if wanted else ""


def _all(shapes: Iterable[Shape], ink: _Ink) -> str:
    return "".join(_shape(shape, ink) for shape in shapes)


def _shape(shape: Shape, ink: _Ink) -> str:
    match shape:
        case Rect():
            return _rect(shape, ink)
        case Line():
            ends = f'x1="{ink.across(shape.x1)}" x2="{ink.across(shape.x2)}"'
            heights = f'y1="{_number(shape.y1)}" y2="{_number(shape.y2)}"'
            return f"<line {ends} {heights}{ink.colours(Role.NONE, shape.edge)}{_pen(shape)}/>"
        case Trace():
            return _trace(shape, ink)
        case Circle():
            place = (
                f'cx="{ink.across(shape.x)}" cy="{_number(shape.y)}" r="{_number(shape.radius)}"'
            )
            return f"<circle {place}{ink.colours(shape.fill, shape.edge)}{_pen(shape)}/>"
        case Text():
            return _text(shape, ink)
        case Link():
            title = f"<title>{_escaped(shape.label)}</title>"
            return f'<a href="{_escaped(shape.href)}">{title}{_all(shape.shapes, ink)}</a>'
        case Lowered():
            return (
                f'<g transform="translate(0 {_number(shape.down)})">{_all(shape.shapes, ink)}</g>'
            )


def _rect(rect: Rect, ink: _Ink) -> str:
    place = (
        f'x="{ink.across(rect.x)}" y="{_number(rect.y)}"'
        f' width="{ink.across(max(rect.width, 0))}" height="{_number(max(rect.height, 0))}"'
    )
    corner = f' rx="{_number(rect.corner)}"' if rect.corner else ""
    dash = f' stroke-dasharray="{rect.dash}"' if rect.dash else ""
    return f"<rect {place}{corner}{ink.colours(rect.fill, rect.edge)}{_pen(rect)}{dash}/>"


def _trace(trace: Trace, ink: _Ink) -> str:
    points = " ".join(f"{ink.across(x)},{_number(y)}" for x, y in trace.points)
    dash = f' stroke-dasharray="{trace.dash}"' if trace.dash else ""
    ends = ' stroke-linecap="round" stroke-linejoin="round"' if trace.edge is not Role.NONE else ""
    tag = "polyline" if trace.fill is Role.NONE else "polygon"
    look = ink.colours(trace.fill, trace.edge) + _pen(trace)
    return f'<{tag} points="{points}"{look}{ends}{dash}/>'


def _text(text: Text, ink: _Ink) -> str:
    anchor = f' text-anchor="{text.anchor}"' if text.anchor is not Anchor.START else ""
    place = f'x="{ink.across(text.x)}" y="{_number(text.y)}" font-size="{_number(text.size)}"'
    more = () if text.face is Face.TEXT else (f"kc-{text.face}",)
    look = ink.colours(text.role, Role.NONE, *more)
    if ink.theme is not None:
        family, weight = FAMILIES[text.face]
        look += f' font-family="{family}" font-weight="{weight}"'
    return f"<text {place}{anchor}{look}>{_escaped(text.words)}</text>"


def _pen(shape: Rect | Line | Trace | Circle) -> str:
    drawn = shape.edge is not Role.NONE
    return f' stroke-width="{_number(shape.thick)}"' if drawn else ""


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _escaped(words: str) -> str:
    return escape(REFUSED.sub("", unicodedata.normalize("NFC", words)))
