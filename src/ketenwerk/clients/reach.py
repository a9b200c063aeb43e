"""Whose dossiers a person may open, as SQL that stands here once.

Nearly every statement about a client asks this. Written out by the ORM it cost more than the answer itself,
for each table of a page anew (docs/performance.md). The rules say what it means; the walls count besides.
"""

from typing import Any

from django.db.models.expressions import RawSQL

from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor

# Leaves out who may never see this client, whatever else opens the dossier (safety S11).
_NOT_CLOSED = """NOT EXISTS (SELECT 1 FROM clients_exclusion closed
 WHERE closed.client_id = {0}.client_id AND closed.member_id = {0}.member_id)"""
_MINE = """SELECT involved.client_id FROM clients_involvement involved
 WHERE involved.member_id = %s AND involved.start <= %s AND (involved."end" IS NULL OR involved."end" > %s)
 AND """ + _NOT_CLOSED.format("involved")
_OPENED = """SELECT opened.client_id FROM clients_emergencyaccess opened
 JOIN clients_client shown ON shown.id = opened.client_id AND NOT shown.shielded
 WHERE opened.member_id = %s AND opened.until > %s AND """ + _NOT_CLOSED.format("opened")
_OPENED_UNTIL = _OPENED.replace("opened.client_id", "max(opened.until)", 1) + (
    f" AND opened.client_id = clients_client.id AND opened.client_id NOT IN ({_MINE})"
)


def involved_with(actor: Actor) -> RawSQL:
    """The ids of the clients with whom this person works today."""
    return _asked(_MINE, _working(actor))


def may_open(actor: Actor) -> RawSQL:
    """Those, and the clients whose dossier this person opened in an emergency that still runs."""
    return _asked(f"{_MINE} UNION ALL {_OPENED}", [*_working(actor), *_running(actor)])


def opened_until(actor: Actor) -> RawSQL:
    """Beside a row of Client: until when this person reads it by an emergency; nothing for who works with her."""
    return _asked(_OPENED_UNTIL, [*_running(actor), *_working(actor)])


def _asked(sql: str, values: list[Any]) -> RawSQL:
    return RawSQL(sql, values)  # noqa: S611 - the text is ours, and what differs is a parameter


def _working(actor: Actor) -> list[Any]:
    today = clock.today()
    return [actor.person, today, today]


def _running(actor: Actor) -> list[Any]:
    return [actor.person, clock.now()]
