"""The intake and the page about consent, as a care worker gets them in a browser."""

import re

import pytest
from tests.making import a_client

from ketenwerk.access.api import acting_for
from ketenwerk.clients.models import Client
from ketenwerk.programme.api import TargetGroup

pytestmark = pytest.mark.django_db
INTAKE = "/clienten/nieuw/"


@pytest.fixture
def answers(anna) -> dict[str, object]:
    with acting_for(anna):
        group = TargetGroup.objects.get(key="sekswerkers")
    return {
        "called": "Linde",
        "working_name": "Linde",
        "group": str(group.id),
        "channel": "call",
        "value": "eigen telefoon",
        "days": ["0", "1"],
        "since": "10:00",
        "until": "14:00",
        "pick_up": "alleen zijzelf",
        "code_word": "bibliotheek",
    }


def test_the_intake_agrees_on_days_times_who_may_pick_up_and_a_code_word(browse, anna, answers):
    browser = browse("anna")
    asked = browser.get(INTAKE).text
    names = ("days", "since", "until", "moments", "pick_up", "code_word", "unsafe")
    assert [name for name in names if f'name="{name}"' not in asked] == []

    page = browser.post(INTAKE, answers, follow=True).text
    assert "ma, di, tussen 10.00 en 14.00 uur" in page
    with acting_for(anna):
        client = Client.objects.get()
    agreed = browser.get(f"/clienten/{client.id}/veilig-contact/").text
    assert 'value="alleen zijzelf"' in agreed
    assert 'value="bibliotheek"' in agreed


def test_an_intake_with_a_strange_time_saves_nothing_and_keeps_what_was_typed(
    browse, anna, answers
):
    answer = browse("anna").post(INTAKE, answers | {"since": "tien uur"})
    assert answer.status_code == 422
    assert "Schrijf het tijdstip als 20:00." in answer.text
    assert 'value="tien uur"' in answer.text
    assert 'value="bibliotheek"' in answer.text
    with acting_for(anna):
        assert not Client.objects.exists()


def test_the_page_about_consent_keeps_words_as_a_draft_and_no_ticks(browse, anna):
    """A tick that was kept would lie over what a colleague recorded meanwhile."""
    with acting_for(anna):
        client = a_client(anna)
    path, browser = f"/clienten/{client.id}/toestemming/", browse("anna")
    talk = {"given_by": "self", "form": "mondeling", "explained": "told"}
    browser.post(path, talk | {"antwoord": "ja:conference."})
    page = browser.get(path).text
    assert f'data-draft-url="/concept/{client.id}-toestemming/"' in page
    assert 'name="draft" value="' in page
    ticks = re.findall(r'<input type="checkbox"[^>]*>', page)
    assert len(ticks) > 1
    assert all("data-no-draft" in tick for tick in ticks)
