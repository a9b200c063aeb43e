"""About what something may go: a yes to an organisation is a yes about the life domains she said yes to, and no other."""

import uuid
from collections.abc import Callable
from dataclasses import replace

import pytest

from ketenwerk.access.api import acting_for, open_keys, shares_of
from ketenwerk.clients.api import Choice, Client, removal_tasks, set_consent
from ketenwerk.clients.models import Consent
from ketenwerk.handovers.api import Handover, HandoverRefused, Selection, hand_over, received_client
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import life_domains
from ketenwerk.referrals.api import Referral, ReferralRefused, received_page, send
from ketenwerk.referrals.tests.making import a_question, agree
from ketenwerk.trajectories.api import Trajectory
from tests.making import a_client
from tests.making_handovers import an_agreement, consented, handed, scaled_up

pytestmark = pytest.mark.django_db
MONEY, HOME = "financien", "huisvesting"
# On which life domains she said yes, what is to be told, and whether it may go.
TABLE = [
    ("", "", True),
    ("", HOME, False),
    (MONEY, "", True),
    (MONEY, HOME, False),
    (HOME, HOME, True),
    (HOME, f"{HOME} {MONEY}", False),
    (f"{HOME} {MONEY}", f"{HOME} {MONEY}", True),
]


@pytest.fixture
def lena(actor: Callable[..., Actor]) -> Actor:
    return actor("lena")


@pytest.fixture
def client(anna: Actor) -> Client:
    with acting_for(anna):
        return a_client(anna)


@pytest.fixture
def row(anna: Actor, client: Client) -> Trajectory:
    an_agreement(anna.house)
    return scaled_up(anna, client, "mee_ind")


def ids(by: Actor, keys: str) -> frozenset[uuid.UUID]:
    with acting_for(by):
        return frozenset(each.id for each in life_domains() if each.key in keys.split())


def referred(by: Actor, client: Client, to: Actor, keys: str, days: int = 30) -> Referral:
    new = replace(a_question(to.house, days=days), about=ids(by, keys))
    with acting_for(by):
        return send(by=by, client=client.id, new=new)


def take_back(by: Actor, client: Client, to: Actor, key: str) -> None:
    (domain,) = ids(by, key)
    with acting_for(by):
        choice = Choice("share", to.house, domain)
        set_consent(by=by, client=client.id, choice=choice, given=False)


def opens(who: Actor, part: uuid.UUID) -> bool:
    with acting_for(who):
        return part in open_keys(by=who, dossiers=[part])


def tasks(who: Actor) -> int:
    with acting_for(who):
        return len(removal_tasks(who))


@pytest.mark.parametrize(("said", "told", "may"), TABLE)
def test_a_referral_tells_of_what_she_said_yes_to(anna, bram, client, said, told, may):
    agree(anna, client.id, bram.house, *ids(anna, said))
    if not may:
        with pytest.raises(ReferralRefused, match="leefgebied"):
            referred(anna, client, bram, told)
        return
    sent = referred(anna, client, bram, told)
    with acting_for(bram):
        assert len(received_page(bram, sent.id).content.about) == len(told.split())


@pytest.mark.requirement("R7")
@pytest.mark.parametrize(("said", "told", "may"), TABLE)
def test_a_hand_over_tells_of_what_she_said_yes_to(anna, lena, client, row, said, told, may):
    consented(anna, client.id, *said.split())
    chosen = Selection(lena.person, clock.days_later(10), domains=frozenset(told.split()))
    with acting_for(anna):
        if not may:
            with pytest.raises(HandoverRefused, match="Zij zei"):
                hand_over(by=anna, trajectory=row.id, selection=chosen)
            return
        made = hand_over(by=anna, trajectory=row.id, selection=chosen)
    with acting_for(lena):
        assert len(received_client(lena, made.id).facts.domains) == len(told.split())


def test_what_is_told_about_a_life_domain_ends_with_the_yes_about_it(anna, bram, client):
    agree(anna, client.id, bram.house, *ids(anna, HOME))
    with acting_for(anna):
        rows = Consent.objects.filter(client=client, domain__isnull=False)
        rows.update(until=clock.days_later(5))
    assert referred(anna, client, bram, HOME).until == clock.days_later(5)
    assert referred(anna, client, bram, "").until == clock.days_later(30)


@pytest.mark.requirement("R7")
def test_a_life_domain_taken_back_goes_out_of_a_hand_over_and_the_rest_stays(
    anna, lena, client, row
):
    made = handed(anna, row, lena, called=True, domains=frozenset({HOME, MONEY}))
    take_back(anna, client, lena, HOME)
    with acting_for(lena):
        facts = received_client(lena, made.id).facts
    assert facts.domains == ("financiën",)
    assert facts.called
    assert tasks(lena) == 1
    take_back(anna, client, lena, HOME)
    assert tasks(lena) == 1


def test_a_life_domain_taken_back_closes_the_referral_about_it_and_no_other(anna, bram, client):
    agree(anna, client.id, bram.house, *ids(anna, f"{HOME} {MONEY}"))
    about_home, about_money = (referred(anna, client, bram, key) for key in (HOME, MONEY))
    take_back(anna, client, bram, HOME)
    assert (opens(bram, about_home.id), opens(bram, about_money.id)) == (False, True)
    assert tasks(bram) == 1
    with acting_for(anna):
        assert [each.part for each in shares_of(anna)] == [about_money.id]


def test_the_referral_page_says_about_what_and_keeps_what_was_typed(anna, bram, client, browse):
    agree(anna, client.id, bram.house, *ids(anna, HOME))
    path, browser = f"/clienten/{client.id}/verwijzen/partner/", browse("anna")
    shown = browser.get(path).text
    assert "over huisvesting" in shown
    assert f"/clienten/{client.id}/toestemming/" in shown
    money, home = (next(iter(ids(anna, key))) for key in (MONEY, HOME))
    typed = {"receiver": str(bram.house), "asked": "Een veilige plek", "why": "Nodig"}
    typed |= {"term": "30", "stap": "bekijk"}
    refused = browser.post(path, typed | {"about": [str(money)]})
    assert refused.status_code == 422
    assert "Over dit leefgebied mag deze organisatie niets weten" in refused.text
    assert "Een veilige plek" in refused.text
    assert "huisvesting</dd>" in browser.post(path, typed | {"about": [str(home)]}).text


def test_the_hand_over_page_says_about_what_and_keeps_what_was_chosen(
    anna, lena, client, row, browse
):
    consented(anna, client.id, MONEY)
    path, browser = f"/trajecten/{row.id}/overdracht/", browse("anna")
    shown = browser.get(path).text
    assert "Zij zei ja over: financiën." in shown
    assert f'href="/clienten/{client.id}/toestemming/"' in shown
    chosen = {"worker": str(lena.person), "last": clock.days_later(9).isoformat()}
    chosen |= {"domains": [HOME]}
    looked = browser.post(path, chosen)
    mark = looked.text.partition('name="shown" value="')[2].partition('"')[0]
    refused = browser.post(path, chosen | {"shown": mark})
    assert refused.status_code == 422
    assert "Zij zei alleen ja over financiën." in refused.text
    assert f'value="{HOME}"' in refused.text
    with acting_for(anna):
        assert not Handover.objects.exists()
