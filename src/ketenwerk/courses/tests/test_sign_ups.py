"""Professionals sign up without an account: twelve seats, who may read who it is, presence, certificate and term (R53)."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from io import BytesIO
from threading import Barrier

import psycopg
import pytest
from conftest import DATABASE
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client as Browser
from pypdf import PdfReader
from tests.making_courses import FACTS, a_run, coordinator, fill, worker
from tests.making_sign_ups import DAY, a_workshop, opened, sign, somebody

from ketenwerk.access.api import Refused, acting_for, expire
from ketenwerk.courses.guests import cancel, notice, turn
from ketenwerk.courses.models import (
    CourseRun,
    Place,
    Presence,
    ProfessionalSignup,
    Session,
    SignUpTicket,
)
from ketenwerk.courses.planning import move_run
from ketenwerk.courses.refusals import CourseRefused, SignedUpBefore, SignUpClosed
from ketenwerk.courses.sign_ups import certificate, close_page, open_page, sign_ups, take_off, tick
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import NOBODY

WORDS = ("Noud Verbeek", "Het Kompas College", "mentor", "noud.verbeek@school.example")
FORM = {
    "name": "Noud Verbeek",
    "employer": "Het Kompas College",
    "function": "mentor",
    "mail": "Noud.Verbeek@school.example",
    "heard": "partner",
}


@pytest.fixture
def run(anna):
    return a_workshop(anna)


@pytest.fixture
def token(anna, run):
    return opened(anna, run)


def state_of(secret: uuid.UUID) -> str:
    with acting_for(NOBODY):
        return turn(secret).state


def many(token: uuid.UUID, number: int) -> list[uuid.UUID]:
    return [sign(token, somebody(f"Gast {each}")) for each in range(number)]


# Seats


@pytest.mark.requirement("R53")
def test_twelve_have_a_seat_and_the_thirteenth_waits_and_is_told_so(token):
    links = many(token, 13)
    assert [state_of(each) for each in links] == ["seated"] * 12 + ["waiting"]
    page = Browser().get(f"/meedoen/afmelden/{links[-1]}/").text
    assert "Je staat op de wachtlijst" in page
    assert "Je hebt een plek" in Browser().get(f"/meedoen/afmelden/{links[0]}/").text


def test_who_cancels_is_gone_at_once_and_the_first_who_waits_has_the_seat(token, anna, run):
    links = many(token, 14)
    with acting_for(NOBODY):
        cancel(secret=links[3])
        cancel(secret=links[3])
    assert [state_of(links[each]) for each in (3, 12, 13)] == ["stopped", "seated", "waiting"]
    with acting_for(anna):
        names = [guest.name for guest in sign_ups(anna, run.id).seated]
        assert len(names) == 12
        assert "Gast 3" not in names
        assert ProfessionalSignup.objects.count() == 13


def test_the_same_form_twice_is_one_seat_and_the_same_address_gets_no_second(token, run):
    who = somebody()
    assert sign(token, who) == sign(token, who)
    again = somebody(mail=who.mail.upper())
    with pytest.raises(SignedUpBefore):
        sign(token, again)
    with pytest.raises(Refused):
        state_of(again.key)
    with acting_for(coordinator()):
        assert CourseRun.objects.get(id=run.id).seated == 1


def test_who_cancelled_may_sign_up_again(token):
    first = sign(token, somebody())
    with acting_for(NOBODY):
        cancel(secret=first)
    assert state_of(sign(token, somebody())) == "seated"


def test_the_waiting_list_ends(anna):
    run = a_workshop(anna, seats=1)
    token = opened(anna, run)
    many(token, 31)
    with pytest.raises(CourseRefused, match="wachtlijst zijn vol"):
        sign(token, somebody())


@pytest.mark.parametrize("step", ["running", "cancelled"])
def test_nobody_signs_up_once_it_began_or_fell_through(token, run, step):
    with acting_for(coordinator()):
        move_run(by=coordinator(), run=run.id, to=step, reason="staff")
    with pytest.raises(SignUpClosed):
        sign(token, somebody())


def test_a_closed_page_takes_nobody_and_who_signed_up_keeps_the_seat(token, run, anna):
    link = sign(token, somebody())
    with acting_for(anna):
        close_page(by=anna, run=run.id)
    with pytest.raises(SignUpClosed):
        sign(token, somebody("Els Bos"))
    assert state_of(link) == "seated"
    assert opened(anna, run) == token


def test_a_group_for_clients_is_never_opened(anna):
    run = a_run(anna)
    with acting_for(anna):
        with pytest.raises(CourseRefused, match="professionals"):
            open_page(by=anna, run=run.id)
        with pytest.raises(Refused):
            sign_ups(anna, run.id)


@pytest.mark.requirement("R53")
def test_twenty_ask_for_the_last_seat_and_one_gets_it(cluster, django_db_setup, django_db_blocker):
    """Each over an own connection. The other nineteen wait, in a row."""
    with django_db_blocker.unblock():
        anna = worker()
        run = a_workshop(anna, seats=1)
        token = opened(anna, run)
        ready = Barrier(20)

        def ask(number: int) -> str:
            try:
                ready.wait(timeout=20)
                return state_of(sign(token, somebody(f"Gast {number}")))
            finally:
                connection.close()

        try:
            with ThreadPoolExecutor(20) as pool:
                told = list(pool.map(ask, range(20)))
            assert sorted(told) == ["seated"] + ["waiting"] * 19
            with acting_for(anna):
                row = CourseRun.objects.get(id=run.id)
                assert (row.seated, row.waiting, row.state) == (1, 19, "full")
        finally:
            clear(cluster, run.id)


def clear(cluster, run: uuid.UUID) -> None:
    with psycopg.connect(cluster.url("postgres", DATABASE)) as admin:
        tables = ("signupticket", "signuppage", "session", "runtrainer")
        for table in tables:
            admin.execute(f"DELETE FROM courses_{table} WHERE run_id = %s", [run])
        admin.execute("DELETE FROM courses_courserun WHERE id = %s", [run])
        for table in ("skill", "courseowner", "course_groups", "course"):
            admin.execute(f"DELETE FROM courses_{table}")


# Who reads who it is


@pytest.mark.requirement("R53")
def test_the_public_side_puts_a_name_in_and_reads_none(token):
    sign(token, somebody())
    with standing(Standpoint(DatabaseRole.PUBLIC)), connection.cursor() as cursor:
        for sql in (
            "SELECT 1 FROM courses_professionalsignup",
            "SELECT count(*) FROM courses_professionalsignup",
            "UPDATE courses_professionalsignup SET heard = 'web'",
            "DELETE FROM courses_professionalsignup",
            "INSERT INTO courses_professionalsignup SELECT * FROM courses_professionalsignup",
            "SELECT 1 FROM courses_place",
            "SELECT 1 FROM courses_presence",
            "SELECT mail_mark FROM courses_signupticket",
            "DELETE FROM courses_signupticket",
            "UPDATE courses_signupticket SET state = 'seated'",
            "UPDATE courses_signuppage SET closed_on = NULL",
            "SELECT reason FROM courses_courserun",
            "UPDATE courses_courserun SET seats = 30",
        ):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(sql)


def test_the_public_side_sees_only_runs_with_a_page(token, run, anna):
    hidden = a_run(anna)
    with standing(Standpoint(DatabaseRole.PUBLIC)):
        assert list(CourseRun.objects.order_by().values_list("id", flat=True)) == [run.id]
        assert set(Session.objects.order_by().values_list("run", flat=True)) == {run.id}
    assert hidden.id != run.id


def test_nobody_takes_the_seat_of_somebody_else(token, run):
    """Also not by SQL: a second name for a seat, or a seat without a ticket."""
    sign(token, somebody())
    with standing(Standpoint(DatabaseRole.PUBLIC)):
        there = SignUpTicket.objects.values_list("id", flat=True).get()
        row = {"run_id": run.id, "name": b"x", "employer": b"x", "function": b"x", "mail": b"x"}
        with pytest.raises(IntegrityError), transaction.atomic():
            ProfessionalSignup(place_id=there, heard="web", **row).save(force_insert=True)
        with pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
            ProfessionalSignup(place_id=uuid.uuid4(), heard="web", **row).save(force_insert=True)


@pytest.mark.requirement("R53")
def test_only_the_organisation_of_the_course_reads_who_signed_up(token, run, anna, bram, marja):
    sign(token, somebody())
    with acting_for(anna):
        guest = sign_ups(anna, run.id).seated[0]
        assert (guest.name, guest.employer, guest.function, guest.mail) == WORDS
    with acting_for(bram):
        assert not ProfessionalSignup.objects.exists()
        assert not SignUpTicket.objects.exists()
        assert not Place.objects.exists()
        for act in (sign_ups, certificate):
            with pytest.raises(Refused):
                act(bram, run.id if act is sign_ups else guest.place.id)
        with pytest.raises(Refused):
            take_off(by=bram, place=guest.place.id)
    ilse = coordinator()
    with acting_for(ilse):
        page = sign_ups(ilse, run.id)
        assert (page.run.seated, page.seated, page.sees) == (1, [], False)
    for person in (ilse, marja):
        with (
            acting_for(person),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
        ):
            connection.cursor().execute("SELECT 1 FROM courses_professionalsignup")


def test_what_somebody_typed_is_sealed(token, cluster, run):
    sign(token, somebody())
    with connection.cursor() as cursor, standing(Standpoint(DatabaseRole.CARE, None, None, "")):
        cursor.execute("SELECT count(*) FROM courses_professionalsignup")
        assert cursor.fetchone() == (0,)
    anna = worker()
    with acting_for(anna):
        row = ProfessionalSignup.objects.get()
        for name in ("name", "employer", "function", "mail"):
            assert not any(word.encode() in bytes(getattr(row, name)) for word in WORDS)


def test_no_word_of_a_sign_up_stands_in_the_pages_of_others(token, run, browse):
    link = sign(token, somebody())
    pages = [f"/meedoen/{token}/", f"/meedoen/afmelden/{link}/", f"/groepen/{run.id}/"]
    for key in ("anna", "bram", "ilse", "marja", None):
        browser = browse(key) if key else Browser()
        for path in [*pages, f"/groepen/{run.id}/aanmeldingen/"]:
            text = browser.get(path).text
            seen = [word for word in WORDS if word in text]
            mine = key == "anna" and path.endswith("aanmeldingen/")
            assert (len(seen) == len(WORDS)) if mine else not seen, (key, path)
    assert browse("bram").get(f"/groepen/{run.id}/aanmeldingen/").status_code == 404
    assert browse("marja").get(f"/groepen/{run.id}/aanmeldingen/").status_code == 404


# The pages


def sent(token: uuid.UUID, **more: str):
    browser = Browser()
    return browser, browser.post(f"/meedoen/{token}/", {"key": str(uuid.uuid4()), **FORM, **more})


def test_a_visitor_signs_up_sees_the_seat_and_cancels_without_a_session(token):
    browser = Browser()
    first = browser.get(f"/meedoen/{token}/")
    assert "<title>KIS – Aanmelden</title>" in first.text
    key = str(uuid.uuid4())
    answer = browser.post(f"/meedoen/{token}/", {"key": key, **FORM})
    assert answer.headers["Location"] == f"/meedoen/afmelden/{key}/"
    page = browser.get(answer.headers["Location"])
    assert "Je hebt een plek" in page.text
    assert f"/meedoen/afmelden/{key}/" in page.text
    browser.post(f"/meedoen/afmelden/{key}/")
    assert "Je bent afgemeld" in browser.get(f"/meedoen/afmelden/{key}/").text
    assert set(browser.cookies) <= {"kis-csrf"}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"mail": "geen adres"}, "Vul een mailadres in"),
        ({"name": ""}, "Vul je naam in"),
        ({"function": "bel 06 12345678"}, "telefoonnummer"),
        ({"heard": "niets"}, "Kies iets uit de lijst"),
    ],
)
def test_a_form_that_is_not_right_comes_back_with_what_was_typed(token, wrong, words):
    _, answer = sent(token, **wrong)
    assert answer.status_code == 422
    assert words in answer.text
    assert "Het Kompas College" in answer.text
    assert "Je bent nog niet aangemeld" in answer.text


def test_the_second_form_with_one_address_keeps_what_was_typed_and_shows_no_link(token):
    sent(token)
    _, answer = sent(token, name="Nora Smit")
    assert answer.status_code == 409
    assert "al iemand aangemeld" in answer.text
    assert "Nora Smit" in answer.text
    assert "/meedoen/afmelden/" not in answer.text


def test_too_many_from_one_network_are_asked_to_wait_and_lose_nothing(token):
    answers = [sent(token, mail=f"gast{n}@school.example")[1].status_code for n in range(30)]
    assert set(answers) == {302}
    _, answer = sent(token, name="Nora Smit", mail="nora@school.example")
    assert answer.status_code == 429
    assert "Nora Smit" in answer.text


@pytest.mark.django_db
def test_an_address_that_is_not_there_gives_404():
    for path in (f"/meedoen/{uuid.uuid4()}/", f"/meedoen/afmelden/{uuid.uuid4()}/"):
        assert Browser().get(path).status_code == 404
        assert Browser().post(path, FORM).status_code == 404


def test_who_planned_opens_the_page_shares_it_and_closes_it(browse, run):
    browser = browse("anna")
    path = f"/groepen/{run.id}/aanmeldingen/"
    assert path in browser.get(f"/groepen/{run.id}/").text
    browser.post(f"{path}link/", {"open": "ja"})
    page = browser.get(path).text
    assert "/meedoen/" in page
    browser.post(f"{path}link/", {"open": "nee"})
    assert "/meedoen/" not in browser.get(path).text
    assert browse("bram").post(f"{path}link/", {"open": "ja"}).status_code == 404


def test_the_reminder_says_when_and_where_and_not_about_what(token, run, anna):
    sign(token, somebody())
    with acting_for(anna):
        page = sign_ups(anna, run.id)
    assert "30 november 2021, 09.30 uur, Kantoor" in page.reminder
    assert not any(word in page.reminder for word in ("Workshop", "LVB", "uitbuiting", "Noud"))
    assert page.addresses == "noud.verbeek@school.example"


# Presence, certificate and term


def meeting(run, number: int) -> Session:
    with acting_for(coordinator()):
        return Session.objects.get(run=run, number=number)


def place_of(run) -> uuid.UUID:
    with acting_for(worker()):
        return ProfessionalSignup.objects.get(run=run).place_id


@pytest.mark.requirement("R53")
def test_who_was_there_gets_a_tagged_certificate_and_who_was_not_gets_none(token, run, anna):
    sign(token, somebody())
    first, place = meeting(run, 1), place_of(run)
    with acting_for(anna), pytest.raises(CourseRefused, match="geweest"):
        tick(by=anna, session=first.id, place=place, there=True)
    with clock.on_day(DAY), acting_for(anna):
        with pytest.raises(CourseRefused, match="wie er was"):
            certificate(anna, place)
        tick(by=anna, session=first.id, place=place, there=False)
        with pytest.raises(CourseRefused, match="wie er was"):
            certificate(anna, place)
        tick(by=anna, session=first.id, place=place, there=True)
        tick(by=anna, session=first.id, place=place, there=True)
        made = certificate(anna, place)
    pdf = PdfReader(BytesIO(made))
    text = " ".join(page.extract_text() for page in pdf.pages)
    for words in (
        *WORDS[:2],
        "Workshop LVB en uitbuiting",
        "30 november 2021",
        "3 uur",
        "Bewijs van deelname",
    ):
        assert words in text, words
    assert "7 december" not in text
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in pdf.trailer["/Root"]
    assert "Noud" not in str(pdf.metadata)


def test_who_plans_taps_presence_without_giving_the_workshop(token, run):
    emma = worker("emma")
    sign(token, somebody())
    with clock.on_day(DAY), acting_for(emma):
        tick(by=emma, session=meeting(run, 1).id, place=place_of(run), there=True)
        assert Presence.objects.get().there
        assert Session.objects.get(run=run, number=1).present == 1


def test_a_colleague_taps_and_makes_the_file_under_a_name_that_says_nothing(token, run, browse):
    sign(token, somebody())
    place, first = place_of(run), meeting(run, 1)
    with clock.on_day(DAY):
        browser = browse("anna")
        tapped = browser.post(f"/groepen/bijeenkomst/{first.id}/plek/{place}/", {"erbij": "ja"})
        assert tapped.headers["Location"] == f"/groepen/{run.id}/aanmeldingen/#plek-{place}"
        made = browser.post(f"/groepen/plek/{place}/bewijs/")
        assert (
            made.headers["Content-Disposition"] == 'attachment; filename="bewijs-van-deelname.pdf"'
        )
        assert made.content.startswith(b"%PDF")
        other = browse("bram")
        for path in (
            f"/groepen/bijeenkomst/{first.id}/plek/{place}/",
            f"/groepen/plek/{place}/bewijs/",
            f"/groepen/plek/{place}/afmelden/",
        ):
            assert other.post(path, {"erbij": "ja"}).status_code == 404


def test_who_plans_takes_somebody_off_and_not_after_the_meeting(token, run, anna):
    link = sign(token, somebody())
    other = sign(token, somebody("Els Bos"))
    with acting_for(anna):
        first, second = (guest.place.id for guest in sign_ups(anna, run.id).seated)
        take_off(by=anna, place=first)
        assert [guest.name for guest in sign_ups(anna, run.id).seated] == ["Els Bos"]
    assert (state_of(link), state_of(other)) == ("stopped", "seated")
    with clock.on_day(DAY), acting_for(anna):
        tick(by=anna, session=meeting(run, 1).id, place=second, there=True)
        with pytest.raises(CourseRefused):
            take_off(by=anna, place=second)


@pytest.mark.requirement("R53")
def test_a_year_after_the_last_meeting_nobody_is_known_any_more_and_the_count_stays(
    token, run, anna
):
    link = sign(token, somebody())
    place = place_of(run)
    clients = a_run(anna, facts=replace(FACTS, first_on=date(2022, 9, 6)))
    fill(anna, clients, 1)
    last = meeting(run, 2).day
    with clock.on_day(last), acting_for(anna):
        tick(by=anna, session=meeting(run, 2).id, place=place, there=True)
    with clock.on_day(last):
        a_year = clock.days_later(365)
        almost = clock.days_later(364)
    for day, left in ((almost, 1), (a_year, 0)):
        with clock.on_day(day):
            expire(really=True)
        with acting_for(anna):
            assert ProfessionalSignup.objects.count() == SignUpTicket.objects.count() == left
            assert Place.objects.filter(run=run).count() == left
            assert Place.objects.filter(run=clients).count() == 1
    with acting_for(NOBODY), pytest.raises(Refused):
        turn(link)
    with acting_for(anna):
        assert Session.objects.get(run=run, number=2).present == 1


def test_what_the_page_says_is_what_was_planned(token):
    with acting_for(NOBODY):
        shown = notice(token)
    assert (shown.name, shown.host, shown.open, shown.full) == (
        "Workshop LVB en uitbuiting",
        "MEE Gelderse Poort",
        True,
        False,
    )
    assert [each.day for each in shown.meetings] == [DAY, DAY.replace(month=12, day=7)]
