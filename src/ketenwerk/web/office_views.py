"""Pages of the privacy officer, and what the municipality cannot see."""

import uuid
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ketenwerk.access.api import Permission, StaffRequest, card_of, needs
from ketenwerk.audit.api import log_lines, record
from ketenwerk.audit.events import LOG_READ
from ketenwerk.kernel import clock
from ketenwerk.kernel.periods import Period
from ketenwerk.people.api import Member

LOG_DAYS = {"1": "Vandaag", "7": "Deze week", "31": "Een maand"}
PAGE = 50
# Who looked at a shielded dossier (safety S12): the code, the worker and the time, no content.
# And who opened one in an emergency (NEN 7513).
SHIELDED_WORD, EMERGENCY_WORD = "verscherpt", "noodtoegang"
ONLY = {SHIELDED_WORD: "client:shielded_read", EMERGENCY_WORD: ""}


@needs(Permission.LOG_READ)
@require_GET
def log(request: StaffRequest) -> HttpResponse:
    """Who did what when, newest first. Reading the log is logged too."""
    days = request.GET.get("dagen", "7")
    days = days if days in LOG_DAYS else "7"
    last = clock.real_now().astimezone(clock.AMSTERDAM).date()
    period = Period(last - timedelta(days=int(days) - 1), last + timedelta(days=1))
    before = request.GET.get("voor", "")
    only = request.GET.get("wat", "")
    only = only if only in ONLY else ""
    lines = log_lines(
        period,
        event=ONLY.get(only, ""),
        emergency=only == EMERGENCY_WORD,
        before=int(before) if before.isdecimal() else None,
    )
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
    kept = f"&wat={only}" if only else ""
    chips = [
        {"label": label, "url": f"?dagen={value}{kept}", "current": value == days}
        for value, label in LOG_DAYS.items()
    ]
    which = [
        {"label": "Alles", "url": f"?dagen={days}", "current": not only},
        {
            "label": "Verscherpte dossiers",
            "url": f"?dagen={days}&wat={SHIELDED_WORD}",
            "current": only == SHIELDED_WORD,
        },
        {
            "label": "Noodtoegang",
            "url": f"?dagen={days}&wat={EMERGENCY_WORD}",
            "current": only == EMERGENCY_WORD,
        },
    ]
    more = f"?dagen={days}{kept}&voor={lines[PAGE - 1].id}" if len(lines) > PAGE else ""
    context = {"rows": rows, "chips": chips, "which": which, "only": only, "more_url": more}
    return render(request, "web/log.html", context)


def _role_name(role: str) -> str:
    card = card_of(role)
    return card.name if card else ""


@needs(Permission.PROGRAMME_READ)
@require_GET
def unseen(request: StaffRequest) -> HttpResponse:
    return render(request, "web/unseen.html")
