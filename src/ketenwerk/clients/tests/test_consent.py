"""Consent: who decides, what a yes allows, and that taking it back works at once and everywhere."""

import re
import uuid
from datetime import timedelta

import pytest
from django.http import HttpResponse
from tests.making import a_client, a_trajectory

from ketenwerk.access.api import Refused, acting_for, end_share, make_dossier_key, open_keys
from ketenwerk.clients.api import (
    Choice,
    Client,
    Consent,
    NotTheirs,
    RemovalTask,
    Talk,
    close,
    dossier,
    may_decide,
    removed,
    set_consent,
    share_part,
    valid_consent,
)
from ketenwerk.clients.consenting import STEPS
from ketenwerk.clients.models import ConsentAnswer
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import life_domains

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(anna: Actor) -> Client:
    with acting_for(anna):
        return a_client(anna)


@pytest.fixture
def part(anna: Actor) -> uuid.UUID:
    part = uuid.uuid4()
    with acting_for(anna):
        make_dossier_key(by=anna, dossier=part, purpose="share")
    return part


def say(by: Actor, client: Client, choice: Choice, *, yes: bool, talk: Talk | None = None) -> None:
    with acting_for(by):
        set_consent(by=by, client=client.id, choice=choice, given=yes, talk=talk)


def share(by: Actor, client: Client, choice: Choice, part: uuid.UUID) -> None:
    with acting_for(by):
        share_part(by=by, client=client.id, part=part, choice=choice)


def opens(who: Actor, part: uuid.UUID) -> bool:
    with acting_for(who):
        return bool(open_keys(by=who, dossiers=[part]))


def tasks(who: Actor) -> list[RemovalTask]:
    with acting_for(who):
        return list(RemovalTask.objects.all())


def test_a_part_is_shared_only_on_a_yes(anna, bram, client, part):
    choice = Choice("share", bram.house)
    with pytest.raises(Refused):
        share(anna, client, choice, part)
    say(anna, client, choice, yes=True)
    share(anna, client, choice, part)
    assert opens(bram, part)


def test_a_yes_to_one_partner_or_one_purpose_is_no_yes_to_another(anna, bram, client, part):
    say(anna, client, Choice("share", bram.house), yes=True)
    with pytest.raises(Refused):
        share(anna, client, Choice("plan", bram.house), part)


def test_taking_back_a_yes_ends_sharing_at_the_next_request_and_asks_to_remove(
    anna, bram, client, part
):
    choice = Choice("share", bram.house)
    say(anna, client, choice, yes=True)
    share(anna, client, choice, part)
    say(anna, client, choice, yes=False)
    assert not opens(bram, part)
    (task,) = tasks(bram)
    assert (task.receiver_id, task.done_on) == (bram.house, None)
    assert client.code not in task.reference
    assert [mine.reference for mine in tasks(anna)] == [task.reference]


def test_the_receiver_says_it_is_removed_and_the_giver_sees_that(anna, bram, client, part):
    choice = Choice("share", bram.house)
    say(anna, client, choice, yes=True)
    share(anna, client, choice, part)
    say(anna, client, choice, yes=False)
    (task,) = tasks(bram)
    with acting_for(anna), pytest.raises(Refused):
        removed(by=anna, task=task.id)
    with acting_for(bram):
        removed(by=bram, task=task.id)
    assert [mine.done_on for mine in tasks(anna)] == [clock.today()]
    with acting_for(bram), pytest.raises(Refused):
        removed(by=bram, task=task.id)


def test_a_yes_that_led_to_nothing_shared_asks_nobody_to_remove(anna, bram, client):
    choice = Choice("share", bram.house)
    say(anna, client, choice, yes=True)
    say(anna, client, choice, yes=False)
    assert tasks(bram) == []


def test_a_life_domain_needs_its_own_yes_and_that_of_the_partner(anna, bram, client, part):
    with acting_for(anna):
        money, home = life_domains()[0].id, life_domains()[3].id
    partner = Choice("share", bram.house)
    about_money, about_home = (Choice("share", bram.house, domain) for domain in (money, home))
    say(anna, client, about_money, yes=True)
    with pytest.raises(Refused):
        share(anna, client, about_money, part)
    say(anna, client, partner, yes=True)
    with pytest.raises(Refused):
        share(anna, client, about_home, part)
    share(anna, client, about_money, part)
    assert opens(bram, part)


def test_no_to_a_partner_ends_every_life_domain_with_it(anna, bram, client, part):
    with acting_for(anna):
        money = life_domains()[0].id
    partner, about_money = Choice("share", bram.house), Choice("share", bram.house, money)
    say(anna, client, partner, yes=True)
    say(anna, client, about_money, yes=True)
    share(anna, client, about_money, part)
    say(anna, client, partner, yes=False)
    assert not opens(bram, part)
    with acting_for(anna):
        assert Consent.objects.get(client=client, domain=money).state == "withdrawn"
    assert len(tasks(bram)) == 1


@pytest.mark.parametrize(("days", "valid"), [(0, True), (364, True), (365, False)])
def test_a_yes_holds_for_a_year_at_most(anna, bram, client, days, valid):
    choice = Choice("share", bram.house)
    say(anna, client, choice, yes=True)
    with clock.on_day(clock.today() + timedelta(days=days)), acting_for(anna):
        assert bool(valid_consent(anna, client.id, choice)) == valid


def test_a_share_ends_with_the_consent_and_not_a_year_after_it_was_made(anna, bram, client, part):
    choice = Choice("share", bram.house)
    say(anna, client, choice, yes=True)
    with clock.on_day(clock.today() + timedelta(days=365)), pytest.raises(Refused):
        share(anna, client, choice, part)


def test_a_new_answer_keeps_the_earlier_ones(anna, bram, client):
    choice = Choice("share", bram.house)
    for yes in (False, True, False, True):
        say(anna, client, choice, yes=yes)
    with acting_for(anna):
        answers = ConsentAnswer.objects.filter(consent__purpose="share").order_by("recorded_at")
        states = [answer.state for answer in answers]
    assert states == ["refused", "given", "withdrawn", "given"]


def test_how_it_was_asked_is_kept(anna, client):
    talk = Talk(form="getuige", language="Spaans", explained="pictures")
    say(anna, client, Choice("research"), yes=True, talk=talk)
    with acting_for(anna):
        row = Consent.objects.get(client=client, purpose="research")
        assert (row.form, row.language, row.explained) == ("getuige", "Spaans", "pictures")


@pytest.mark.parametrize(
    ("band", "deciders"),
    [
        ("0-11", {"parent", "guardian"}),
        ("12-15", {"both"}),
        ("16-17", {"self"}),
        ("18-22", {"self"}),
        ("23+", {"self"}),
        ("", {"both"}),
    ],
)
def test_who_can_say_yes_to_sharing_follows_from_age(band, deciders):
    who = Client(age_band=band)
    assert {by for by in Consent.GivenBy.values if may_decide(who, "share", by)} == deciders


def test_a_yes_that_is_not_theirs_alone_is_not_kept_and_a_no_always_counts(anna, bram):
    with acting_for(anna):
        young = a_client(anna, birth_year=2008)
    choice = Choice("share", bram.house)
    with pytest.raises(NotTheirs):
        say(anna, young, choice, yes=True)
    say(anna, young, choice, yes=True, talk=Talk(given_by="both"))
    say(anna, young, choice, yes=False)
    with acting_for(anna):
        assert valid_consent(anna, young.id, choice) is None


def test_no_answer_is_ever_a_dead_end():
    """From every state one can come to yes, and from yes back to no."""
    assert all("given" in steps for steps in STEPS.values())
    assert "withdrawn" in STEPS["given"]


# The pages


def row_of(anna: Actor, client: Client, partner: Actor) -> Consent:
    with acting_for(anna):
        return Consent.objects.get(
            client=client, purpose="share", recipient=partner.house, domain=None
        )


def filled(shown: HttpResponse, partner: Actor, *ticked: uuid.UUID | None) -> dict[str, list[str]]:
    """The table as a browser sends it: all columns as they stood, and these boxes of one partner."""
    stood = re.findall(r'name="stond"[^>]* value="([^"]+)"', shown.text)
    other = re.findall(r'name="vakje"[^>]* value="([^"]+)" checked', shown.text)
    key = f"share.{partner.house}"
    boxes = [f"{key}.{domain or ''}" for domain in ticked]
    return {
        "stond": stood,
        "vakje": [*boxes, *(each for each in other if not each.startswith(key))],
    }


HOW = {"given_by": "self", "form": "schriftelijk", "explained": "read_out", "language": "Engels"}


def test_a_partner_may_know_what_was_ticked_and_nothing_else(anna, bram, client, browse):
    browser, page = browse("anna"), f"/clienten/{client.id}/toestemming/"
    with acting_for(anna):
        money, home = life_domains()[0], life_domains()[3]
    for ticked in ([money.id, home.id], [home.id]):
        answer = browser.post(page, HOW | filled(browser.get(page), bram, None, *ticked))
        assert answer.status_code == 302
        with acting_for(anna):
            rows = Consent.objects.filter(client=client, state="given", domain__isnull=False)
            assert set(rows.values_list("domain", flat=True)) == set(ticked)
    text = browser.get(page).text
    assert "financiën" in text
    assert "Ingetrokken op" in text


def test_the_page_records_a_choice_and_how_it_was_asked(anna, bram, client, browse):
    say(anna, client, Choice("share", bram.house), yes=False)
    browser, page = browse("anna"), f"/clienten/{client.id}/toestemming/"
    answer = browser.post(page, HOW | filled(browser.get(page), bram, None))
    assert answer.status_code == 302
    row = row_of(anna, client, bram)
    assert (row.state, row.form, row.language) == ("given", "schriftelijk", "Engels")


def test_what_was_never_asked_can_be_asked_and_answered(anna, bram, client, browse):
    browser, page = browse("anna"), f"/clienten/{client.id}/toestemming/"
    shown = browser.get(page).content.decode()
    assert "IrisZorg, mag iets weten" in shown
    assert "Melden bij CoMensha" in shown
    assert "MEE Gelderse Poort" not in shown  # one's own house needs no yes
    assert browser.post(page, HOW | filled(browser.get(page), bram, None)).status_code == 302
    assert row_of(anna, client, bram).state == "given"


@pytest.mark.parametrize("unknown", ["share.", "share.x", "alles.", "", "ja:count."])
def test_a_choice_that_is_not_there_changes_nothing(anna, client, browse, unknown):
    with acting_for(anna):
        before = list(Consent.objects.filter(client=client).values_list("purpose", "state"))
    answer = browse("anna").post(
        f"/clienten/{client.id}/toestemming/", {**HOW, "antwoord": f"ja:{unknown}"}
    )
    assert answer.status_code == 302
    with acting_for(anna):
        after = list(Consent.objects.filter(client=client).values_list("purpose", "state"))
    assert after == before


def test_a_yes_that_does_not_count_says_so_and_keeps_what_was_typed(anna, bram, browse):
    with acting_for(anna):
        young = a_client(anna, birth_year=2008)
    say(anna, young, Choice("share", bram.house), yes=False)
    browser, page = browse("anna"), f"/clienten/{young.id}/toestemming/"
    answer = browser.post(page, HOW | filled(browser.get(page), bram, None))
    assert answer.status_code == 422
    assert "Op deze leeftijd telt dit ja niet" in answer.content.decode()
    assert 'value="Engels"' in answer.content.decode()
    assert row_of(anna, young, bram).state == "refused"


def test_the_words_to_read_out_are_short_and_say_that_help_goes_on(anna, client, browse):
    text = browse("anna").get(f"/clienten/{client.id}/toestemming/").content.decode()
    start = text.index("Lees dit voor")
    spoken = text[start : text.index("</section>", start)]
    spoken = re.sub(r"<[^>]+>", " ", spoken.partition("</h2>")[2])
    sentences = [words.split() for words in re.split(r"[.!?]", spoken) if words.strip()]
    assert len(sentences) > 5
    assert max(len(words) for words in sentences) <= 12
    assert "Je krijgt altijd hulp. Ook als je nee zegt." in " ".join(spoken.split())


def test_the_receiver_gets_a_task_without_a_name_and_marks_it_done(
    anna, bram, client, part, browse
):
    choice = Choice("share", bram.house)
    say(anna, client, choice, yes=True)
    share(anna, client, choice, part)
    say(anna, client, choice, yes=False)
    (task,) = tasks(bram)
    browser = browse("bram")
    assert "Verwijder wat je kreeg" in browser.get("/").content.decode()
    page = browser.get("/verwijderen/").content.decode()
    assert task.reference in page
    assert "Linde" not in page
    assert client.code not in page
    browser.post("/verwijderen/", {"taak": str(task.id)})
    assert "Verwijder wat je kreeg" not in browser.get("/").content.decode()
    giver = browse("anna").get(f"/clienten/{client.id}/toestemming/").content.decode()
    assert "weggehaald" in giver
    assert browse("marja").get("/verwijderen/").status_code == 404


@pytest.mark.parametrize("yes", [True, False])
def test_help_is_the_same_whatever_she_answers(anna, bram, yes):
    """Opening, helping and closing ask nothing of consent."""
    with acting_for(anna):
        client = a_client(anna, count=yes)
    for choice in (Choice("share", bram.house), Choice("conference"), Choice("comensha")):
        say(anna, client, choice, yes=yes)
    with acting_for(anna):
        assert a_trajectory(anna, client, "mee_ind").state == "running"
        opened = dossier(anna, client.id)
        close(by=anna, client=opened.client)
        assert not opened.is_open


@pytest.mark.requirement("R7")
@pytest.mark.parametrize("under", [False, True], ids=["on this choice", "on a choice under it"])
def test_what_ended_before_the_yes_was_taken_back_is_asked_back_once(
    anna, bram, client, part, under
):
    partner = Choice("share", bram.house)
    with acting_for(anna):
        domain = life_domains()[0].id
    choice = Choice("share", bram.house, domain) if under else partner
    for each in {partner, choice}:
        say(anna, client, each, yes=True)
    share(anna, client, choice, part)
    with acting_for(anna):
        end_share(by=anna, dossier=part, organisation=bram.house, purpose="share")
        Consent.objects.filter(client=client, domain__isnull=False).update(state="expired")
    assert tasks(bram) == []
    for _ in range(2):
        say(anna, client, partner, yes=False)
        assert [task.receiver_id for task in tasks(bram)] == [bram.house]


def test_what_was_shared_with_another_or_of_another_is_not_asked_back(anna, bram, client, part):
    with acting_for(anna):
        other = a_client(anna, called="Zus")
    choice = Choice("share", bram.house)
    for each in (client, other):
        say(anna, each, choice, yes=True)
    share(anna, client, choice, part)
    say(anna, other, choice, yes=False)
    assert tasks(bram) == []
    assert opens(bram, part)
