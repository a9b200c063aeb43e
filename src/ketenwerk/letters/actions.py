"""Making a letter, fetching it to print, taking it back on the same day."""

import uuid
from dataclasses import dataclass, replace

from ketenwerk.access.api import Permission, get, require
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Dossier, dossier
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import seal_into
from ketenwerk.letters import events
from ketenwerk.letters.models import Letter
from ketenwerk.letters.queries import (
    NO_SENDER,
    OpenedLetter,
    opened_letter,
    sender_line,
    telling_names,
)
from ketenwerk.letters.texts import (
    DUTCH,
    filled,
    heading,
    hurting,
    kinds,
    languages,
    never,
    split,
    telling,
)
from ketenwerk.letters.ways import BY_HAND, BY_POST, no_post, refusal
from ketenwerk.people.api import Actor

FORMS = ("pdf", "word")


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
    way: str = BY_HAND
    sender: str = NO_SENDER


@dataclass(frozen=True)
class Sentence:
    """`tells` is what it gives away, `hurts` what to write instead. With either it stays in by choice only."""

    text: str
    tells: tuple[str, ...] = ()
    hurts: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        return bool(self.tells or self.hurts)


def weighed(by: Actor, opened: Dossier, wish: Wish) -> list[Sentence]:
    """Every sentence of a letter after its heading, with what it gives away; the sender comes last."""
    names = telling_names(opened)
    found = [
        Sentence(line, tuple(telling(line, names)), tuple(hurting(line)))
        for line in lines_of(wish, opened.called)
    ]
    sender = sender_line(by, wish.sender)
    return [*found, Sentence(sender, ("wie de brief stuurt",))] if sender else found


def lines_of(wish: Wish, called: str) -> list[str]:
    """The sentences of a letter, with the writer's own sentences in their place."""
    values = {**wish.values, "called": called}
    return filled(wish.kind, wish.language, values, split(wish.own_text))


def dutch_lines(wish: Wish, called: str) -> list[str]:
    """The same letter in Dutch with its heading, to go beside a text that nobody read through; else empty."""
    if languages()[wish.language].reviewed:
        return []
    lines = lines_of(replace(wish, language=DUTCH, own_text=""), called)
    return [heading(wish.kind, DUTCH), *lines]


def make_letter(*, by: Actor, client: uuid.UUID, wish: Wish) -> Letter:
    """Makes and keeps a letter. A telling sentence goes in only when it is in `kept`; else it is left out."""
    require(by, Permission.LETTER_WRITE)
    opened = dossier(by, client, Permission.CLIENT_EDIT)
    _check(wish, opened)
    lines = weighed(by, opened, wish)
    for line in lines:
        for problem in never(line.text):
            raise LetterRefused(problem)
    staying = [line for line in lines if not line.asks or line.text in wish.kept]
    letter = Letter(
        id=new_id(),
        organisation_id=by.house,
        client=opened.client,
        author_id=by.person,
        kind=wish.kind,
        language=wish.language,
        way=wish.way,
        made_on=clock.today(),
    )
    text = [heading(wish.kind, wish.language), *(line.text for line in staying)]
    seal_into(letter, opened.key, text="\n".join(text))
    if dutch := dutch_lines(wish, opened.called):
        seal_into(letter, opened.key, dutch="\n".join(dutch))
    letter.save(force_insert=True)
    record(
        by=by,
        event=events.MADE,
        target=letter,
        subjects=[opened.client.id],
        kind=wish.kind,
        language=wish.language,
        way=wish.way,
        kept=sum(line.asks for line in staying),
    )
    return letter


def _check(wish: Wish, opened: Dossier) -> None:
    if wish.kind not in kinds() or wish.language not in languages():
        raise LetterRefused("Kies een soort brief en een taal.")
    if problem := refusal(opened.safe_contact, wish.way, checked=wish.contact_checked):
        raise LetterRefused(problem)
    if not languages()[wish.language].reviewed and not wish.text_checked:
        raise LetterRefused("Laat iemand die de taal kent de tekst nalezen. Vink dat dan aan.")


def print_letter(*, by: Actor, letter: uuid.UUID, form: str = "pdf") -> OpenedLetter:
    """A letter to put on paper, logged with its form. Raises LetterRefused when post is no longer safe."""
    opened = opened_letter(by, letter)
    agreement = dossier(by, opened.row.client_id).safe_contact
    if opened.row.way == BY_POST and (agreement.channel == "none" or no_post(agreement)):
        raise LetterRefused("Nu is afgesproken: geen post. Maak een nieuwe brief.")
    record(
        by=by, event=events.PRINTED, target=opened.row, subjects=[opened.row.client_id], form=form
    )
    return opened


def withdraw_letter(*, by: Actor, letter: uuid.UUID) -> Letter:
    """Takes back an own letter on the day it was made."""
    row = get(by, Permission.LETTER_WRITE, Letter, id=letter, withdrawn_on__isnull=True)
    if row.made_on != clock.today():
        raise LetterRefused("Terugnemen kan alleen op de dag zelf. Schrijf een nieuwe brief.")
    row.withdrawn_on = clock.today()
    row.save(update_fields=["withdrawn_on"])
    record(by=by, event=events.WITHDRAWN, target=row, subjects=[row.client_id])
    return row
