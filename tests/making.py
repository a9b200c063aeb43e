"""Dossiers in a state, made by the product's own acts."""

from typing import Any

from ketenwerk.clients.api import Choice, Client, Identity, Intake, SafeAgreement, register
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import Activity, TargetGroup
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
