"""With which partner somebody may be discussed, and who is asked (R72)."""

import pytest
from tests.making import a_client
from tests.making_conferences import agree, an_item, chair

from ketenwerk.access.api import Role, acting_for
from ketenwerk.clients.api import Consent
from ketenwerk.conferences.api import (
    ConferenceRefused,
    conference,
    invite,
    places_of,
)
from ketenwerk.conferences.models import Attendee, CaseAsk, CaseItem
from ketenwerk.conferences.tests.making import CANARY, reads
from ketenwerk.kernel import clock

pytestmark = pytest.mark.django_db


# Consent per partner


@pytest.mark.requirement("R72")
@pytest.mark.parametrize(
    ("yes_to", "asked", "fits"),
    [
        (("bram", "roos"), ("bram", "roos"), True),
        (("bram",), ("bram",), True),
        (("bram",), ("bram", "roos"), False),
        (("roos",), ("bram",), False),
        ((), ("bram",), False),
    ],
)
def test_an_item_goes_only_to_partners_she_agreed_to(yes_to, asked, fits, anna, actor, day):
    with acting_for(anna):
        client = a_client(anna)
        agree(anna, client.id)
        agree(anna, client.id, *(actor(key) for key in yes_to))
        partners = [actor(key) for key in asked]
        if fits:
            assert an_item(anna, day, client.id, *partners)
            return
        with pytest.raises(ConferenceRefused, match="Vraag eerst toestemming"):
            an_item(anna, day, client.id, *partners)
        assert not CaseItem.objects.exists()


def test_the_form_names_the_partner_of_whom_the_yes_is_missing(anna, bram, roos, day):
    with acting_for(anna):
        client = a_client(anna)
        agree(anna, client.id, bram)
        with pytest.raises(ConferenceRefused) as refusal:
            an_item(anna, day, client.id, bram, roos)
    assert "Sterker" in str(refusal.value)
    assert "IrisZorg" not in str(refusal.value)


@pytest.mark.requirement("R72")
@pytest.mark.parametrize("how", ["withdrawn", "expired", "all_withdrawn"])
def test_a_yes_that_ends_closes_the_item_for_that_partner_and_not_for_the_other(
    how, anna, bram, roos, day, client, item
):
    with acting_for(anna):
        if how == "withdrawn":
            agree(anna, client.id, bram, given=False)
        elif how == "all_withdrawn":
            agree(anna, client.id, given=False)
        else:
            rows = Consent.objects.filter(client=client, recipient=bram.house)
            rows.update(until=clock.today())
            places_of(anna, conference(anna, day.id))
    assert not reads(bram, item)
    assert reads(roos, item) == (how != "all_withdrawn")
    assert reads(anna, item)


def test_for_whom_the_yes_ended_sees_the_neutral_card(browse, anna, bram, day, client, item):
    with acting_for(anna):
        agree(anna, client.id, bram, given=False)
    body = browse("bram").get(f"/casuistiek/{day.id}/vergadering/1/").content.decode()
    assert "Dit punt gaat jou niet aan" in body
    assert CANARY not in body
    assert item.code not in body


def test_she_chooses_the_partners_on_the_consent_page_after_the_conference_itself(browse, anna):
    with acting_for(anna):
        client = a_client(anna)
    page = f"/clienten/{client.id}/toestemming/"
    browser = browse("anna")
    words = "Met welke partners mag je overleggen?"
    assert words not in browser.get(page).content.decode()
    with acting_for(anna):
        agree(anna, client.id)
    assert words in browser.get(page).content.decode()


# Who is asked


@pytest.mark.parametrize(
    ("who", "role", "sees"),
    [
        ("anna", None, True),
        ("roos", None, True),
        ("emma", None, False),  # a colleague who is not asked
        ("yara", None, False),
        ("ilse", Role.COORDINATOR, True),
        ("ilse", Role.CARE_WORKER, False),
        ("marja", None, False),
        ("petra", None, False),
    ],
)
def test_who_is_asked_is_seen_by_who_is_asked_and_who_organises(who, role, sees, actor, item):
    by = actor(who, role)
    with acting_for(by):
        assert (Attendee.objects.count() == 3) is sees
        assert Attendee.objects.count() in {0, 3}


def test_the_page_tells_no_names_to_who_is_not_asked(browse, item, day):
    path = f"/casuistiek/{day.id}/"
    assert "Roos" in browse("anna").get(path).content.decode()
    body = browse("emma").get(path).content.decode()
    assert "Roos" not in body
    assert "Alleen wie gevraagd is, ziet wie er komt." in body


def test_who_is_asked_later_sees_everybody_and_who_is_no_longer_asked_nobody(
    anna, bram, roos, actor, day
):
    by, emma = chair(), actor("emma")
    with acting_for(by):
        invite(by=by, conference=day.id, members=[anna.person, emma.person])
    for each, count in ((emma, 2), (anna, 2), (roos, 0)):
        with acting_for(each):
            assert Attendee.objects.count() == count


@pytest.mark.requirement("R72")
@pytest.mark.parametrize(
    ("who", "rows"),
    [("anna", 2), ("bram", 2), ("roos", 2), ("yara", 0), ("fleur", 0), ("joost", 0)],
)
def test_the_database_shows_whom_an_item_goes_to_only_to_its_owner_and_who_is_asked_and_comes(
    who, rows, actor, item
):
    """Yara works for an asked partner and is not asked for this day."""
    by = actor(who)
    with acting_for(by):
        assert CaseAsk.objects.count() == rows
        assert CaseItem.objects.count() == bool(rows)


def test_who_is_not_asked_puts_nothing_on_the_agenda(emma, bram, day):
    with acting_for(emma):
        client = a_client(emma)
        agree(emma, client.id, bram)
        with pytest.raises(ConferenceRefused, match="niet gevraagd"):
            an_item(emma, day, client.id, bram)
