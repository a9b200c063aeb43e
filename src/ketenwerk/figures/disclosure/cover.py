"""The smallest choice that keeps every rule, where most rules are found on the way.

The only module that knows the solver (HiGHS). One thread and a fixed seed: the same table always
gives the same choice. The budget counts work, not seconds, for the same reason.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Generic, Self, TypeVar

import highspy
from highspy import HighsModelStatus, HighsVarType

MOST_WORK = 60_000  # proposals times cells
MOST_STEPS = 4_000  # of the solver, over all proposals
MOST_NODES = 500  # of the solver's search tree, per proposal
PATIENCE = 4  # proposals in parts of cells without progress, before whole cells are asked
WHOLE = 1e-4  # how far from 0 or 1 the solver's answer may lie

Thing = TypeVar("Thing", bound=Hashable)


@dataclass(frozen=True)
class Rule(Generic[Thing]):
    """Together the chosen things weigh at least this much."""

    weights: tuple[tuple[Thing, int], ...]
    at_least: int

    @classmethod
    def of(cls, weights: Mapping[Thing, int], at_least: int) -> Self:
        return cls(tuple((thing, weight) for thing, weight in weights.items() if weight), at_least)


class OutOfBudget(Exception):  # noqa: N818 - nothing is wrong, the choice is only too large to prove
    """The best choice is not proven within the budget."""


class QuietSolver(highspy.Highs):
    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:  # noqa: N802 - the library's own name
        """Nobody listens here, and the library prints its banner when callbacks are prepared."""
        self.silent()


class Cover(Generic[Thing]):
    def __init__(
        self,
        things: Sequence[Thing],
        broken: Callable[[Mapping[Thing, float]], list[Rule[Thing]]] = lambda _: [],
    ) -> None:
        self.things = tuple(things)
        self.number = {thing: place for place, thing in enumerate(self.things)}
        self.broken = broken
        self.proposals = self.steps = 0
        self.solver = QuietSolver()
        options = {"threads": 1, "random_seed": 1, "mip_rel_gap": 0.0, "mip_max_nodes": MOST_NODES}
        for option, value in options.items():
            self.solver.setOptionValue(option, value)
        self.solver.addVars(len(self.things), [0.0] * len(self.things), [1.0] * len(self.things))

    def add(self, rules: Iterable[Rule[Thing]]) -> None:
        for rule in rules:
            places = [self.number[thing] for thing, _ in rule.weights]
            weights = [float(weight) for _, weight in rule.weights]
            self.solver.addRow(float(rule.at_least), float("inf"), len(places), places, weights)

    def least(self, cost: Mapping[Thing, int]) -> frozenset[Thing]:
        """The choice of lowest cost; it stays a rule that later choices cost no more than this."""
        for place, thing in enumerate(self.things):
            self.solver.changeColCost(place, float(cost.get(thing, 0)))
        chosen = self._settled()
        spent = sum(cost.get(thing, 0) for thing in chosen)
        self.add([Rule.of({thing: -price for thing, price in cost.items()}, -spent)])
        return chosen

    def _settled(self) -> frozenset[Thing]:
        while True:
            self._settle_in_parts()
            self._ask_for(HighsVarType.kInteger)
            shares = {thing: float(round(share)) for thing, share in self._proposal().items()}
            rules = self.broken(shares)
            if not rules:
                return frozenset(thing for thing, share in shares.items() if share)
            self.add(rules)

    def _settle_in_parts(self) -> None:
        """Find rules with proposals that may hide a part of a thing: these cost the solver little."""
        self._ask_for(HighsVarType.kContinuous)
        lowest, waited = -1, 0
        while waited < PATIENCE:
            rules = self.broken(self._proposal())
            if not rules:
                return
            self.add(rules)
            reached = ceil(self.solver.getObjectiveValue() - WHOLE)
            lowest, waited = (reached, 0) if reached > lowest else (lowest, waited + 1)

    def _ask_for(self, kind: HighsVarType) -> None:
        for place in range(len(self.things)):
            self.solver.changeColIntegrality(place, kind)

    def _proposal(self) -> dict[Thing, float]:
        self.solver.run()
        self.proposals += 1
        self.steps += max(self.solver.getInfo().simplex_iteration_count, 0)
        spent = self.steps > MOST_STEPS or self.proposals * len(self.things) > MOST_WORK
        if spent or self.solver.getModelStatus() != HighsModelStatus.kOptimal:
            raise OutOfBudget
        return dict(zip(self.things, self.solver.getSolution().col_value, strict=True))
