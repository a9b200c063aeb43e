"""What can be copied by hand besides trajectories and notes: the contact agreement and the joint plan (R99)."""

import uuid

import pytest

from ketenwerk.access.api import acting_for
from ketenwerk.clients.api import SafeAgreement, set_safe_contact
from ketenwerk.people.api import Actor
from ketenwerk.plans.tests.making import a_line, a_plan
from tests.making import a_client
from tests.sweeping import log_of

pytestmark = pytest.mark.django_db
AGREED = SafeAgreement(
    channel="phone", value="06 00000000", opening="Over de cursus", never="Niet appen"
)


@pytest.fixture
def client(anna: Actor) -> uuid.UUID:
    with acting_for(anna):
        return a_client(anna).id


def copied(browser, client: uuid.UUID, part: str) -> str:
    page = browser.post(f"/clienten/{client}/overnemen/", {"deel": part}).text
    return page[page.index("<textarea") : page.index("</textarea>")]


@pytest.mark.requirement("R99")
def test_the_contact_agreement_is_copied_as_it_holds_and_logged(client, anna, browse):
    browser = browse("anna")
    with acting_for(anna):
        set_safe_contact(by=anna, client=client, agreement=AGREED)
    before = max(line.number for line in log_of(anna.organisation))
    text = copied(browser, client, "contact")
    for words in ("06 00000000", "Begin met: Over de cursus", "Nooit: Niet appen", "23-11-2021"):
        assert words in text
    events = [line.event for line in log_of(anna.organisation, before)]
    assert "exchange:copied" in events
    assert "06 00000000" not in copied(browser, client, "all")


@pytest.mark.requirement("R99")
def test_the_plan_is_copied_with_what_runs_by_life_domain(client, anna, browse):
    browser = browse("anna")
    assert "Er is nog niets om over te nemen" in copied(browser, client, "plan")
    plan = a_plan(anna, client)
    a_line(anna, plan, "Samen de post openen")
    text = copied(browser, client, "plan")
    assert "Samen de post openen" in text
    assert "Linde" not in text


@pytest.mark.parametrize("key", ["bram", "emma", "marja", "ilse"])
@pytest.mark.parametrize("part", ["plan", "contact"])
def test_who_does_not_work_with_her_copies_nothing(client, part, key, browse):
    answer = browse(key).post(f"/clienten/{client}/overnemen/", {"deel": part})
    assert answer.status_code == 404
