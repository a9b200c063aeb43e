"""Twenty people who want the last seat, and two who leave, at the same moment, each over a connection of their own."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from threading import Barrier

import psycopg
import pytest
from conftest import DATABASE
from django.db import connection
from tests.at_once import LONGEST, in_own_connection, until_waiting
from tests.making_courses import FACTS, a_run, booking, coordinator, fill, worker

from ketenwerk.access.api import acting_for
from ketenwerk.courses.models import CourseRun, Enrolment, Place
from ketenwerk.courses.refusals import RunFull
from ketenwerk.courses.seats import enrol, stop


@pytest.mark.requirement("R49")
def test_twenty_ask_for_the_last_seat_and_one_gets_it(cluster, django_db_setup, django_db_blocker):
    """Each over an own connection. Nineteen are told, with nothing written; afterwards they can wait."""
    with django_db_blocker.unblock():
        anna = worker()
        run = a_run(anna, facts=replace(FACTS, seats=1))
        forms = [booking(f"Vogel {number}") for number in range(20)]
        ready = Barrier(20)

        def ask(form) -> str:
            try:
                ready.wait(timeout=20)
                with acting_for(anna):
                    return enrol(by=anna, run=run.id, booking=form).state
            except RunFull:
                return "full"
            finally:
                connection.close()

        try:
            with ThreadPoolExecutor(20) as many:
                told = list(many.map(ask, forms))
            assert sorted(told) == ["full"] * 19 + ["seated"]
            with acting_for(coordinator()):
                row = CourseRun.objects.get(id=run.id)
                assert (row.seated, row.waiting, row.state) == (1, 0, "full")
            with acting_for(anna):
                assert Enrolment.objects.filter(place__run=run).count() == 1
        finally:
            clear(cluster, run.id)


def test_two_who_leave_at_once_do_not_stand_in_each_others_way(
    cluster, django_db_setup, django_db_blocker
):
    """The seat of the one goes to the other, who is leaving as well. Held up at the run, so that both are half-way."""
    with (
        django_db_blocker.unblock(),
        psycopg.connect(cluster.url("postgres", DATABASE), autocommit=True) as admin,
        psycopg.connect(cluster.url("postgres", DATABASE)) as holder,
    ):
        anna = worker()
        run = a_run(anna, facts=replace(FACTS, seats=1))

        def leave(place: Place) -> None:
            with acting_for(anna):
                stop(by=anna, place=place.id, why="time")

        try:
            (sits,) = fill(anna, run, 1)
            with acting_for(anna):
                waits = enrol(by=anna, run=run.id, booking=booking("Mees", wait=True))
            holder.execute("SELECT 1 FROM courses_courserun WHERE id = %s FOR UPDATE", [run.id])
            with ThreadPoolExecutor(2) as both:
                leaving = []
                for place in (sits, waits):
                    leaving.append(both.submit(in_own_connection, partial(leave, place)))
                    until_waiting(admin, len(leaving))
                holder.rollback()
                for each in leaving:
                    each.result(LONGEST)
            with acting_for(anna):
                states = Place.objects.filter(run=run).values_list("state", flat=True)
                assert set(states) == {"stopped"}
                row = CourseRun.objects.get(id=run.id)
            assert (row.seated, row.waiting, row.state) == (0, 0, "recruiting")
        finally:
            holder.rollback()
            clear(cluster, run.id)


def clear(cluster, run: uuid.UUID) -> None:
    with psycopg.connect(cluster.url("postgres", DATABASE)) as admin:
        admin.execute(
            "DELETE FROM courses_enrolment WHERE place_id IN (SELECT id FROM courses_place WHERE run_id = %s)",
            [run],
        )
        for table in ("place", "session", "runtrainer"):
            admin.execute(f"DELETE FROM courses_{table} WHERE run_id = %s", [run])
        admin.execute("DELETE FROM courses_courserun WHERE id = %s", [run])
        for table in ("skill", "courseowner", "course_groups"):
            admin.execute(f"DELETE FROM courses_{table}")
        admin.execute("DELETE FROM courses_course")
