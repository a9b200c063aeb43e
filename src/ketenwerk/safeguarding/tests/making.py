"""Worries in a state, made by the product's own acts."""

from datetime import timedelta
from uuid import UUID

from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.safeguarding.api import (
    Indication,
    Noticed,
    ReportingCodeRun,
    Taken,
    open_run,
    take_step,
)
from ketenwerk.safeguarding.api import record_indication as write
from ketenwerk.safeguarding.code import WEIGHINGS


def noticed(facts: str = "Blauwe plek op de arm gezien.", **other: object) -> Noticed:
    values = {
        "source": "seen",
        "facts": facts,
        "interpretation": "Ik denk dat iemand haar vasthoudt.",
        "urgency": "soon",
        "next_step": "Rustig vragen hoe het gaat",
        "next_step_on": clock.today() + timedelta(days=2),
    }
    return Noticed(**(values | other))


def an_indication(by: Actor, client: UUID, **other: object) -> Indication:
    return write(by=by, client=client, noticed=noticed(**other))


def answers(*, unsafe: bool) -> dict[str, str]:
    given = dict.fromkeys((each.key for each in WEIGHINGS), "no")
    return given | {"suspicion": "yes", "unsafe": "yes" if unsafe else "no"}


def taken(number: int, *, unsafe: bool = False, **other: object) -> Taken:
    values: dict[str, object] = {"on": clock.today(), "words": f"Stap {number} gedaan."}
    if number == 2:
        values["consulted"] = ("safe_at_home",)
    if number == 4:
        values["answers"] = answers(unsafe=unsafe)
    return Taken(number, **(values | other))


def a_run_at(by: Actor, client: UUID, step: int, *, unsafe: bool = False) -> ReportingCodeRun:
    """A run of which the steps before `step` were taken."""
    run = open_run(by=by, client=client)
    for number in range(1, step):
        run = take_step(by=by, run=run.id, taken=taken(number, unsafe=unsafe))
    return run
