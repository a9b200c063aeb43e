"""The target group over time (R20): one at a time, from a day, for a reason, and the history stays."""

import uuid
from dataclasses import dataclass
from datetime import date

from ketenwerk.access.api import Permission, get, open_key
from ketenwerk.audit.api import record
from ketenwerk.clients import events
from ketenwerk.clients.models import Client, GroupMembership
from ketenwerk.clients.queries import Dossier
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import seal_into, unseal_from
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import TargetGroup


class GroupRefused(Exception):  # noqa: N818
    """Why this group or day cannot be, as a sentence for the screen."""


def move_group(
    *, by: Actor, client: uuid.UUID, group: TargetGroup, start: date, reason: str
) -> None:
    """From `start` she belongs to another group. The day lies after the start of the group before and not ahead."""
    found = get(by, Permission.CLIENT_EDIT, Client, id=client)
    row = Client.objects.select_for_update().get(id=found.id)
    current = GroupMembership.objects.filter(client=row, end__isnull=True).first()
    if current is None:
        raise GroupRefused("Het dossier is afgesloten. Open eerst een traject.")
    _check(current, group, start, reason)
    before = current.group.key
    current.end = start
    current.save(update_fields=["end"])
    after = GroupMembership(
        id=new_id(),
        organisation_id=row.organisation_id,
        client=row,
        group=group,
        start=start,
        recorded_by_id=by.person,
    )
    seal_into(after, open_key(by=by, dossier=row.id), reason=reason.strip())
    after.save()
    record(
        by=by,
        event=events.GROUP_MOVED,
        target=row,
        subjects=[row.id],
        before=before,
        after=group.key,
        start=start.isoformat(),
    )


def _check(current: GroupMembership, group: TargetGroup, start: date, reason: str) -> None:
    if group.id == current.group_id:
        raise GroupRefused("Ze hoort al bij deze doelgroep. Kies een andere.")
    if start > clock.today():
        raise GroupRefused("Deze dag ligt in de toekomst. Kies vandaag of een eerdere dag.")
    if start < current.start or (start == current.start and start != clock.today()):
        since = dutch.full_day(current.start)
        raise GroupRefused(f"De groep van nu geldt sinds {since}. Kies een dag daarna.")
    if not reason.strip():
        raise GroupRefused("Schrijf waarom een andere doelgroep nu beter past.")


@dataclass(frozen=True)
class GroupTime:
    """One group from a day until a day."""

    group: str
    start: date
    end: date | None
    reason: str
    by: str


def groups_over_time(dossier: Dossier) -> tuple[GroupTime, ...]:
    """Every group she belonged to, newest first."""
    rows = GroupMembership.objects.filter(client=dossier.client)
    rows = rows.select_related("group", "recorded_by").order_by("-start", "-end")
    return tuple(
        GroupTime(
            row.group.label,
            row.start,
            row.end,
            unseal_from(row, dossier.key, "reason") if row.reason else "",
            row.recorded_by.name if row.recorded_by else "",
        )
        for row in rows
        if row.end != row.start
    )
