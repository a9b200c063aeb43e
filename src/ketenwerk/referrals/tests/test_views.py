"""The pages of referrals, as two people of two organisations get them in a browser."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client as Browser
from tests.making import a_client

from ketenwerk.access.api import acting_for
from ketenwerk.clients.api import Client, SafeAgreement, dossier, set_safe_contact
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import TargetGroup
from ketenwerk.referrals.models import NetworkReferral, Referral
from ketenwerk.referrals.tests.making import ASKED, agree, sent_to, taken_by

pytestmark = pytest.mark.django_db
MARK = re.compile(r'name="gezien" value="(\w+)"')


@pytest.fixture
def client(anna: Actor) -> Client:
    with acting_for(anna):
        return a_client(anna)


def filled(partner: Actor, **more: str) -> dict[str, str]:
    fields = {"receiver": str(partner.house), "asked": "Begeleiding bij wonen", "term": "30"}
    return fields | {"why": "Zij wil een eigen kamer", "stap": "bekijk"} | more


def only_referral(by: Actor) -> Referral:
    with acting_for(by):
        return Referral.objects.get()


@pytest.mark.requirement("R35")
def test_from_one_partner_to_another_nothing_typed_twice(client, anna, bram, browse):
    """She agrees, sees what goes along, it is sent, taken, registered with her own double check, and told back."""
    agree(anna, client.id, bram.house)
    ours, theirs = browse("anna"), browse("bram")
    page = f"/clienten/{client.id}/verwijzen/partner/"
    fields = filled(bram, with_called="on", with_contact="on")
    looked = ours.post(page, fields)
    assert "Dit ziet IrisZorg" in looked.text
    assert "niet bellen" in looked.text
    with acting_for(anna):
        assert not Referral.objects.exists()
    mark = MARK.search(looked.text)
    assert mark
    sent = fields | {"stap": "verstuur", "gezien": mark[1]}
    assert "verstuurd" in ours.post(page, sent, follow=True).text

    row = only_referral(anna)
    home = theirs.get("/").text
    assert "Nieuwe verwijzing" in home
    assert row.reference in home
    for word in ("Linde", "Begeleiding bij wonen", client.code):
        assert word not in home
        assert word not in theirs.get("/verwijzingen/").text
    one = f"/verwijzingen/{row.id}/"
    shown = theirs.get(one).text
    assert all(word in shown for word in ("Linde", "Begeleiding bij wonen", "niet bellen"))
    assert client.code not in shown
    assert "aangenomen" in theirs.post(f"{one}aannemen/", follow=True).text

    form = theirs.get(f"{one}registratie/").text
    assert 'value="Linde"' in form
    assert 'value="niet bellen"' in form
    with acting_for(bram):
        group = str(TargetGroup.objects.get(key="sekswerkers").id)
    intake = {"called": "Linde", "working_name": "Linde", "birth_year": "1994", "group": group}
    intake |= {"channel": "app", "never": "niet bellen"}
    saved = theirs.post(f"{one}registratie/", intake, follow=True)
    assert "Opgeslagen onder code" in saved.text
    with acting_for(bram):
        own = Client.objects.get()
    tab = theirs.get(f"/clienten/{own.id}/verwijzen/").text
    assert "Zij kwam hier met een verwijzing" in tab
    told = {"feedback": "started", "seen": "2"}
    assert theirs.post(f"{one}terugkoppeling/", told).status_code == 302
    back = ours.get(one).text
    assert "Gestart" in back
    assert own.code not in back


def test_what_was_not_looked_at_is_not_sent(client, anna, bram, browse):
    agree(anna, client.id, bram.house)
    browser = browse("anna")
    page = f"/clienten/{client.id}/verwijzen/partner/"
    mark = MARK.search(browser.post(page, filled(bram)).text)
    assert mark
    changed = filled(bram, why="Iets anders", stap="verstuur", gezien=mark[1])
    answer = browser.post(page, changed)
    assert "Kijk nog een keer" in answer.text
    assert "Iets anders" in answer.text
    with acting_for(anna):
        assert not Referral.objects.exists()


def test_without_consent_the_page_says_what_to_do(client, browse):
    page = f"/clienten/{client.id}/verwijzen/partner/"
    answer = browse("anna").get(page)
    assert "Vraag haar eerst" in answer.text


def test_consent_that_ends_between_looking_and_sending_stops_it_and_keeps_the_text(
    client, anna, bram, actor, browse
):
    for partner in (bram, actor("roos")):
        agree(anna, client.id, partner.house)
    browser = browse("anna")
    page = f"/clienten/{client.id}/verwijzen/partner/"
    mark = MARK.search(browser.post(page, filled(bram)).text)
    assert mark
    agree(anna, client.id, bram.house, given=False)
    answer = browser.post(page, filled(bram, stap="verstuur", gezien=mark[1]))
    assert answer.status_code == 422
    assert "Begeleiding bij wonen" in answer.text
    with acting_for(anna):
        assert not Referral.objects.exists()


def test_consent_that_ends_closes_every_page_at_the_receiver(client, anna, bram, browse):
    referral = sent_to(anna, client.id, bram)
    taken_by(bram, referral.id)
    theirs = browse("bram")
    one = f"/verwijzingen/{referral.id}/"
    pages = [one, f"{one}overdracht/", f"{one}registratie/", f"{one}teruggeven/"]
    assert {theirs.get(page).status_code for page in pages} == {200}
    agree(anna, client.id, bram.house, given=False)
    assert {theirs.get(page).status_code for page in pages} == {404}
    assert theirs.post(f"{one}aannemen/").status_code == 404
    home = theirs.get("/").text
    assert referral.reference not in home
    assert "Verwijder wat je kreeg" in home


def test_given_back_keeps_what_was_typed_and_tells_the_sender(client, anna, bram, browse):
    referral = sent_to(anna, client.id, bram)
    theirs = browse("bram")
    page = f"/verwijzingen/{referral.id}/teruggeven/"
    refused = theirs.post(page, {"words": "Bel in januari weer"})
    assert refused.status_code == 422
    assert "Bel in januari weer" in refused.text
    fields = {"words": "Bel in januari weer", "reason": "full"}
    assert theirs.post(page, fields).status_code == 302
    assert theirs.get(f"/verwijzingen/{referral.id}/").status_code == 404
    ours = browse("anna")
    assert "Verwijzing teruggegeven" in ours.get("/").text
    assert "Bel in januari weer" in ours.get(f"/verwijzingen/{referral.id}/").text


def test_of_two_who_plan_the_handover_the_later_one_sees_both(client, anna, bram, browse):
    referral = sent_to(anna, client.id, bram)
    taken_by(bram, referral.id)
    page = f"/verwijzingen/{referral.id}/overdracht/"
    ours, theirs = browse("anna"), browse("bram")
    fields = {"day": "2021-11-30", "place": "sender", "state": "planned", "seen": "2"}
    assert ours.post(page, fields).status_code == 302
    mine = {"day": "2021-12-02", "place": "call", "state": "planned", "seen": "2"}
    lost = theirs.post(page, mine)
    assert lost.status_code == 422
    assert "30 november" in lost.text
    assert "2021-12-02" in lost.text
    assert theirs.post(page, mine | {"seen": "3"}).status_code == 302
    assert "2 december" in ours.get(f"/verwijzingen/{referral.id}/").text


def test_for_who_sent_it_known_and_unknown_look_the_same(anna, bram, browse):
    """The whole page, byte for byte without ids, names and tokens (D1)."""
    with acting_for(bram):
        known = a_client(bram, called="Zus")
        group = str(TargetGroup.objects.get(key="sekswerkers").id)
    ours, theirs = browse("anna"), browse("bram")
    pages = []
    for way in ("new", "known"):
        with acting_for(anna):
            client = a_client(anna)
        referral = sent_to(anna, client.id, bram)
        one = f"/verwijzingen/{referral.id}/"
        theirs.post(f"{one}aannemen/")
        new = {"called": "L", "working_name": "Lin", "group": group, "someone_else": "on"}
        fields = {"bekend": known.code} if way == "known" else new
        assert theirs.post(f"{one}registratie/", fields).status_code == 302
        text = ours.get(one).text + ours.get(f"/clienten/{client.id}/verwijzen/").text
        for own in (str(referral.id), str(client.id), client.code, referral.reference):
            text = text.replace(own, "X")
        text = re.sub(r'(csrfmiddlewaretoken" value="|data-csrf=")\w+', "", text)
        pages.append(re.sub(r'<span class="kw-code">\w{4}</span>', "", text))
    assert pages[0] == pages[1]


def test_a_double_in_the_own_organisation_can_be_linked(client, anna, bram, browse):
    with acting_for(bram):
        known = a_client(bram, called="Linde")
        group = str(TargetGroup.objects.get(key="sekswerkers").id)
    referral = sent_to(anna, client.id, bram)
    taken_by(bram, referral.id)
    page = f"/verwijzingen/{referral.id}/registratie/"
    browser = browse("bram")
    fields = {"called": "Linde", "given_name": "Linde", "family_name": "Zonneveld"}
    fields |= {"birth_year": "1994", "group": group}
    shown = browser.post(page, fields)
    assert f"Koppel aan {known.code}" in shown.text
    wrong = browser.post(page, {"bekend": client.code}, follow=True)
    assert "geen code van een cliënt met wie jij werkt" in wrong.text
    linked = browser.post(page, fields | {"bekend": known.code}, follow=True)
    assert f"hoort nu bij {known.code}" in linked.text


def test_every_part_of_the_agreement_on_safe_contact_stands_in_the_registration(
    client, anna, bram, browse
):
    """A part that is not on the form would be lost when the receiver saves."""
    agreed = SafeAgreement(
        channel="call",
        value="eigen telefoon",
        moments="niet in de vakantie",
        opening="over de cursus",
        never="niet mailen",
        voicemail=True,
        days=(1, 3),
        since="10:00",
        until="14:00",
        pick_up="haar zus",
        code_word="tulp",
        unsafe="de buurman leest mee",
    )
    with acting_for(anna):
        set_safe_contact(by=anna, client=client.id, agreement=agreed)
    referral = sent_to(anna, client.id, bram, everything=True)
    taken_by(bram, referral.id)
    browser = browse("bram")
    page = f"/verwijzingen/{referral.id}/registratie/"
    form = browser.get(page).context["form"]
    with acting_for(bram):
        group = str(TargetGroup.objects.get(key="sekswerkers").id)
    fields = {
        name: form[name].value()
        for name in form.fields
        if f'name="{name}"' in browser.get(page).text
    }
    kept = {name: value for name, value in fields.items() if value not in (None, "", False)}
    browser.post(page, kept | {"working_name": "Lin", "group": group})
    with acting_for(bram):
        own = dossier(bram, Client.objects.get().id)
    assert replace(own.safe_contact, checked_on=None) == agreed


@pytest.mark.requirement("R39")
def test_going_along_to_a_clinic_is_noted_and_settled(client, anna, browse):
    browser = browse("anna")
    page = f"/clienten/{client.id}/verwijzen/netwerk/"
    fields = {"kind": "sexual_health", "day": "2021-11-22", "outcome": "unknown"}
    fields["accompanied_by"] = str(anna.person)
    shown = browser.post(page, fields, follow=True).text
    assert "Anna de Wit ging mee" in shown
    with acting_for(anna):
        row = NetworkReferral.objects.get()
    settled = browser.post(f"/netwerkverwijzingen/{row.id}/", {"outcome": "arrived"}, follow=True)
    assert "aangekomen" in settled.text
    ahead = fields | {"day": clock.days_later(2).isoformat()}
    refused = browser.post(page, ahead)
    assert refused.status_code == 422
    assert "gedaan is" in refused.text


@pytest.mark.parametrize("who", ["emma", "yara", "roos", "marja", "ilse", "noor"])
def test_nobody_else_opens_any_page_of_a_referral_that_was_taken(client, anna, bram, browse, who):
    referral = sent_to(anna, client.id, bram)
    taken_by(bram, referral.id)
    browser: Browser = browse(who)
    one = f"/verwijzingen/{referral.id}/"
    pages = [one, *(f"{one}{end}/" for end in ("overdracht", "teruggeven", "registratie"))]
    pages += [f"/clienten/{client.id}/verwijzen/{end}" for end in ("", "partner/", "netwerk/")]
    assert {browser.get(page).status_code for page in pages} == {404}
    ends = ("aannemen", "intrekken", "terugkoppeling", "registratie")
    sends = [browser.post(f"{one}{end}/", {"feedback": "started", "seen": "2"}) for end in ends]
    assert {answer.status_code for answer in sends} == {404}


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("", "niets binnengekomen"),
        ("?richting=uit", "niets verstuurd"),
        ("?richting=uit&status=late", "Geen verwijzing met deze status"),
        ("?richting=x&status=x", "niets binnengekomen"),
    ],
)
def test_an_empty_list_says_what_to_do(browse: Callable[..., Browser], query, says):
    assert says in browse("bram").get(f"/verwijzingen/{query}").text


def test_the_list_filters_by_state(client, anna, bram, browse):
    referral = sent_to(anna, client.id, bram)
    browser = browse("anna")
    page = "/verwijzingen/?richting=uit"
    assert referral.reference in browser.get(page).text
    assert referral.reference in browser.get(f"{page}&status=sent").text
    assert referral.reference not in browser.get(f"{page}&status=accepted").text
    assert ASKED not in browser.get(page).text
