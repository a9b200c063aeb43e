"""The names in the directory, offered where somebody writes down who asked advice."""

from ketenwerk.access.api import Permission, has
from ketenwerk.consults.api import suggest_from
from ketenwerk.meetings.api import directory
from ketenwerk.people.api import Actor


@suggest_from
def names_in_directory(actor: Actor) -> list[str]:
    if not has(actor.role, Permission.NETWORK_READ):
        return []
    return [row.name for row in directory(actor)]
