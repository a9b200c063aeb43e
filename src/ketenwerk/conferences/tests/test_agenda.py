"""Off the agenda and to another day (R72)."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from tests.making_conferences import agree, chair

from ketenwerk.access.api import Refused, Role, acting_for
from ketenwerk.conferences.api import (
    ConferenceRefused,
    case_of,
    conference,
    days_open,
    invite,
    move_case,
    places_of,
    take_off_case,
    take_off_place,
    taken_off,
    write_column,
)
from ketenwerk.conferences.models import CaseAsk, CaseItem, ConferenceSlot
from ketenwerk.conferences.tests.making import reads
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing

pytestmark = pytest.mark.django_db


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


def test_three_months_run_from_the_day_an_item_was_moved_to(anna, bram, later, item):
    with acting_for(anna):
        move_case(by=anna, item=item.id, to=later.id)
    assert later.on == date(2021, 12, 14)
    for day, there in ((date(2022, 3, 13), True), (date(2022, 3, 14), False)):
        with clock.on_day(day):
            assert reads(anna, item) is there
