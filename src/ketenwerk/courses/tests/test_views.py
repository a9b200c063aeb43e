"""What somebody meets on screen."""

from dataclasses import replace

import pytest
from tests.making import a_client
from tests.making_courses import FACTS, a_run, coordinator, fill, first_session, worker

from ketenwerk.access.api import Role, acting_for
from ketenwerk.courses.models import (
    Course,
    CourseRun,
    Enrolment,
    Place,
    Presence,
    Remark,
    Skill,
)
from ketenwerk.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def form(alias: str, **more: str) -> dict[str, str]:
    return {
        "key": str(new_id()),
        "alias": alias,
        "found": "own",
        "client": "",
        "priority": "",
        **more,
    }


def test_the_form_for_the_last_seat_comes_back_with_what_was_typed_and_offers_the_waiting_list(
    browse, anna, bram
):
    run = a_run(anna, facts=replace(FACTS, seats=1))
    browser = browse("bram")
    path = f"/groepen/{run.id}/aanmelden/"
    assert "wachtlijst" not in browser.get(path).text.split("<form")[-1].partition("Gaat deze")[0]
    fill(anna, run, 1)
    sent = form("Zonnebloem", needs="quiet")
    answer = browser.post(path, sent)
    assert answer.status_code == 409
    for kept in ("Zonnebloem", "Zet op wachtlijst", sent["key"], "De laatste plek is net vergeven"):
        assert kept in answer.text
    assert browser.post(path, {**sent, "wait": "on"}).status_code == 302
    with acting_for(bram):
        place = Place.objects.get(alias="Zonnebloem")
        assert (place.state, place.needs) == ("waiting", ["quiet"])


def test_a_full_group_says_so_before_somebody_types(browse, anna):
    run = a_run(anna, facts=replace(FACTS, seats=1))
    fill(anna, run, 1)
    page = browse("bram").get(f"/groepen/{run.id}/aanmelden/").text
    assert "De groep is vol" in page
    assert "Zet op wachtlijst" in page


@pytest.mark.requirement("R59")
def test_an_own_client_is_enrolled_and_her_note_is_one_click_away(browse, anna):
    run = a_run(anna)
    with acting_for(anna):
        client = a_client(anna)
    browser = browse("anna")
    sent = form("Maan", client=str(client.id), found="school")
    for _ in range(2):
        assert browser.post(f"/groepen/{run.id}/aanmelden/", sent).status_code == 302
    with acting_for(anna):
        made = Enrolment.objects.get()
        assert (made.client_id, made.found) == (client.id, "school")
    page = browser.get(f"/groepen/{run.id}/").text
    assert f"/noteer/{client.id}/" in page
    assert f"/noteer/{client.id}/" not in browse("bram").get(f"/groepen/{run.id}/").text


def test_a_chair_is_tapped_there_and_back(browse, anna):
    run = a_run(anna, state="running")
    (place,) = fill(anna, run, 1)
    browser, session = browse("anna"), first_session(run)
    path = f"/groepen/bijeenkomst/{session.id}/stoel/{place.id}/"
    assert path in browser.get(f"/groepen/{run.id}/").text
    for value, there in (("ja", True), ("ja", True), ("nee", False)):
        answer = browser.post(path, {"erbij": value})
        assert answer.headers["Location"] == f"/groepen/{run.id}/#stoel-{place.id}"
        with acting_for(anna):
            assert Presence.objects.get().there == there
    assert browse("bram").post(path, {"erbij": "ja"}).status_code == 404
    assert browse("ilse", Role.COORDINATOR).post(path, {"erbij": "ja"}).status_code == 404


def test_the_coordinator_makes_a_course_says_who_may_give_it_and_plans_a_group(browse, anna):
    browser = browse("ilse", Role.COORDINATOR)
    ilse = coordinator()
    course = {
        "name": "Girls talk", "kind": "training", "audience": "clients", "seats": "8", "sessions": "8",
        "hours": "40", "goal": "Praten over grenzen.", "materials": "", "owners": [str(anna.house)],
    }  # fmt: skip
    assert browser.post("/groepen/aanbod/nieuw/", course).status_code == 302
    with acting_for(ilse):
        made = Course.objects.get()
    skill = {
        "member": str(anna.person),
        "course": str(made.id),
        "start": "2021-01-01",
        "until": "2022-12-31",
    }
    assert browser.post("/groepen/trainers/nieuw/", skill).status_code == 302
    run = {
        "first_on": "2021-12-21", "every": "1", "sessions": "3", "without": "28-12-2021", "start": "10:00",
        "minutes": "120", "preparation": "60", "where": "Buurthuis", "seats": "8", "mode": "group",
        "funding": "award", "trainers": [str(anna.person)],
    }  # fmt: skip
    path = f"/groepen/aanbod/{made.id}/plan/"
    wrong = browser.post(path, {**run, "without": "volgende week"})
    assert wrong.status_code == 422
    assert "volgende week" in wrong.text
    assert browser.post(path, run).status_code == 302
    with acting_for(ilse):
        days = CourseRun.objects.get().sessions.values_list("day", flat=True)
        assert [f"{day:%d-%m}" for day in days] == ["21-12", "04-01", "11-01"]
        assert Skill.objects.get().organisation_id == anna.house


def test_a_later_writer_sees_what_stands_there(browse, anna):
    run = a_run(anna)
    browser = browse("ilse", Role.COORDINATOR)
    change = {"seats": "6", "where": "Kelder", "trainers": [str(anna.person)], "version": "2"}
    path = f"/groepen/{run.id}/wijzig/"
    assert browser.post(path, change).status_code == 302
    answer = browser.post(path, {**change, "where": "Zolder"})
    assert answer.status_code == 409
    assert "Kelder" in answer.text
    assert "Zolder" in answer.text


def test_two_who_move_a_group_do_not_write_over_each_other(browse, anna):
    run = a_run(anna, state="running")
    browser, path = browse("ilse", Role.COORDINATOR), f"/groepen/{run.id}/status/"
    page = browser.get(path).text
    assert 'name="version" value="3"' in page
    first = {"to": "adapted", "reason": "force", "version": "3"}
    assert browser.post(path, first).status_code == 302
    late = {"to": "postponed", "reason": "demand", "version": "3"}
    answer = browser.post(path, late)
    assert (answer.status_code, "loopt aangepast" in answer.text) == (409, True)
    with acting_for(coordinator()):
        row = CourseRun.objects.get(id=run.id)
        assert (row.state, row.reason) == ("adapted", "force")
    assert browser.post(path, {**late, "version": "4"}).status_code == 302


@pytest.mark.parametrize("field", ["where", "goal", "materials", "remark"])
def test_a_name_is_pointed_at_in_every_text_that_other_partners_read(browse, anna, field):
    run = a_run(anna)
    told = "Bij Samira thuis" if field == "where" else "Vraag het aan Samira Jansen"
    forms = {
        "where": (f"/groepen/{run.id}/wijzig/", {"seats": "8", "version": "2"}),
        "remark": (f"/groepen/{run.id}/evaluatie/", {f"q{number}": "5" for number in range(5)}),
    }
    offer = f"/groepen/aanbod/{run.course_id}/"
    path, sent = forms.get(field, (offer, {}))
    answer = browse(
        "ilse" if field != "remark" else "anna", *([Role.COORDINATOR] * (field != "remark"))
    ).post(path, {**sent, field: told})
    assert answer.status_code == 422
    assert "Hier lijkt een naam te staan" in answer.text
    assert told in answer.text
    with acting_for(anna):
        assert not Remark.objects.exists()


@pytest.mark.parametrize("where", ["Buurthuis De Brug, Kerkstraat 12", "Kantoor van MEE", "online"])
def test_a_place_of_work_may_have_an_address_and_a_name_of_its_own(browse, anna, where):
    run = a_run(anna)
    sent = {"seats": "8", "where": where, "trainers": [str(anna.person)], "version": "2"}
    path = f"/groepen/{run.id}/wijzig/"
    assert browse("ilse", Role.COORDINATOR).post(path, sent).status_code == 302


@pytest.mark.parametrize("path", ["status/", "uren/", "wijzig/", "evaluatie/"])
def test_the_forms_of_a_group_open_for_who_plans_or_leads(browse, anna, path):
    run = a_run(anna)
    assert browse("anna").get(f"/groepen/{run.id}/{path}").status_code == 200
    assert browse("bram").get(f"/groepen/{run.id}/{path}").status_code == 404


def test_the_rest_of_a_run_on_screen(browse, anna):
    run = a_run(anna, sessions=1, state="running")
    (place,) = fill(anna, run, 1)
    browser, session = browse("anna"), first_session(run)
    assert browser.get(f"/groepen/bijeenkomst/{session.id}/").status_code == 200
    assert (
        browser.post(
            f"/groepen/bijeenkomst/{session.id}/stoel/{place.id}/", {"erbij": "ja"}
        ).status_code
        == 302
    )
    ready = browser.post(f"/groepen/{run.id}/uren/klaar/")
    assert ready.headers["Location"] == f"/groepen/{run.id}/"
    scores = {f"q{number}": "5" for number in range(5)}
    assert (
        browser.post(f"/groepen/{run.id}/evaluatie/", {**scores, "remark": ""}).status_code == 302
    )
    assert browser.post(f"/groepen/{run.id}/evaluatie/", {"q0": "9"}).status_code == 422
    assert browser.post(f"/groepen/{run.id}/afronden/").status_code == 302
    page = browser.get(f"/groepen/{run.id}/").text
    assert "1 afgemaakt" in page
    assert "3 van 50 uur" in page.replace("\xa0", " ")
    assert browser.get(f"/groepen/deelname/{place.id}/stop/").status_code == 200
    assert browser.get("/groepen/").status_code == 200
    with acting_for(worker("roos")):
        assert not Place.objects.exists()
