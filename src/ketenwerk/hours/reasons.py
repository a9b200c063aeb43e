"""The reason of a correction is read by others and printed in a proof: it names nobody (D11)."""

from collections.abc import Collection

from ketenwerk.kernel.free_text import warn_about
from ketenwerk.kernel.personal_words import points_at_person


def about_somebody(text: str, known: Collection[str]) -> list[str]:
    """Sentences about what in this reason points at a person; none when it can stand. `known` may have a capital."""
    return [*warn_about(text, elsewhere="Haal het weg."), *points_at_person(text, known=known)]
