"""One table of who may know what: it saves what was changed, and nothing that a colleague said in between goes unseen."""

import re
import uuid
from collections.abc import Callable
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from tests.making import a_client

from ketenwerk.access.api import acting_for, make_dossier_key, open_keys
from ketenwerk.clients.api import Choice, Client, RemovalTask, involve, set_consent, share_part
from ketenwerk.clients.models import Consent, ConsentAnswer
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import life_domains

pytestmark = pytest.mark.django_db
HOW = {"given_by": "self", "form": "mondeling", "explained": "told", "language": "Spaans"}
MONEY, HOME, HOUSE = "financien", "huisvesting", ""


@pytest.fixture
def emma(actor: Callable[..., Actor]) -> Actor:
    return actor("emma")


@pytest.fixture
def client(anna: Actor, emma: Actor) -> Client:
    with acting_for(anna):
        made = a_client(anna)
        involve(by=anna, client=made.id, member=emma.person)
    return made


def about(by: Actor, key: str) -> uuid.UUID | None:
    with acting_for(by):
        return life_domains().get(key=key).id if key else None


def box(by: Actor, partner: Actor, key: str, purpose: str = "share") -> str:
    return f"{purpose}.{partner.house}.{about(by, key) or ''}"


def say(
    by: Actor, client: Client, partner: Actor, *keys: str, yes: bool = True, purpose: str = "share"
) -> None:
    for key in keys:
        choice = Choice(purpose, partner.house, about(by, key))
        with acting_for(by):
            set_consent(by=by, client=client.id, choice=choice, given=yes)


def stands(by: Actor, client: Client, partner: Actor, key: str, purpose: str = "share") -> str:
    with acting_for(by):
        rows = Consent.objects.filter(client=client, purpose=purpose, recipient=partner.house)
        return rows.filter(domain=about(by, key)).values_list("state", flat=True).first() or ""


def page_of(client: Client) -> str:
    return f"/clienten/{client.id}/toestemming/"


def fields(shown: HttpResponse) -> dict[str, list[str]]:
    """What a browser sends back of the table when nothing was touched."""
    return {
        "stond": re.findall(r'name="stond"[^>]* value="([^"]+)"', shown.text),
        "vakje": re.findall(r'name="vakje"[^>]* value="([^"]+)" checked', shown.text),
    }


def send(
    browser: Browser,
    client: Client,
    shown: HttpResponse,
    *,
    on: str = "",
    off: str = "",
    **more: str,
) -> HttpResponse:
    table = fields(shown)
    boxes = [*(each for each in table["vakje"] if each not in off.split()), *on.split()]
    return browser.post(page_of(client), HOW | {"stond": table["stond"], "vakje": boxes} | more)


def answers(by: Actor, client: Client) -> int:
    with acting_for(by):
        return ConsentAnswer.objects.filter(consent__client=client).count()


def test_one_press_saves_every_change_with_how_it_was_asked_once(anna, bram, client, browse):
    say(anna, client, bram, HOUSE, MONEY)
    browser = browse("anna")
    shown = browser.get(page_of(client))
    on = f"{box(anna, bram, HOME)} {box(anna, bram, HOUSE, 'plan')} {box(anna, bram, HOME, 'plan')}"
    before = answers(anna, client)
    assert send(browser, client, shown, on=on, off=box(anna, bram, MONEY)).status_code == 302
    assert answers(anna, client) == before + 4
    found = {
        (key, purpose): stands(anna, client, bram, key, purpose)
        for purpose in ("share", "plan")
        for key in (HOUSE, MONEY, HOME)
    }
    assert found == {
        (HOUSE, "share"): "given",
        (MONEY, "share"): "withdrawn",
        (HOME, "share"): "given",
        (HOUSE, "plan"): "given",
        (MONEY, "plan"): "",
        (HOME, "plan"): "given",
    }
    with acting_for(anna):
        row = Consent.objects.get(client=client, purpose="plan", domain=about(anna, HOME))
    assert (row.language, row.recorded_by_id) == ("Spaans", anna.person)


def test_sending_the_page_untouched_records_nothing(anna, bram, client, browse):
    say(anna, client, bram, HOUSE, MONEY)
    browser, before = browse("anna"), answers(anna, client)
    assert send(browser, client, browser.get(page_of(client))).status_code == 302
    assert answers(anna, client) == before


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("", "nog niet gevraagd"),
        ("yes", "ja"),
        ("no", "nee"),
        ("taken back", "ingetrokken"),
        ("over", "verlopen"),
        ("without the organisation", "ja, maar telt nu niet"),
    ],
)
def test_each_box_says_in_words_how_it_stands(anna, bram, client, browse, said, words):
    if said not in {"", "without the organisation"}:
        say(anna, client, bram, HOUSE)
    if said:
        say(anna, client, bram, MONEY, yes=said != "no")
    if said == "taken back":
        say(anna, client, bram, MONEY, yes=False)
    if said == "over":
        with acting_for(anna):
            Consent.objects.filter(client=client, domain__isnull=False).update(until=clock.today())
    text = unescape(browse("anna").get(page_of(client)).text)
    cell = text[text.index("IrisZorg, financiën: ") :].partition("</label>")[0]
    plain = " ".join(re.sub(r"<[^>]+>", " ", cell).split())
    assert plain.removeprefix("IrisZorg, financiën: ").startswith(words)
    ticked = box(anna, bram, MONEY) in fields(browse("anna").get(page_of(client)))["vakje"]
    assert ticked == (said == "yes")


def test_a_life_domain_without_the_organisation_is_not_saved_and_the_tick_stays(
    anna, bram, client, browse
):
    browser, money = browse("anna"), box(anna, bram, MONEY)
    refused = send(browser, client, browser.get(page_of(client)), on=money)
    assert refused.status_code == 422
    assert "Zet bij IrisZorg ook een vinkje bij de bovenste rij" in refused.text
    assert 'value="Spaans"' in refused.text
    assert fields(refused)["vakje"] == [money]
    assert stands(anna, client, bram, MONEY) == ""
    assert send(browser, client, refused, on=box(anna, bram, HOUSE)).status_code == 302
    assert stands(anna, client, bram, MONEY) == "given"


def a_part(by: Actor, client: Client, partner: Actor, key: str) -> uuid.UUID:
    part = uuid.uuid4()
    with acting_for(by):
        make_dossier_key(by=by, dossier=part, purpose="share")
        choice = Choice("share", partner.house, about(by, key))
        share_part(by=by, client=client.id, part=part, choice=choice)
    return part


def opens(who: Actor, part: uuid.UUID) -> bool:
    with acting_for(who):
        return part in open_keys(by=who, dossiers=[part])


def test_one_box_taken_back_ends_that_and_nothing_else(anna, bram, client, browse):
    say(anna, client, bram, HOUSE, MONEY, HOME)
    parts = {key: a_part(anna, client, bram, key) for key in (HOUSE, MONEY, HOME)}
    browser = browse("anna")
    shown = browser.get(page_of(client))
    assert send(browser, client, shown, off=box(anna, bram, MONEY)).status_code == 302
    assert {key: opens(bram, part) for key, part in parts.items()} == {
        HOUSE: True,
        MONEY: False,
        HOME: True,
    }
    with acting_for(bram):
        assert RemovalTask.objects.count() == 1


@pytest.mark.parametrize("way", ["the box", "the button"])
def test_a_whole_organisation_stops_after_a_second_look_with_all_beneath(
    anna, bram, client, browse, way
):
    say(anna, client, bram, HOUSE, MONEY, HOME)
    part = a_part(anna, client, bram, MONEY)
    browser = browse("anna")
    shown = browser.get(page_of(client))
    off = {"off": box(anna, bram, HOUSE)}
    button = {"antwoord": f"kolom-nee:share.{bram.house}"}
    asked = send(browser, client, shown, **(off if way == "the box" else button))
    assert asked.status_code == 200
    for words in (
        "Weet je het zeker?",
        "IrisZorg",
        "financiën, huisvesting",
        "Er gaat één gedeeld stuk",
    ):
        assert words in unescape(asked.text)
    assert opens(bram, part)
    sure = re.search(r'name="zeker" value="([^"]+)"', asked.text)
    assert sure
    assert send(browser, client, asked, zeker=sure[1]).status_code == 302
    assert not opens(bram, part)
    assert {stands(anna, client, bram, key) for key in (HOUSE, MONEY, HOME)} == {"withdrawn"}
    with acting_for(bram):
        assert RemovalTask.objects.count() == 1


def test_a_button_says_yes_or_no_to_a_whole_organisation(anna, bram, actor, client, browse):
    roos, browser = actor("roos"), browse("anna")
    for partner, said in ((bram, "ja"), (roos, "nee")):
        shown = browser.get(page_of(client))
        button = {"antwoord": f"kolom-{said}:share.{partner.house}"}
        assert send(browser, client, shown, **button).status_code == 302
    with acting_for(anna):
        rows = Consent.objects.filter(client=client, purpose="share")
        assert rows.filter(recipient=bram.house, state="given").count() == 14
        assert rows.filter(recipient=roos.house).values_list("domain", "state").get() == (
            None,
            "refused",
        )


# Two at once


def colleague_says(emma: Actor, client: Client, partner: Actor, changes: str) -> None:
    for change in changes.split():
        key, _, said = change.partition("=")
        say(emma, client, partner, HOUSE if key == "house" else key, yes=said == "yes")


@pytest.mark.parametrize(
    ("first", "meanwhile", "on", "off", "clash"),
    [
        # She said no to a colleague about the very thing.
        ("house", "financien=no", MONEY, "", MONEY),
        ("", "house=no", HOUSE, "", HOUSE),
        # The organisation may know nothing any more, so a new life domain has nothing to stand on.
        ("house", "house=no", MONEY, "", HOUSE),
        # Something else, the same, or a no over a yes: nothing is overturned unseen.
        ("house", "huisvesting=yes", MONEY, "", None),
        ("house", "financien=yes", MONEY, "", None),
        ("house financien", "financien=no", "", MONEY, None),
    ],
)
def test_what_a_colleague_recorded_meanwhile_is_not_silently_overturned(
    anna, emma, bram, client, browse, first, meanwhile, on, off, clash
):
    say(anna, client, bram, *(HOUSE if key == "house" else key for key in first.split()))
    browser = browse("anna")
    shown = browser.get(page_of(client))
    colleague_says(emma, client, bram, meanwhile)
    boxes = {
        "on": box(anna, bram, on) if on or not off else "",
        "off": box(anna, bram, off) if off else "",
    }
    before = answers(anna, client)
    answer = send(browser, client, shown, **boxes)
    if clash is None:
        assert answer.status_code == 302
        key, _, said = meanwhile.partition("=")
        assert stands(anna, client, bram, key) == ("given" if said == "yes" else "withdrawn")
        assert stands(anna, client, bram, on or off) == ("given" if on else "withdrawn")
        return
    assert answer.status_code == 422
    assert answers(anna, client) == before
    text = unescape(answer.text)
    assert "Een collega legde intussen iets anders vast." in text
    assert text.count("intussen veranderd") == 2  # in the sentence, and at the box
    assert boxes["on"] in fields(answer)["vakje"]
    # Sending it again is a choice with open eyes.
    again = {"on": box(anna, bram, HOUSE)} if clash == HOUSE and on else {}
    assert send(browser, client, answer, **again).status_code == 302
    assert stands(anna, client, bram, on) == "given"


@pytest.mark.parametrize("first", ["", "house"])
def test_no_above_a_column_also_ends_what_a_colleague_recorded_meanwhile(
    anna, emma, bram, client, browse, first
):
    colleague_says(emma, client, bram, "house=yes" if first else "")
    browser = browse("anna")
    shown = browser.get(page_of(client))
    colleague_says(emma, client, bram, "house=yes financien=yes")
    button = {"antwoord": f"kolom-nee:share.{bram.house}"}
    asked = send(browser, client, shown, **button)
    assert "financiën" in unescape(asked.text)
    sure = re.search(r'name="zeker" value="([^"]+)"', asked.text)
    assert sure
    assert send(browser, client, asked, zeker=sure[1], **button).status_code == 302
    assert {stands(anna, client, bram, key) for key in (HOUSE, MONEY)} == {"withdrawn"}


@pytest.mark.parametrize(
    ("first", "meanwhile", "clash"),
    [
        ("house", "financien=no", MONEY),
        ("house financien", "financien=no", MONEY),
        ("house", "house=no", HOUSE),
        ("", "house=no", HOUSE),
    ],
)
def test_yes_above_a_column_does_not_overturn_the_no_of_a_colleague_unseen(
    anna, emma, bram, client, browse, first, meanwhile, clash
):
    colleague_says(emma, client, bram, " ".join(f"{key}=yes" for key in first.split()))
    browser = browse("anna")
    shown = browser.get(page_of(client))
    colleague_says(emma, client, bram, meanwhile)
    before, button = answers(anna, client), {"antwoord": f"kolom-ja:share.{bram.house}"}
    refused = send(browser, client, shown, **button)
    assert refused.status_code == 422
    assert answers(anna, client) == before
    assert "intussen veranderd" in marked(refused, "IrisZorg", clash)
    assert send(browser, client, refused, **button).status_code == 302
    assert stands(anna, client, bram, clash) == "given"


def marked(shown: HttpResponse, house: str, key: str) -> str:
    """The words at one box."""
    text, name = unescape(shown.text), "financiën" if key else "mag iets weten"
    return text[text.index(f"{house}, {name}: ") :].partition("</label>")[0]


@pytest.mark.parametrize("stood", ["", "o", "j:nonsense x"])
def test_a_page_that_does_not_say_how_it_stood_is_shown_again_before_a_yes_counts(
    anna, bram, client, browse, stood
):
    browser = browse("anna")
    boxes = [box(anna, bram, HOUSE), box(anna, bram, MONEY)]
    sent = HOW | {"stond": f"share.{bram.house}={stood}", "vakje": boxes}
    refused = browser.post(page_of(client), sent)
    assert refused.status_code == 422
    assert "intussen veranderd" in marked(refused, "IrisZorg", MONEY)
    assert fields(refused)["vakje"] == boxes
    assert stands(anna, client, bram, HOUSE) == ""
    assert send(browser, client, refused).status_code == 302
    assert stands(anna, client, bram, MONEY) == "given"


def test_a_new_yes_to_an_organisation_brings_back_only_what_she_says_again(
    anna, bram, client, browse
):
    """Her yes to the organisation was over, so the life domains did not count; nobody took one back."""
    say(anna, client, bram, HOUSE, MONEY, HOME)
    with acting_for(anna):
        rows = Consent.objects.filter(client=client, recipient=bram.house)
        rows.filter(domain=None).update(until=clock.today())
    browser = browse("anna")
    shown = browser.get(page_of(client))
    on = f"{box(anna, bram, HOUSE)} {box(anna, bram, HOME)}"
    assert send(browser, client, shown, on=on).status_code == 302
    found = {key: stands(anna, client, bram, key) for key in (HOUSE, MONEY, HOME)}
    assert found == {HOUSE: "given", MONEY: "expired", HOME: "given"}
    with acting_for(anna):
        said = ConsentAnswer.objects.filter(consent__client=client)
        assert not said.filter(state="withdrawn").exists()
    shown = browser.get(page_of(client))
    assert "verlopen" in marked(shown, "IrisZorg", MONEY)
    assert box(anna, bram, MONEY) not in fields(shown)["vakje"]
    # And it can be said again, by itself.
    assert send(browser, client, shown, on=box(anna, bram, MONEY)).status_code == 302
    assert stands(anna, client, bram, MONEY) == "given"


@pytest.mark.parametrize(("by", "status"), [("self", 422), ("both", 302)])
def test_a_young_person_does_not_fill_in_the_table_alone(anna, bram, browse, by, status):
    with acting_for(anna):
        young = a_client(anna, birth_year=2008)
    browser = browse("anna")
    shown = browser.get(page_of(young))
    boxes = f"{box(anna, bram, HOUSE)} {box(anna, bram, MONEY)}"
    answer = send(browser, young, shown, on=boxes, given_by=by)
    assert answer.status_code == status
    assert stands(anna, young, bram, MONEY) == ("given" if by == "both" else "")
    if by == "self":
        assert fields(answer)["vakje"] == boxes.split()


def test_a_care_provider_stands_under_more_until_something_is_agreed(anna, actor, client, browse):
    lena, browser = actor("lena"), browse("anna")
    shown = browser.get(page_of(client))
    place = shown.text.index(box(anna, lena, HOUSE))
    assert shown.text.index("Meer organisaties") < place
    assert send(browser, client, shown, on=box(anna, lena, HOUSE)).status_code == 302
    shown = browser.get(page_of(client))
    assert shown.text.index(box(anna, lena, HOUSE)) < shown.text.index("Wie mag het plan zien?")
    assert f"plan.{lena.house}" not in shown.text
