"""Writing advice books the hour at once; a correction moves it, with a reason, also in a closed month."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.utils import InternalError, ProgrammingError

from ketenwerk.access.api import Refused, Role, acting_for
from ketenwerk.audit.models import AuditEvent
from ketenwerk.consults.actions import (
    CoachingFacts,
    ConsultRefused,
    Correction,
    SessionFacts,
    add_team,
    change_coaching,
    change_consult,
    change_session,
    change_team,
    log_consult,
    start_coaching,
    withdraw,
)
from ketenwerk.consults.models import Coaching, Consult, EducationSession, Team, TeamVisit
from ketenwerk.consults.queries import coaching_page, consults, teams
from ketenwerk.consults.tests.making import DAY, a_consult, a_session, a_visit, at, facts
from ketenwerk.hours.api import HoursRefused, lock_month
from ketenwerk.hours.models import HourEntry
from ketenwerk.kernel import clock
from ketenwerk.kernel.two_writers import Stale

pytestmark = pytest.mark.django_db
TODAY = date(2021, 11, 23)
OCTOBER = date(2021, 10, 12)


@pytest.fixture(autouse=True)
def _on_a_day():
    with clock.on_day(TODAY):
        yield


def booked(by) -> list[tuple[date, int, str]]:
    with acting_for(by):
        rows = HourEntry.objects.filter(member_id=by.person).order_by("day", "made_at")
        return list(rows.values_list("day", "minutes", "activity__key"))


@pytest.mark.requirement("R56")
def test_a_talk_is_kept_with_who_asked_about_what_and_how_long_and_books_the_hour(anna):
    with acting_for(anna):
        row = a_consult(anna)
        entry = HourEntry.objects.get(id=row.hour)
        assert (row.requester, row.function, row.theme) == (
            "Sociale wijkteams",
            "neighbourhood",
            "signals",
        )
        assert (entry.minutes, entry.day, entry.activity.key) == (45, DAY, "mee_coach")
        assert entry.line.key == "b3"


@pytest.mark.requirement("R55")
def test_no_field_of_this_package_leads_to_a_client():
    from django.apps import apps

    led_to = {
        field.related_model._meta.label
        for model in apps.get_app_config("consults").get_models()
        for field in model._meta.get_fields()
        if field.related_model is not None
    }
    ours = {"Consult", "Coaching", "Team", "TeamVisit"}
    assert led_to <= {
        *(f"consults.{name}" for name in ours),
        *("people.Organisation", "people.Member", "programme.Activity"),
    }


@pytest.mark.requirement("R57")
def test_advice_of_the_peer_expert_is_booked_within_the_hours_of_the_peer_expert(actor):
    noor = actor("noor")
    with acting_for(noor):
        row = a_consult(noor, at(activity="peer"), kind="peer")
        assert HourEntry.objects.get(id=row.hour).line.key == "b2"


def test_a_name_that_the_programme_knows_is_kept_in_its_own_spelling(anna):
    with acting_for(anna):
        assert a_consult(anna, requester=" sterker ").requester == "Sterker"
        assert a_consult(anna, requester="r75").requester == "Sterker"
        assert a_consult(anna, requester="De  Brug").requester == "De Brug"


def test_a_day_in_the_future_and_an_activity_of_another_are_refused_and_book_nothing(anna):
    for time in (at(TODAY + timedelta(days=1)), at(activity="r75_consult"), at(activity="x")):
        with pytest.raises(ConsultRefused), acting_for(anna):
            a_consult(anna, time)
    assert booked(anna) == []


def test_a_correction_asks_why_and_the_hour_moves_with_it(anna):
    with acting_for(anna):
        row = a_consult(anna)
        with pytest.raises(ConsultRefused):
            change_consult(
                by=anna, consult=row.id, time=at(), facts=facts(), correction=Correction(1, " ")
            )
        change_consult(
            by=anna,
            consult=row.id,
            time=at(date(2021, 11, 19), 60),
            facts=facts(theme="code"),
            correction=Correction(1, "Het was vrijdag en duurde langer."),
        )
        row.refresh_from_db()
    assert (row.minutes, row.theme, row.version) == (60, "code", 2)
    assert booked(anna) == [(date(2021, 11, 19), 60, "mee_coach")]


def test_a_correction_of_words_only_leaves_the_hour_as_it_is(anna):
    with acting_for(anna):
        row = a_consult(anna)
        change_consult(
            by=anna,
            consult=row.id,
            time=at(),
            facts=facts(mode="online"),
            correction=Correction(1, "Het was online."),
        )
        assert Consult.objects.get(id=row.id).hour == row.hour


def closed_october(anna, actor):
    with acting_for(anna), clock.on_day(OCTOBER):
        row = a_consult(anna, at(OCTOBER))
    petra = actor("petra")
    with acting_for(petra):
        lock_month(by=petra, first=date(2021, 10, 1))
    return row


def test_in_a_closed_month_minutes_are_corrected_beside_and_the_day_stays(anna, actor):
    row = closed_october(anna, actor)
    with acting_for(anna):
        change_consult(
            by=anna,
            consult=row.id,
            time=at(OCTOBER, 30),
            facts=facts(),
            correction=Correction(1, "Een kwartier korter."),
        )
    assert booked(anna) == [(OCTOBER, 45, "mee_coach"), (OCTOBER, -15, "mee_coach")]
    with acting_for(anna):
        with pytest.raises(ConsultRefused):
            change_consult(
                by=anna,
                consult=row.id,
                time=at(DAY, 30),
                facts=facts(theme="code"),
                correction=Correction(2, "Andere dag."),
            )
        row.refresh_from_db()
        assert (row.day, row.theme) == (OCTOBER, "signals")
        withdraw(by=anna, row=row, correction=Correction(2, "Hoorde hier niet."))
    assert sum(minutes for _, minutes, _ in booked(anna)) == 0


def test_a_talk_in_a_closed_month_is_refused_with_its_reason(anna, actor):
    closed_october(anna, actor)
    with pytest.raises(HoursRefused), acting_for(anna):
        a_consult(anna, at(OCTOBER))


def test_what_is_taken_away_no_longer_counts_and_its_hour_is_gone(anna):
    with acting_for(anna):
        row = a_consult(anna)
        withdraw(by=anna, row=row, correction=Correction(1, "Dubbel ingevuld."))
        assert consults(anna, 2021) == []
        with pytest.raises(ConsultRefused):
            withdraw(by=anna, row=row, correction=Correction(2, "Nog een keer."))
        assert Consult.objects.get(id=row.id).reason == "Dubbel ingevuld."
    assert booked(anna) == []


def test_who_saves_later_sees_what_stands_there_and_overwrites_nothing(anna):
    with acting_for(anna):
        row = a_consult(anna)
        change_consult(
            by=anna,
            consult=row.id,
            time=at(),
            facts=facts(mode="online"),
            correction=Correction(1, "Het was online."),
        )
        with pytest.raises(Stale) as found:
            change_consult(
                by=anna,
                consult=row.id,
                time=at(minutes=90),
                facts=facts(),
                correction=Correction(1, "Langer."),
            )
        assert (found.value.version, found.value.stands["mode"]) == (2, "online")
    assert booked(anna) == [(DAY, 45, "mee_coach")]


@pytest.mark.requirement("R55")
def test_coaching_adds_up_its_talks_and_keeps_them_within_its_days(anna, bram):
    start = CoachingFacts("Entrea", "youth", "talking", date(2021, 11, 1))
    with acting_for(anna):
        row = start_coaching(by=anna, facts=start)
        for day, minutes in ((date(2021, 11, 8), 60), (DAY, 45)):
            log_consult(
                by=anna, time=at(day, minutes), facts=facts(kind="coaching"), coaching=row.id
            )
        assert (coaching_page(anna, row.id).minutes, len(coaching_page(anna, row.id).talks)) == (
            105,
            2,
        )
        with pytest.raises(ConsultRefused):
            log_consult(
                by=anna,
                time=at(date(2021, 10, 29)),
                facts=facts(kind="coaching"),
                coaching=row.id,
            )
        too_short = CoachingFacts(**(vars(start) | {"end_on": date(2021, 11, 12)}))
        with pytest.raises(ConsultRefused):
            change_coaching(by=anna, coaching=row.id, version=1, facts=too_short)
        just = CoachingFacts(**(vars(start) | {"end_on": DAY}))
        change_coaching(by=anna, coaching=row.id, version=1, facts=just)
        with pytest.raises(Stale):
            change_coaching(by=anna, coaching=row.id, version=1, facts=start)
    with acting_for(bram), pytest.raises(Refused):
        coaching_page(bram, row.id)


@pytest.mark.requirement("R60")
def test_education_holds_a_number_and_no_name(anna):
    with acting_for(anna):
        row = a_session(anna)
        assert (row.participants, row.minutes) == (24, 45)
        change_session(
            by=anna,
            session=row.id,
            time=at(activity="mee_train"),
            facts=SessionFacts("game", "Roc Rivierstad", "mbo", 26),
            correction=Correction(1, "Twee kwamen later."),
        )
        assert EducationSession.objects.get(id=row.id).participants == 26


@pytest.mark.requirement("R13")
def test_the_list_of_teams_shows_first_who_was_not_visited_yet(anna):
    with acting_for(anna):
        a_visit(anna, name="Team Noord")
        other = add_team(by=anna, name="Team Zuid")
        with pytest.raises(ConsultRefused):
            add_team(by=anna, name="team noord")
        found = teams(anna, TODAY)
        assert [(row.team.name, row.visited_on, row.trained_on) for row in found] == [
            ("Team Zuid", None, None),
            ("Team Noord", DAY, None),
        ]
        change_team(by=anna, team=other.id, version=1, name="Team Zuid", ended_on=TODAY)
        assert [row.team.name for row in teams(anna, TODAY)] == ["Team Noord"]


def test_a_colleague_reads_and_does_not_correct_and_another_organisation_sees_nothing(
    anna, bram, actor
):
    with acting_for(anna):
        row, lesson, visit = a_consult(anna), a_session(anna), a_visit(anna)
    emma = actor("emma")
    with acting_for(emma):
        assert [each.id for each in consults(emma, 2021)] == [row.id]
        with pytest.raises(Refused):
            withdraw(by=emma, row=row, correction=Correction(1, "Niet van mij."))
    for other in (bram, actor("marja"), actor("wil"), actor("petra"), actor("lena")):
        for each in (row, lesson, visit):
            with acting_for(other), pytest.raises(Refused):
                withdraw(by=other, row=each, correction=Correction(1, "Niet van mij."))
        with acting_for(other):
            assert consults(other, 2021) == []


def test_the_database_itself_shows_nothing_to_another_organisation_or_the_municipality(
    anna, bram, actor
):
    with acting_for(anna):
        a_consult(anna)
        a_session(anna)
        a_visit(anna)
        start_coaching(by=anna, facts=CoachingFacts("Entrea", "youth", "talking", DAY))
    models = (Consult, EducationSession, TeamVisit, Team, Coaching)
    for other in (
        bram,
        actor("marja"),
        actor("wil"),
        actor("lena"),
        actor("bram", Role.FOCAL_OFFICER),
        actor("ilse", Role.COORDINATOR),
    ):
        with acting_for(other):
            assert [model.objects.count() for model in models] == [0] * len(models)


def test_the_database_takes_no_talk_in_the_name_of_a_colleague(anna, actor):
    emma = actor("emma")
    with acting_for(anna):
        row = a_consult(anna)
        row.pk, row.member_id = None, emma.person
        with pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
            row.save(force_insert=True)


def test_the_log_holds_days_and_minutes_and_no_words(anna, actor):
    with acting_for(anna):
        row = a_consult(anna, requester="Praktijkschool De Brug")
        withdraw(by=anna, row=row, correction=Correction(1, "Dubbel ingevuld."))
    with acting_for(actor("wil")):
        found = AuditEvent.objects.filter(event__startswith="consult:").values_list(
            "event", "facts"
        )
        assert dict(found) == {
            "consult:logged": {"kind": "advice", "minutes": 45, "day": "2021-11-22"},
            "consult:withdrawn": {"minutes": 45, "day": "2021-11-22"},
        }
