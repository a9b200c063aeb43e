"""What waits on Vandaag of worries."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ketenwerk.access.api import Permission, visible
from ketenwerk.clients.api import my_clients
from ketenwerk.kernel import clock
from ketenwerk.kernel.asking import Line, Lines, Question, lines
from ketenwerk.people.api import Actor
from ketenwerk.safeguarding.models import Indication, ReportingCodeRun, ThirdPartyObservation
from ketenwerk.safeguarding.queries.indications import ObservationRow
from ketenwerk.safeguarding.queries.runs import RunRow
from ketenwerk.safeguarding.states import INDICATION_ENDED, RUN_OPEN


@dataclass(frozen=True)
class ToDo:
    """What asks for attention today: next steps that are due, runs that stand still, observations that end soon."""

    indications: tuple[tuple[uuid.UUID, uuid.UUID | None, date | None], ...]
    runs: tuple[RunRow, ...]
    observations: tuple[ObservationRow, ...]


def to_do_question(actor: Actor) -> Question[ToDo]:
    due = (
        visible(actor, Permission.INDICATION_READ, Indication)
        .filter(owner_id=actor.member, next_step_on__lte=clock.today())
        .exclude(state__in=INDICATION_ENDED)
    )
    runs = visible(actor, Permission.REPORTING_CODE_READ, ReportingCodeRun).filter(
        state__in=RUN_OPEN, client_id__in=my_clients(actor)
    )
    told = visible(actor, Permission.OBSERVATION_READ, ThirdPartyObservation)
    parts = (
        lines(due, "indication", client="client_id", day="next_step_on"),
        lines(
            runs,
            "run",
            client="client_id",
            word="state",
            more="client__code",
            number="step",
            day="opened_on",
            since="moved_on",
            yes=Q(decided_by_id=actor.member),
        ),
        lines(
            told,
            "observation",
            day="end",
            since="written_on",
            word="author__name",
            yes=Q(author_id=actor.member),
        ),
    )
    return Question(parts, _read)


def _read(found: Lines) -> ToDo:
    steps = sorted(found["indication"], key=lambda each: (each.day, each.row))
    runs = sorted((_run(each) for each in found["run"]), key=lambda row: row.id)
    runs = sorted(runs, key=lambda row: row.opened_on, reverse=True)
    told = sorted((_told(each) for each in found["observation"]), key=lambda row: (row.end, row.id))
    return ToDo(
        tuple((each.row, each.client, each.day) for each in steps),
        tuple(row for row in runs if row.stands_still or row.mine_to_confirm),
        tuple(row for row in told if row.pressing),
    )


def _run(each: Line) -> RunRow:
    return RunRow(
        id=each.row,
        client=each.client,
        code=each.more,
        step=each.number,
        state=each.word,
        state_label=str(ReportingCodeRun.State(each.word).label),
        opened_on=each.day,
        moved_on=each.since,
        mine_to_confirm=each.word == "confirming" and not each.yes,
    )


def _told(each: Line) -> ObservationRow:
    return ObservationRow(each.row, each.since, each.day, each.word, mine=bool(each.yes))
