"""Recording a whole table of answers about sharing: one act, all of it or nothing."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ketenwerk.access.api import Permission, get, given_on
from ketenwerk.audit.api import record
from ketenwerk.clients import events
from ketenwerk.clients.consent_table import Column, Merged, Place, Sent, columns_of, merge
from ketenwerk.clients.consenting import Choice, NotTheirs, Talk, let_lapse, may_decide, set_answer
from ketenwerk.clients.models import Client
from ketenwerk.clients.turns import in_turn
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import life_domains


class AnswersChanged(Exception):  # noqa: N818
    """A colleague recorded something else while the page was open. `places` says where, for each column."""

    def __init__(self, places: dict[str, frozenset[Place]]) -> None:
        super().__init__()
        self.places = places


class HouseFirst(Exception):  # noqa: N818
    """A life domain is ticked where the organisation may know nothing. Carries the names of those organisations."""

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self.names = names


class EndsAll(Exception):  # noqa: N818
    """An organisation may know nothing any more; that needs a second look. Carries what would stop."""

    def __init__(self, stops: "tuple[Stop, ...]") -> None:
        super().__init__()
        self.stops = stops


@dataclass(frozen=True)
class Stop:
    """What a no to a whole organisation ends: the yes about these life domains, and so many parts that are shared now."""

    key: str
    house: str
    purpose: str
    domains: tuple[str, ...]
    parts: int


def set_table(
    *,
    by: Actor,
    client: uuid.UUID,
    sent: Iterable[Sent],
    talk: Talk,
    confirmed: Collection[str] = (),
) -> int:
    """Records what the writer changed in the table, and gives how many answers that were.

    Raises AnswersChanged, HouseFirst, NotTheirs, or EndsAll for what is not `confirmed`; then nothing is recorded.
    """
    row = in_turn(get(by, Permission.CLIENT_EDIT, Client, id=client).id)
    merged = _merged(row, sent)
    _check(by, row, merged, talk, confirmed)
    answers = [(each.column, place, given) for each in merged for place, given in each.changes]
    for column, place, given in answers:
        choice = Choice(column.purpose, column.house.id, place)
        set_answer(by, row, choice, given=given, talk=talk)
    for each in merged:
        for place in each.lapsing:
            let_lapse(by, each.column.rows[place], talk)
    if answers:
        record(by=by, event=events.ANSWERS_SET, target=row, subjects=[row.id], count=len(answers))
    return len(answers)


def _merged(client: Client, sent: Iterable[Sent]) -> list[Merged]:
    known = {each.key: each for each in sent}
    columns = columns_of(client, life_domains().values_list("id", flat=True))
    return [merge(column, known[column.key]) for column in columns if column.key in known]


def _check(
    by: Actor, client: Client, merged: list[Merged], talk: Talk, confirmed: Collection[str]
) -> None:
    clashes = {each.column.key: each.clashes for each in merged if each.clashes}
    if clashes:
        raise AnswersChanged(clashes)
    lacking = [each.column.house.name for each in merged if each.lacks_the_house]
    if lacking:
        raise HouseFirst(lacking)
    for each in merged:
        says_yes = any(given for _, given in each.changes)
        if says_yes and not may_decide(client, each.column.purpose, talk.given_by):
            raise NotTheirs
    ending = [each.column for each in merged if each.ends_all and each.column.key not in confirmed]
    if ending:
        raise EndsAll(tuple(_stop(by, column) for column in ending))


def _stop(by: Actor, column: Column) -> Stop:
    names = dict(life_domains().values_list("id", "name"))
    shares = given_on(by, bases=[row.id for row in column.rows.values()])
    return Stop(
        key=column.key,
        house=column.house.name,
        purpose=column.purpose,
        domains=tuple(
            names[place] for place, sign in column.signs.items() if place and sign == "j"
        ),
        parts=len({share.part for share in shares if share.ended_on is None}),
    )
