"""The joint plan as plain text, for who keeps an own system beside this one (R99)."""

from ketenwerk.clients.api import Dossier, told_as
from ketenwerk.kernel import dutch
from ketenwerk.people.api import Actor
from ketenwerk.plans.queries import Line, plan_of
from ketenwerk.plans.screens import Area, areas


@told_as("plan", "Plan")
def plan_text(actor: Actor, opened: Dossier) -> list[str]:
    """What runs now, by life domain."""
    plan = plan_of(actor, opened)
    if plan is None:
        return []
    return [_area(area) for area in areas([line for line in plan.lines if line.is_open])]


def _area(area: Area) -> str:
    told = [f"Plan, {area.name}", *(f"Doel: {line.now.words}" for line in area.goals)]
    told += [f"{column.title}: {_line(line)}" for column in area.columns for line in column.lines]
    return "\n".join(told)


def _line(line: Line) -> str:
    due = f", voor {dutch.day(line.now.due)}" if line.now.due else ""
    return f"{line.now.words} ({line.now.state_label}{due})"
