"""Who organises, who reads, whose text stays, and when a meeting is."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making_meetings import HELD, a_series, coordinator, the_meeting

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.kernel import clock, recurrence
from ketenwerk.kernel.two_writers import Stale
from ketenwerk.meetings.actions import (
    ItemFacts,
    MeetingRefused,
    Occasion,
    add_action,
    add_item,
    change_item,
    close_action,
    move_meeting,
    plan_until,
    set_attendance,
    write_report,
)
from ketenwerk.meetings.models import ActionPoint, AgendaItem, Meeting
from ketenwerk.meetings.queries import meeting_page, own_actions, upcoming

pytestmark = pytest.mark.django_db


def test_the_coordinator_organises_and_nobody_else_does(anna, marja, actor):
    for other in (anna, marja, actor("petra"), actor("noor")):
        with pytest.raises(Refused), acting_for(other):
            a_series(other)
    with acting_for(coordinator()):
        assert the_meeting(a_series(coordinator())).day == HELD


@pytest.mark.requirement("R71")
def test_only_partners_of_a_series_read_it(anna, bram, marja):
    ilse = coordinator()
    with acting_for(ilse):
        project = the_meeting(a_series(ilse, anna))
        steering = the_meeting(a_series(ilse, anna, marja, kind="steering"))
    for actor, readable in ((anna, {project, steering}), (marja, {steering}), (bram, set())):
        with acting_for(actor):
            assert set(upcoming(actor, HELD)) == readable
            assert set(Meeting.objects.all()) == readable
            for meeting in {project, steering} - readable:
                with pytest.raises(Refused):
                    meeting_page(actor, meeting.id)


def test_a_person_takes_part_only_with_the_own_organisation(anna):
    ilse = coordinator()
    with acting_for(ilse):
        from tests.making_meetings import FACTS

        from ketenwerk.meetings.actions import make_series

        with pytest.raises(MeetingRefused):
            make_series(by=ilse, facts=FACTS, partners={ilse.house}, people={anna.person})


def test_planning_again_adds_only_what_was_missing():
    ilse = coordinator()
    with acting_for(ilse):
        series = a_series(ilse)
        assert plan_until(by=ilse, series=series.id, until=date(2022, 2, 28)) == 3
        assert plan_until(by=ilse, series=series.id, until=date(2022, 2, 28)) == 0
        with pytest.raises(MeetingRefused):
            plan_until(by=ilse, series=series.id, until=date(2040, 1, 1))


# Two people at once


def test_the_later_writer_sees_both_texts_and_loses_none():
    ilse = coordinator()
    with acting_for(ilse):
        meeting = the_meeting(a_series(ilse))
        write_report(by=ilse, meeting=meeting.id, version=1, report="Eerste tekst")
        with pytest.raises(Stale) as found:
            write_report(by=ilse, meeting=meeting.id, version=1, report="Tweede tekst")
        meeting.refresh_from_db()
        assert meeting.report == "Eerste tekst" == found.value.stands["report"]
        write_report(by=ilse, meeting=meeting.id, version=found.value.version, report="Samen")


def test_the_same_holds_for_an_agenda_item():
    ilse = coordinator()
    facts = ItemFacts(1, "Begroting", None, "Eerste", "")
    with acting_for(ilse):
        meeting = the_meeting(a_series(ilse))
        add_item(by=ilse, meeting=meeting.id, facts=facts)
        item = AgendaItem.objects.get(meeting=meeting)
        change_item(by=ilse, item=item.id, version=1, facts=facts)
        with pytest.raises(Stale) as found:
            change_item(by=ilse, item=item.id, version=1, facts=facts)
    assert (found.value.version, found.value.stands["text"]) == (2, "Eerste")


# How it goes


@pytest.mark.requirement("R75")
def test_a_meeting_that_goes_otherwise_has_a_reason_and_what_is_cancelled_stays_so():
    ilse = coordinator()
    with acting_for(ilse):
        meeting = the_meeting(a_series(ilse))

        def go(form, reason=""):
            meeting.refresh_from_db()
            to = Occasion(HELD, time(10), 90, form, reason)
            move_meeting(by=ilse, meeting=meeting.id, version=meeting.version, to=to)

        for form in ("adapted", "postponed", "cancelled"):
            with pytest.raises(MeetingRefused):
                go(form, " ")
        go("online")
        go("postponed", "ziekte")
        go("physical")
        go("cancelled", "vakantie")
        with pytest.raises(MeetingRefused):
            go("physical")


def test_nobody_was_at_a_meeting_that_is_still_to_come(anna):
    ilse = coordinator()
    with acting_for(ilse):
        meeting = the_meeting(a_series(ilse, anna))
        with clock.on_day(HELD - timedelta(days=1)), pytest.raises(MeetingRefused):
            set_attendance(by=ilse, meeting=meeting.id, present={anna.person})


def test_who_does_not_take_part_was_not_there(anna, bram):
    ilse = coordinator()
    with acting_for(ilse):
        meeting = the_meeting(a_series(ilse, anna))
        set_attendance(by=ilse, meeting=meeting.id, present={anna.person, bram.person})
        assert set(meeting.attendance.values_list("member_id", flat=True)) == {anna.member}


# Action points


def test_an_action_point_is_closed_by_its_owner_and_by_nobody_else(anna, bram, actor):
    ilse, emma = coordinator(), actor("emma")
    with acting_for(ilse):
        meeting = the_meeting(a_series(ilse, anna, bram))
        for member in (anna.member, None):
            add_action(
                by=ilse,
                meeting=meeting.id,
                text="Rondsturen",
                organisation=anna.house,
                member=member,
                due_on=HELD,
            )
        hers, of_the_house = ActionPoint.objects.order_by("member_id")
    for actor_, own in ((anna, {hers, of_the_house}), (emma, {of_the_house}), (bram, set())):
        with acting_for(actor_):
            assert set(own_actions(actor_)) == own
    for other, point in ((bram, hers), (bram, of_the_house), (emma, hers)):
        with pytest.raises(Refused), acting_for(other):
            close_action(by=other, action=point.id, to="done")
    with acting_for(anna):
        close_action(by=anna, action=hers.id, to="done")
        with pytest.raises(MeetingRefused):
            close_action(by=anna, action=hers.id, to="dropped")


def test_an_action_point_goes_to_who_takes_part(anna, bram):
    ilse = coordinator()
    with acting_for(ilse):
        meeting = the_meeting(a_series(ilse, anna))
        for house, member in ((bram.house, None), (anna.house, ilse.member)):
            with pytest.raises(MeetingRefused):
                add_action(
                    by=ilse,
                    meeting=meeting.id,
                    text="Bellen",
                    organisation=house,
                    member=member,
                    due_on=HELD,
                )


# Days


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(1, 12))
def test_a_monthly_series_keeps_its_weekday_and_its_place_in_the_month(first, every):
    days = recurrence.days(first, every, "months")
    found = [next(days) for _ in range(6)]
    assert found[0] == first
    for step, day in enumerate(found):
        assert day.weekday() == first.weekday()
        months = first.year * 12 + first.month + step * every
        assert day.year * 12 + day.month == months
        assert (day.day - 1) // 7 == (first.day - 1) // 7 or (first.day > 28 and day.day > 21)


def test_a_series_by_weeks_falls_every_so_many_weeks():
    days = recurrence.days(HELD, 2, "weeks")
    assert [next(days), next(days)] == [HELD, HELD + timedelta(weeks=2)]
