"""Who got something is asked to remove it: an organisation, or the one person to whom a client was handed over (R7)."""

from datetime import timedelta

import pytest
from django.db import connection

from ketenwerk.access.api import Refused, acting_for, standpoint_of
from ketenwerk.clients.api import removal_tasks, removed
from ketenwerk.handovers.api import Handover, NewContact, give_back, write_contact
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor, Function, Member
from ketenwerk.trajectories.api import Trajectory
from tests.making import a_client
from tests.making_handovers import an_agreement, consented, handed, scaled_up
from tests.sweeping import log_of

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R7")]


@pytest.fixture
def people(actor) -> dict[str, Actor]:
    return {key: actor(key) for key in ("sjoerd", "lena", "daan")}


@pytest.fixture
def made(people) -> Handover:
    """A client handed to Lena of the care provider; Daan works there too."""
    sjoerd = people["sjoerd"]
    an_agreement(sjoerd.house)
    with acting_for(sjoerd):
        client = a_client(sjoerd)
    row = handed(sjoerd, scaled_up(sjoerd, client, "sterker_amw"), people["lena"], called=True)
    with acting_for(people["lena"]):
        said = NewContact(clock.today(), "talk", 45, "KANARIE-contact")
        write_contact(by=people["lena"], handover=row.id, contact=said)
    return row


def tasks(who: Actor) -> list:
    with acting_for(who):
        return list(removal_tasks(who))


def test_only_the_worker_who_got_her_is_asked_to_remove(people, made):
    consented(people["sjoerd"], made.client_id, given=False)
    (task,) = tasks(people["lena"])
    assert (task.done_on, tasks(people["daan"])) == (None, [])
    with acting_for(people["daan"]), pytest.raises(Refused):
        removed(by=people["daan"], task=task.id)
    with standing(standpoint_of(people["daan"])), connection.cursor() as cursor:
        cursor.execute("UPDATE clients_removaltask SET done_on = now(), done_by_id = member_id")
        assert cursor.rowcount == 0
        cursor.execute("SELECT count(*) FROM clients_removaltask")
        assert cursor.fetchone() == (0,)


def test_she_sees_it_on_her_first_page_and_says_that_it_is_gone(people, made, browse):
    assert "Verwijder wat je kreeg" not in browse("lena").get("/").text
    consented(people["sjoerd"], made.client_id, given=False)
    home = browse("lena").get("/").text
    assert "Verwijder wat je kreeg" in home
    assert "Linde" not in home
    assert "Verwijder wat je kreeg" not in browse("daan").get("/").text
    (task,) = tasks(people["lena"])
    page = browse("lena").get("/verwijderen/").text
    assert task.reference in page
    assert "Linde" not in page
    assert browse("lena").post("/verwijderen/", {"taak": str(task.id)}).status_code == 302
    assert [each.done_by_id for each in tasks(people["lena"])] == [people["lena"].person]
    assert "Verwijder wat je kreeg" not in browse("lena").get("/").text


def test_the_own_contacts_can_be_taken_along_while_it_is_open_and_not_after(people, made, browse):
    page = f"/overgedragen/{made.id}/kopie/"
    shown = browse("lena").get(page).text
    assert "KANARIE-contact" in shown
    assert "Linde" not in shown
    assert "received:copied" in [entry.event for entry in log_of(people["lena"].house)]
    assert browse("daan").get(page).status_code == 404
    consented(people["sjoerd"], made.client_id, given=False)
    assert browse("lena").get(page).status_code == 404


def again(people, made: Handover, to: str) -> None:
    """Handed over once more on a new yes, and given back."""
    with acting_for(people["sjoerd"]):
        row = Trajectory.objects.get(scale_ups=made.scale_up_id)
    given = handed(people["sjoerd"], row, people[to])
    ended(people[to], given)


def ended(who: Actor, made: Handover) -> None:
    with acting_for(who):
        give_back(by=who, handover=made.id, state="done")


def test_a_colleague_who_got_her_later_is_asked_too(people, made):
    ended(people["lena"], made)
    consented(people["sjoerd"], made.client_id, given=False)
    assert [len(tasks(people[who])) for who in ("lena", "daan")] == [1, 0]
    again(people, made, "daan")
    consented(people["sjoerd"], made.client_id, given=False)
    assert [len(tasks(people[who])) for who in ("lena", "daan")] == [1, 1]


def test_who_got_her_again_after_having_been_asked_is_asked_again(people, made):
    ended(people["lena"], made)
    consented(people["sjoerd"], made.client_id, given=False)
    with clock.on_day(clock.today() + timedelta(days=3)):
        again(people, made, "lena")
        consented(people["sjoerd"], made.client_id, given=False)
    assert len(tasks(people["lena"])) == 2


def test_a_task_of_somebody_who_left_is_settled_by_a_colleague(people, made):
    consented(people["sjoerd"], made.client_id, given=False)
    (task,) = tasks(people["lena"])
    assert tasks(people["daan"]) == []
    with acting_for(people["daan"]):
        left = Member.objects.filter(id=people["lena"].person)
        left.update(is_active=False, left_on=clock.today())
    assert [each.id for each in tasks(people["daan"])] == [task.id]
    with acting_for(people["sjoerd"]), pytest.raises(Refused):
        removed(by=people["sjoerd"], task=task.id)
    with acting_for(people["daan"]):
        removed(by=people["daan"], task=task.id)
    assert [each.done_by_id for each in tasks(people["daan"])] == [people["daan"].person]


def test_a_task_of_somebody_without_a_function_is_settled_by_a_colleague(people, made):
    consented(people["sjoerd"], made.client_id, given=False)
    (task,) = tasks(people["lena"])
    with standing(Standpoint(DatabaseRole.OFFICE)):
        Function.objects.filter(member=people["lena"].person).update(end=clock.days_later(1))
    assert tasks(people["daan"]) == []
    with clock.on_day(clock.days_later(1)):
        assert [each.id for each in tasks(people["daan"])] == [task.id]


def test_what_ended_on_a_day_after_the_task_of_that_day_was_settled_is_asked_again(people, made):
    ended(people["lena"], made)
    consented(people["sjoerd"], made.client_id, given=False)
    with acting_for(people["lena"]):
        removed(by=people["lena"], task=tasks(people["lena"])[0].id)
    again(people, made, "lena")
    for _ in range(2):
        consented(people["sjoerd"], made.client_id, given=False)
        assert len(tasks(people["lena"])) == 2
