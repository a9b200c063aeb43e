"""What a dossier says once it is opened: plain, frozen, made from sealed fields with the key of this organisation."""

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from ketenwerk.clients.link_tokens import Identity
from ketenwerk.clients.models import Client, PastAgreement, SafeContact
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.sealed import unseal_from

CHECK_AFTER = timedelta(days=90)


@dataclass(frozen=True)
class SafeAgreement:
    """How she can be reached. Every field is what was agreed, in plain words.

    `days` are numbers of weekdays, Monday is 0; none means any day. `since` and `until` are times of day as 20:00.
    """

    channel: str = ""
    value: str = ""
    moments: str = ""
    opening: str = ""
    never: str = ""
    voicemail: bool = False
    checked_on: date | None = None
    days: tuple[int, ...] = ()
    since: str = ""
    until: str = ""
    pick_up: str = ""
    code_word: str = ""
    unsafe: str = ""

    @property
    def when(self) -> str:
        """The days and times as one sentence part: ma, di, tussen 10.00 en 14.00 uur, niet in de vakantie."""
        parts = (_days_text(self.days), _times_text(self.since, self.until), self.moments)
        return ", ".join(part for part in parts if part)

    @property
    def needs_check(self) -> bool:
        """Older than 90 days or never agreed: agree again before any contact (S5)."""
        return self.checked_on is None or clock.today() - self.checked_on > CHECK_AFTER

    def sealed_text(self) -> str:
        return json.dumps(
            {key: value for key, value in asdict(self).items() if key != "checked_on"}
        )


WORKDAYS, WEEKEND = (0, 1, 2, 3, 4), (5, 6)


def _days_text(days: tuple[int, ...]) -> str:
    known = {WORKDAYS: "doordeweeks", WEEKEND: "in het weekend", (): ""}
    if days in known or len(days) == len(dutch.WEEKDAYS):
        return known.get(days, "alle dagen")
    return ", ".join(dutch.WEEKDAYS[day][:2] for day in days)


def _times_text(since: str, until: str) -> str:
    start, end = since.replace(":", "."), until.replace(":", ".")
    if start and end:
        return f"tussen {start} en {end} uur"
    if start:
        return f"na {start} uur"
    return f"voor {end} uur" if end else ""


CHANNELS = {
    "call": "bellen",
    "sms": "sms",
    "app": "app-bericht",
    "mail": "e-mail",
    "person": "via een persoon",
    "none": "geen contact buiten afspraken",
}


def identity_text(identity: Identity) -> str:
    values: dict[str, Any] = asdict(identity)
    values["birth_date"] = identity.birth_date.isoformat() if identity.birth_date else None
    return json.dumps(values)


def read_identity(client: Client, key: bytes) -> Identity:
    values = json.loads(unseal_from(client, key, "identity"))
    born = values.pop("birth_date")
    return Identity(**values, birth_date=date.fromisoformat(born) if born else None)


def read_safe_contact(contact: SafeContact | PastAgreement | None, key: bytes) -> SafeAgreement:
    if contact is None:
        return SafeAgreement()
    values = json.loads(unseal_from(contact, key, "agreement"))
    days = tuple(values.pop("days", ()))
    return SafeAgreement(**values, days=days, checked_on=contact.checked_on)


SCREENINGS = {
    "": "niet gedaan",
    "likely": "gedaan: aanwijzing voor een licht verstandelijke beperking",
    "unlikely": "gedaan: geen aanwijzing",
}


@dataclass(frozen=True)
class Talking:
    """How to talk with her: pronoun (D7), what helps (R33), and of a SCIL only its outcome (D10). Never on a list."""

    pronoun: str = ""
    support: str = ""
    screening: str = ""

    def sealed_text(self) -> str:
        return json.dumps(asdict(self))

    @property
    def screening_text(self) -> str:
        return SCREENINGS[self.screening]


def read_talking(client: Client, key: bytes) -> Talking:
    if client.talking is None:
        return Talking()
    return Talking(**json.loads(unseal_from(client, key, "talking")))


def age_band(birth_year: int | None, on: date, born: date | None = None) -> str:
    """The age band: exact with a birth date; by the year alone the younger band, so that a minor is never missed."""
    if born is not None:
        age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    elif birth_year is not None:
        age = on.year - birth_year - 1
    else:
        return ""
    bands = ((12, "0-11"), (16, "12-15"), (18, "16-17"), (23, "18-22"))
    return next((band for limit, band in bands if age < limit), "23+")


def route_hint(birth_year: int | None, on: date, born: date | None = None) -> str:
    """What age means for the route (R19, S6). Under 18 in sex work is treated as exploitation."""
    band = age_band(birth_year, on, born)
    if band in {"0-11", "12-15", "16-17"}:
        return "Misschien nog geen 18. Volg dan de route voor jeugd en uitbuiting, en overleg met je aandachtsfunctionaris."
    if band == "18-22":
        return "Jonger dan 23. De jongerentak kan beter passen."
    if band == "23+":
        return "23 jaar of ouder: volwassenenroute."
    return "Leeftijd onbekend. Vraag het geboortejaar als dat kan."
