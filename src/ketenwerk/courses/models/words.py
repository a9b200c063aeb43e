"""What all tables of this package share."""

from django.db import models

from ketenwerk.kernel.sealed import Declared, ordinary

TERM = "7 years"
SHORT = "1 year after the run"
CLIENT_SEATS, PROFESSIONAL_SEATS, MOST_SEATS = 8, 12, 30
THEME, MOST_THEMES = 60, 12
# What a form calls the theme of a meeting, before its number.
THEME_OF = "theme_"
# So long after the last meeting a participant fills in the evaluation on the own link.
OWN_FORM_DAYS = 28


def work(*names: str) -> dict[str, Declared]:
    return {name: ordinary("work of the chain, about nobody", TERM) for name in ("id", *names)}


class Reason(models.TextChoices):
    """Why it went otherwise than planned (R74, R75)."""

    DEMAND = "demand", "te weinig of te veel vraag"
    FORCE = "force", "overmacht, zoals een pandemie"
    STAFF = "staff", "personeel"
    OTHER = "other", "iets anders"
