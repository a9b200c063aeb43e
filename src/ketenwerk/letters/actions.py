"""Making a letter, fetching it to print, taking it back on the same day."""

import uuid
from dataclasses import dataclass

from ketenwerk.access.api import Permission, get, require
from ketenwerk.audit.api import record
from ketenwerk.clients.api import dossier
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import seal_into
from ketenwerk.letters import events
from ketenwerk.letters.models import Letter
from ketenwerk.letters.queries import opened_letter, telling_names
from ketenwerk.letters.texts import filled, kinds, languages, never, split, telling
from ketenwerk.people.api import Actor


class LetterRefused(Exception):  # noqa: N818
    """Why a letter is not made, as a sentence for the screen."""


@dataclass(frozen=True)
class Wish:
    """What a writer wants. `kept` are the telling sentences that stay in by choice, word for word:

    a sentence that changed after it was shown is another sentence, and needs a choice of its own.
    """

    kind: str
    language: str
    values: dict[str, str]
    own_text: str = ""
    kept: frozenset[str] = frozenset()
    contact_checked: bool = False
    text_checked: bool = False


@dataclass(frozen=True)
class Sentence:
    text: str
    tells: tuple[str, ...] = ()


def weighed(lines: list[str], names: list[str]) -> list[Sentence]:
    return [Sentence(line, tuple(telling(line, names))) for line in lines]


def lines_of(wish: Wish, called: str) -> list[str]:
    """The sentences of a letter: the text, with the writer's own sentences before the greeting."""
    lines = filled(wish.kind, wish.language, {**wish.values, "called": called})
    return [*lines[:-1], *split(wish.own_text), lines[-1]]


def make_letter(*, by: Actor, client: uuid.UUID, wish: Wish) -> Letter:
    """Makes and keeps a letter. A telling sentence goes in only when it is in `kept`; else it is left out."""
    require(by, Permission.LETTER_WRITE)
    opened = dossier(by, client, Permission.CLIENT_EDIT)
    if wish.kind not in kinds() or wish.language not in languages():
        raise LetterRefused("Kies een soort brief en een taal.")
    if (opened.safe_contact.needs_check or opened.safe_contact.channel == "none") and (
        not wish.contact_checked
    ):
        raise LetterRefused("Kijk eerst met haar na of een brief veilig is. Vink dat dan aan.")
    if not languages()[wish.language].reviewed and not wish.text_checked:
        raise LetterRefused("Laat iemand die de taal kent de tekst nalezen. Vink dat dan aan.")
    lines = weighed(lines_of(wish, opened.called), telling_names(opened))
    for line in lines:
        for problem in never(line.text):
            raise LetterRefused(problem)
    staying = [line for line in lines if not line.tells or line.text in wish.kept]
    letter = Letter(
        id=new_id(),
        organisation_id=by.house,
        client=opened.client,
        author_id=by.person,
        kind=wish.kind,
        language=wish.language,
        made_on=clock.today(),
    )
    seal_into(letter, opened.key, text="\n".join(line.text for line in staying))
    letter.save(force_insert=True)
    record(
        by=by,
        event=events.MADE,
        target=letter,
        subjects=[opened.client.id],
        kind=wish.kind,
        language=wish.language,
        kept=sum(bool(line.tells) for line in staying),
    )
    return letter


def print_letter(*, by: Actor, letter: uuid.UUID) -> tuple[Letter, list[str]]:
    """The sentences of a letter to put on paper; logged as a print."""
    row, lines = opened_letter(by, letter)
    record(by=by, event=events.PRINTED, target=row, subjects=[row.client_id])
    return row, lines


def withdraw_letter(*, by: Actor, letter: uuid.UUID) -> Letter:
    """Takes back an own letter on the day it was made."""
    row = get(by, Permission.LETTER_WRITE, Letter, id=letter, withdrawn_on__isnull=True)
    if row.made_on != clock.today():
        raise LetterRefused("Terugnemen kan alleen op de dag zelf. Schrijf een nieuwe brief.")
    row.withdrawn_on = clock.today()
    row.save(update_fields=["withdrawn_on"])
    record(by=by, event=events.WITHDRAWN, target=row, subjects=[row.client_id])
    return row
