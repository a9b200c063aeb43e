"""Drafts about a dossier go with it, of every writer in every organisation (GDPR article 17)."""

import re
import uuid
from collections.abc import Iterable

from django.db.models import ForeignObjectRel, Model

from ketenwerk.clients.api import Client, when_erased
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, catalogue, standing
from ketenwerk.people.api import Actor
from ketenwerk.web.models import Draft

FUNCTION = "erasure"
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@when_erased
def forget_drafts(by: Actor, client: uuid.UUID) -> None:
    """Drafts are named after what they are about: her dossier, or anything that hangs on it."""
    about = {str(each) for each in ids_under(client)}
    with standing(Standpoint(DatabaseRole.CARE, None, by.house, FUNCTION)):
        found = Draft.objects.values_list("id", "form")
        gone = [row for row, form in found if about & set(ID.findall(form))]
        Draft.objects.filter(id__in=gone).delete()


def ids_under(client: uuid.UUID) -> set[uuid.UUID]:
    """The id of a dossier and of every row under it, level by level, as far as the own organisation sees them."""
    readable = {
        wall.table
        for wall in catalogue()
        if wall.kind == "persons" and "SELECT" in wall.grants.get(DatabaseRole.CARE, "")
    }
    found: dict[type[Model], set[uuid.UUID]] = {Client: {client}}
    level = dict(found)
    while level:
        below: dict[type[Model], set[uuid.UUID]] = {}
        for model, ids in level.items():
            for child, column in _children(model, readable):
                new = _ids(child, column, ids) - found.get(child, set())
                if new:
                    below.setdefault(child, set()).update(new)
                    found.setdefault(child, set()).update(new)
        level = below
    return set().union(*found.values())


def _children(model: type[Model], readable: set[str]) -> list[tuple[type[Model], str]]:
    """The tables that point at this one, also by a link without a name of its own."""
    links = model._meta.get_fields(include_hidden=True)  # noqa: SLF001
    return [
        (link.related_model, link.field.name)
        for link in links
        if isinstance(link, ForeignObjectRel)
        and isinstance(link.related_model, type)
        and link.related_model._meta.db_table in readable  # noqa: SLF001
    ]


def _ids(child: type[Model], column: str, parents: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    rows = child._default_manager.filter(**{f"{column}__in": parents}).order_by()  # noqa: SLF001
    return {each for each in rows.values_list("pk", flat=True) if isinstance(each, uuid.UUID)}
