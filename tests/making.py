"""Dossiers in a state, made by the product's own acts."""

import uuid
from dataclasses import replace
from typing import Any

from ketenwerk.access.api import Role, acting_for
from ketenwerk.clients.api import (
    Choice,
    Client,
    Emergency,
    Identity,
    Intake,
    SafeAgreement,
    Weighing,
    ask_override,
    confirm_safe_contact,
    correct_details,
    decide_override,
    details_of,
    dossier,
    exclude,
    open_in_emergency,
    register,
    tell_client,
)
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor, Member, Organisation
from ketenwerk.programme.api import Activity, LifeDomain, TargetGroup
from ketenwerk.trajectories.api import Plan, Trajectory, open_trajectory


def a_client(
    by: Actor,
    *,
    called: str = "Linde",
    count: bool = True,
    group: str = "sekswerkers",
    **identity: Any,
) -> Client:
    who = {
        "given_name": called,
        "family_name": "Zonneveld",
        "working_name": "",
        "birth_date": None,
        "birth_year": 1994,
    }
    intake = Intake(
        called=called,
        identity=Identity(**(who | identity)),
        group=TargetGroup.objects.get(key=group),
        municipality=None,
        own_words="werk",
        safe_contact=SafeAgreement(
            channel="app",
            value="",
            moments="na 20.00 uur",
            opening="over de cursus",
            never="niet bellen",
        ),
    )
    return register(
        by=by, intake=intake, choices={Choice("count"): count, Choice("conference"): False}
    )


def a_past(by: Actor, client: Client) -> None:
    """An earlier agreement, a correction, and a colleague for whom the dossier is closed."""
    confirm_safe_contact(by=by, client=client.id)
    opened = dossier(by, client.id)
    details = replace(details_of(opened), own_words="ander woord")
    correct_details(by=by, client=client.id, details=details, seen=0)
    colleague = Member.objects.filter(organisation=by.house).exclude(id=by.person).first()
    assert colleague
    an_emergency(by, client, colleague)
    an_exception(by, client, colleague)
    exclude(by=by, client=client.id, member=colleague.id)


def an_emergency(by: Actor, client: Client, colleague: Member) -> None:
    """A colleague opens this dossier without being involved."""
    why = Emergency("danger", "Ze belde en was bang voor vanavond.")
    other = Actor(colleague.id, by.organisation, Role.CARE_WORKER, name="collega")
    with acting_for(other):
        assert open_in_emergency(by=other, code=client.code, why=why) == client.id


def a_weighing(partner: str, words: str) -> Weighing:
    return Weighing(
        partner=Organisation.objects.get(key=partner).id,
        purpose="share",
        ground="vital",
        facts=words,
        why=words,
        alternatives=words,
        review_on=clock.days_later(30),
        domains=frozenset({LifeDomain.objects.get(key="financien").id}),
    )


def an_exception(by: Actor, client: Client, colleague: Member, words: str = "Gevaar.") -> uuid.UUID:
    """Something shared without consent, by two people, of which she does not know yet."""
    weighing = a_weighing("sterker", words)
    asked = ask_override(by=by, client=client.id, weighing=weighing)
    other = Actor(colleague.id, by.organisation, Role.FOCAL_OFFICER, name="collega")
    with acting_for(other):
        decide_override(by=other, override=asked.id, agrees=True, words=words)
    tell_client(by=by, override=asked.id, told=False, reason=words)
    return asked.id


def a_trajectory(
    by: Actor,
    client: Client,
    activity: str,
    *,
    hours: int = 40,
    weeks: int = 15,
    goal: str = "Ander werk vinden",
) -> Trajectory:
    plan = Plan(
        activity=Activity.objects.select_related("line__source").get(key=activity, year=2021),
        goal=goal,
        planned_minutes=hours * 60,
        planned_weeks=weeks,
    )
    return open_trajectory(by=by, client=client.id, plan=plan)
