"""Letters in the demo: what three clients got on paper, in their own language. All invented."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ketenwerk.access.api import acting_for
from ketenwerk.kernel import clock
from ketenwerk.letters.api import Wish, make_letter
from ketenwerk.web import demo

Clients = Mapping[tuple[str, str], uuid.UUID]


@dataclass(frozen=True)
class Sent:
    day: str
    writer: str
    who: str
    wish: Wish


def _wish(kind: str, language: str, own: str = "", **values: str) -> Wish:
    blank = {"day": "", "time": "", "place": ""}
    return Wish(
        kind, language, blank | values, own_text=own, contact_checked=True, text_checked=True
    )


LETTERS = (
    Sent(
        "09-21",
        "anna",
        "rachelle",
        _wish("summary", "nl", "Jij legt alle post in één doos.", day="20 september"),
    ),
    Sent(
        "11-18",
        "anna",
        "rachelle",
        _wish(
            "appointment",
            "nl",
            "Neem de doos mee.",
            day="donderdag 25 november",
            time="10.30 uur",
            place="de kleine tafel",
        ),
    ),
    Sent(
        "11-16",
        "anna",
        "mirela",
        _wish("confirmation", "ro", day="24 noiembrie", time="13.30"),
    ),
    Sent("11-22", "anna", "naomi", _wish("missed", "en")),
)


def write_letters(clients: Clients) -> None:
    """Each letter on its own day, given by hand."""
    for sent in LETTERS:
        by = demo.actor_of(sent.writer)
        home = next(person.organisation for person in demo.PEOPLE if person.key == sent.writer)
        with clock.on_day(date.fromisoformat(f"2021-{sent.day}")), acting_for(by):
            make_letter(by=by, client=clients[sent.who, home], wish=sent.wish)
