"""A certificate of taking part, as a tagged PDF."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.documents import compile_pdf

TEMPLATE = Path(__file__).parent / "documents" / "certificate.typ"


@dataclass(frozen=True)
class Attended:
    """`minutes` are those of the meetings at which somebody was there."""

    name: str
    employer: str
    workshop: str
    days: tuple[date, ...]
    minutes: int
    host: str


def certificate_pdf(attended: Attended) -> bytes:
    days = dutch.listing([dutch.full_day(each) for each in attended.days])
    values = {
        "title": "Bewijs van deelname",
        "name": attended.name,
        "employer": attended.employer,
        "workshop": attended.workshop,
        "facts": [
            ["Wanneer", days],
            ["Duur", dutch.hours(attended.minutes)],
            ["Gegeven door", attended.host],
        ],
        "made": f"Gemaakt op {dutch.full_day(clock.today())} door {attended.host}.",
        "foot": attended.host,
    }
    return compile_pdf(TEMPLATE.read_text("utf-8"), values)
