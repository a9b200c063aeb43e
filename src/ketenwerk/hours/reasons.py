"""The reason of a correction is read by others and printed in a proof: it names nobody (D11)."""

from ketenwerk.kernel.free_text import warn_about
from ketenwerk.kernel.personal_words import points_at_person
from ketenwerk.programme.api import known_words


def about_somebody(text: str) -> list[str]:
    """Sentences about what in this reason points at a person; none when it can stand."""
    return [
        *warn_about(text, elsewhere="Haal het weg."),
        *points_at_person(text, known=known_words()),
    ]
