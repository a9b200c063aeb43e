"""Reading letters."""

import uuid
from dataclasses import dataclass
from datetime import date

from ketenwerk.access.api import Permission, get, open_key, visible
from ketenwerk.clients.api import Consent, Dossier
from ketenwerk.kernel import clock
from ketenwerk.kernel.sealed import unseal_from
from ketenwerk.letters.models import Letter
from ketenwerk.letters.texts import kinds, languages
from ketenwerk.letters.ways import WAYS
from ketenwerk.people.api import Actor, Member, Organisation

ANSWERS: dict[str, str] = {
    Consent.State.GIVEN: "ja",
    Consent.State.REFUSED: "nee",
    Consent.State.WITHDRAWN: "nee",
}
NO_SENDER, FIRST_NAME, HOUSE = "none", "name", "house"
SENDERS = {
    NO_SENDER: "Niemand",
    FIRST_NAME: "Mijn voornaam",
    HOUSE: "De naam van mijn organisatie",
}


@dataclass(frozen=True)
class LetterRow:
    id: uuid.UUID
    kind: str
    language: str
    way: str
    made_on: date
    author: str
    may_withdraw: bool


@dataclass(frozen=True)
class OpenedLetter:
    """A letter with its words. The first line is the heading; `dutch` is empty when the text was read through."""

    row: Letter
    lines: list[str]
    dutch: list[str]


def letters_of(actor: Actor, dossier: Dossier) -> list[LetterRow]:
    """The letters of one client that were not taken back, newest first."""
    rows = visible(actor, Permission.LETTER_READ, Letter).filter(
        client=dossier.client, withdrawn_on__isnull=True
    )
    rows = rows.select_related("author").order_by("-made_on", "id")
    return [
        LetterRow(
            id=row.id,
            kind=kinds().get(row.kind, row.kind),
            language=languages()[row.language].name,
            way=WAYS.get(row.way, ""),
            made_on=row.made_on,
            author=row.author.name,
            may_withdraw=row.author_id == actor.member and row.made_on == clock.today(),
        )
        for row in rows
    ]


def opened_letter(actor: Actor, letter: uuid.UUID) -> OpenedLetter:
    """One letter and its sentences; Refused when it is not there, taken back or somebody else's."""
    row = get(actor, Permission.LETTER_READ, Letter, id=letter, withdrawn_on__isnull=True)
    key = open_key(by=actor, dossier=row.client_id)
    dutch = unseal_from(row, key, "dutch") if row.dutch else ""
    return OpenedLetter(row, unseal_from(row, key, "text").split("\n"), dutch.splitlines())


def telling_names(dossier: Dossier) -> list[str]:
    """Names that give something away in a letter: organisations, colleagues, and her other names."""
    who = dossier.identity
    houses = Organisation.objects.values_list("name", "abbreviation")
    staff = Member.objects.filter(organisation_id=dossier.client.organisation_id)
    return [
        *(word for house in houses for word in house),
        *staff.values_list("name", flat=True),
        *(
            name
            for name in (who.given_name, who.family_name, who.working_name)
            if name != dossier.called
        ),
    ]


def sender_line(actor: Actor, sender: str) -> str:
    """The line under the greeting; a letter has none unless the writer asks for it."""
    if sender == FIRST_NAME:
        return str(Member.objects.get(id=actor.person).name).split()[0]
    return str(Organisation.objects.get(id=actor.house).name) if sender == HOUSE else ""


def chosen_lines(dossier: Dossier) -> list[str]:
    """What she chose, one plain sentence each. Nothing of it is in a letter before the writer ticks it."""
    return [
        f"Je zei {ANSWERS[row.state]} tegen {row.get_purpose_display().lower()}"
        + (f" met {row.recipient.name}." if row.recipient else ".")
        for row in dossier.consents
        if row.state in ANSWERS
    ]
