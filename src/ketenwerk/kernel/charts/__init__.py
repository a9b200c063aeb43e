"""The one chart module: drawings as data, made into SVG for the page, the PDF and the download.

A drawing function takes frozen dataclasses and gives a `Drawing`; `svg` makes it into classes for
a page, `render` into literal colours for a document. Text is measured here, colours are roles, and
hidden numbers never come in.
"""

from ketenwerk.kernel.charts.activities import (
    Activity,
    ActivityMap,
    ListedActivity,
    ListedGroup,
    ListedMap,
    Mode,
    Partner,
    TargetGroup,
    WhiteSpot,
)
from ketenwerk.kernel.charts.activity_map import activity_map
from ketenwerk.kernel.charts.hours import HoursPanel, hours_left
from ketenwerk.kernel.charts.ladder import Rung, ladder
from ketenwerk.kernel.charts.marks import (
    MORE,
    NOT_SHOWN,
    NOT_STARTED,
    ON_TRACK,
    Mark,
    Verdict,
    headed,
    shown,
    still_needed,
)
from ketenwerk.kernel.charts.palettes import Theme
from ketenwerk.kernel.charts.people_per_group import GroupPanel, people_per_group
from ketenwerk.kernel.charts.planned_and_done import Promise, planned_and_done
from ketenwerk.kernel.charts.ruler import count_with_range, ruler
from ketenwerk.kernel.charts.shapes import Drawing, Hidden, Value
from ketenwerk.kernel.charts.svg import render, svg

__all__ = [
    "MORE",
    "NOT_SHOWN",
    "NOT_STARTED",
    "ON_TRACK",
    "Activity",
    "ActivityMap",
    "Drawing",
    "GroupPanel",
    "Hidden",
    "HoursPanel",
    "ListedActivity",
    "ListedGroup",
    "ListedMap",
    "Mark",
    "Mode",
    "Partner",
    "Promise",
    "Rung",
    "TargetGroup",
    "Theme",
    "Value",
    "Verdict",
    "WhiteSpot",
    "activity_map",
    "count_with_range",
    "headed",
    "hours_left",
    "ladder",
    "people_per_group",
    "planned_and_done",
    "render",
    "ruler",
    "shown",
    "still_needed",
    "svg",
]
