"""Who was at a workshop fills in the evaluation on the own link, and nobody sees whose form it was (R53)."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import psycopg
import pytest
from conftest import DATABASE
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client as Browser
from tests.making_courses import worker
from tests.making_sign_ups import (
    DAY,
    LAST,
    a_workshop,
    given_workshop,
    opened,
    sign,
    somebody,
)

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.courses import guests
from ketenwerk.courses.guests import evaluate, turn
from ketenwerk.courses.models import CourseRun, OwnForm, Remark, Score, Session
from ketenwerk.courses.planning import close_run
from ketenwerk.courses.queries import run_page
from ketenwerk.courses.refusals import CourseRefused
from ketenwerk.courses.sign_ups import sign_ups, tick
from ketenwerk.courses.teaching import add_evaluation
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import NOBODY

AFTER, UNTIL = LAST + timedelta(days=1), LAST + timedelta(days=28)
FIVE = [5, 4, 3, 4, 5]
FORM = {f"q{number}": str(score) for number, score in enumerate(FIVE)} | {"remark": ""}


def fill_in(link: uuid.UUID, *, scores: list[int] = FIVE, remark: str = "", day=AFTER) -> None:
    with clock.on_day(day), acting_for(NOBODY):
        evaluate(secret=link, scores=scores, remark=remark)


def page(link: uuid.UUID, day=AFTER) -> str:
    with clock.on_day(day):
        return Browser().get(f"/meedoen/afmelden/{link}/").text


def forms(run: CourseRun) -> int:
    with acting_for(worker()):
        return sum(Score.objects.filter(run=run, question=0).values_list("count", flat=True))


@pytest.mark.django_db
@pytest.mark.requirement("R53")
@pytest.mark.parametrize("closed", [True, False])
def test_who_was_there_fills_in_the_evaluation_once_and_is_thanked(closed):
    run, (link, other) = given_workshop(2, closed=closed)
    path = f"/meedoen/evaluatie/{link}/"
    assert path in page(link)
    browser = Browser()
    with clock.on_day(AFTER):
        assert "Ik heb iets geleerd" in browser.get(path).text
        for _ in range(2):
            answer = browser.post(path, {**FORM, "remark": "Graag langer."})
            assert answer.headers["Location"] == f"/meedoen/afmelden/{link}/"
        assert browser.get(path).headers["Location"] == f"/meedoen/afmelden/{link}/"
    assert "Dank je wel." in page(link)
    assert path not in page(link)
    assert forms(run) == 1
    assert f"/meedoen/evaluatie/{other}/" in page(other)
    with acting_for(worker()):
        tallies = Score.objects.filter(run=run).values_list("question", "score", "count")
        assert sorted(tallies) == [(question, score, 1) for question, score in enumerate(FIVE)]
        assert Remark.objects.get(run=run).text == "Graag langer."


@pytest.mark.django_db
def test_nobody_fills_it_in_who_was_not_there_or_before_the_end_or_too_late():
    anna = worker()
    run = a_workshop(anna)
    token = opened(anna, run)
    came, away = (sign(token, somebody(name)) for name in ("Gast Een", "Gast Twee"))
    with clock.on_day(DAY), acting_for(anna):
        first = Session.objects.get(run=run, number=1)
        place = sign_ups(anna, run.id).seated[0].place.id
        tick(by=anna, session=first.id, place=place, there=True)
    for link, day in ((away, AFTER), (came, DAY), (came, UNTIL + timedelta(days=1))):
        assert "/meedoen/evaluatie/" not in page(link, day)
        with pytest.raises(CourseRefused, match="nu niet"):
            fill_in(link, day=day)
    assert "De workshop is geweest" in page(away)
    assert "Je hebt meegedaan" in page(came)
    with clock.on_day(LAST), acting_for(anna):
        tick(by=anna, session=first.id, place=place, there=False)
    with pytest.raises(CourseRefused):
        fill_in(came)
    assert forms(run) == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"q2": ""}, "Maak een keuze"),
        ({"q2": "6"}, "Kies iets uit de lijst"),
        ({"remark": "Bel 06 12345678"}, "telefoonnummer"),
        ({"remark": "Ik leerde veel van Yara."}, "Hier lijkt een naam te staan"),
    ],
)
def test_a_form_that_is_not_right_comes_back_with_what_was_typed(wrong, words):
    run, (link,) = given_workshop(1)
    sent = {**FORM, "remark": "Meer oefenen.", **wrong}
    with clock.on_day(AFTER):
        answer = Browser().post(f"/meedoen/evaluatie/{link}/", sent)
    assert answer.status_code == 422
    for kept in (words, sent["remark"], "Wat je invulde staat er nog"):
        assert kept in answer.text
    assert answer.text.count("checked") == 5 - ("q2" in wrong)
    assert forms(run) == 0


@pytest.mark.django_db
def test_too_late_is_said_and_what_was_typed_stays():
    _, (link,) = given_workshop(1)
    with clock.on_day(UNTIL + timedelta(days=1)):
        answer = Browser().post(f"/meedoen/evaluatie/{link}/", {**FORM, "remark": "Meer."})
    assert (answer.status_code, "nu niet invullen" in answer.text) == (409, True)
    assert "Meer." in answer.text
    path = f"/meedoen/evaluatie/{uuid.uuid4()}/"
    assert Browser().get(path).status_code == Browser().post(path, FORM).status_code == 404


# Whose form it was


@pytest.mark.django_db
@pytest.mark.requirement("R53")
def test_nothing_leads_from_a_form_to_who_filled_it_in(monkeypatch):
    """Also no line in the log: its moment would tell."""
    _, links = given_workshop(3)
    monkeypatch.setattr(guests, "record", pytest.fail)
    fill_in(links[1], remark="Fijn.")
    with acting_for(worker()):
        # The trainers read that somebody came, and not who evaluated or which row is the newest.
        for column in ("evaluated", "secret_hash", "xmin", "*"):
            with (
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
            ):
                connection.cursor().execute(f"SELECT {column} FROM courses_signupticket")
    with connection.cursor() as cursor, standing(Standpoint(DatabaseRole.PUBLIC)):
        cursor.execute("SELECT count(*) FILTER (WHERE evaluated) FROM courses_signupticket")
        assert cursor.fetchone() == (1,)
    assert {field.name for field in Remark._meta.fields} == {"id", "run", "text"}
    assert {field.name for field in Score._meta.fields} == {
        "id",
        "run",
        "question",
        "score",
        "count",
    }


@pytest.mark.django_db
@pytest.mark.requirement("R53")
def test_the_public_side_only_puts_a_form_in_and_no_row_of_it_stays():
    run, (link, away) = given_workshop(2)
    fill_in(link)
    with standing(Standpoint(DatabaseRole.PUBLIC)), connection.cursor() as cursor:
        for sql in (
            "SELECT 1 FROM courses_ownform",
            "DELETE FROM courses_ownform",
            "UPDATE courses_ownform SET remark = 'x'",
            "SELECT 1 FROM courses_score",
            "INSERT INTO courses_score SELECT * FROM courses_score",
            "UPDATE courses_score SET count = 9",
            "SELECT 1 FROM courses_remark",
            "INSERT INTO courses_remark SELECT * FROM courses_remark",
            "UPDATE courses_signupticket SET evaluated = false",
            "UPDATE courses_signupticket SET came = true",
        ):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(sql)
        # Over again, for nobody, or half a form.
        marks = "SELECT secret_hash FROM courses_signupticket WHERE evaluated = %s"
        hashes = {}
        for done in (True, False):
            cursor.execute(marks, [done])
            (hashes[done],) = cursor.fetchone()
        for secret, scores in ((hashes[True], FIVE), ("0" * 64, FIVE), (hashes[False], [5, 5])):
            with pytest.raises(IntegrityError), transaction.atomic():
                OwnForm(secret_hash=secret, scores=scores).save(force_insert=True)
    assert forms(run) == 1
    assert "/meedoen/evaluatie/" in page(away)


def test_pressed_six_times_at_once_is_one_form_and_no_link_is_newer_than_the_others(
    cluster, django_db_setup, django_db_blocker
):
    """Each over an own connection."""
    with django_db_blocker.unblock():
        run, (_, link, _) = given_workshop(3)
        ready = Barrier(6)

        def press() -> None:
            try:
                ready.wait(timeout=20)
                fill_in(link)
            finally:
                connection.close()

        try:
            with ThreadPoolExecutor(6) as pool:
                for each in [pool.submit(press) for _ in range(6)]:
                    each.result()
            assert forms(run) == 1
            with psycopg.connect(cluster.url("postgres", DATABASE)) as admin:
                # No link is newer than the others: the last one written would be whose form it was.
                written = "SELECT count(DISTINCT xmin::text), count(*) FROM courses_signupticket"
                assert admin.execute(written).fetchone() == (1, 3)
        finally:
            clear(cluster, run.id)


def clear(cluster, run: uuid.UUID) -> None:
    with psycopg.connect(cluster.url("postgres", DATABASE)) as admin:
        admin.execute("DELETE FROM courses_teaching")
        admin.execute("DELETE FROM courses_presence")
        for table in ("signupticket", "signuppage", "session", "runtrainer", "score"):
            admin.execute(f"DELETE FROM courses_{table} WHERE run_id = %s", [run])
        admin.execute("DELETE FROM courses_courserun WHERE id = %s", [run])
        for table in ("skill", "courseowner", "course_groups", "course"):
            admin.execute(f"DELETE FROM courses_{table}")


@pytest.mark.django_db
@pytest.mark.requirement("R53")
def test_the_averages_are_shown_when_nobody_can_fill_in_any_more_and_from_five_forms():
    """Paper and own forms together. Shown earlier, the next form could be told from the difference."""
    anna = worker()
    run, links = given_workshop(5, closed=False)
    with clock.on_day(LAST), acting_for(anna):
        add_evaluation(by=anna, run=run.id, scores=[1, 4, 4, 4, 5], remark="Op papier.")
        close_run(by=anna, run=run.id)
    for link in links[:3]:
        fill_in(link, remark="Fijn.")
    with clock.on_day(UNTIL + timedelta(days=1)), acting_for(anna):
        shown = run_page(anna, run.id)
        assert (shown.answers, shown.forms) == ([], 4)
    fill_in(links[3], day=UNTIL)
    with clock.on_day(UNTIL), acting_for(anna):
        shown = run_page(anna, run.id)
        assert (shown.answers, shown.remarks, shown.own_forms_until) == ([], [], UNTIL)
    with clock.on_day(UNTIL + timedelta(days=1)), acting_for(anna):
        shown = run_page(anna, run.id)
        assert [(each.average, each.count) for each in shown.answers][:1] == [(4.2, 5)]
        assert sorted(shown.remarks) == ["Fijn."] * 3 + ["Op papier."]
    with acting_for(NOBODY), pytest.raises(Refused):
        turn(uuid.uuid4())


@pytest.mark.django_db
def test_a_remark_over_an_own_link_waits_for_five_forms():
    run, links = given_workshop(5, closed=True)
    last = UNTIL + timedelta(days=1)
    for number, link in enumerate(links, start=1):
        fill_in(link, remark="Graag langer." if number == 1 else "")
        with clock.on_day(last), acting_for(worker()):
            assert run_page(worker(), run.id).remarks == (["Graag langer."] if number == 5 else [])


@pytest.mark.django_db
def test_who_was_there_gives_no_seat_back_the_same_evening():
    anna = worker()
    run = a_workshop(anna)
    link = sign(opened(anna, run), somebody("Gast Een"))
    with clock.on_day(DAY), acting_for(anna):
        first = Session.objects.get(run=run, number=1)
        place = sign_ups(anna, run.id).seated[0].place.id
        tick(by=anna, session=first.id, place=place, there=True)
    with clock.on_day(DAY), acting_for(NOBODY):
        assert not turn(link).may_cancel
        guests.cancel(secret=link)
    with clock.on_day(DAY), acting_for(anna):
        assert [guest.name for guest in sign_ups(anna, run.id).seated] == ["Gast Een"]
