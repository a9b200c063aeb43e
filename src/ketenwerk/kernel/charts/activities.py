"""What the activity map knows: who does what for whom, and where nobody does."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from ketenwerk.kernel import dutch


class Mode(StrEnum):
    INDIVIDUAL = "individueel"
    COLLECTIVE = "collectief"


@dataclass(frozen=True, slots=True)
class TargetGroup:
    key: str
    label: str
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    """`slot` is the place in the palette, 1 to 6."""

    key: str
    abbreviation: str
    name: str
    slot: int


@dataclass(frozen=True, slots=True)
class Activity:
    """One card. Its number counts once for all its groups together. Without groups it counts for
    the whole programme; without a partner it belongs to everyone.
    """

    label: str
    href: str
    partner: str | None
    mode: Mode
    groups: frozenset[str]
    target: str = ""
    funded: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    group: str
    partner: str
    mode: Mode


@dataclass(frozen=True, slots=True)
class ListedActivity:
    activity: Activity
    partner: Partner | None


@dataclass(frozen=True, slots=True)
class WhiteSpot:
    partner: Partner
    modes: tuple[Mode, ...]


@dataclass(frozen=True, slots=True)
class ListedGroup:
    """One group of the nested list; `filled` of its `cells` have an activity."""

    group: TargetGroup
    filled: int
    cells: int
    activities: tuple[ListedActivity, ...]
    white: tuple[WhiteSpot, ...]


@dataclass(frozen=True, slots=True)
class ListedMap:
    groups: tuple[ListedGroup, ...]
    across: tuple[ListedActivity, ...]


@dataclass(frozen=True, slots=True)
class ActivityMap:
    groups: tuple[TargetGroup, ...]
    partners: tuple[Partner, ...]
    activities: tuple[Activity, ...]

    def __post_init__(self) -> None:
        groups = {group.key for group in self.groups}
        partners = {partner.key for partner in self.partners} | {None}
        for activity in self.activities:
            if not activity.groups <= groups or activity.partner not in partners:
                raise ValueError(f"{activity.label} names a group or partner that is not there")

    def across(self) -> Iterator[Activity]:
        """What counts for no group in particular, or belongs to everyone."""
        return (each for each in self.activities if not each.groups or each.partner is None)

    def of(self, partner: Partner, mode: Mode) -> tuple[Activity, ...]:
        return tuple(
            each
            for each in self.activities
            if each.groups and each.partner == partner.key and each.mode is mode
        )

    def cells(self) -> int:
        return len(self.groups) * len(self.partners) * len(Mode)

    def white(self) -> tuple[Cell, ...]:
        filled = {
            Cell(group, partner.key, mode)
            for partner, mode in product(self.partners, Mode)
            for activity in self.of(partner, mode)
            for group in activity.groups
        }
        every = product(self.groups, self.partners, Mode)
        cells = (Cell(group.key, partner.key, mode) for group, partner, mode in every)
        return tuple(cell for cell in cells if cell not in filled)

    def title(self) -> str:
        """How many white spots there are, and what stands out among them."""
        white = self.white()
        if not white:
            return f"Alle {dutch.number(self.cells())} vakken zijn gevuld."
        verb = dutch.plural(len(white), "is", "zijn")
        counted = (
            f"{dutch.number(len(white))} van de {dutch.number(self.cells())} vakken {verb} wit."
        )
        return f"{counted}{self._where(white)}"

    def _where(self, white: tuple[Cell, ...]) -> str:
        per_partner = Counter(cell.partner for cell in white)
        full = len(self.groups) * len(Mode)
        idle = [each for each in self.partners if per_partner[each.key] == full]
        if not idle or len(idle) == len(self.partners):
            return ""
        count = dutch.number(len(idle) * full)
        return f" {count} daarvan bij {dutch.listing([each.name for each in idle])}."

    def as_list(self) -> ListedMap:
        """The same content as the drawing, nested by group."""
        return ListedMap(
            tuple(self._listed(group) for group in self.groups),
            tuple(self._with_partner(self.across())),
        )

    def _listed(self, group: TargetGroup) -> ListedGroup:
        white = [cell for cell in self.white() if cell.group == group.key]
        cells = len(self.partners) * len(Mode)
        here = (each for each in self.activities if group.key in each.groups)
        spots = (
            WhiteSpot(each, tuple(cell.mode for cell in white if cell.partner == each.key))
            for each in self.partners
        )
        return ListedGroup(
            group,
            cells - len(white),
            cells,
            tuple(self._with_partner(each for each in here if each.partner is not None)),
            tuple(spot for spot in spots if spot.modes),
        )

    def _with_partner(self, activities: Iterable[Activity]) -> Iterator[ListedActivity]:
        named = {partner.key: partner for partner in self.partners}
        for activity in activities:
            yield ListedActivity(activity, named.get(activity.partner or ""))
