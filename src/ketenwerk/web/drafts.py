"""Drafts: sealed per writer and function, thrown away when the form is saved."""

import json
import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from ketenwerk.kernel import clock, crypto
from ketenwerk.kernel.sealed import seal_into, unseal_from
from ketenwerk.people.api import Actor
from ketenwerk.web.models import Draft

KEY_SHAPE = re.compile(r"[a-z0-9-]{3,80}")
BODY_MAX = 200_000


@dataclass(frozen=True)
class Kept:
    fields: dict[str, list[str]]
    saved_at: datetime


def _key(actor: Actor) -> bytes:
    return crypto.key_tree().derive(f"draft:{actor.person}:{actor.role}")


def keep(actor: Actor, form: str, fields: dict[str, list[str]]) -> datetime:
    """Keeps the fields of a form; the last one wins. Raises ValueError for a strange form name or too much text."""
    body = json.dumps(fields)
    if not KEY_SHAPE.fullmatch(form) or len(body) > BODY_MAX:
        raise ValueError("not a draft")
    draft = _own(actor, form).first() or Draft(member_id=actor.person, role=actor.role, form=form)
    draft.saved_at = clock.real_now()
    seal_into(draft, _key(actor), body=body)
    draft.save()
    return draft.saved_at


def kept(actor: Actor, form: str) -> Kept | None:
    draft = _own(actor, form).first()
    if draft is None:
        return None
    return Kept(json.loads(unseal_from(draft, _key(actor), "body")), draft.saved_at)


def throw_away(actor: Actor, form: str) -> None:
    _own(actor, form).delete()


def _own(actor: Actor, form: str) -> QuerySet[Draft]:
    return Draft.objects.filter(member_id=actor.person, role=actor.role, form=form)
