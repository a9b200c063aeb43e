"""The way out: a story that is only added to, with relapses, and the contacts after it."""

from datetime import date
from itertools import pairwise
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.making import a_client

from ketenwerk.access.api import Refused, acting_for, visible
from ketenwerk.access.permissions import Permission
from ketenwerk.clients.api import Client, dossier
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.progress.api import (
    OUTCOMES,
    STARTS,
    STEPS,
    AftercareContact,
    ExitEvent,
    ProgressRefused,
    Step,
    aftercare_of,
    aftercare_question,
    replace_step,
    settle,
    story,
    tell_step,
)
from ketenwerk.progress.path import months_after, problem_in
from ketenwerk.progress.tests.factories import told
from ketenwerk.trajectories.api import close_client

pytestmark = pytest.mark.django_db

JUNE, SEPTEMBER, OCTOBER = date(2021, 6, 8), date(2021, 9, 28), date(2021, 10, 5)


@pytest.fixture
def client(anna):
    with clock.on_day(date(2021, 1, 4)), acting_for(anna):
        return a_client(anna)


def stages(actor, client: Client) -> list[tuple[str, date]]:
    """The story as it holds, oldest first."""
    return [
        (s.stage, s.day)
        for s in reversed(story(actor, dossier(actor, client.id)))
        if not s.replaced
    ]


def planned(client: Client) -> list[date]:
    rows = AftercareContact.objects.filter(client=client, outcome="planned")
    return list(rows.values_list("due", flat=True))


# The order of steps


def test_every_step_and_outcome_has_its_row_in_the_table():
    assert set(STEPS) == set(ExitEvent.Stage.values)
    assert set(OUTCOMES) == set(AftercareContact.Outcome.values)
    reached = set(STARTS).union(*STEPS.values())
    assert reached == set(ExitEvent.Stage.values)


@given(st.lists(st.sampled_from(ExitEvent.Stage.values), max_size=6))
def test_a_story_can_be_when_each_step_may_follow_the_one_before(row):
    can_be = not row or (
        row[0] in STARTS and all(after in STEPS[before] for before, after in pairwise(row))
    )
    assert (problem_in([SimpleNamespace(stage=stage) for stage in row]) == "") == can_be


@pytest.mark.requirement("R31")
def test_a_relapse_leaves_the_earlier_exit_and_both_dates_stand(anna, client, browse):
    with acting_for(anna):
        told(anna, client.id, "left", JUNE)
        told(anna, client.id, "relapse", SEPTEMBER, aftercare="go_on")
        told(anna, client.id, "leaving", OCTOBER)
        assert stages(anna, client) == [
            ("left", JUNE),
            ("relapse", SEPTEMBER),
            ("leaving", OCTOBER),
        ]
    page = browse("anna").get(f"/clienten/{client.id}/ontwikkeling/").content.decode()
    assert "Uitgestapt op 8 juni 2021. Terugval op 28 september 2021." in page


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        (["relapse"], "kan niet beginnen met “terugval”"),
        (["aftercare"], "kan niet beginnen met “nazorg”"),
        (["contact", "relapse"], "Na “contact” kan “terugval” niet komen"),
        (["left", "contact"], "Na “uitgestapt” kan “contact” niet komen"),
    ],
)
def test_what_cannot_follow_is_refused(anna, client, steps, why):
    with acting_for(anna):
        *before, last = steps
        for stage in before:
            told(anna, client.id, stage, JUNE)
        with pytest.raises(ProgressRefused, match=why):
            told(anna, client.id, last, SEPTEMBER, aftercare="go_on")
        assert len(stages(anna, client)) == len(before)


def test_a_step_told_later_takes_the_place_of_its_day(anna, client):
    with acting_for(anna):
        told(anna, client.id, "contact", JUNE)
        told(anna, client.id, "leaving", OCTOBER)
        with clock.on_day(OCTOBER):
            tell_step(by=anna, client=client.id, step=Step("stabilising", SEPTEMBER))
            with pytest.raises(
                ProgressRefused, match="Na “stabiliseren” kan “terugval” niet komen"
            ):
                tell_step(by=anna, client=client.id, step=Step("relapse", SEPTEMBER))
        assert [stage for stage, _ in stages(anna, client)] == ["contact", "stabilising", "leaving"]


@pytest.mark.requirement("R31")
@pytest.mark.parametrize("basis", ["", "van horen zeggen"])
def test_left_needs_a_day_and_a_basis(anna, client, basis):
    with acting_for(anna):
        with pytest.raises(ProgressRefused, match="waaruit blijkt"):
            tell_step(by=anna, client=client.id, step=Step("left", JUNE, basis))
        with pytest.raises(IntegrityError, match="left_has_a_basis"), transaction.atomic():
            ExitEvent.objects.create(
                organisation_id=anna.organisation,
                client=client,
                stage="left",
                day=JUNE,
                by_id=anna.member,
                recorded_at=clock.now(),
            )


def test_no_step_lies_ahead(anna, client):
    with acting_for(anna), pytest.raises(ProgressRefused, match="toekomst"):
        tell_step(by=anna, client=client.id, step=Step("contact", clock.days_later(1)))


def test_her_words_are_sealed(anna, client):
    with acting_for(anna):
        row = told(anna, client.id, "contact", JUNE, words="Ik wil rust.")
        assert b"rust" not in bytes(row.words)
        assert story(anna, dossier(anna, client.id))[0].words == "Ik wil rust."


# Never changed, never removed


@pytest.mark.requirement("R31")
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE progress_exitevent SET stage = 'contact'",
        "UPDATE progress_exitevent SET day = day",
        "UPDATE progress_exitevent SET words = NULL",
        "DELETE FROM progress_exitevent",
    ],
)
def test_the_database_refuses_to_change_or_remove_a_step(anna, client, sql):
    with acting_for(anna):
        told(anna, client.id, "left", JUNE)
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


@pytest.mark.requirement("R31")
def test_a_mistake_is_put_right_by_a_step_that_names_the_old_one(anna, client):
    with acting_for(anna):
        told(anna, client.id, "contact", JUNE)
        old = told(anna, client.id, "motivation", SEPTEMBER)
        with clock.on_day(OCTOBER):
            with pytest.raises(ProgressRefused, match="waarom"):
                replace_step(by=anna, step=old.id, new=Step("stabilising", SEPTEMBER), why=" ")
            replace_step(
                by=anna, step=old.id, new=Step("stabilising", SEPTEMBER), why="Verkeerd gekozen."
            )
            with pytest.raises(ProgressRefused, match="al vervangen"):
                replace_step(by=anna, step=old.id, new=Step("leaving", SEPTEMBER), why="Nogmaals")
        new, replaced, first = story(anna, dossier(anna, client.id))
    assert (new.stage, new.replaces, new.why) == ("stabilising", True, "Verkeerd gekozen.")
    assert (replaced.id, replaced.replaced) == (old.id, True)
    assert (first.stage, first.replaced) == ("contact", False)


def test_the_count_sees_stage_and_day_and_no_word(anna, client):
    with acting_for(anna):
        told(anna, client.id, "left", JUNE, words="Klaar.")
    with standing(Standpoint(DatabaseRole.COUNT)):
        rows = ExitEvent.objects.order_by().values_list("client_id", "stage", "day")
        assert (client.id, "left", JUNE) in list(rows)
        for column in ("words", "basis", "by_id"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                list(ExitEvent.objects.order_by().values_list(column))


def test_a_stranger_and_a_colleague_without_involvement_get_nothing(anna, bram, actor, client):
    with acting_for(anna):
        row = told(anna, client.id, "left", JUNE)
        contact = AftercareContact.objects.filter(client=client).earliest("due")
    for other in (bram, actor("emma")):
        with acting_for(other):
            assert not visible(other, Permission.PROGRESS_READ, ExitEvent).exists()
            assert not visible(other, Permission.PROGRESS_READ, AftercareContact).exists()
            assert aftercare_question(other, most=5).ask() == []
            with pytest.raises(Refused):
                tell_step(by=other, client=client.id, step=Step("contact", JUNE))
            with pytest.raises(Refused):
                replace_step(by=other, step=row.id, new=Step("contact", JUNE), why="x")
            with pytest.raises(Refused):
                settle(by=other, contact=contact.id, outcome="done")


# Aftercare


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2021, 8, 23), 3, date(2021, 11, 23)),
        (date(2021, 8, 31), 6, date(2022, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2021, 12, 31), 12, date(2022, 12, 31)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_one(day, months, expected):
    assert months_after(day, months) == expected


@pytest.mark.requirement("R31")
def test_leaving_plans_contacts_at_three_six_and_twelve_months(anna, client):
    with acting_for(anna):
        told(anna, client.id, "left", JUNE)
        assert planned(client) == [date(2021, 9, 8), date(2021, 12, 8), date(2022, 6, 8)]


def test_who_wants_no_aftercare_gets_none(anna, client):
    with acting_for(anna), clock.on_day(JUNE):
        step = Step("left", JUNE, "own_word", plan_aftercare=False)
        tell_step(by=anna, client=client.id, step=step)
        assert planned(client) == []


@pytest.mark.requirement("R31")
def test_after_a_relapse_it_is_a_choice_whether_aftercare_goes_on(anna, client):
    with acting_for(anna):
        told(anna, client.id, "left", JUNE)
        with pytest.raises(ProgressRefused, match="doorgaat of stopt"):
            told(anna, client.id, "relapse", SEPTEMBER)
        told(anna, client.id, "relapse", SEPTEMBER, aftercare="go_on")
        assert len(planned(client)) == 3
        told(anna, client.id, "left", OCTOBER)
        assert planned(client)[0] == date(2022, 1, 5)
        told(anna, client.id, "relapse", date(2021, 11, 2), aftercare="stop")
        assert planned(client) == []
        assert [stage for stage, _ in stages(anna, client)].count("left") == 2


@pytest.mark.requirement("R31")
@pytest.mark.parametrize(
    ("new", "left"),
    [
        (Step("aftercare", SEPTEMBER), [date(2021, 9, 8), date(2021, 12, 8), date(2022, 6, 8)]),
        (
            Step("relapse", OCTOBER, aftercare="go_on"),
            [date(2021, 9, 8), date(2021, 12, 8), date(2022, 6, 8)],
        ),
        (Step("relapse", OCTOBER), []),
        (Step("relapse", OCTOBER, aftercare="stop"), []),
    ],
)
def test_what_a_relapse_stopped_goes_on_when_it_was_none(anna, client, new, left):
    with acting_for(anna):
        told(anna, client.id, "left", JUNE)
        wrong = told(anna, client.id, "relapse", SEPTEMBER, aftercare="stop")
        assert planned(client) == []
        with clock.on_day(OCTOBER):
            replace_step(by=anna, step=wrong.id, new=new, why="Verkeerd begrepen.")
        assert planned(client) == left


@pytest.mark.requirement("R31")
def test_a_relapse_put_right_twice_still_gives_its_contacts_back(anna, client):
    with acting_for(anna):
        told(anna, client.id, "left", JUNE)
        wrong = told(anna, client.id, "relapse", SEPTEMBER, aftercare="stop")
        with clock.on_day(OCTOBER):
            again = replace_step(
                by=anna, step=wrong.id, new=Step("relapse", OCTOBER), why="Een week later."
            )
            replace_step(by=anna, step=again.id, new=Step("aftercare", OCTOBER), why="Toch niet.")
        assert len(planned(client)) == 3


def test_contacts_that_go_on_follow_the_day_of_leaving_as_it_is_known_then(anna, client):
    with acting_for(anna):
        old = told(anna, client.id, "left", JUNE)
        wrong = told(anna, client.id, "relapse", SEPTEMBER, aftercare="stop")
        with clock.on_day(OCTOBER):
            earlier = Step("left", date(2021, 6, 1), "observed")
            replace_step(by=anna, step=old.id, new=earlier, why="Het was een week eerder.")
            assert planned(client) == []
            replace_step(
                by=anna, step=wrong.id, new=Step("aftercare", SEPTEMBER), why="Het was er geen."
            )
        assert planned(client) == [date(2021, 9, 1), date(2021, 12, 1), date(2022, 6, 1)]


def test_after_a_second_exit_the_contacts_of_the_first_do_not_come_back(anna, client):
    with acting_for(anna):
        told(anna, client.id, "left", JUNE)
        relapse = told(anna, client.id, "relapse", SEPTEMBER, aftercare="stop")
        told(anna, client.id, "left", OCTOBER)
        other = Step("relapse", date(2021, 9, 30), aftercare="go_on")
        with clock.on_day(OCTOBER):
            replace_step(by=anna, step=relapse.id, new=other, why="Twee dagen later.")
        assert planned(client) == [date(2022, 1, 5), date(2022, 4, 5), date(2022, 10, 5)]


def test_another_day_of_leaving_moves_what_is_planned_and_keeps_what_was_done(anna, client):
    with acting_for(anna):
        old = told(anna, client.id, "left", JUNE)
        with clock.on_day(OCTOBER):
            first = AftercareContact.objects.filter(client=client).earliest("due")
            settle(by=anna, contact=first.id, outcome="done")
            new = Step("left", date(2021, 6, 1), "observed")
            replace_step(by=anna, step=old.id, new=new, why="Het was een week eerder.")
        assert planned(client) == [date(2021, 12, 1), date(2022, 6, 1)]
        assert AftercareContact.objects.filter(client=client).count() == 3


def test_an_exit_that_was_none_takes_its_planned_contacts_along(anna, client):
    with acting_for(anna):
        old = told(anna, client.id, "left", JUNE)
        with clock.on_day(OCTOBER):
            replace_step(by=anna, step=old.id, new=Step("leaving", JUNE), why="Nog niet gestopt.")
        assert planned(client) == []


@pytest.mark.requirement("R31")
def test_a_contact_shows_on_the_first_page_from_its_day_until_it_is_settled(anna, client, browse):
    with acting_for(anna):
        told(anna, client.id, "left", date(2021, 8, 23))
        with clock.on_day(date(2021, 11, 22)):
            assert aftercare_question(anna, most=5).ask() == []
        (due,) = aftercare_question(anna, most=5).ask()
    browser = browse("anna")
    assert "Nazorg na 3 maanden" in browser.get("/").content.decode()
    with acting_for(anna):
        settle(by=anna, contact=due.id, outcome="done", words="Het gaat goed.")
        assert aftercare_of(anna, dossier(anna, client.id))[0].words == "Het gaat goed."
    assert "Nazorg na 3 maanden" not in browser.get("/").content.decode()


def test_nobody_is_asked_to_contact_somebody_whose_dossier_is_closed(anna, client):
    with acting_for(anna):
        told(anna, client.id, "left", date(2021, 8, 23))
        close_client(by=anna, client=client.id)
        assert aftercare_question(anna, most=5).ask() == []


def test_who_was_not_reached_may_be_reached_later_and_what_is_done_stays_done(anna, client):
    with acting_for(anna):
        told(anna, client.id, "left", JUNE)
        row = AftercareContact.objects.filter(client=client).earliest("due")
        settle(by=anna, contact=row.id, outcome="not_reached")
        settle(by=anna, contact=row.id, outcome="done")
        for outcome in ("not_reached", "done", "not_wanted"):
            with pytest.raises(ProgressRefused, match="al bijgewerkt"):
                settle(by=anna, contact=row.id, outcome=outcome)
        with pytest.raises(ProgressRefused, match="Kies wat"):
            settle(by=anna, contact=row.id, outcome="stopped")


def test_a_second_try_takes_no_word_of_the_first_away(anna, client):
    with acting_for(anna):
        told(anna, client.id, "left", JUNE)
        row = AftercareContact.objects.filter(client=client).earliest("due")
        settle(by=anna, contact=row.id, outcome="not_reached", words="Nam niet op.")
        settle(by=anna, contact=row.id, outcome="done", words="Het gaat goed.")
        kept = aftercare_of(anna, dossier(anna, client.id))[0]
    assert kept.words == "Nam niet op.\nHet gaat goed."


def test_not_wanted_ends_the_later_contacts_too(anna, client):
    with acting_for(anna):
        told(anna, client.id, "left", JUNE)
        row = AftercareContact.objects.filter(client=client).earliest("due")
        settle(by=anna, contact=row.id, outcome="not_wanted")
        assert planned(client) == []
