"""Third-party observations: written once, decided once, and then gone (R36)."""

import uuid
from datetime import timedelta
from enum import StrEnum

from ketenwerk.access.api import (
    Permission,
    Refused,
    destroy_key,
    get,
    has,
    make_dossier_key,
    require,
)
from ketenwerk.audit.api import record
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import seal_into
from ketenwerk.people.api import Actor
from ketenwerk.safeguarding import events
from ketenwerk.safeguarding.actions.indications import Noticed, write_indication
from ketenwerk.safeguarding.models import ThirdPartyObservation
from ketenwerk.safeguarding.refusals import WorryRefused

HOLD = timedelta(days=28)


class Decision(StrEnum):
    """What may come of an observation. After each of them its text is gone."""

    DESTROY = "destroy"
    DISCUSS = "discuss"
    REPORTING_CODE = "reporting_code"
    INDICATION = "indication"


def write_observation(*, by: Actor, heard: str) -> ThirdPartyObservation:
    """Keeps what was told for 28 days under a key of its own."""
    require(by, Permission.OBSERVATION_WRITE)
    if not heard.strip():
        raise WorryRefused("Schrijf wat je hoorde. Een paar woorden is genoeg.")
    today = clock.today()
    row = ThirdPartyObservation(
        id=new_id(),
        organisation_id=by.house,
        author_id=by.person,
        written_on=today,
        end=today + HOLD,
    )
    key = make_dossier_key(by=by, dossier=row.id, purpose="third-party observation")
    seal_into(row, key, heard=heard.strip())
    row.save(force_insert=True)
    record(by=by, event=events.OBSERVATION_WRITTEN, target=row, end=row.end.isoformat())
    return row


def decide_observation(
    *, by: Actor, observation: uuid.UUID, decision: Decision, noticed: Noticed | None = None
) -> None:
    """Takes the decision and erases the text. The author may destroy; the other ways go through the focal officer.

    As an indication only what is in `noticed` goes on, without a name, to the author.
    """
    row = get(by, _permission(by, decision), ThirdPartyObservation, id=observation)
    if decision == Decision.INDICATION:
        if noticed is None:
            raise WorryRefused("Schrijf wat er in het signaal komt, zonder naam.")
        write_indication(by=by, client=None, owner=row.author_id, key=None, noticed=noticed)
    record(by=by, event=events.OBSERVATION_DECIDED, target=row, decision=decision.value)
    destroy_key(by=by, dossier=row.id)
    row.delete()


def _permission(by: Actor, decision: Decision) -> Permission:
    if has(by.role, Permission.OBSERVATION_DECIDE):
        return Permission.OBSERVATION_DECIDE
    if decision != Decision.DESTROY:
        raise Refused
    return Permission.OBSERVATION_WRITE
