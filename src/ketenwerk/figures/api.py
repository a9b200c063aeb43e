"""What other packages may use of figures."""

from ketenwerk.figures.actions import Counted, Fixed, freeze, replace_standing
from ketenwerk.figures.disclosure import (
    TOTAL,
    UNIQUE,
    Published,
    differences,
    protect,
    protect_against,
)
from ketenwerk.figures.indicators import INDICATORS, SMALLEST_SHOWN, Indicator, Key
from ketenwerk.figures.models import Audience, Freeze
from ketenwerk.figures.queries import (
    Number,
    Numbers,
    all_published,
    as_published,
    freezes,
    frozen,
    frozen_numbers,
    last_freezes,
    standing,
)

__all__ = [
    "INDICATORS",
    "SMALLEST_SHOWN",
    "TOTAL",
    "UNIQUE",
    "Audience",
    "Counted",
    "Fixed",
    "Freeze",
    "Indicator",
    "Key",
    "Number",
    "Numbers",
    "Published",
    "all_published",
    "as_published",
    "differences",
    "freeze",
    "freezes",
    "frozen",
    "frozen_numbers",
    "last_freezes",
    "protect",
    "protect_against",
    "replace_standing",
    "standing",
]
