"""Planning with holidays, chairs that are tapped, hours, what a run counts, and who may give it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making_courses import FACTS, PEERS, a_course, a_run, coordinator, entitle, fill, worker

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.courses.models import CourseRun, Place, Score, Session
from ketenwerk.courses.planning import Occasion, close_run, keep_course, move_run, plan_run
from ketenwerk.courses.queries import run_page, totals, trainers_for
from ketenwerk.courses.refusals import CourseRefused
from ketenwerk.courses.schedule import days_of
from ketenwerk.courses.seats import stop
from ketenwerk.courses.skills import Entitled, end_skill, give_skill, skills_to_renew
from ketenwerk.courses.teaching import add_evaluation, change_session, offer_hours, set_present
from ketenwerk.hours.api import HourProposal
from ketenwerk.kernel import clock
from ketenwerk.kernel.holidays import is_holiday
from ketenwerk.kernel.two_writers import Stale
from ketenwerk.people.api import Actor, Member

pytestmark = pytest.mark.django_db


# Days


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 4), st.integers(1, 20))
def test_a_run_has_all_its_days_and_none_on_a_holiday(first, every, number):
    days = days_of(first, every, number)
    assert len(days) == number == len(set(days))
    assert not any(is_holiday(day) for day in days)
    assert {(day - first).days % (7 * every) for day in days} == {0}


def test_a_skipped_day_comes_behind():
    first = date(2021, 10, 5)
    days = days_of(first, 1, 3, {first + timedelta(weeks=1)})
    assert days == [first, date(2021, 10, 19), date(2021, 10, 26)]


# Who may give it


@pytest.mark.requirement("R58")
def test_only_who_may_give_it_until_the_last_day_is_offered_and_taken(anna):
    ilse, emma = coordinator(), worker("emma")
    with acting_for(ilse):
        course = a_course(ilse)
    entitle(course, anna)
    entitle(course, emma, until=date(2021, 11, 22))
    with acting_for(ilse):
        assert trainers_for(ilse, course, FACTS.first_on) == [anna_of(anna), anna_of(emma)]
        assert trainers_for(ilse, course, date(2021, 11, 23)) == [anna_of(anna)]
        for wrong in (worker("roos"), emma):
            with pytest.raises(CourseRefused, match="mag dit geven"):
                plan(ilse, course, wrong)
        assert plan(ilse, course, anna).sessions.count() == 8


def anna_of(actor):
    return Member.objects.get(id=actor.person)


def plan(by, course, *trainers: Actor) -> CourseRun:
    people = {each.person: "" for each in trainers}
    return plan_run(by=by, course=course.id, facts=FACTS, sessions=8, trainers=people)


@pytest.mark.requirement("R58")
def test_what_ends_within_sixty_days_is_told_until_it_is_renewed(anna, actor):
    ilse, petra = coordinator(), actor("petra")
    with acting_for(ilse):
        course = a_course(ilse)
    entitle(course, anna, until=clock.days_later(60))
    entitle(course, worker("roos"), until=clock.days_later(61))
    with acting_for(ilse):
        assert [row.member_id for row in skills_to_renew(ilse)] == [anna.person]
    with acting_for(petra):
        facts = Entitled(anna.person, course.id, clock.today(), clock.days_later(400))
        skill = give_skill(by=petra, facts=facts)
        assert skills_to_renew(petra) == []
        with pytest.raises(Refused):
            give_skill(by=petra, facts=replace(facts, member=worker("roos").person))
        end_skill(by=petra, skill=skill.id)
        assert len(skills_to_renew(petra)) == 1
    with acting_for(anna), pytest.raises(Refused):
        give_skill(by=anna, facts=facts)


@pytest.mark.requirement("R52")
def test_a_later_version_leaves_a_planned_run_as_it_was(anna):
    run = a_run(anna)
    ilse = coordinator()
    with acting_for(ilse):
        owners = set(run.course.owners.values_list("organisation_id", flat=True))
        for hours, version in ((94, 1), (60, 1)):
            change = {"by": ilse, "course": run.course_id, "owners": owners, "groups": set()}
            facts = replace(PEERS, planned_minutes=hours * 60)
            if hours == 60:
                with pytest.raises(Stale):
                    keep_course(facts=facts, version=version, **change)
            else:
                keep_course(facts=facts, version=version, **change)
        found = CourseRun.objects.select_related("course").get(id=run.id)
        assert (found.course.planned_minutes, found.planned_minutes) == (94 * 60, 50 * 60)
        assert (found.course.version, found.course_version) == (2, 1)


# Chairs and hours


def tap(by, run, number: int, *there: bool) -> None:
    with acting_for(by):
        session = Session.objects.get(run=run, number=number)
        for place, was in zip(Place.objects.filter(run=run), there, strict=False):
            set_present(by=by, session=session.id, place=place.id, there=was)


def offered(actor) -> list[tuple[str, int, str]]:
    with acting_for(actor):
        rows = HourProposal.objects.filter(member_id=actor.person).order_by("day")
        return list(rows.values_list("activity__key", "minutes", "state"))


@pytest.mark.requirement("R51")
def test_a_held_meeting_offers_its_hours_to_each_trainer_once(anna):
    roos = worker("roos")
    run = a_run(anna, roos, state="running")
    fill(anna, run, 3)
    tap(anna, run, 1, True, True, False)
    tap(anna, run, 1, True, False, False)
    assert offered(anna) == [("mee_peergroup", 180, "open")]
    assert offered(roos) == []
    with acting_for(roos):
        assert offer_hours(by=roos, run=run.id) == 1
    assert offered(roos) == [("r75_train", 180, "open")]
    with acting_for(anna):
        page = run_page(anna, run.id)
        assert (page.card.used_minutes, page.card.attendances) == (2 * 180, 1)


@pytest.mark.requirement("R75")
def test_a_meeting_goes_otherwise_with_a_reason_and_what_did_not_happen_offers_nothing(anna):
    run = a_run(anna, state="running")
    fill(anna, run, 1)
    tap(anna, run, 1, True)
    with acting_for(anna):
        row = Session.objects.get(run=run, number=1)
        to = Occasion(row.day, row.start, 120, "", "postponed", "")
        with pytest.raises(CourseRefused, match="waarom"):
            change_session(by=anna, session=row.id, version=1, to=to)
        change_session(by=anna, session=row.id, version=1, to=replace(to, reason="force"))
        with pytest.raises(Stale):
            change_session(by=anna, session=row.id, version=1, to=replace(to, reason="force"))
        with pytest.raises(CourseRefused, match="geweest"):
            set_present(by=anna, session=row.id, place=Place.objects.get().id, there=True)
        assert run_page(anna, run.id).card.used_minutes == 0
    assert offered(anna) == [("mee_peergroup", 180, "withdrawn")]


@pytest.mark.requirement("R75")
def test_a_run_goes_otherwise_with_a_reason_only(anna):
    run = a_run(anna)
    ilse = coordinator()
    with acting_for(ilse):
        for to, reason in (("cancelled", ""), ("finished", ""), ("full", ""), ("planned", "")):
            with pytest.raises(CourseRefused):
                move_run(by=ilse, run=run.id, to=to, reason=reason)
        move_run(by=ilse, run=run.id, to="postponed", reason="force")
        move_run(by=ilse, run=run.id, to="recruiting")
        move_run(by=ilse, run=run.id, to="cancelled", reason="demand")
        with pytest.raises(CourseRefused):
            move_run(by=ilse, run=run.id, to="recruiting")


@pytest.mark.requirement("R54")
@pytest.mark.requirement("R62")
@pytest.mark.requirement("R50")
def test_invoiced_runs_count_in_nothing_and_a_course_for_one_is_a_contact(anna):
    group = a_run(anna, state="running")
    bought = a_run(anna, facts=replace(FACTS, funding="invoice"), state="running")
    alone = a_run(
        anna, facts=replace(FACTS, mode="individual", seats=1), keys=("mee_ind",), state="running"
    )
    for run, number in ((group, 3), (bought, 3), (alone, 1)):
        fill(anna, run, number)
        tap(anna, run, 1, *[True] * number)
        tap(anna, run, 2, *[True] * number)
    booked = sorted(key for key, _, _ in offered(anna))
    assert booked == ["mee_ind", "mee_ind", "mee_peergroup", "mee_peergroup"]
    with acting_for(anna):
        counted = totals(anna, 2021)
    assert (counted.runs, counted.attendances, counted.contacts) == (1, 6, 2)


def test_who_left_has_no_chair_after_that_day_and_a_cancelled_run_no_meetings(anna):
    run = a_run(anna, state="running")
    (place,) = fill(anna, run, 1)
    with clock.on_day(FACTS.first_on), acting_for(anna):
        stop(by=anna, place=place.id, why="group")
    tap(anna, run, 1, True)
    with pytest.raises(Refused):
        tap(anna, run, 2, True)
    ilse = coordinator()
    with clock.on_day(date(2021, 11, 1)), acting_for(ilse):
        move_run(by=ilse, run=run.id, to="cancelled", reason="staff")
        forms = run.sessions.order_by("number").values_list("form", flat=True)
        assert list(forms) == ["physical"] * 4 + ["cancelled"] * 4
        assert run_page(ilse, run.id).card.held == 1


def test_closing_fixes_the_counts_and_needs_the_last_meeting(anna):
    run = a_run(anna, sessions=2, state="running")
    fill(anna, run, 3)
    tap(anna, run, 1, True, True, False)
    with acting_for(coordinator()), pytest.raises(Refused):
        close_run(by=coordinator(), run=run.id)
    with (
        clock.on_day(FACTS.first_on),
        acting_for(anna),
        pytest.raises(CourseRefused, match="komen nog"),
    ):
        close_run(by=anna, run=run.id)
    with acting_for(anna):
        close_run(by=anna, run=run.id)
        row = CourseRun.objects.get(id=run.id)
        assert (row.state, row.started, row.completed, row.seated) == ("finished", 2, 2, 3)
        with pytest.raises(CourseRefused):
            close_run(by=anna, run=run.id)
    with pytest.raises(CourseRefused):
        tap(anna, run, 2, True)


def test_a_form_is_added_up_at_once_and_averages_are_seen_when_nothing_is_added_any_more(anna):
    """From a running average the sixth form could be told: it is shown once, after closing, from five forms."""
    run = a_run(anna, sessions=1, state="running")
    for number in range(1, 6):
        with acting_for(anna):
            add_evaluation(by=anna, run=run.id, scores=[number, 4, 4, 4, 5], remark=" ")
            assert run_page(anna, run.id).answers == []
    with acting_for(anna):
        assert Score.objects.get(run=run, question=1, score=4).count == 5
        for wrong in ([1, 2, 3], [0, 1, 1, 1, 1], [6, 1, 1, 1, 1]):
            with pytest.raises(CourseRefused):
                add_evaluation(by=anna, run=run.id, scores=wrong, remark="")
        close_run(by=anna, run=run.id)
        with pytest.raises(CourseRefused, match="staat vast"):
            add_evaluation(by=anna, run=run.id, scores=[5, 5, 5, 5, 5], remark="")
    for actor in (anna, coordinator()):
        with acting_for(actor):
            answers = run_page(actor, run.id).answers
            assert [(each.average, each.count) for each in answers][:1] == [(3.0, 5)]


def test_four_forms_are_shown_to_nobody(anna):
    run = a_run(anna, sessions=1, state="running")
    with acting_for(anna):
        for _ in range(4):
            add_evaluation(by=anna, run=run.id, scores=[5, 4, 4, 4, 5], remark="")
        close_run(by=anna, run=run.id)
        page = run_page(anna, run.id)
        assert (page.answers, page.forms) == ([], 4)
