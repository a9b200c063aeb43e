"""On what a referral and a hand-over may go: her yes, or an exception that two people agreed on and that holds (R72)."""

import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from ketenwerk.access.api import Refused, Role, acting_for, open_keys, shares_of
from ketenwerk.clients.api import (
    Client,
    OverrideRefused,
    Weighing,
    ask_override,
    decide_override,
    involve,
    override_notices,
    removal_tasks,
    withdraw_override,
)
from ketenwerk.handovers.api import Handover, HandoverRefused, Selection, hand_over
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import life_domains
from ketenwerk.referrals.api import Referral, ReferralRefused, received_page, send
from ketenwerk.referrals.tests.making import ASKED, a_question, agree
from ketenwerk.trajectories.api import Trajectory
from ketenwerk.web import demo
from tests.making import a_client
from tests.making_handovers import an_agreement, scaled_up

pytestmark = pytest.mark.django_db
TERM = 20
# Her answer to sharing with this partner, the exception for this partner, and whether it may go.
TABLE = [
    ("yes", "none", True),
    ("yes", "agreed", True),
    ("yes", "refused", True),
    ("no", "none", False),
    ("no", "asked", False),
    ("no", "refused", False),
    ("no", "withdrawn", False),
    ("no", "past its review", False),
    ("no", "agreed for another", False),
    ("no", "agreed for another purpose", False),
    ("no", "agreed", True),
    ("unasked", "none", False),
    ("unasked", "agreed", True),
]


@pytest.fixture
def emma(actor: Callable[..., Actor]) -> Actor:
    return actor("emma")


@pytest.fixture
def lena(actor: Callable[..., Actor]) -> Actor:
    return actor("lena")


@pytest.fixture
def client(anna: Actor, emma: Actor) -> Client:
    with acting_for(anna):
        made = a_client(anna)
        involve(by=anna, client=made.id, member=emma.person)
    return made


@pytest.fixture
def row(anna: Actor, client: Client) -> Trajectory:
    """A granted scale-up, under a running agreement with the care provider."""
    an_agreement(anna.house)
    return scaled_up(anna, client, "mee_ind")


def housing(by: Actor, key: str = "huisvesting") -> frozenset[uuid.UUID]:
    with acting_for(by):
        return frozenset(each.id for each in life_domains() if each.key == key)


def asked(
    by: Actor,
    client: uuid.UUID,
    partner: uuid.UUID,
    purpose: str = "share",
    *,
    about: str = "huisvesting",
    days: int = TERM,
) -> uuid.UUID:
    weighing = Weighing(
        partner=partner,
        purpose=purpose,
        ground="vital",
        facts="Ze belde en durft vanavond niet naar huis.",
        why="Ze neemt niet meer op.",
        alternatives="Langsgaan maakt het gevaar groter.",
        review_on=clock.days_later(days),
        domains=housing(by, about),
    )
    with acting_for(by):
        return ask_override(by=by, client=client, weighing=weighing).id


def judged(by: Actor, override: uuid.UUID, *, agrees: bool = True) -> None:
    with acting_for(by):
        decide_override(by=by, override=override, agrees=agrees, words="Eens: er is gevaar.")


def given(
    anna: Actor, emma: Actor, client: uuid.UUID, to: uuid.UUID, other: uuid.UUID, state: str
) -> None:
    """An exception in this state, made by the product's own acts."""
    if state == "none":
        return
    partner = other if state == "agreed for another" else to
    purpose = "conference" if state == "agreed for another purpose" else "share"
    made = asked(anna, client, partner, purpose)
    if state != "asked":  # also for one that is past its review when it is used
        judged(emma, made, agrees=state != "refused")
    if state == "withdrawn":
        with acting_for(anna):
            withdraw_override(by=anna, override=made)


def day_of(state: str) -> date:
    return clock.days_later(TERM) if state == "past its review" else clock.today()


def said(by: Actor, client: uuid.UUID, to: uuid.UUID, answer: str) -> None:
    if answer != "unasked":
        agree(by, client, to, given=answer == "yes")


def referred(by: Actor, client: Client, to: uuid.UUID) -> Referral:
    with acting_for(by):
        return send(by=by, client=client.id, new=a_question(to, days=60))


def handed(
    by: Actor, row: Trajectory, to: Actor, days: int = 10, *about: str, **hers: bool
) -> Handover:
    chosen = Selection(to.person, clock.days_later(days), domains=frozenset(about), **hers)
    with acting_for(by):
        return hand_over(by=by, trajectory=row.id, selection=chosen)


def opens(who: Actor, part: uuid.UUID) -> bool:
    with acting_for(who):
        return part in open_keys(by=who, dossiers=[part])


@pytest.mark.parametrize(("answer", "state", "may"), TABLE)
def test_a_referral_goes_on_her_yes_or_on_a_judged_exception(
    anna, emma, bram, actor, client, answer, state, may
):
    given(anna, emma, client.id, bram.house, actor("roos").house, state)
    said(anna, client.id, bram.house, answer)
    if not may:
        with (
            clock.on_day(day_of(state)),
            pytest.raises(ReferralRefused, match="geen toestemming"),
        ):
            referred(anna, client, bram.house)
        return
    sent = referred(anna, client, bram.house)
    with acting_for(bram):
        assert received_page(bram, sent.id).content.asked == ASKED
    with acting_for(anna):
        kind = "consent" if answer == "yes" else "override"
        assert [share.ground for share in shares_of(anna, parts=[sent.id])] == [kind]


@pytest.mark.parametrize(("answer", "state", "may"), TABLE)
def test_a_hand_over_goes_on_her_yes_or_on_a_judged_exception(
    anna, emma, bram, lena, client, row, answer, state, may
):
    if state == "agreed for another purpose":
        with pytest.raises(OverrideRefused, match="zorgaanbieder"):
            asked(anna, client.id, lena.house, "conference")
        state = "none"
    given(anna, emma, client.id, lena.house, bram.house, state)
    said(anna, client.id, lena.house, answer)
    if not may:
        with (
            clock.on_day(day_of(state)),
            pytest.raises(HandoverRefused, match="geen toestemming"),
        ):
            handed(anna, row, lena)
        return
    assert opens(lena, handed(anna, row, lena).id)


def test_what_went_on_an_exception_ends_at_the_review_or_when_it_is_stopped(
    anna, emma, bram, client
):
    exception = asked(anna, client.id, bram.house)
    judged(emma, exception)
    first = referred(anna, client, bram.house)
    assert first.until == clock.days_later(TERM)
    with clock.on_day(first.until), acting_for(bram), pytest.raises(Refused):
        received_page(bram, first.id)
    with acting_for(anna):
        withdraw_override(by=anna, override=exception)
    assert not opens(bram, first.id)
    with acting_for(bram):
        assert [task.done_on for task in removal_tasks(bram)] == [None]
        with pytest.raises(Refused):
            received_page(bram, first.id)


def test_a_prolonged_exception_does_not_prolong_a_referral_that_was_to_end_sooner(
    anna, emma, bram, client
):
    first = asked(anna, client.id, bram.house)
    judged(emma, first)
    with acting_for(anna):
        sent = send(by=anna, client=client.id, new=a_question(bram.house, days=5))
    about = housing(anna)
    with acting_for(anna):
        weighing = Weighing(
            bram.house,
            "share",
            "vital",
            "Ze durft nog steeds niet naar huis.",
            "Ze neemt niet op.",
            "Langsgaan kan niet.",
            clock.days_later(TERM + 30),
            about,
        )
        second = ask_override(by=anna, client=client.id, weighing=weighing, previous=first).id
    judged(emma, second)
    with acting_for(anna):
        (share,) = shares_of(anna, parts=[sent.id])
    assert (share.basis, share.until) == (second, clock.days_later(5))


def prolonged(anna: Actor, emma: Actor, client: Client, to: Actor, first: uuid.UUID) -> uuid.UUID:
    about = housing(anna)
    with acting_for(anna):
        weighing = Weighing(
            to.house,
            "share",
            "vital",
            "Ze durft nog steeds niet naar huis.",
            "Ze neemt niet op.",
            "Langsgaan kan niet.",
            clock.days_later(TERM + 30),
            about,
        )
        second = ask_override(by=anna, client=client.id, weighing=weighing, previous=first).id
    judged(emma, second)
    return second


def test_a_prolonged_exception_opens_nothing_past_the_last_day_of_a_referral_or_hand_over(
    anna, emma, bram, lena, client, row
):
    """Both ran until the review, so the row of each says that day, and its key goes no further."""
    for to in (bram, lena):
        first = asked(anna, client.id, to.house)
        judged(emma, first)
        made = referred(anna, client, to.house) if to is bram else handed(anna, row, lena, TERM)
        second = prolonged(anna, emma, client, to, first)
        with acting_for(anna):
            (share,) = shares_of(anna, parts=[made.id])
        assert (share.basis, share.until) == (second, made.until)
        assert made.until == clock.days_later(TERM)


@pytest.mark.parametrize(
    "hers", [{"own_question": "Haar woorden"}, {"with_called": True}, {"with_contact": True}]
)
def test_on_an_exception_a_referral_takes_nothing_of_hers_along(anna, emma, bram, client, hers):
    judged(emma, asked(anna, client.id, bram.house))
    new = a_question(bram.house)
    with acting_for(anna), pytest.raises(ReferralRefused, match="Je deelt zonder toestemming"):
        send(by=anna, client=client.id, new=replace(new, **hers))
    with acting_for(anna):
        assert not Referral.objects.exists()
        sent = send(by=anna, client=client.id, new=new)
    with acting_for(bram):
        content = received_page(bram, sent.id).content
    assert (content.asked, content.called, content.own_question, content.contact) == (
        ASKED,
        "",
        "",
        None,
    )


@pytest.mark.parametrize("hers", ["called", "contact", "goal"])
def test_on_an_exception_a_hand_over_takes_nothing_of_hers_along(
    anna, emma, lena, client, row, hers
):
    judged(emma, asked(anna, client.id, lena.house))
    with pytest.raises(HandoverRefused, match="gaan niet mee"):
        handed(anna, row, lena, 10, "huisvesting", **{hers: True})
    agree(anna, client.id, lena.house)
    assert opens(lena, handed(anna, row, lena, 10, **{hers: True}).id)


def test_with_her_yes_beside_the_exception_she_may_let_hers_go_along(anna, emma, bram, client):
    judged(emma, asked(anna, client.id, bram.house))
    agree(anna, client.id, bram.house)
    with acting_for(anna):
        sent = send(by=anna, client=client.id, new=a_question(bram.house, everything=True))
    with acting_for(bram):
        assert received_page(bram, sent.id).content.called


def test_the_form_says_what_stays_and_keeps_what_was_typed(anna, emma, bram, client, browse):
    judged(emma, asked(anna, client.id, bram.house))
    fields = {"receiver": str(bram.house), "asked": "Een veilige plek", "why": "Gevaar"}
    fields |= {"term": "30", "stap": "bekijk"}
    page = f"/clienten/{client.id}/verwijzen/partner/"
    refused = browse("anna").post(page, fields | {"with_called": "on"})
    assert refused.status_code == 422
    assert "Haar naam, haar eigen woorden" in refused.text
    assert "Een veilige plek" in refused.text
    assert browse("anna").post(page, fields).status_code == 200


def test_on_an_exception_only_the_life_domains_of_the_exception_are_told(
    anna, emma, lena, client, row
):
    judged(emma, asked(anna, client.id, lena.house))
    with pytest.raises(HandoverRefused, match="leefgebieden"):
        handed(anna, row, lena, 10, "huisvesting", "financien")
    with pytest.raises(HandoverRefused, match="niet later"):
        handed(anna, row, lena, TERM + 1, "huisvesting")
    assert opens(lena, handed(anna, row, lena, TERM, "huisvesting").id)


def test_her_yes_to_an_organisation_does_not_close_the_exception_for_a_life_domain(
    anna, emma, bram, client
):
    """Where her yes holds it goes first; about what she did not say yes to, the exception does what it did before."""
    judged(emma, asked(anna, client.id, bram.house))
    judged(emma, asked(anna, client.id, bram.house, about="financien", days=TERM + 10))
    agree(anna, client.id, bram.house)
    home, money = housing(anna), housing(anna, "financien")
    found = {}
    for name, about in (("nothing", frozenset()), ("home", home), ("money", money)):
        new = replace(a_question(bram.house, days=60), about=about)
        with acting_for(anna):
            sent = send(by=anna, client=client.id, new=new)
            (share,) = shares_of(anna, parts=[sent.id])
        found[name] = (share.ground, (sent.until - clock.today()).days)
    assert found == {
        "nothing": ("consent", 60),
        "home": ("override", TERM),
        "money": ("override", TERM + 10),
    }
    both = replace(a_question(bram.house), about=home | money)
    hers = replace(a_question(bram.house, everything=True), about=home)
    for new, words in ((both, "leefgebied"), (hers, "Je deelt zonder toestemming")):
        with acting_for(anna), pytest.raises(ReferralRefused, match=words):
            send(by=anna, client=client.id, new=new)


def test_the_form_of_a_referral_names_her_yes_and_the_exception(anna, emma, bram, client, browse):
    judged(emma, asked(anna, client.id, bram.house))
    money, home = housing(anna, "financien"), housing(anna)
    agree(anna, client.id, bram.house, *money)
    page, browser = f"/clienten/{client.id}/verwijzen/partner/", browse("anna")
    shown = browser.get(page).text
    assert re.search(r"toestemming tot [^,<]+, over financiën; uitzondering zonder", shown)
    assert re.search(r"uitzondering zonder toestemming tot [^<]+, over huisvesting", shown)
    fields = {"receiver": str(bram.house), "asked": "Een veilige plek", "why": "Gevaar"}
    fields |= {"term": "30", "stap": "bekijk", "about": [str(each) for each in home]}
    assert browser.post(page, fields).status_code == 200
    hers = browser.post(page, fields | {"with_called": "on"})
    assert (hers.status_code, "Haar naam, haar eigen woorden" in hers.text) == (422, True)
    together = browser.post(page, fields | {"about": [str(each) for each in home | money]})
    assert (together.status_code, "Verstuur twee verwijzingen" in together.text) == (422, True)
    assert "Een veilige plek" in together.text


def test_a_hand_over_goes_on_the_exception_where_she_said_yes_only_in_general(
    anna, emma, lena, client, row, browse
):
    judged(emma, asked(anna, client.id, lena.house))
    agree(anna, client.id, lena.house)
    shown = browse("anna").get(f"/trajecten/{row.id}/overdracht/").text
    assert "Op een uitzondering zonder toestemming mag het ook gaan over: huisvesting." in shown
    with pytest.raises(HandoverRefused, match="gaan niet mee"):
        handed(anna, row, lena, 10, "huisvesting", called=True)
    with pytest.raises(HandoverRefused, match="Zij zei"):
        handed(anna, row, lena, 10, "financien")
    made = handed(anna, row, lena, 10, "huisvesting")
    with acting_for(anna):
        assert [share.ground for share in shares_of(anna, parts=[made.id])] == ["override"]


def test_privacy_sees_the_exception_for_a_care_provider(anna, emma, lena, client):
    judged(emma, asked(anna, client.id, lena.house))
    wil = demo.actor_of("wil", Role.PRIVACY_OFFICER)
    with acting_for(wil):
        seen = [(each.row.partner_id, each.words) for each in override_notices(wil)]
    assert (lena.house, "akkoord") in seen


def test_the_screens_say_that_it_goes_without_consent(anna, emma, bram, lena, client, row, browse):
    for partner in (bram.house, lena.house):
        judged(emma, asked(anna, client.id, partner))
    shown = browse("anna").get(f"/clienten/{client.id}/verwijzen/partner/").text
    assert "uitzondering zonder toestemming tot" in shown
    assert (
        "Je deelt zonder toestemming."
        in browse("anna").get(f"/trajecten/{row.id}/overdracht/").text
    )
