"""What the page of a plan shows: each life domain with its goal and who does what, and the story."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ketenwerk.kernel import dutch
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.plans.queries import Line, PlanView


@dataclass(frozen=True)
class Column:
    """One side of a domain: what she does, or what the organisations do."""

    title: str
    empty: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Area:
    """One life domain in the plan."""

    name: str
    plain: str
    goals: tuple[Line, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Told:
    """One moment in the story of the plan."""

    day: date
    title: str
    words: str
    by: str


def areas(lines: Sequence[Line]) -> list[Area]:
    """The lines by life domain, in the order of the domains; what was dropped stands in the story alone."""
    shown = [line for line in lines if line.now.state != "dropped"]
    found: dict[str, list[Line]] = {}
    for line in shown:
        found.setdefault(line.domain_name, []).append(line)
    return [_area(each) for each in found.values()]


def _area(lines: Sequence[Line]) -> Area:
    def of(kind: str) -> tuple[Line, ...]:
        return tuple(line for line in lines if line.kind == kind)

    columns = (
        Column("Ik doe", "Nog niets afgesproken.", of("client")),
        Column("Wij doen", "Nog niets afgesproken.", of("partner")),
    )
    name = lines[0].domain_name or "het hele plan"
    return Area(name, lines[0].domain_plain, of("goal"), columns)


def story(plan: PlanView) -> list[Told]:
    """What happened, newest first: every version of every line, reviews, who took part, who directed."""
    told = [
        Told(
            version.day,
            f"{dutch.capital(line.domain_name) or 'Het hele plan'}: {version.state_label}"
            if version.number > 1
            else f"{dutch.capital(line.domain_name) or 'Het hele plan'}: nieuw",
            f"{version.words}. {version.remark}" if version.remark else version.words,
            f"{version.by}, {version.house}",
        )
        for line in plan.lines
        for version in line.versions
    ]
    told += [
        Told(
            each.day,
            "Samen besproken: " + ("zij is het eens" if each.agreed else "zij is het niet eens"),
            " ".join(
                text for text in (each.changed, f"“{each.words}”" if each.words else "") if text
            ),
            each.by,
        )
        for each in plan.reviews
    ]
    told += [
        Told(
            each.end or each.start or each.invited_on,
            f"{each.partner_name}: {each.state_label}",
            "",
            "",
        )
        for each in plan.members
    ]
    told += [Told(each.start, "Regie", "", each.name) for each in plan.directors]
    return sorted(told, key=lambda each: each.day, reverse=True)


def own_house(actor: Actor) -> Organisation:
    """The organisation this person works for, as one of who can do something."""
    return Organisation.objects.get(id=actor.house)
