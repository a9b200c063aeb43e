"""Never more people than seats, who waits moves up in order, and nobody is lost."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.signals import pre_save
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.making import a_client
from tests.making_courses import FACTS, a_run, booking, coordinator, fill, worker

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.courses import planning
from ketenwerk.courses.models import CourseRun, Place
from ketenwerk.courses.planning import change_run, move_run
from ketenwerk.courses.refusals import CourseRefused, RunFull
from ketenwerk.courses.seats import enrol, seat_next, stop
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing

pytestmark = pytest.mark.django_db


def counts(run: CourseRun) -> tuple[int, int, str]:
    with acting_for(coordinator()):
        row = CourseRun.objects.get(id=run.id)
    return row.seated, row.waiting, row.state


def states_of(actor, run) -> list[tuple[str, str]]:
    with acting_for(actor):
        rows = Place.objects.filter(run=run).order_by("-first", "asked_at", "id")
        return list(rows.values_list("alias", "state"))


@pytest.mark.requirement("R49")
def test_the_ninth_waits_and_takes_the_first_seat_that_comes_free(anna, bram):
    run = a_run(anna)
    places = fill(anna, run, 8)
    assert counts(run) == (8, 0, "full")
    with acting_for(bram):
        with pytest.raises(RunFull):
            enrol(by=bram, run=run.id, booking=booking("Maan"))
        assert not Place.objects.exists()
        enrol(by=bram, run=run.id, booking=booking("Maan", wait=True))
    assert counts(run) == (8, 1, "full")
    with acting_for(anna):
        stop(by=anna, place=places[0].id, why="time")
    assert counts(run) == (8, 0, "full")
    assert states_of(bram, run) == [("Maan", "seated")]


def test_who_goes_before_sits_down_before_who_asked_earlier(anna):
    run = a_run(anna, facts=replace(FACTS, seats=1))
    (seat,) = fill(anna, run, 1)
    with acting_for(anna):
        for alias, priority in (("Eerder", ""), ("Later", "safety")):
            enrol(by=anna, run=run.id, booking=booking(alias, wait=True, priority=priority))
        stop(by=anna, place=seat.id, why="health")
    assert dict(states_of(anna, run)) == {
        "Vogel 0": "stopped",
        "Eerder": "waiting",
        "Later": "seated",
    }


def test_more_seats_go_to_who_waits_and_fewer_than_taken_is_refused(anna):
    run = a_run(anna, facts=replace(FACTS, seats=2))
    fill(anna, run, 2)
    ilse = coordinator()
    with acting_for(anna):
        for alias in ("Een", "Twee"):
            enrol(by=anna, run=run.id, booking=booking(alias, wait=True))
    change = {"run": run.id, "version": 2, "where": "", "trainers": {anna.person: ""}}
    with acting_for(ilse), pytest.raises(CourseRefused, match="al 2 mensen"):
        change_run(by=ilse, seats=1, **change)
    with acting_for(ilse):
        change_run(by=ilse, seats=3, **change)
    assert counts(run) == (3, 1, "full")


def test_after_the_start_the_trainer_gives_the_free_seat(anna, bram):
    run = a_run(anna, facts=replace(FACTS, seats=1))
    (seat,) = fill(anna, run, 1)
    ilse = coordinator()
    with acting_for(bram):
        enrol(by=bram, run=run.id, booking=booking("Wacht", wait=True))
    with acting_for(ilse):
        move_run(by=ilse, run=run.id, to="running")
    with acting_for(anna):
        stop(by=anna, place=seat.id, why="moved")
    assert counts(run) == (0, 1, "running")
    with acting_for(bram), pytest.raises(RunFull):
        enrol(by=bram, run=run.id, booking=booking("Voordringer"))
    with acting_for(bram), pytest.raises(Refused):
        seat_next(by=bram, run=run.id)
    with acting_for(anna):
        assert seat_next(by=anna, run=run.id).alias == "Wacht"
        with pytest.raises(CourseRefused):
            seat_next(by=anna, run=run.id)


@pytest.mark.parametrize("state", ["planned", "postponed", "cancelled"])
def test_a_run_that_does_not_recruit_takes_nobody(anna, state):
    run = a_run(anna, state="planned")
    if state != "planned":
        with acting_for(coordinator()):
            move_run(by=coordinator(), run=run.id, to=state, reason="demand")
    with acting_for(anna), pytest.raises(CourseRefused, match="niet aanmelden"):
        enrol(by=anna, run=run.id, booking=booking("Maan"))


def test_the_same_form_sent_twice_is_one_enrolment(anna):
    run = a_run(anna)
    form = booking("Maan")
    with acting_for(anna):
        first = enrol(by=anna, run=run.id, booking=form)
        assert enrol(by=anna, run=run.id, booking=form) == first
    assert counts(run)[0] == 1


def test_two_people_in_one_group_have_two_names(anna, bram):
    run = a_run(anna)
    with acting_for(anna):
        enrol(by=anna, run=run.id, booking=booking("Maan"))
    with acting_for(bram), pytest.raises(CourseRefused, match="al van een ander"):
        enrol(by=bram, run=run.id, booking=booking("Maan"))


def test_a_name_from_the_dossier_is_no_alias(anna):
    run = a_run(anna)
    with acting_for(anna):
        client = a_client(anna, called="Linde", working_name="Ruby")
        for alias in ("linde", "Zonneveld", "Ruby"):
            with pytest.raises(CourseRefused, match="staat in het dossier"):
                enrol(by=anna, run=run.id, booking=booking(alias, client=client.id))
        enrol(by=anna, run=run.id, booking=booking("Maan", client=client.id))
        with pytest.raises(CourseRefused, match="al aangemeld"):
            enrol(by=anna, run=run.id, booking=booking("Zon", client=client.id))


@pytest.mark.parametrize(
    "alias", ["Linde.", "Linde-Marie", "xLinde", "LINDÉ", "L.i.n.d.e", "Ruby2", "de zonneveldjes"]
)
def test_what_is_written_around_a_name_does_not_hide_it(anna, alias):
    run = a_run(anna)
    with acting_for(anna):
        client = a_client(anna, called="Lindé", working_name="Ruby")
        with pytest.raises(CourseRefused, match="staat in het dossier"):
            enrol(by=anna, run=run.id, booking=booking(alias, client=client.id))


def test_her_code_is_no_alias(anna):
    run = a_run(anna)
    with acting_for(anna):
        client = a_client(anna)
        for alias in (client.code, client.code.lower(), f"nr {client.code}"):
            with pytest.raises(CourseRefused, match="staat in het dossier"):
                enrol(by=anna, run=run.id, booking=booking(alias, client=client.id))


@pytest.mark.parametrize("alias", ["Linde Zonneveld", "Linde van Dam", "Linde-Marie", "A. Dam"])
def test_a_whole_name_of_somebody_without_a_dossier_is_refused(anna, alias):
    run = a_run(anna)
    with acting_for(anna):
        with pytest.raises(CourseRefused, match="voornaam en een achternaam"):
            enrol(by=anna, run=run.id, booking=booking(alias))
        assert enrol(by=anna, run=run.id, booking=booking("Rode draak 2")).state == "seated"


def test_who_left_the_list_meanwhile_gets_no_seat_and_the_trainer_is_told(anna):
    run = a_run(anna, facts=replace(FACTS, seats=1))
    (seat,) = fill(anna, run, 1)
    with acting_for(anna):
        waits = enrol(by=anna, run=run.id, booking=booking("Wacht", wait=True))
    with acting_for(coordinator()):
        move_run(by=coordinator(), run=run.id, to="running")
    with acting_for(anna):
        stop(by=anna, place=seat.id, why="moved")

    def leaves(**_: object) -> None:
        Place.objects.filter(id=waits.id).update(
            state="withdrawn", why="time", ended_on="2021-11-23"
        )

    pre_save.connect(leaves, sender=Place)
    try:
        with acting_for(anna), pytest.raises(CourseRefused, match="wacht niet meer"):
            seat_next(by=anna, run=run.id)
    finally:
        pre_save.disconnect(leaves, sender=Place)


def test_a_seat_that_was_just_taken_is_counted_before_there_are_fewer(anna, monkeypatch):
    run = a_run(anna, facts=replace(FACTS, seats=2))
    fill(anna, run, 1)
    ilse, first = coordinator(), planning.get

    def and_meanwhile(*asked: object, **lookup: object) -> CourseRun:
        row = first(*asked, **lookup)
        fill(anna, run, 1, name="Later")
        return row

    monkeypatch.setattr(planning, "get", and_meanwhile)
    change = {"version": 2, "where": "", "trainers": {anna.person: ""}}
    with acting_for(ilse), pytest.raises(CourseRefused, match="al 2 mensen"):
        change_run(by=ilse, run=run.id, seats=1, **change)


@pytest.mark.requirement("R51")
def test_the_peer_group_is_not_for_every_target_group(anna):
    run = a_run(anna)
    with acting_for(anna):
        young = a_client(anna, group="jeugdigen")
        with pytest.raises(CourseRefused, match="doelgroep"):
            enrol(by=anna, run=run.id, booking=booking("Maan", client=young.id))


def test_sql_cannot_seat_a_ninth_person(anna):
    run = a_run(anna, facts=replace(FACTS, seats=1))
    fill(anna, run, 1)
    with acting_for(anna):
        waits = enrol(by=anna, run=run.id, booking=booking("Wacht", wait=True))
    sneaky = (
        ("UPDATE courses_place SET state = 'seated' WHERE id = %s", waits.id, IntegrityError),
        ("UPDATE courses_courserun SET seats = 0 WHERE id = %s", run.id, IntegrityError),
    )
    for sql, which, problem in sneaky:
        with (
            standing(Standpoint(DatabaseRole.CARE, anna.member, anna.organisation, anna.role)),
            connection.cursor() as cursor,
            pytest.raises(problem),
            transaction.atomic(),
        ):
            cursor.execute(sql, [which])
    assert counts(run) == (1, 1, "full")


ASKING = st.tuples(st.just("ask"), st.booleans(), st.booleans())
LEAVING = st.tuples(st.just("leave"), st.integers(0, 20), st.just(None))
GROWING = st.tuples(st.just("grow"), st.just(None), st.just(None))


@settings(max_examples=5, deadline=None)
@given(acts=st.lists(ASKING | LEAVING | GROWING, min_size=4, max_size=14))
def test_whatever_happens_nobody_sits_too_much_and_nobody_is_lost(acts):
    """Against a model in ten lines: seats, and a queue by priority and then by who asked first."""
    anna, ilse = worker(), coordinator()
    with transaction.atomic():
        run = a_run(anna, facts=replace(FACTS, seats=2))
        model = Model(2)
        for number, (act, one, two) in enumerate(acts):
            with acting_for(ilse if act == "grow" else anna):
                apply(anna, ilse, run, model, (number, act, one, two))
            with acting_for(anna):
                rows = Place.objects.filter(run=run)
                found = dict(rows.values_list("alias", "state"))
            assert {alias for alias, state in found.items() if state == "seated"} == model.seated
            assert {a for a, s in found.items() if s == "waiting"} == {a for _, _, a in model.queue}
            assert len(found) == model.ever
            assert counts(run)[:2] == (len(model.seated), len(model.queue))
            assert len(model.seated) <= model.seats
        transaction.set_rollback(True)


class Model:
    def __init__(self, seats: int) -> None:
        self.seats, self.ever = seats, 0
        self.seated: set[str] = set()
        self.queue: list[tuple[bool, int, str]] = []

    def fill(self) -> None:
        self.queue.sort()
        while self.queue and len(self.seated) < self.seats:
            self.seated.add(self.queue.pop(0)[2])


def apply(anna, ilse, run, model: Model, step) -> None:
    number, act, one, two = step
    alias = f"Vogel {number}"
    if act == "grow":
        model.seats += 1
        row = CourseRun.objects.get(id=run.id)
        more = {"version": row.version, "where": "", "trainers": {anna.person: ""}}
        change_run(by=ilse, run=run.id, seats=model.seats, **more)
    elif act == "leave":
        who = sorted(model.seated | {each[2] for each in model.queue})
        if who:
            gone = who[one % len(who)]
            stop(by=anna, place=Place.objects.get(run=run, alias=gone).id, why="other")
            model.seated.discard(gone)
            model.queue = [each for each in model.queue if each[2] != gone]
    else:
        asked = booking(alias, wait=two, priority="safety" if one else "")
        if not two and (len(model.seated) >= model.seats or model.queue):
            with pytest.raises(RunFull):
                enrol(by=anna, run=run.id, booking=asked)
            return
        enrol(by=anna, run=run.id, booking=asked)
        model.ever += 1
        model.queue.append((not one, number, alias))
    model.fill()
