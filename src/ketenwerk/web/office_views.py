"""Pages of the privacy officer and the administrator, and what the municipality cannot see."""

import uuid
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from ketenwerk.access.api import (
    Permission,
    StaffRequest,
    asks_password_first,
    card_of,
    get,
    needs,
    visible,
)
from ketenwerk.audit.api import event, log_lines, record
from ketenwerk.audit.events import LOG_READ
from ketenwerk.kernel import clock
from ketenwerk.kernel.periods import Period
from ketenwerk.people.api import Member

MEMBER_LEFT = event("member:left", "Account beëindigd", "member")
LOG_DAYS = {"1": "Vandaag", "7": "Deze week", "31": "Een maand"}
PAGE = 50


@needs(Permission.LOG_READ)
@require_GET
def log(request: StaffRequest) -> HttpResponse:
    """Who did what when, newest first. Reading the log is logged too."""
    days = request.GET.get("dagen", "7")
    days = days if days in LOG_DAYS else "7"
    last = clock.real_now().astimezone(clock.AMSTERDAM).date()
    period = Period(last - timedelta(days=int(days) - 1), last + timedelta(days=1))
    before = request.GET.get("voor", "")
    lines = log_lines(period, before=int(before) if before.isdecimal() else None)
    record(
        by=request.actor,
        event=LOG_READ,
        start=period.start.isoformat(),
        end=period.end.isoformat(),
        count=len(lines),
    )
    names: dict[uuid.UUID | None, str] = dict(
        Member.objects.filter(id__in={line.actor for line in lines}).values_list("id", "name")
    )
    rows = [
        {"line": line, "who": names.get(line.actor, "onbekend"), "role": _role_name(line.role)}
        for line in lines[:PAGE]
    ]
    chips = [
        {"label": label, "url": f"?dagen={value}", "current": value == days}
        for value, label in LOG_DAYS.items()
    ]
    more = f"?dagen={days}&voor={lines[PAGE - 1].id}" if len(lines) > PAGE else ""
    return render(request, "web/log.html", {"rows": rows, "chips": chips, "more_url": more})


def _role_name(role: str) -> str:
    card = card_of(role)
    return card.name if card else ""


@needs(Permission.MEMBER_MANAGE)
@require_GET
def members(request: StaffRequest) -> HttpResponse:
    people = (
        visible(request.actor, Permission.MEMBER_MANAGE, Member)
        .prefetch_related("functions")
        .order_by("name")
    )
    rows = [
        {
            "member": person,
            "functions": ", ".join(_role_name(f.role) for f in person.functions.all())
            or "geen functie",
        }
        for person in people
    ]
    return render(request, "web/members.html", {"rows": rows})


@needs(Permission.MEMBER_MANAGE)
@asks_password_first
@require_POST
def leave(request: StaffRequest, member: uuid.UUID) -> HttpResponse:
    """Ends an account: out at the next request, all sessions gone. Asks for the password first (step-up)."""
    person = get(request.actor, Permission.MEMBER_MANAGE, Member, id=member)
    if person.id == request.actor.member:
        messages.error(
            request, "Je kunt je eigen account niet beëindigen. Vraag een andere beheerder."
        )
        return redirect("members")
    Member.objects.filter(id=person.id).update(is_active=False, left_on=clock.today())
    person.functions.filter(end__isnull=True, start__lt=clock.today()).update(end=clock.today())
    for session in UserSession.objects.filter(user=person):
        session.end()
    record(by=request.actor, event=MEMBER_LEFT, target=person, member=str(person.id))
    messages.success(request, f"{person.name} kan niet meer inloggen.")
    return redirect("members")


@needs(Permission.PROGRAMME_READ)
@require_GET
def unseen(request: StaffRequest) -> HttpResponse:
    return render(request, "web/unseen.html")
