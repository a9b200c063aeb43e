"""Who sees whom: trainers another name, the own worker the client, the office counts, the municipality nothing."""

from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction
from tests.making import a_client
from tests.making_courses import (
    a_course,
    a_run,
    booking,
    coordinator,
    entitle,
    fill,
    first_session,
    worker,
)

from ketenwerk.access.api import Refused, acting_for, expire
from ketenwerk.audit.models import AuditEvent
from ketenwerk.courses.models import (
    Course,
    CourseRun,
    Enrolment,
    Place,
    Presence,
    Remark,
    Teaching,
)
from ketenwerk.courses.planning import change_run, close_run, move_run
from ketenwerk.courses.queries import run_page
from ketenwerk.courses.seats import enrol, stop
from ketenwerk.courses.teaching import set_present
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing

pytestmark = pytest.mark.django_db
NO_PEOPLE = ("courses_place", "courses_presence", "courses_enrolment", "courses_remark")


@pytest.fixture
def run(anna, bram):
    """Given by Roos of another partner; a client of Anna under the name Maan, somebody of Bram under Zon."""
    made = a_run(worker("roos"), keys=("r75_train",), state="running")
    with acting_for(anna):
        client = a_client(anna, called="Linde")
        enrol(by=anna, run=made.id, booking=booking("Maan", client=client.id, needs=["quiet"]))
    with acting_for(bram):
        enrol(by=bram, run=made.id, booking=booking("Zon", priority="safety"))
    return made


@pytest.mark.requirement("R51")
def test_a_trainer_of_another_partner_sees_names_and_needs_and_never_a_client(run):
    roos = worker("roos")
    with acting_for(roos):
        page = run_page(roos, run.id)
        assert {(each.place.alias, tuple(each.needs)) for each in page.seated} == {
            ("Maan", ("een plek om even alleen te zijn",)),
            ("Zon", ()),
        }
        assert all(
            (each.client, each.called, each.own) == (None, "", False) for each in page.seated
        )
        assert not Enrolment.objects.exists()


def test_who_enrolled_sees_the_own_client_and_nobody_elses_people(run, anna, bram):
    for actor, alias, called in ((anna, "Maan", "Linde"), (bram, "Zon", "")):
        with acting_for(actor):
            page = run_page(actor, run.id)
            assert [(each.place.alias, each.called) for each in page.seated] == [(alias, called)]
            assert set(Place.objects.values_list("alias", flat=True)) == {alias}


def test_a_colleague_who_does_not_work_with_her_sees_no_enrolment(run, anna):
    emma = worker("emma")
    with acting_for(emma):
        assert run_page(emma, run.id).seated == []
        place = Place.objects.get(alias="Maan")
        with pytest.raises(Refused):
            stop(by=emma, place=place.id, why="time")


def test_the_office_sees_counts_and_the_database_shows_it_no_people(run, actor):
    for person in (coordinator(), actor("petra")):
        with acting_for(person):
            page = run_page(person, run.id)
            assert (page.run.seated, page.seated, page.waiting) == (2, [], [])
            for table in NO_PEOPLE:
                with (
                    pytest.raises(ProgrammingError, match="permission denied"),
                    transaction.atomic(),
                ):
                    connection.cursor().execute(f"SELECT 1 FROM {table}")


@pytest.mark.parametrize("role", [DatabaseRole.OFFICE, DatabaseRole.PUBLIC])
def test_the_municipality_gets_nothing(run, marja, role):
    with acting_for(marja), pytest.raises(Refused):
        run_page(marja, run.id)
    with standing(Standpoint(role, marja.member, marja.organisation, marja.role)):
        for table in NO_PEOPLE:
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(f"SELECT 1 FROM {table}")


def test_the_municipality_and_field_workers_find_no_page(browse, run):
    for key in ("marja", "noor", "lena", "teun", "wil", "rik"):
        browser = browse(key)
        for path in ("/groepen/", f"/groepen/{run.id}/", "/groepen/aanbod/", "/groepen/trainers/"):
            assert browser.get(path).status_code == 404, (key, path)


def test_only_a_trainer_of_the_run_taps_a_chair(run, anna, bram):
    session = first_session(run)
    for actor in (anna, bram):
        with acting_for(actor):
            place = Place.objects.first()
            with pytest.raises(Refused):
                set_present(by=actor, session=session.id, place=place.id, there=True)


def test_nobody_enrols_for_another_organisation_or_takes_over_a_place(run, anna, bram):
    """Also not by SQL: the seat of somebody else cannot be claimed."""
    with acting_for(anna):
        maan = Place.objects.get(alias="Maan").id
    with acting_for(bram), pytest.raises(Exception, match="duplicate key"), transaction.atomic():
        Enrolment.objects.create(
            organisation_id=bram.house,
            place_id=maan,
            member_id=bram.person,
            found="own",
            made_on="2021-11-23",
        )


@pytest.mark.requirement("R61")
def test_owners_plan_and_other_partners_do_not(anna, bram):
    ilse, roos = coordinator(), worker("roos")
    with acting_for(ilse):
        joint = a_course(ilse, "mee", "sterker")
    run = a_run(anna, state="planned")
    for actor, may in ((anna, True), (roos, True), (bram, False)):
        with acting_for(actor):
            found = actor.house in joint.owners.values_list("organisation_id", flat=True)
            assert found == may
    with acting_for(bram), pytest.raises(Refused):
        move_run(by=bram, run=run.id, to="recruiting")
    with acting_for(anna):
        move_run(by=anna, run=run.id, to="recruiting")


def test_the_wall_keeps_another_partner_from_changing_a_course(anna, bram):
    run = a_run(anna)
    with acting_for(bram):
        assert Course.objects.update(name="Van ons") == 0
        assert CourseRun.objects.filter(id=run.id).update(seats=30) == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            run.course.owners.create(organisation_id=bram.house)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            CourseRun.objects.update(seated=0)


def test_a_trainer_reads_remarks_and_the_planner_does_not(anna):
    roos = worker("roos")
    run = a_run(roos, keys=("r75_train",))
    fill(anna, run, 1)
    with acting_for(roos):
        Remark.objects.create(run=run, text="Fijn")
        assert run_page(roos, run.id).remarks == ["Fijn"]
    with acting_for(anna):
        assert run_page(anna, run.id).remarks == []
        assert not Remark.objects.exists()


def test_a_trainer_who_is_taken_off_sees_nobody_at_the_next_request(browse, run, anna):
    """She gave a meeting, so her hours stay; the open page and saved addresses are closed."""
    roos, emma, ilse = worker("roos"), worker("emma"), coordinator()
    entitle(run.course, emma)
    session, browser = first_session(run), browse("roos")
    with acting_for(roos):
        place = Place.objects.get(alias="Maan")
    chair = f"/groepen/bijeenkomst/{session.id}/stoel/{place.id}/"
    assert browser.post(chair, {"erbij": "ja"}).status_code == 302
    assert "Maan" in browser.get(f"/groepen/{run.id}/").text
    with acting_for(ilse):
        version = CourseRun.objects.get(id=run.id).version
        people = {emma.person: ""}
        change_run(by=ilse, run=run.id, version=version, seats=8, where="", trainers=people)
        assert [each.member_id for each, _ in run_page(ilse, run.id).trainers] == [emma.person]
        assert Teaching.objects.filter(session=session).count() == 1
    assert "Maan" not in browser.get(f"/groepen/{run.id}/").text
    assert browser.post(chair, {"erbij": "nee"}).status_code == 404
    for path in (f"/groepen/{run.id}/evaluatie/", f"/groepen/deelname/{place.id}/stop/"):
        assert browser.get(path).status_code == 404, path
    with acting_for(roos):
        assert not run_page(roos, run.id).leads
        assert not Place.objects.exists()
        assert not Presence.objects.exists()
    with acting_for(ilse):
        people = {roos.person: "r75_train"}
        change_run(by=ilse, run=run.id, version=version + 1, seats=8, where="", trainers=people)
    assert "Maan" in browser.get(f"/groepen/{run.id}/").text


def test_reading_who_sits_there_is_logged_with_the_run_and_why_somebody_stopped_is_not(run, anna):
    with acting_for(anna):
        run_page(anna, run.id)
        stop(by=anna, place=Place.objects.get().id, why="health")
    with standing(
        Standpoint(DatabaseRole.OFFICE, function="privacy_officer", organisation=anna.house)
    ):
        rows = AuditEvent.objects.filter(event__in=["enrolment:listed", "enrolment:stopped"])
        found = {row.event: (row.object_id, row.facts) for row in rows}
    assert found["enrolment:listed"] == (str(run.id), {"count": 1})
    assert found["enrolment:stopped"][1] == {"run": str(run.id), "state": "stopped"}


def test_who_sat_there_is_forgotten_a_year_after_the_end_and_the_counts_stay(anna):
    run = a_run(anna, sessions=1, state="running")
    (place,) = fill(anna, run, 1)
    going = a_run(anna)
    fill(anna, going, 1)
    session = first_session(run)
    with acting_for(anna):
        set_present(by=anna, session=session.id, place=place.id, there=True)
        close_run(by=anna, run=run.id)
        assert Enrolment.objects.all().delete()[0] == 0
    # The first closed in November after its only meeting of 5 October; nobody closed the other, over on 23 November.
    for day, left in (
        (date(2022, 10, 4), 2),
        (date(2022, 10, 5), 1),
        (date(2022, 11, 22), 1),
        (date(2022, 11, 23), 0),
    ):
        with clock.on_day(day):
            expire(really=True)
        with acting_for(anna):
            assert Enrolment.objects.count() == Place.objects.count() == left
    with acting_for(anna):
        row = CourseRun.objects.get(id=run.id)
        assert (row.seated, row.started, row.completed) == (1, 1, 1)
