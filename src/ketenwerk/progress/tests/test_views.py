"""The pages: what is typed stays, who may, and a page that does not grow slower."""

from datetime import date

import pytest
from django.test import Client as Browser
from tests.making import a_client
from tests.test_query_budget import statements

from ketenwerk.access.api import acting_for
from ketenwerk.kernel import clock
from ketenwerk.progress.api import AftercareContact, Assessment, ExitEvent
from ketenwerk.progress.tests.factories import levels, measured_on, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(anna):
    with clock.on_day(date(2021, 1, 4)), acting_for(anna):
        return a_client(anna)


@pytest.fixture
def browser(browse) -> Browser:
    return browse("anna")


def test_an_empty_page_says_what_to_do(browser, client):
    page = browser.get(f"/clienten/{client.id}/ontwikkeling/").content.decode()
    assert "Begin met waar iemand nu staat" in page
    assert "Er is nog geen meting" in page
    assert "Nazorg plan je" in page


@pytest.mark.requirement("R32")
def test_a_measurement_is_saved_with_a_part_of_the_domains(browser, anna, client):
    page = f"/clienten/{client.id}/meting/"
    fields = {"moment": "start", "day": "2021-11-23", "level_financien": "2", "own_justitie": "4"}
    answer = browser.post(page, fields)
    assert answer.headers["Location"] == f"/clienten/{client.id}/ontwikkeling/"
    with acting_for(anna):
        assert Assessment.objects.filter(client=client).count() == 1
    assert "vorige keer 2" in browser.get(page).content.decode()


def test_nothing_filled_in_keeps_what_was_typed(browser, client):
    fields = {"moment": "end", "day": "2021-11-20"}
    answer = browser.post(f"/clienten/{client.id}/meting/", fields)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Vul minstens één gebied in" in page
    assert 'value="2021-11-20"' in page


@pytest.mark.parametrize("value", ["0", "6", "x"])
def test_a_number_off_the_scale_is_told_and_kept_apart(browser, client, value):
    fields = {"moment": "start", "day": "2021-11-23", "level_financien": value}
    answer = browser.post(f"/clienten/{client.id}/meting/", fields)
    assert answer.status_code == 422
    assert "Kies een cijfer van 1 tot en met 5" in answer.content.decode()


def test_a_remark_holds_nothing_that_is_never_stored(browser, client):
    fields = {"moment": "start", "day": "2021-11-23", "remark_financien": "bsn 111222333"}
    answer = browser.post(f"/clienten/{client.id}/meting/", fields)
    assert answer.status_code == 422
    assert "burgerservicenummer" in answer.content.decode()


def test_who_saves_over_a_newer_version_sees_both_and_may_save_once_more(browser, anna, client):
    with acting_for(anna):
        made = measured_on(anna, client.id, clock.today(), levels(financien=2))
    page = f"/metingen/{made.id}/"
    fields = {"moment": "start", "day": "2021-11-23"}
    first = fields | {"level_financien": "3", "seen": made.changed_at.isoformat()}
    assert browser.post(page, first).status_code == 302
    late = browser.post(page, first | {"level_financien": "5"})
    body = late.content.decode()
    assert late.status_code == 422
    assert "intussen veranderd" in body
    assert "opgeslagen is 3" in body
    again = late.context["form"].data["seen"]
    assert browser.post(page, first | {"level_financien": "5", "seen": again}).status_code == 302


def test_a_step_and_its_replacement_by_hand(browser, anna, client):
    fields = {"stage": "left", "day": "2021-11-20", "basis": "own_word", "plan_aftercare": "on"}
    assert browser.post(f"/clienten/{client.id}/stap/", fields).status_code == 302
    with acting_for(anna):
        step = ExitEvent.objects.get(client=client)
        assert AftercareContact.objects.filter(client=client).count() == 3
    page = f"/stappen/{step.id}/"
    missing = browser.post(page, fields | {"words": "Het was eerder."})
    assert missing.status_code == 422
    assert "Het was eerder." in missing.content.decode()
    assert browser.post(page, fields | {"why": "Verkeerde dag."}).status_code == 302
    shown = browser.get(f"/clienten/{client.id}/ontwikkeling/").content.decode()
    assert "<del>Uitgestapt</del>" in shown
    assert "Verkeerde dag." in shown


def test_left_without_a_basis_says_what_is_missing(browser, client):
    answer = browser.post(f"/clienten/{client.id}/stap/", {"stage": "left", "day": "2021-11-20"})
    assert answer.status_code == 422
    assert "Kies waaruit blijkt" in answer.content.decode()


def test_a_contact_is_settled_by_hand(browser, anna, client):
    with acting_for(anna):
        told(anna, client.id, "left", clock.today())
        contact = AftercareContact.objects.filter(client=client).earliest("due")
    page = f"/nazorg/{contact.id}/"
    assert browser.post(page, {"words": "Goed."}).status_code == 422
    assert browser.post(page, {"outcome": "done", "words": "Goed."}).status_code == 302
    assert "Dit contact is klaar" in browser.get(page).content.decode()


@pytest.mark.requirement("R4")
@pytest.mark.parametrize("who", ["bram", "emma", "marja", "ilse", "noor", "wil"])
def test_who_does_not_work_with_her_gets_404(browse, anna, client, who):
    with acting_for(anna):
        made = measured_on(anna, client.id, clock.today(), levels(financien=2))
        step = told(anna, client.id, "left", clock.today())
        contact = AftercareContact.objects.filter(client=client).earliest("due")
    stranger = browse(who)
    for path in (
        *(
            f"/clienten/{client.id}/{p}/"
            for p in ("ontwikkeling", "meting", "stap", "communicatie")
        ),
        f"/metingen/{made.id}/",
        f"/stappen/{step.id}/",
        f"/nazorg/{contact.id}/",
    ):
        assert stranger.get(path).status_code == 404, path


def test_the_page_takes_as_many_statements_for_two_measurements_as_for_twelve(
    browser, anna, client
):
    page = f"/clienten/{client.id}/ontwikkeling/"
    seen = []
    for number in (2, 10):
        with acting_for(anna):
            for _ in range(number):
                measured_on(anna, client.id, clock.today(), levels(financien=2, justitie=3))
                told(anna, client.id, "contact", clock.today())
                told(anna, client.id, "motivation", clock.today())
        browser.get(page)
        seen.append(statements(lambda: browser.get(page)))
    assert seen[0] == seen[1] <= 18
