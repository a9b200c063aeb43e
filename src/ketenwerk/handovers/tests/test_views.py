"""The pages of a hand-over, as somebody in a browser gets them."""

import pytest
from tests.making import a_client
from tests.making_handovers import an_agreement, consented, handed, scaled_up

from ketenwerk.access.api import acting_for
from ketenwerk.people.api import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R29")]


@pytest.fixture
def sjoerd(actor):
    return actor("sjoerd")


@pytest.fixture
def row(sjoerd):
    an_agreement(sjoerd.house)
    with acting_for(sjoerd):
        client = a_client(sjoerd)
    return scaled_up(sjoerd, client, "sterker_amw", goal="KANARIE-doel")


def page_of(row) -> str:
    return f"/trajecten/{row.id}/overdracht/"


def fields(lena: Actor, **more: str) -> dict[str, str]:
    return {"worker": str(lena.person), "last": "2022-01-31", **more}


def test_from_the_trajectory_by_her_yes_to_the_hand_over(row, sjoerd, actor, browse):
    lena, browser, page = actor("lena"), browse("sjoerd"), page_of(row)
    assert page in browser.get(f"/trajecten/{row.id}/").text
    assert "Vraag het eerst aan haar" in browser.get(page).text
    assert "Zorgplus" in browser.get(f"/clienten/{row.client_id}/toestemming/").text
    consented(sjoerd, row.client_id)
    assert "Dit ziet de ander" not in browser.get(page).text
    seen = browser.post(page, fields(lena, goal="on")).text
    assert "Dit ziet de ander" in seen
    assert "KANARIE-doel" in seen
    assert 'value="Linde"' not in seen
    mark = f"{lena.person}.2022-01-31.goal"
    done = browser.post(page, fields(lena, goal="on", shown=mark), follow=True).text
    assert "Lena Hofman begeleidt haar" in done


def test_another_choice_than_was_shown_is_shown_first(row, sjoerd, actor, browse):
    lena, browser, page = actor("lena"), browse("sjoerd"), page_of(row)
    consented(sjoerd, row.client_id)
    mark = f"{lena.person}.2022-01-31"
    seen = browser.post(page, fields(lena, called="on", shown=mark)).text
    assert "Dit ziet de ander" in seen
    assert "niemand aan jou overgedragen" in browse("lena").get("/").text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"worker": ""}, "Kies wie verdergaat"),
        ({"last": "gisteren"}, "Kies een dag"),
    ],
)
def test_what_was_chosen_stays_when_something_is_missing(row, sjoerd, actor, browse, wrong, words):
    consented(sjoerd, row.client_id)
    answer = browse("sjoerd").post(page_of(row), fields(actor("lena"), goal="on") | wrong)
    assert answer.status_code == 422
    assert words in answer.text
    assert answer.text.count("checked") >= 1


def test_a_day_too_late_is_told_with_the_last_day_that_can_be(row, sjoerd, actor, browse):
    lena = actor("lena")
    an_agreement(sjoerd.house, ends_on=None)
    consented(sjoerd, row.client_id)
    wrong = fields(lena, last="2023-01-31", shown=f"{lena.person}.2023-01-31")
    answer = browse("sjoerd").post(page_of(row), wrong)
    assert answer.status_code == 422
    assert "De laatste dag kan niet later zijn dan 22 november 2022" in answer.text


def test_the_outside_worker_writes_and_gives_back_and_the_partner_is_told(
    row, sjoerd, actor, browse
):
    made = handed(sjoerd, row, actor("lena"))
    theirs, base = browse("lena"), f"/overgedragen/{made.id}/"
    wrong = theirs.post(f"{base}contact/", {"words": "Thee", "kind": "talk", "minutes": "veel"})
    assert wrong.status_code == 422
    assert "Thee" in wrong.text
    contact = {"words": "Thee", "kind": "talk", "minutes": "30", "day": "2021-11-23"}
    assert "Thee" in theirs.post(f"{base}contact/", contact, follow=True).text
    missing = theirs.post(f"{base}einde/", {"state": "returned"})
    assert "Kies waarom je teruggeeft" in missing.text
    told = theirs.post(f"{base}einde/", {"state": "returned", "reason": "moved"}, follow=True)
    assert "Je ziet deze cliënt niet meer" in told.text
    ours = browse("sjoerd")
    home = ours.get("/").text
    assert "Terug van Zorgplus" in home
    shown = ours.get(page_of(row)).text
    assert "teruggegeven" in shown
    assert "Verhuisd" in shown
    assert "Thee" not in shown


def test_a_number_in_a_contact_is_warned_about(row, sjoerd, actor, browse):
    made = handed(sjoerd, row, actor("lena"))
    contact = {"words": "Bel 06 12345678", "kind": "call", "minutes": "5", "day": "2021-11-23"}
    answer = browse("lena").post(f"/overgedragen/{made.id}/contact/", contact)
    assert answer.status_code == 422


def test_the_partner_stops_it(row, sjoerd, actor, browse):
    made = handed(sjoerd, row, actor("lena"), contact=True)
    ours = browse("sjoerd")
    assert "Stop overdracht" in ours.get(page_of(row)).text
    stopped = ours.post(f"/overdrachten/{made.id}/stop/", follow=True).text
    assert "gestopt" in stopped
    assert ours.post(f"/overdrachten/{made.id}/opnieuw/").status_code == 404
    assert browse("lena").get(f"/overgedragen/{made.id}/").status_code == 404
