"""Words with a capital that are nobody's name."""

from ketenwerk.people.api import Organisation
from ketenwerk.programme.queries import municipalities


def known_words() -> list[str]:
    """Names of organisations and towns, for looking through a text for names of people."""
    houses = Organisation.objects.values_list("name", "abbreviation", "aliases")
    found = [str(town.name) for town in municipalities()]
    for name, short, aliases in houses:
        found += [name, short, *aliases]
    return found
