"""The pages as somebody uses them: few choices, nothing typed is lost, a name is pointed at and kept."""

from datetime import date

import pytest
from django.urls import reverse

from ketenwerk.access.api import Role, acting_for
from ketenwerk.consults.actions import CoachingFacts, add_team, start_coaching
from ketenwerk.consults.models import Coaching, Consult, EducationSession, Team, TeamVisit
from ketenwerk.consults.tests.making import DAY, a_consult, a_session, a_visit, at
from ketenwerk.hours.models import HourEntry
from ketenwerk.kernel import clock

pytestmark = pytest.mark.django_db
TODAY = date(2021, 11, 23)
# Four choices; the rest of the form is filled in already.
TYPED = {"requester": "Entrea", "function": "youth", "theme": "signals", "minutes": "45"}
NOTHING = "11111111-1111-4111-8111-111111111111"
STANDARD = {"mode": "phone", "kind": "advice", "day": "2021-11-23", "question": ""}


@pytest.fixture(autouse=True)
def _on_a_day():
    with clock.on_day(TODAY):
        yield


def test_advice_is_kept_in_four_choices_and_the_page_says_what_is_left(anna, browse):
    browser = browse("anna")
    page = browser.get(reverse("new_consult")).content.decode()
    assert 'value="2021-11-23"' in page
    assert 'name="activity"' not in page
    answer = browser.post(reverse("new_consult"), TYPED | STANDARD, follow=True)
    assert "Advies vastgelegd. 1 van 20–40 gesprekken" in answer.content.decode()
    with acting_for(anna):
        assert HourEntry.objects.get(member_id=anna.person).minutes == 45


@pytest.mark.requirement("R55")
def test_a_name_is_pointed_at_before_saving_and_what_was_typed_stays(anna, browse):
    sent = TYPED | STANDARD | {"question": "Wat doe ik met Kim uit de klas?"}
    answer = browse("anna").post(reverse("new_consult"), sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Hier lijkt een naam te staan: ‘Kim’" in text
    assert "Wat doe ik met Kim uit de klas?" in text
    with acting_for(anna):
        assert not Consult.objects.exists()
        assert not HourEntry.objects.exists()


@pytest.mark.requirement("R55")
@pytest.mark.parametrize("field", ["requester", "question"])
@pytest.mark.parametrize(
    "words", ["bel 06 1234 5678", "kim@voorbeeld.example", "nummer 111222333", "is van 1-2-2004"]
)
def test_numbers_and_birthdays_are_pointed_at_in_every_text(browse, field, words):
    answer = browse("anna").post(reverse("new_consult"), TYPED | STANDARD | {field: words})
    assert answer.status_code == 422


def test_the_form_has_no_field_for_a_name_of_anybody(browse):
    page = browse("anna").get(reverse("new_consult"))
    assert set(page.context["form"].fields) == {
        *("requester", "function", "theme", "minutes", "other_minutes", "mode", "kind"),
        *("question", "day", "version"),
    }


@pytest.mark.requirement("R57")
def test_the_peer_expert_is_not_asked_what_kind_of_talk_it_was(actor, browse):
    browse("noor").post(reverse("new_consult"), TYPED | STANDARD | {"kind": "consult"})
    noor = actor("noor")
    with acting_for(noor):
        assert Consult.objects.get().kind == "peer"


def test_another_number_of_minutes_goes_before_the_chip_and_one_of_both_is_needed(anna, browse):
    browser = browse("anna")
    none = TYPED | STANDARD | {"minutes": ""}
    assert browser.post(reverse("new_consult"), none).status_code == 422
    browser.post(reverse("new_consult"), none | {"other_minutes": "75"})
    with acting_for(anna):
        assert Consult.objects.get().minutes == 75


def test_a_correction_with_an_older_version_shows_both_and_then_saves(anna, browse):
    with acting_for(anna):
        row = a_consult(anna)
    browser, url = browse("anna"), reverse("edit_consult", args=[row.id])
    sent = TYPED | STANDARD | {"day": DAY.isoformat(), "version": "1", "reason": "Online."}
    assert browser.post(url, sent | {"mode": "online"}).status_code == 302
    again = browser.post(url, sent | {"mode": "place"})
    assert again.status_code == 409
    assert "Dit staat er nu" in again.content.decode()
    assert again.context["stands"] == [("Hoe?", "online")]
    assert browser.post(url, sent | {"mode": "place", "version": "2"}).status_code == 302
    with acting_for(anna):
        assert Consult.objects.get().mode == "place"


def test_the_year_and_the_kind_narrow_the_list(anna, browse):
    with acting_for(anna):
        a_consult(anna, requester="Entrea")
        a_consult(anna, at(minutes=15), requester="De Brug", kind="consult")
    browser = browse("anna")
    assert "De Brug" in browser.get("/advies/").content.decode()
    found = browser.get("/advies/?soort=advice").content.decode()
    assert "Entrea" in found
    assert "De Brug" not in found
    assert "Nog geen gesprekken" in browser.get("/advies/?jaar=2020").content.decode()


def test_coaching_from_start_to_sum(anna, browse):
    browser = browse("anna")
    sent = {"requester": "Entrea", "function": "youth", "theme": "talking"}
    browser.post(reverse("new_coaching"), sent | {"start_on": "2021-11-01", "end_on": ""})
    with acting_for(anna):
        row = Coaching.objects.get()
    talk = TYPED | STANDARD | {"minutes": "60"}
    browser.post(reverse("new_coaching_talk", args=[row.id]), talk)
    page = browser.get(reverse("coaching", args=[row.id])).content.decode()
    assert "1 gesprek, 1 uur" in page
    with acting_for(anna):
        assert Consult.objects.get().kind == "coaching"


@pytest.mark.requirement("R60")
def test_education_asks_for_numbers_and_says_attendances(anna, browse):
    browser = browse("anna")
    sent = {"place": "Roc Rivierstad", "level": "mbo", "kind": "lesson", "participants": "24"}
    sent |= {"minutes": "90", "day": "2021-11-22", "activity": "mee_train"}
    answer = browser.post(reverse("new_education"), sent, follow=True)
    assert "24 deelnames" in answer.content.decode()
    bad = browser.post(reverse("new_education"), sent | {"participants": "0"})
    assert bad.status_code == 422
    with acting_for(anna):
        row = EducationSession.objects.get()
    browser.post(
        reverse("withdraw_education", args=[row.id]), {"version": "1", "reason": "Ging niet door."}
    )
    assert "Nog geen voorlichting" in browser.get("/voorlichting/").content.decode()


@pytest.mark.requirement("R13")
def test_a_team_is_added_visited_and_counted(anna, browse):
    browser = browse("anna")
    browser.post(reverse("new_team"), {"name": "Team Noord"})
    assert "nog niet geweest" in browser.get("/teambezoeken/").content.decode()
    with acting_for(anna):
        team = Team.objects.get()
    sent = {"kind": "trained", "colleagues": "9", "minutes": "60", "day": "2021-11-22"}
    answer = browser.post(reverse("new_team_visit", args=[team.id]), sent, follow=True)
    assert "1 van 1 teams bezocht of getraind" in answer.content.decode()
    with acting_for(anna):
        assert TeamVisit.objects.get().kind == "trained"


@pytest.mark.parametrize("who", ["bram", "emma", "noor"])
def test_who_did_not_write_it_gets_404_and_an_id_of_nothing_too(anna, browse, who):
    with acting_for(anna):
        rows = {
            "edit_consult": a_consult(anna).id,
            "edit_education": a_session(anna).id,
            "edit_team_visit": a_visit(anna).id,
        }
    browser = browse(who)
    for name, row in rows.items():
        assert browser.get(reverse(name, args=[row])).status_code == 404
        assert browser.get(reverse(name, args=[NOTHING])).status_code == 404


def test_another_organisation_gets_404_on_coaching_and_team(anna, browse):
    with acting_for(anna):
        coaching = start_coaching(by=anna, facts=CoachingFacts("Entrea", "youth", "code", DAY))
        team = add_team(by=anna, name="Team Noord")
    for who in ("bram", "noor"):
        browser = browse(who)
        for name, row in (
            ("coaching", coaching.id),
            ("edit_coaching", coaching.id),
            ("new_coaching_talk", coaching.id),
            ("edit_team", team.id),
            ("new_team_visit", team.id),
        ):
            assert browser.get(reverse(name, args=[row])).status_code == 404


@pytest.mark.parametrize("who", ["marja", "wil", "teun", "lena", "rik"])
def test_the_municipality_and_others_have_no_page_here(browse, who):
    browser = browse(who)
    for path in ("/advies/", "/advies/nieuw/", "/advies/aantallen/", "/voorlichting/"):
        assert browser.get(path).status_code == 404
    assert browser.get("/teambezoeken/").status_code == 404


def test_the_coordinator_and_the_manager_see_numbers_and_no_talk(anna, browse):
    with acting_for(anna):
        a_consult(anna)
    for who, role in (("ilse", Role.COORDINATOR), ("petra", None)):
        browser = browse(who, role)
        page = browser.get("/advies/aantallen/").content.decode()
        assert "MEE Gelderse Poort" in page
        assert "Sociale wijkteams" not in page
        assert browser.get("/advies/").status_code == 404


@pytest.mark.parametrize("year", ["²²²²", "0000", "9999", "٢٠٢١", "20211", "ja"])
@pytest.mark.parametrize("name", ["consults", "education", "consult_numbers"])
def test_a_year_that_is_none_shows_this_year(browse, name, year):
    browser = browse("petra" if name == "consult_numbers" else "anna")
    assert browser.get(reverse(name), {"jaar": year}).status_code == 200
