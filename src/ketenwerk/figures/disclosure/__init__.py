"""Disclosure control: no figure gives a person away. Plain Python, without Django."""

from ketenwerk.figures.disclosure.attack import Interval, attack
from ketenwerk.figures.disclosure.guard import protect_against
from ketenwerk.figures.disclosure.protect import protect, public
from ketenwerk.figures.disclosure.published import TOTAL, UNIQUE, Published
from ketenwerk.figures.disclosure.releases import Finding, differences
from ketenwerk.figures.disclosure.tables import Protected

__all__ = [
    "TOTAL",
    "UNIQUE",
    "Finding",
    "Interval",
    "Protected",
    "Published",
    "attack",
    "differences",
    "protect",
    "protect_against",
    "public",
]
