"""The plan on one A4 for her: her words, big letters, a small picture per life domain."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders

from ketenwerk.access.api import Refused
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Dossier
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.documents import compile_pdf
from ketenwerk.people.api import Actor
from ketenwerk.plans import events
from ketenwerk.plans.queries import Line, plan_of
from ketenwerk.plans.screens import Area, areas

TEMPLATE = Path(__file__).parent / "documents" / "plan.typ"
SIGNS = {
    "financien": "coins",
    "werk-opleiding": "pencil",
    "tijdsbesteding": "sun",
    "huisvesting": "house",
    "huiselijke-relaties": "armchair",
    "geestelijke-gezondheid": "moon",
    "lichamelijke-gezondheid": "heart-handshake",
    "middelengebruik": "scale",
    "basale-adl": "repeat",
    "instrumentele-adl": "list-checks",
    "sociaal-netwerk": "users",
    "participatie": "map-pinned",
    "justitie": "shield-check",
}
OTHER_SIGN = "route"


def print_plan(actor: Actor, opened: Dossier) -> bytes:
    """A tagged PDF without a name, a code or an organisation's name. Logged as a print."""
    plan = plan_of(actor, opened)
    if plan is None:
        raise Refused
    record(
        by=actor,
        event=events.PRINTED,
        subjects=[plan.client],
        count=sum(line.is_open for line in plan.lines),
    )
    shown = areas([line for line in plan.lines if line.is_open])
    signs = {_sign(area) for area in shown}
    values = {"areas": [_area(area) for area in shown], "day": dutch.full_day(clock.today())}
    drawings = {name: sign_svg(name) for name in sorted(signs)}
    return compile_pdf(TEMPLATE.read_text("utf-8"), values, pictures=drawings)


def _area(area: Area) -> dict[str, Any]:
    mine, ours = area.columns
    return {
        "plain": dutch.capital(area.plain),
        "sign": _sign(area),
        "goals": [line.now.words for line in area.goals],
        "mine": [_do(line) for line in mine.lines],
        "ours": [_do(line) for line in ours.lines],
    }


def _do(line: Line) -> dict[str, str]:
    due = f"voor {dutch.day(line.now.due)}" if line.now.due else ""
    return {"words": line.now.words, "due": due}


def _sign(area: Area) -> str:
    lines = [*area.goals, *(line for column in area.columns for line in column.lines)]
    return SIGNS.get(lines[0].domain_key, OTHER_SIGN)


@cache
def sign_svg(name: str) -> str:
    """One sign of the house's sprite as a drawing of its own."""
    sprite = Path(str(finders.find("web/icons.svg"))).read_text("utf-8")
    found = re.search(rf'<symbol id="{name}" viewBox="([^"]+)">(.*?)</symbol>', sprite, re.DOTALL)
    if found is None:
        raise KeyError(name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{found[1]}" width="24" height="24" fill="none"'
        f' stroke="#1B2026" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">{found[2]}</svg>'
    )
