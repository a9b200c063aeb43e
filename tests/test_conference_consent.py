"""To be discussed: a yes in general, and a yes to each partner at the table (R72)."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client as Browser

from ketenwerk.access.api import Refused, acting_for, make_dossier_key, open_keys, share_key
from ketenwerk.clients.api import (
    Choice,
    Client,
    Consent,
    RemovalTask,
    SentPartners,
    Talk,
    set_consent,
    set_partners,
    valid_consent,
)
from ketenwerk.clients.models import ConsentAnswer
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import life_domains
from ketenwerk.web import demo
from tests.making import a_client

pytestmark = pytest.mark.django_db
GENERAL = Choice("conference")
HOW = {"given_by": "self", "form": "mondeling", "explained": "told", "language": "Engels"}


@pytest.fixture
def roos() -> Actor:
    return demo.actor_of("roos")


@pytest.fixture
def client(anna: Actor) -> Client:
    with acting_for(anna):
        return a_client(anna)


def say(by: Actor, client: Client, choice: Choice, *, yes: bool) -> None:
    with acting_for(by):
        set_consent(by=by, client=client.id, choice=choice, given=yes)


def may_discuss(by: Actor, client: Client, partner: Actor, days: int = 0) -> bool:
    with clock.on_day(clock.today() + timedelta(days=days)), acting_for(by):
        return valid_consent(by, client.id, Choice("conference", partner.house)) is not None


@pytest.mark.requirement("R72")
@pytest.mark.parametrize(
    ("general", "about_bram", "expected"),
    [
        (None, None, False),
        (False, None, False),
        (False, True, False),
        (True, None, False),
        (True, True, True),
        (True, False, False),
    ],
)
def test_a_partner_at_the_table_needs_the_yes_in_general_and_one_of_its_own(
    general: bool | None,
    about_bram: bool | None,
    expected: bool,
    anna: Actor,
    bram: Actor,
    roos: Actor,
    client: Client,
) -> None:
    for choice, yes in ((GENERAL, general), (Choice("conference", bram.house), about_bram)):
        if yes is not None:
            say(anna, client, choice, yes=yes)
    assert may_discuss(anna, client, bram) is expected
    assert not may_discuss(anna, client, roos)


@pytest.mark.requirement("R72")
def test_a_no_about_one_partner_closes_for_that_partner_alone(
    anna: Actor, bram: Actor, roos: Actor, client: Client
) -> None:
    say(anna, client, GENERAL, yes=True)
    part = uuid.uuid4()
    with acting_for(anna):
        make_dossier_key(by=anna, dossier=part, purpose="conference")
        for partner in (bram, roos):
            choice = Choice("conference", partner.house)
            set_consent(by=anna, client=client.id, choice=choice, given=True)
            basis = Consent.objects.get(client=client, recipient=partner.house).id
            share_key(
                by=anna,
                dossier=part,
                organisation=partner.house,
                purpose="conference",
                ground="consent",
                basis=basis,
                until=clock.days_later(30),
            )
    say(anna, client, Choice("conference", bram.house), yes=False)
    for partner, open_still in ((bram, False), (roos, True)):
        with acting_for(partner):
            assert bool(open_keys(by=partner, dossiers=[part])) is open_still
            assert RemovalTask.objects.exists() is not open_still
    say(anna, client, GENERAL, yes=False)
    with acting_for(roos):
        assert not open_keys(by=roos, dossiers=[part])
        assert RemovalTask.objects.get().receiver_id == roos.house


def test_a_no_in_general_takes_every_yes_about_a_partner_along(
    anna: Actor, bram: Actor, client: Client
) -> None:
    say(anna, client, GENERAL, yes=True)
    say(anna, client, Choice("conference", bram.house), yes=True)
    say(anna, client, GENERAL, yes=False)
    say(anna, client, GENERAL, yes=True)
    assert not may_discuss(anna, client, bram)


@pytest.mark.parametrize(("days", "expected"), [(364, True), (365, False)])
def test_it_holds_for_a_year_at_most(
    days: int,
    expected: bool,
    anna: Actor,
    bram: Actor,
    client: Client,
) -> None:
    say(anna, client, GENERAL, yes=True)
    say(anna, client, Choice("conference", bram.house), yes=True)
    assert may_discuss(anna, client, bram, days) is expected


def test_the_page_records_with_whom_and_nobody_else(
    anna: Actor, bram: Actor, roos: Actor, client: Client, browse: Callable[..., Browser]
) -> None:
    browser, page = browse("anna"), f"/clienten/{client.id}/toestemming/"
    assert "Met welke partners" not in browser.get(page).content.decode()
    browser.post(page, {**HOW, "antwoord": "ja:conference."})
    shown = browser.get(page).content.decode()
    assert "Met welke partners" in shown
    chosen = {
        **HOW,
        "partners-stond": stood(shown),
        "antwoord": "partners:conference.",
        "partner-conference.": [str(roos.house)],
    }
    assert browser.post(page, chosen).status_code == 302
    assert (may_discuss(anna, client, bram), may_discuss(anna, client, roos)) == (False, True)
    # A partner at the table is no choice of its own on the page.
    assert f"conference.{bram.house}" not in browser.get(page).content.decode()


def test_without_a_yes_in_general_no_table_is_set(anna: Actor, bram: Actor, client: Client) -> None:
    with acting_for(anna), pytest.raises(Refused):
        set_partners(
            by=anna,
            client=client.id,
            partners=SentPartners(frozenset({bram.house}), {}),
            talk=Talk(),
        )


def stood(page: str) -> str:
    found = re.search(r'name="partners-stond"[^>]* value="([^"]*)"', page)
    assert found
    return found[1]


def ticked(page: str) -> set[str]:
    boxes = re.findall(r'name="partner-conference\."(.*?)>', page, re.DOTALL)
    return {re.findall(r'value="([^"]+)"', box)[0] for box in boxes if "checked" in box}


@pytest.fixture
def discussed(anna: Actor, client: Client) -> Client:
    say(anna, client, GENERAL, yes=True)
    return client


def test_who_ticks_a_partner_does_not_overturn_a_colleague_unseen(
    anna: Actor, bram: Actor, roos: Actor, discussed: Client, browse: Callable[..., Browser]
) -> None:
    """A colleague took one back and added another: the first is asked about, the second stays."""
    browser, page = browse("anna"), f"/clienten/{discussed.id}/toestemming/"
    shown = browser.get(page).content.decode()
    say(anna, discussed, Choice("conference", bram.house), yes=False)
    say(anna, discussed, Choice("conference", roos.house), yes=True)
    sent = {**HOW, "antwoord": "partners:conference.", "partner-conference.": [str(bram.house)]}
    refused = browser.post(page, {**sent, "partners-stond": stood(shown)})
    text = refused.content.decode()
    assert (refused.status_code, text.count("intussen veranderd")) == (422, 2)
    assert not may_discuss(anna, discussed, bram)
    assert ticked(text) == {str(bram.house), str(roos.house)}
    sent["partner-conference."] = sorted(ticked(text))
    assert browser.post(page, {**sent, "partners-stond": stood(text)}).status_code == 302
    assert may_discuss(anna, discussed, bram)
    assert may_discuss(anna, discussed, roos)


def test_who_ticks_a_partner_while_the_conference_as_a_whole_is_taken_back_keeps_the_page(
    anna: Actor, bram: Actor, discussed: Client, browse: Callable[..., Browser]
) -> None:
    browser, page = browse("anna"), f"/clienten/{discussed.id}/toestemming/"
    shown = browser.get(page).content.decode()
    say(anna, discussed, GENERAL, yes=False)
    sent = {**HOW, "antwoord": "partners:conference.", "partner-conference.": [str(bram.house)]}
    refused = browser.post(page, {**sent, "partners-stond": stood(shown)})
    assert refused.status_code == 422
    assert refused.content.decode().count("intussen veranderd") == 2
    assert not may_discuss(anna, discussed, bram)


@pytest.mark.parametrize("why", ["witness", "second look"])
def test_the_ticked_partners_stay_when_the_page_comes_back(
    why: str, anna: Actor, bram: Actor, discussed: Client, browse: Callable[..., Browser]
) -> None:
    say(anna, discussed, Choice("share", bram.house), yes=True)
    browser, page = browse("anna"), f"/clienten/{discussed.id}/toestemming/"
    shown = browser.get(page).content.decode()
    sent = {**HOW, "antwoord": "partners:conference.", "partner-conference.": [str(bram.house)]}
    sent["partners-stond"] = stood(shown)
    if why == "witness":
        sent["form"] = "getuige"
    else:  # the tick at the organisation is gone
        sent["stond"] = re.findall(r'name="stond"[^>]* value="([^"]+)"', shown)
    again = browser.post(page, sent)
    text = again.content.decode()
    assert again.status_code == (422 if why == "witness" else 200)
    assert ticked(text) == {str(bram.house)}
    assert stood(text) == sent["partners-stond"]
    sent |= {"form": "mondeling", "zeker": f"share.{bram.house}"}
    assert browser.post(page, sent).status_code == 302
    assert may_discuss(anna, discussed, bram)


# Who was there


@pytest.mark.parametrize(
    "how", [{"form": "getuige"}, {"explained": "interpreter"}], ids=["witness", "interpreter"]
)
def test_who_was_there_is_asked_and_kept_sealed(
    how: dict[str, str], anna: Actor, client: Client, browse: Callable[..., Browser]
) -> None:
    browser, page = browse("anna"), f"/clienten/{client.id}/toestemming/"
    said = {**HOW, **how, "antwoord": "ja:research."}
    refused = browser.post(page, said)
    assert refused.status_code == 422
    assert "Schrijf wie erbij was" in refused.content.decode()
    assert browser.post(page, {**said, "witness": "tolk Mulderij"}).status_code == 302
    assert "Erbij: tolk Mulderij." in browser.get(page).content.decode()
    with acting_for(anna):
        row = ConsentAnswer.objects.filter(consent__purpose="research").latest("recorded_at")
        assert b"Mulderij" not in bytes(row.witness or b"")


def test_a_yes_about_a_life_domain_that_is_over_says_so(
    anna: Actor, bram: Actor, client: Client, browse: Callable[..., Browser]
) -> None:
    with acting_for(anna):
        money = life_domains()[0].id
    for choice in (Choice("share", bram.house), Choice("share", bram.house, money)):
        say(anna, client, choice, yes=True)
    with acting_for(anna):
        Consent.objects.filter(client=client, domain=money).update(until=clock.today())
    text = browse("anna").get(f"/clienten/{client.id}/toestemming/").content.decode()
    cell = text[text.index("IrisZorg, financiën: ") :].partition("</label>")[0]
    assert "verlopen" in cell
    assert "op 23 nov 2021" in cell
    box = f'value="share.{bram.house}.{money}"'
    assert f"{box} checked" not in text
