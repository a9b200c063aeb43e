"""What waits for who is signed in, of every package, asked in one statement."""

from dataclasses import dataclass

from ketenwerk.clients.api import (
    ErasureToConfirm,
    OverrideToDo,
    erasures_to_confirm,
    must_remove,
    override_to_do,
)
from ketenwerk.conferences.api import DueAction, actions_question
from ketenwerk.handovers.api import CameBack, back_question
from ketenwerk.hours.api import OwnWeeks, own_weeks
from ketenwerk.kernel import clock
from ketenwerk.kernel.asking import Question, ask_together
from ketenwerk.kernel.periods import iso_week
from ketenwerk.meetings.api import DuePoint, points_to_do
from ketenwerk.people.api import Actor
from ketenwerk.plans import api as plans
from ketenwerk.progress.api import DueContact, aftercare_question
from ketenwerk.referrals import api as referrals
from ketenwerk.safeguarding.api import ToDo, to_do_question

AFTERCARE_SHOWN = 5


@dataclass(frozen=True)
class OfEverybody:
    """What waits whatever one's function is; nothing where the function does not reach."""

    weeks: OwnWeeks
    points: list[DuePoint]
    plans: plans.PlanToDo


@dataclass(frozen=True)
class OfCare(OfEverybody):
    """And what waits for who works with clients."""

    aftercare: list[DueContact]
    worries: ToDo
    exceptions: OverrideToDo
    conferences: list[DueAction]
    back: list[CameBack]
    removal: bool
    erasures: tuple[ErasureToConfirm, ...]
    referrals: tuple[referrals.ToDo, ...]


def waits_for_everybody(actor: Actor) -> OfEverybody:
    weeks, points, shared = _of_everybody(actor)
    found = ask_together(weeks, points, shared)
    return OfEverybody(weeks.read(found), points.read(found), shared.read(found))


def waits_for_care(actor: Actor) -> OfCare:
    weeks, points, shared = _of_everybody(actor)
    aftercare = aftercare_question(actor, AFTERCARE_SHOWN)
    worries, exceptions = to_do_question(actor), override_to_do(actor)
    conferences, back = actions_question(actor), back_question(actor)
    removal, referred = must_remove(actor), referrals.to_do_question(actor)
    erasures = erasures_to_confirm(actor)
    found = ask_together(
        *(weeks, points, shared, aftercare, worries, exceptions, conferences, back),
        *(removal, referred, erasures),
    )
    return OfCare(
        weeks=weeks.read(found),
        points=points.read(found),
        plans=shared.read(found),
        aftercare=aftercare.read(found),
        worries=worries.read(found),
        exceptions=exceptions.read(found),
        conferences=conferences.read(found),
        back=back.read(found),
        removal=removal.read(found),
        erasures=erasures.read(found),
        referrals=referred.read(found),
    )


def _of_everybody(
    actor: Actor,
) -> tuple[Question[OwnWeeks], Question[list[DuePoint]], Question[plans.PlanToDo]]:
    monday = iso_week(clock.today()).start
    return own_weeks(actor, monday), points_to_do(actor), plans.to_do_question(actor)
