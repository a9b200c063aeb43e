"""Guidance to work leads to a place of the directory that leads to work, training or day activities (R25)."""

import pytest
from tests.making import a_client, a_trajectory
from tests.making_meetings import coordinator

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.clients.api import Client, dossier
from ketenwerk.kernel import clock
from ketenwerk.meetings.api import ContactFacts, add_contact, directory
from ketenwerk.people.api import Actor
from ketenwerk.referrals.api import ToNetwork, network_of_client, note_network
from ketenwerk.trajectories.api import Move, move

pytestmark = pytest.mark.django_db
PLACE = ContactFacts("Werkplaats", "day", "Werkbegeleider", "", "", "", "", "", "practice")


@pytest.fixture
def client(anna: Actor) -> Client:
    with acting_for(anna):
        return a_client(anna)


@pytest.fixture(autouse=True)
def _directory() -> None:
    by = coordinator()
    with acting_for(by):
        add_contact(by=by, facts=PLACE)


@pytest.mark.requirement("R25")
def test_guidance_to_work_leads_to_a_place_that_leads_to_work(client, anna):
    with acting_for(anna):
        row = a_trajectory(anna, client, "mee_work")
        (place,) = directory(anna, way="practice")
        to = ToNetwork("work", clock.today(), place.id, trajectory=row.id)
        note_network(by=anna, client=client.id, to=to)
        (seen,) = network_of_client(anna, dossier(anna, client.id))
    assert (seen.place, seen.leads_to) == ("Werkplaats", "werkervaring")
    assert seen.trajectory == row.activity.label


@pytest.mark.requirement("R25")
def test_only_an_open_trajectory_of_this_client_leads_somewhere(client, anna):
    with acting_for(anna):
        of_another = a_trajectory(anna, a_client(anna, called="Mirte"), "mee_work")
        over = a_trajectory(anna, client, "mee_work")
        move(by=anna, trajectory=over.id, step=Move("completed", end_reason="goal"))
        for row in (of_another, over):
            to = ToNetwork("work", clock.today(), trajectory=row.id)
            with pytest.raises(Refused):
                note_network(by=anna, client=client.id, to=to)


@pytest.mark.requirement("R25")
def test_the_page_offers_the_running_trajectory_and_the_places_by_where_they_lead(
    client, anna, browse
):
    with acting_for(anna):
        row = a_trajectory(anna, client, "mee_work")
        (place,) = directory(anna)
    path = f"/clienten/{client.id}/verwijzen/netwerk/"
    page = browse("anna").get(path).text
    assert 'label="Leidt naar werkervaring"' in page
    assert f'value="{row.id}" selected' in page
    sent = {
        "kind": "day",
        "contact": place.id,
        "trajectory": row.id,
        "day": clock.today().isoformat(),
        "outcome": "unknown",
    }
    answer = browse("anna").post(path, sent, follow=True).text
    assert f"Vanuit {row.activity.label}, naar werkervaring" in answer
