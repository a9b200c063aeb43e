"""Measurements and steps for the tests, made by the product's own acts."""

from datetime import date
from uuid import UUID

from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.progress.api import Answer, Assessment, ExitEvent, Measured, Step, measure, tell_step


def levels(**by_domain: int) -> dict[str, Answer]:
    return {key.replace("_", "-"): Answer(level) for key, level in by_domain.items()}


def measured_on(
    by: Actor,
    client: UUID,
    day: date,
    answers: dict[str, Answer],
    *,
    instrument: str = "zrm",
    moment: str = "between",
) -> Assessment:
    with clock.on_day(day):
        return measure(by=by, client=client, measured=Measured(instrument, moment, day, answers))


def told(by: Actor, client: UUID, stage: str, day: date, **more: str) -> ExitEvent:
    basis = "own_word" if stage == "left" else ""
    with clock.on_day(day):
        return tell_step(by=by, client=client, step=Step(stage, day, **({"basis": basis} | more)))
