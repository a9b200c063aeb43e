"""Parts of a dossier as plain text, to copy by hand into an own system. A package above says which part it has."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ketenwerk.clients.queries import Dossier
from ketenwerk.people.api import Actor

Tell = Callable[[Actor, Dossier], Sequence[str]]


@dataclass(frozen=True)
class TextPart:
    """`tell` gives paragraphs, without a name, of what this person may read."""

    label: str
    tell: Tell


_parts: dict[str, TextPart] = {}


def told_as(key: str, label: str) -> Callable[[Tell], Tell]:
    """Declares a part: its key in a form, and what the button calls it."""

    def declare(tell: Tell) -> Tell:
        _parts[key] = TextPart(label, tell)
        return tell

    return declare


def text_parts() -> dict[str, TextPart]:
    return dict(_parts)
