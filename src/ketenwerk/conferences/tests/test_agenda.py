"""Off the agenda, to another day, and with which partner somebody may be discussed (R72)."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from tests.making import a_client
from tests.making_conferences import a_conference, agree, an_item, chair

from ketenwerk.access.api import Refused, Role, acting_for
from ketenwerk.clients.api import Consent
from ketenwerk.conferences.api import (
    ConferenceRefused,
    case_of,
    conference,
    days_open,
    invite,
    move_case,
    places_of,
    plan_until,
    take_off_case,
    take_off_place,
    taken_off,
    write_column,
)
from ketenwerk.conferences.models import Attendee, CaseAsk, CaseItem, Conference, ConferenceSlot
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing

pytestmark = pytest.mark.django_db
CANARY = "KANARIE-agenda"


@pytest.fixture
def roos(actor):
    return actor("roos")


@pytest.fixture
def client(anna, bram, roos):
    with acting_for(anna):
        row = a_client(anna)
        agree(anna, row.id, bram, roos)
    return row


@pytest.fixture
def day(anna, bram, roos):
    return a_conference(anna, bram, roos)


@pytest.fixture
def item(anna, bram, roos, day, client):
    """Anna of MEE asks IrisZorg and Sterker."""
    with acting_for(anna):
        return an_item(anna, day, client.id, bram, roos, question=f"{CANARY} wie gaat mee?")


def reads(by, item) -> bool:
    with acting_for(by):
        try:
            return CANARY in case_of(by, item.id).question
        except Refused:
            return False


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


@pytest.fixture
def emma(actor):
    return actor("emma")


# Off the agenda


@pytest.mark.requirement("R72")
def test_the_owner_takes_an_item_off_and_it_is_gone_for_the_partners_at_once(anna, bram, day, item):
    with acting_for(anna):
        with pytest.raises(ConferenceRefused, match="Kies waarom"):
            take_off_case(by=anna, item=item.id, reason="zomaar")
        take_off_case(by=anna, item=item.id, reason="answered")
        assert places_of(anna, conference(anna, day.id)) == []
        (off,) = taken_off(anna, day)
        assert (off.code, off.reason) == (item.code, "de vraag is al beantwoord")
        with pytest.raises(ConferenceRefused, match="al van de agenda"):
            take_off_case(by=anna, item=item.id, reason="answered")
    assert not reads(bram, item)
    assert reads(anna, item)
    with acting_for(bram):
        assert taken_off(bram, day) == []
        with pytest.raises(Refused):
            take_off_case(by=bram, item=item.id, reason="answered")


@pytest.mark.parametrize(("days_before", "free"), [(2, True), (1, False), (0, False)])
def test_after_the_close_only_the_chair_takes_an_item_off(days_before, free, anna, bram, day, item):
    by = chair()
    with clock.on_day(day.on - timedelta(days=days_before)):
        with acting_for(anna), transaction.atomic():
            if free:
                take_off_case(by=anna, item=item.id, reason="her_wish")
            else:
                with pytest.raises(ConferenceRefused, match="gesloten"):
                    take_off_case(by=anna, item=item.id, reason="her_wish")
        if free:
            return
        with acting_for(by):
            (place,) = places_of(by, day)
            take_off_place(by=by, conference=day.id, slot=place.slot, reason="no_time")
            (off,) = taken_off(by, day)
            assert (off.code, off.item) == ("", None)
    assert not reads(bram, item)


@pytest.mark.requirement("R72")
def test_what_the_chair_took_off_is_closed_in_the_database_too(bram, day, item):
    by = chair()
    with acting_for(by):
        (place,) = places_of(by, day)
        take_off_place(by=by, conference=day.id, slot=place.slot, reason="no_ground")
    with acting_for(bram):
        assert not CaseItem.objects.exists()
        assert not CaseAsk.objects.exists()


def test_only_who_organises_takes_a_place_off(anna, actor, day, item):
    for each in (anna, actor("roos"), actor("marja")):
        with acting_for(each), pytest.raises(Refused):
            take_off_place(by=each, conference=day.id, slot=item.slot_id, reason="no_time")


def test_the_office_changes_of_a_place_only_whether_it_is_off(item):
    stand = Standpoint(DatabaseRole.OFFICE, None, item.organisation_id, "subsidy_officer")
    with standing(stand):
        rows = ConferenceSlot.objects.filter(id=item.slot_id)
        assert rows.update(off="no_time", off_on=clock.today()) == 0


# Another day


@pytest.fixture
def later(anna, bram, roos, day):
    """The next day of the same series, with the same people."""
    by = chair()
    with acting_for(by):
        until = day.on + timedelta(weeks=2)
        plan_until(by=by, series=day.series_id, until=until)
        row = Conference.objects.get(series=day.series_id, on=until)
        people = [anna.person, bram.person, roos.person]
        invite(by=by, conference=row.id, members=people)
    return row


def test_an_item_goes_to_another_day_with_what_was_written(anna, bram, day, later, item):
    with acting_for(anna):
        write_column(by=anna, item=item.id, kind="picture", words="Zij wil rust.", seen=0)
        assert [each.id for each in days_open(anna)] == [day.id, later.id]
        move_case(by=anna, item=item.id, to=later.id)
        assert places_of(anna, day) == []
        assert [place.code for place in places_of(anna, later)] == [item.code]
    with acting_for(bram):
        seen = case_of(bram, item.id)
        assert (seen.conference, seen.column("picture").words) == (later.id, "Zij wil rust.")


def test_what_the_chair_took_off_for_lack_of_time_goes_to_the_next_day(
    anna, bram, day, later, item
):
    by = chair()
    with clock.on_day(day.on):
        with acting_for(anna), pytest.raises(ConferenceRefused, match="gesloten"):
            move_case(by=anna, item=item.id, to=later.id)
        with acting_for(by):
            take_off_place(by=by, conference=day.id, slot=item.slot_id, reason="no_time")
        with acting_for(anna):
            move_case(by=anna, item=item.id, to=later.id)
    assert reads(bram, item)


def test_moving_asks_for_the_grounds_again(anna, bram, roos, client, later, item):
    with acting_for(anna):
        agree(anna, client.id, roos, given=False)
        with pytest.raises(ConferenceRefused, match="Sterker"):
            move_case(by=anna, item=item.id, to=later.id)


def test_moving_asks_whether_the_partners_come(anna, bram, later, item):
    by = chair()
    with acting_for(by):
        invite(by=by, conference=later.id, members=[anna.person, bram.person])
    with acting_for(anna), pytest.raises(ConferenceRefused, match="niet uitgenodigd"):
        move_case(by=anna, item=item.id, to=later.id)


def test_an_item_is_taken_off_and_moved_by_its_pages(browse, anna, day, later, item):
    browser = browse("anna")
    page = f"/casuspunt/{item.id}/"
    assert browser.post(f"{page}haal-af/", {"reason": ""}).status_code == 422
    assert browser.post(f"{page}haal-af/", {"reason": "otherwise"}).status_code == 302
    assert "het wordt op een andere manier geregeld" in browser.get(page).content.decode().lower()
    assert browser.post(f"{page}verplaats/", {"to": str(later.id)}).status_code == 302
    assert item.code in browser.get(f"/casuistiek/{later.id}/").content.decode()
    assert browse("bram").get(f"{page}haal-af/").status_code == 404


def test_the_chair_takes_a_place_off_by_its_page_and_reads_nothing(browse, day, item):
    browser = browse("ilse", Role.COORDINATOR)
    path = f"/casuistiek/{day.id}/plek/{item.slot_id}/"
    body = browser.get(path).content.decode()
    assert "Haal punt 1 van de agenda" in body
    assert item.code not in body
    assert browser.post(path, {"reason": "no_time"}).status_code == 302
    assert browser.get(path).status_code == 404
    assert "er is geen tijd" in browser.get(f"/casuistiek/{day.id}/").content.decode().lower()


# Nothing typed is lost


@pytest.mark.parametrize("page", ["dag", "deelnemers", "heropen"])
def test_planning_forms_keep_a_draft(page, browse, day):
    body = browse("ilse", Role.COORDINATOR).get(f"/casuistiek/{day.id}/{page}/").content.decode()
    assert "data-draft-url" in body
    assert 'name="draft"' in body


def test_of_two_planners_the_later_one_sees_both(browse, day):
    browser = browse("ilse", Role.COORDINATOR)
    path = f"/casuistiek/{day.id}/dag/"
    fields = {
        "on": day.on.isoformat(),
        "starts_at": "13:30",
        "minutes": "120",
        "state": "planned",
        "reason": "",
        "seen": "1",
    }
    assert browser.post(path, fields | {"place": "Zaal 4"}).status_code == 302
    answer = browser.post(path, fields | {"place": "Zaal 9"})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Zaal 4" in body
    assert "Zaal 9" in body
    assert browser.post(path, fields | {"place": "Zaal 9", "seen": "2"}).status_code == 302


def test_two_outcomes_written_at_the_same_time_both_stand(browse, anna, bram, item):
    path = f"/casuspunt/{item.id}/besluit/"
    chair_writes, note_taker = browse("anna"), browse("bram")
    assert chair_writes.get(path).status_code == 200
    assert note_taker.get(path).status_code == 200
    for browser, words, by in (
        (chair_writes, "Anna schrijft dit besluit.", anna),
        (note_taker, "Bram schrijft een ander besluit.", bram),
    ):
        sent = {"words": words, "partner": str(by.house), "due": "", "domain": ""}
        assert browser.post(path, sent).status_code == 302
    body = note_taker.get(f"/casuspunt/{item.id}/").content.decode()
    assert "Anna schrijft dit besluit." in body
    assert "Bram schrijft een ander besluit." in body


def test_three_months_run_from_the_day_an_item_was_moved_to(anna, bram, later, item):
    with acting_for(anna):
        move_case(by=anna, item=item.id, to=later.id)
    assert later.on == date(2021, 12, 14)
    for day, there in ((date(2022, 3, 13), True), (date(2022, 3, 14), False)):
        with clock.on_day(day):
            assert reads(anna, item) is there
