"""The four doors. There is no other way to a permission (architecture 4)."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.db.models.expressions import BaseExpression
from django.http import Http404

from ketenwerk.access.permissions import Permission
from ketenwerk.access.roles import has
from ketenwerk.access.rules import rule_for
from ketenwerk.audit.api import EVENTS, record
from ketenwerk.people.api import Actor

M = TypeVar("M", bound=Model)


class Refused(Http404):
    """Not there or not yours: the answer is the same, the log knows the difference is not told."""


def visible(actor: Actor, permission: Permission, model: type[M]) -> QuerySet[M]:
    """The rows of a model on which this actor has this permission. No rule or an unknown role: none."""
    rows = model._default_manager.all()  # noqa: SLF001
    rule = rule_for(permission, model)
    if rule is None or not has(actor.role, permission):
        return rows.none()
    allowed = rule(actor)
    return rows.none() if allowed is None else rows.filter(allowed)


def get(
    actor: Actor,
    permission: Permission,
    model: type[M],
    *,
    along: Sequence[str] = (),
    beside: Mapping[str, BaseExpression] | None = None,
    **lookup: Any,
) -> M:
    """One row, and a log entry that it was read; raises Refused when absent or not allowed.

    `along` names related rows that come in the same query, `beside` values that come with the row.
    """
    rows = visible(actor, permission, model).filter(**lookup)
    rows = rows.annotate(**beside) if beside else rows
    row = (rows.select_related(*along) if along else rows).first()
    if row is None:
        raise Refused
    event = EVENTS.get(f"{permission.resource}:read")
    subject = subject_of(row)
    if event and subject:
        record(by=actor, event=event, target=row, subjects=[subject])
    return row


def may(actor: Actor, permission: Permission, row: Model) -> bool:
    return visible(actor, permission, type(row)).filter(pk=row.pk).exists()


def require(actor: Actor, permission: Permission) -> None:
    """For what has no row: a page, a command. Raises Refused."""
    if not has(actor.role, permission):
        raise Refused


def subject_of(row: Model) -> uuid.UUID | None:
    """The client a row is about, by its opaque id; None when it is about nobody."""
    about = getattr(row, "subject_id", None)
    return about if isinstance(about, uuid.UUID) else None
