"""The few shapes every drawing is built from. A shape knows its role, never its colour."""

from dataclasses import dataclass
from enum import Enum, StrEnum

Point = tuple[float, float]


class Role(StrEnum):
    """What a shape means. The stylesheet and the palettes give each role its colour."""

    NONE = "none"
    DONE = "done"
    BAND = "band"
    TRACK = "track"
    SHEET = "sheet"
    LINE = "line"
    EDGE = "edge"
    INK = "ink"
    SOFT = "soft"
    CARE = "care"
    # Hatching is expected, dots are hidden or white: both are patterns.
    HATCH = "hatch"
    DOTS = "dots"
    # The outline of a partner's swatch: nothing on screen, ink in print.
    RIM = "rim"
    P1 = "p1"
    P2 = "p2"
    P3 = "p3"
    P4 = "p4"
    P5 = "p5"
    P6 = "p6"
    ALL = "all"
    OTHER = "other"
    P1_TINT = "p1-tint"
    P2_TINT = "p2-tint"
    P3_TINT = "p3-tint"
    P4_TINT = "p4-tint"
    P5_TINT = "p5-tint"
    P6_TINT = "p6-tint"
    ALL_TINT = "all-tint"
    OTHER_TINT = "other-tint"


PATTERNS = (Role.HATCH, Role.DOTS)
SLOTS = 6
ALL_PARTNERS = 0


def partner(slot: int) -> Role:
    """The colour of a partner's place: 1 to 6, 0 for everyone together. Colours run out after six;
    later partners are told apart by their abbreviation alone.
    """
    if slot == ALL_PARTNERS:
        return Role.ALL
    return Role(f"p{slot}") if 1 <= slot <= SLOTS else Role.OTHER


def tint(slot: int) -> Role:
    return Role(f"{partner(slot)}-tint")


class Face(StrEnum):
    TEXT = "text"
    FIRM = "firm"
    TITLE = "title"


class Anchor(StrEnum):
    START = "start"
    MIDDLE = "middle"
    END = "end"


class Hidden(Enum):
    """A number that is not told. The number itself never reaches this module."""

    FEW = "few"  # too small to show: "<5"
    OTHER = "other"  # hidden so that a small one cannot be worked out: "x"


Value = float | Hidden


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    fill: Role = Role.NONE
    edge: Role = Role.NONE
    thick: float = 1
    corner: float = 0
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    edge: Role = Role.INK
    thick: float = 1.5


@dataclass(frozen=True, slots=True)
class Trace:
    """A line through points, or with a fill the plane they enclose."""

    points: tuple[Point, ...]
    edge: Role = Role.NONE
    thick: float = 2
    dash: str = ""
    fill: Role = Role.NONE


@dataclass(frozen=True, slots=True)
class Circle:
    x: float
    y: float
    radius: float
    fill: Role = Role.NONE
    edge: Role = Role.NONE
    thick: float = 1.5


@dataclass(frozen=True, slots=True)
class Text:
    """Words with their baseline at y; sizes are CSS pixels of the drawing."""

    x: float
    y: float
    words: str
    size: float = 15
    role: Role = Role.INK
    face: Face = Face.TEXT
    anchor: Anchor = Anchor.START


@dataclass(frozen=True, slots=True)
class Link:
    """Shapes that lead to a page. The label is what is read aloud and shown on hovering."""

    href: str
    label: str
    shapes: "tuple[Shape, ...]"

    def __post_init__(self) -> None:
        if not self.href.startswith(("/", "#", "https://")):
            raise ValueError(f"a link in a drawing leads to a page, not to {self.href!r}")


@dataclass(frozen=True, slots=True)
class Lowered:
    """Shapes moved down by so many pixels."""

    down: float
    shapes: "tuple[Shape, ...]"


Shape = Rect | Line | Trace | Circle | Text | Link | Lowered


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on a sheet of width × height.

    The title is the sentence to remember; the description holds the numbers. `narrow` is a second
    drawing for the phone. In a fluid drawing every x and width is a percentage of the room it
    gets, and only the heights are pixels.
    """

    title: str
    description: str
    width: float
    height: float
    shapes: tuple[Shape, ...]
    narrow: "Drawing | None" = None
    fluid: bool = False
