"""What stands beside the lines of an account: all hours of an organisation, and tables of other work."""

from collections.abc import Iterable
from dataclasses import dataclass

TOGETHER = "Samen"
HOURS_NOTE = "Elk uur telt één keer. Het vaste deel komt erbij en ligt op geen post."


@dataclass(frozen=True)
class OwnLine:
    """What an organisation put in itself, beside the subsidy (R88)."""

    label: str
    hours_budget: int | None
    minutes_done: int


@dataclass(frozen=True)
class FixedPart:
    """Indirect time or travel, a percentage of the written minutes; `how` says which."""

    label: str
    how: str
    minutes: int


@dataclass(frozen=True)
class HouseHours:
    """All hours of one organisation in the period, each once: with subsidy, own, without a line, and the fixed part."""

    organisation: str  # abbreviation
    subsidised: int
    own: tuple[OwnLine, ...]
    unlined: int
    fixed: tuple[FixedPart, ...]

    @property
    def written(self) -> int:
        return self.subsidised + sum(line.minutes_done for line in self.own) + self.unlined

    @property
    def together(self) -> int:
        return self.written + sum(part.minutes for part in self.fixed)


@dataclass(frozen=True)
class Overview:
    """A table beside the lines: what was done or what went otherwise. Text as it is read, numbers included."""

    name: str
    title: str
    note: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int  # so many columns hold words, the others numbers

    @property
    def numbers(self) -> range:
        return range(self.words, len(self.head))

    @property
    def labelled(self) -> tuple[tuple[tuple[str, str, bool], ...], ...]:
        """Per row and column its head, what stands there, and whether it is a number."""
        return tuple(
            tuple(
                (head, cell, place in self.numbers)
                for place, (head, cell) in enumerate(zip(self.head, row, strict=True))
            )
            for row in self.rows
        )


def hours_rows(hours: Iterable[HouseHours]) -> tuple[tuple[str, str, int | None, int], ...]:
    """Per organisation what is written, each hour once, then the fixed part and all together: who, what, budget, minutes."""
    rows: list[tuple[str, str, int | None, int]] = []
    for house in hours:
        who = house.organisation
        rows.append((who, "Met subsidie", None, house.subsidised))
        rows += [
            (who, f"Eigen inzet: {own.label}", own.hours_budget, own.minutes_done)
            for own in house.own
        ]
        if house.unlined:
            rows.append((who, "Zonder post", None, house.unlined))
        rows += [(who, f"{part.label}, {part.how}", None, part.minutes) for part in house.fixed]
        rows.append((who, TOGETHER, None, house.together))
    return tuple(rows)
