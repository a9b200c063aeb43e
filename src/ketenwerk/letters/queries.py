"""Reading letters."""

import uuid
from dataclasses import dataclass
from datetime import date

from ketenwerk.access.api import Permission, get, open_key, visible
from ketenwerk.clients.api import Dossier
from ketenwerk.kernel import clock
from ketenwerk.kernel.sealed import unseal_from
from ketenwerk.letters.models import Letter
from ketenwerk.letters.texts import kinds, languages
from ketenwerk.people.api import Actor, Member, Organisation


@dataclass(frozen=True)
class LetterRow:
    id: uuid.UUID
    kind: str
    language: str
    made_on: date
    author: str
    may_withdraw: bool


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
            made_on=row.made_on,
            author=row.author.name,
            may_withdraw=row.author_id == actor.member and row.made_on == clock.today(),
        )
        for row in rows
    ]


def opened_letter(actor: Actor, letter: uuid.UUID) -> tuple[Letter, list[str]]:
    """One letter and its sentences; Refused when it is not there, taken back or somebody else's."""
    row = get(actor, Permission.LETTER_READ, Letter, id=letter, withdrawn_on__isnull=True)
    text = unseal_from(row, open_key(by=actor, dossier=row.client_id), "text")
    return row, text.split("\n")


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
