"""A conference with people and items, made by the product's own acts."""

from datetime import date, time, timedelta
from uuid import UUID

from ketenwerk.access.api import Role, acting_for
from ketenwerk.clients.api import Choice, set_consent
from ketenwerk.conferences.api import (
    Case,
    CaseItem,
    CaseOutcome,
    Conference,
    Outcome,
    SeriesFacts,
    add_case,
    add_outcome,
    invite,
    plan_until,
    start_series,
    write_column,
)
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor, Member, Source


def someone(email: str, role: Role) -> Actor:
    """Found from the office side, where nobody acts for an organisation yet."""
    with standing(Standpoint(DatabaseRole.OFFICE)):
        member = Member.objects.get(email=email)
    return Actor(member.id, member.organisation_id, role, name=member.name, source=Source.SHELL)


def chair() -> Actor:
    return someone("ilse@demo.example", Role.COORDINATOR)


def a_conference(*people: Actor, on: date | None = None) -> Conference:
    """A conference a week ahead, or on a day, to which these people are asked."""
    day = on or clock.today() + timedelta(days=7)
    by = chair()
    with acting_for(by):
        series = start_series(by=by, facts=SeriesFacts(day, time(13, 30), place="GGD, zaal 2"))
        plan_until(by=by, series=series.id, until=day)
        row = series.conferences.get()
        invite(by=by, conference=row.id, members=[each.person for each in people])
    return row


def agree(by: Actor, client: UUID, *partners: Actor, given: bool = True) -> None:
    """She may be discussed, and with these partners; or she takes that back. Without partners: the conference itself."""
    choices = [Choice("conference", each.house) for each in partners]
    if given or not partners:
        choices = [Choice("conference"), *choices]
    for choice in choices:
        set_consent(by=by, client=client, choice=choice, given=given)


def an_item(
    by: Actor,
    conference: Conference,
    client: UUID,
    *partners: Actor,
    question: str = "Wie gaat mee naar het gesprek?",
) -> CaseItem:
    case = Case(client, question, tuple(each.house for each in partners))
    return add_case(by=by, conference=conference.id, case=case)


def a_case(
    by: Actor, client: UUID, *, question: str = "Wie gaat mee?", words: str = "Samen plannen"
) -> tuple[CaseItem, CaseOutcome]:
    """An item asked of Moviera with everything in it, and an action of the owner."""
    fleur = someone("fleur@demo.example", Role.CARE_WORKER)
    day = a_conference(by, fleur)
    agree(by, client, fleur)
    row = an_item(by, day, client, fleur, question=question)
    write_column(by=by, item=row.id, kind="picture", words=words, seen=0)
    outcome = Outcome("action", by.house, words, clock.days_later(3))
    return row, add_outcome(by=by, item=row.id, outcome=outcome)
