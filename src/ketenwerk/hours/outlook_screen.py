"""The outlook as the screen says it: words, a sign and a ruler per line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ketenwerk.hours.forecast import MINUTES, HouseOutlook, LineOutlook, Outlook
from ketenwerk.hours.shares import Added
from ketenwerk.kernel import dutch
from ketenwerk.kernel.charts.ruler import ruler
from ketenwerk.kernel.charts.shapes import Drawing

SIGNS = {
    100: ("stop", "alles gebruikt", "octagon-alert"),
    90: ("care", "90% gebruikt", "triangle-alert"),
    75: ("care", "75% gebruikt", "clock"),
}


@dataclass(frozen=True)
class OutlookRow:
    """`signal` is kind, words and icon, or nothing."""

    label: str
    used: str
    planned: str
    granted: str
    words: str
    signal: tuple[str, str, str] | None
    picture: Drawing | None


@dataclass(frozen=True)
class HouseView:
    name: str
    short: str
    on_total: bool
    subsidised: tuple[OutlookRow, ...]
    subsidised_total: OutlookRow
    own: tuple[OutlookRow, ...]
    own_total: OutlookRow
    unlined: int
    used: int
    shares: tuple[Added, ...]
    with_shares: int


def hours_of(minutes: int) -> str:
    return dutch.short_number(minutes / MINUTES)


def words_of(outlook: Outlook, today: date) -> str:
    """One sentence part: on which day it runs out, or what is left on 31 December."""
    left = outlook.left
    if left is None:
        return "geen jaaruren afgesproken"
    if outlook.granted is not None and outlook.used >= outlook.granted:
        over = outlook.used - outlook.granted
        return f"{hours_of(over)} uur te veel" if over else "precies op"
    if day := outlook.runs_out_on(today):
        return f"op {dutch.day(day)} op"
    if not left:
        return "precies genoeg"
    if not outlook.planned:
        return f"nog {hours_of(left)} uur, niets gepland"
    return f"blijft {hours_of(left)} uur over"


def _row(label: str, outlook: Outlook, today: date, *, judged: bool) -> OutlookRow:
    granted = outlook.granted
    picture = None
    words = words_of(outlook, today)
    if granted:
        agreed = granted / MINUTES
        picture = ruler(
            outlook.used / MINUTES,
            expected=outlook.expected / MINUTES,
            title=f"{label}: {hours_of(outlook.used)} van {dutch.number(agreed)} uur gebruikt, {words}.",
            low=agreed,
            high=agreed,
        )
    return OutlookRow(
        label,
        hours_of(outlook.used),
        hours_of(outlook.planned),
        dutch.number(granted / MINUTES) if granted is not None else "",
        words,
        SIGNS.get(outlook.signal) if judged else None,
        picture,
    )


def _rows(lines: Sequence[LineOutlook], today: date, *, judged: bool) -> tuple[OutlookRow, ...]:
    return tuple(_row(each.line.label, each.outlook, today, judged=judged) for each in lines)


def houses(found: Sequence[HouseOutlook], today: date) -> list[HouseView]:
    """Where the award is judged on its total (R86), only the total carries a signal."""
    return [
        HouseView(
            name=house.organisation.name,
            short=house.organisation.abbreviation,
            on_total=house.on_total,
            subsidised=_rows(house.subsidised, today, judged=not house.on_total),
            subsidised_total=_row("Samen", house.subsidised_total, today, judged=house.on_total),
            own=_rows(house.own, today, judged=True),
            own_total=_row("Samen", house.own_total, today, judged=False),
            unlined=house.unlined,
            used=house.used,
            shares=house.shares,
            with_shares=house.with_shares,
        )
        for house in found
    ]


def sentence(found: Sequence[HouseOutlook], today: date) -> str:
    """What runs out first, or that nothing does."""
    judged = [
        (name, outlook)
        for house in found
        for name, outlook in (
            [(house.organisation.name, house.subsidised_total)]
            if house.on_total
            else [(each.line.label, each.outlook) for each in house.subsidised]
        )
    ]
    over = [name for name, outlook in judged if outlook.granted and outlook.signal == max(SIGNS)]
    days = sorted((day, name) for name, o in judged if (day := o.runs_out_on(today)))
    if over:
        return f"Op: {dutch.listing(over)}."
    if days:
        day, name = days[0]
        return f"{name} is als eerste op: op {dutch.day(day)}."
    if any(house.on_total for house in found):
        return "Het totaal gaat dit jaar niet op."
    return "Er gaat dit jaar niets op."
