"""The function in which somebody acts now: one at a time, chosen explicitly (decision D6)."""

import uuid

from django.db.models import Q
from django.http import HttpRequest

from ketenwerk.kernel import clock
from ketenwerk.people.api import Function, Member
from ketenwerk.web.account_rules import never_acted_in

KEY = "function"


def held(member: Member) -> list[Function]:
    """The functions a member holds today, without those that do not go together with the unit (R4)."""
    today = clock.today()
    rows = member.functions.filter(Q(end__isnull=True) | Q(end__gt=today), start__lte=today)
    return [function for function in rows if not never_acted_in(function.role, member)]


def current(request: HttpRequest, member: Member) -> Function | None:
    """The chosen function, or the first one held; None when the member holds none."""
    functions = held(member)
    request.held_functions = functions  # type: ignore[attr-defined]
    chosen = request.session.get(KEY, "")
    return next((f for f in functions if str(f.id) == chosen), functions[0] if functions else None)


def switch(request: HttpRequest, member: Member, function: uuid.UUID) -> Function | None:
    """Chooses a function that is held; None when it is not."""
    wanted = next((f for f in held(member) if f.id == function), None)
    if wanted:
        request.session[KEY] = str(wanted.id)
    return wanted
