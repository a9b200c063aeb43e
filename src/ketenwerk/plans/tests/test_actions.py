"""Who sees which line of a plan, and what happens when consent comes and goes."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from tests.making import a_client
from tests.sweeping import log_of

from ketenwerk.access.api import Refused, Role, acting_for, standpoint_of
from ketenwerk.clients.api import Client, dossier, involve
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor
from ketenwerk.plans.api import (
    Change,
    ChangedMeanwhile,
    JointPlan,
    NewLine,
    PlanItem,
    PlanMembership,
    PlanRefused,
    Reviewed,
    add_decision,
    add_line,
    answer,
    change_line,
    close_plan,
    end_membership,
    hand_over,
    invitable,
    open_plan,
    plan_of,
    review,
    shared_plan,
    shared_plans,
    to_do_question,
    writable_line,
)
from ketenwerk.plans.models import PlanChange, PlanDirector
from ketenwerk.plans.tests.making import HOME, MONEY, a_line, a_plan, agree, ask, domain, stands

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R30")]
CANARY = "KANARIE-plan"


@dataclass(frozen=True)
class Scene:
    """A plan of Anna with one line on money that Bram's organisation does, one that she does, one about the home."""

    client: Client
    plan: JointPlan
    membership: PlanMembership
    money: PlanItem
    mine: PlanItem
    home: PlanItem


@pytest.fixture
def roos(actor: Callable[..., Actor]) -> Actor:
    """A care worker of a third partner."""
    return actor("roos")


@pytest.fixture
def scene(anna: Actor, bram: Actor) -> Scene:
    """Bram takes part on money, by consent."""
    with acting_for(anna):
        client = a_client(anna)
    plan = a_plan(anna, client.id)
    agree(anna, client.id, bram.house, MONEY)
    membership = ask(anna, plan, bram, MONEY)
    return Scene(
        client,
        plan,
        membership,
        a_line(anna, plan, f"{CANARY}-geld", owner=bram.house, days=3),
        a_line(anna, plan, f"{CANARY}-zelf"),
        a_line(anna, plan, f"{CANARY}-huis", key=HOME),
    )


def accept(by: Actor, membership: PlanMembership, *, yes: bool = True) -> None:
    with acting_for(by):
        answer(by=by, membership=membership.id, accept=yes)


def sees(who: Actor, scene: Scene) -> set[str]:
    """Which lines somebody reads, by the product's own doors."""
    lines = {scene.money.id: "money", scene.mine.id: "mine", scene.home.id: "home"}
    with acting_for(who):
        try:
            own = plan_of(who, dossier(who, scene.client.id))
            return {lines[line.id] for line in own.lines} if own else set()
        except Refused:
            pass
        found = set()
        for shared in shared_plans(who):
            opened = shared_plan(who, shared.membership.id)
            found |= {lines[line.id] for line in opened.lines}
            assert all(CANARY in line.now.words for line in opened.lines)
        return found


def rows_seen(who: Actor, table: str) -> int:
    """Rows that raw SQL gives, as the application's role for this person."""
    with standing(standpoint_of(who)), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def test_who_sees_which_line(scene, anna, bram, roos, actor):
    accept(bram, scene.membership)
    agree(anna, scene.client.id, roos.house, HOME)
    accept(roos, ask(anna, scene.plan, roos, HOME))
    everybody = {
        "director": (anna, {"money", "mine", "home"}),
        "consented partner on money": (bram, {"money", "mine"}),
        "partner with another domain": (roos, {"home"}),
        "partner without consent": (actor("fleur"), set()),
        "colleague without involvement": (actor("emma"), set()),
        "colleague of the partner who was not invited": (actor("yara"), set()),
        "the partner's worker as focal officer": (
            actor("bram", Role.FOCAL_OFFICER),
            {"money", "mine"},
        ),
    }
    assert {name: sees(who, scene) for name, (who, _) in everybody.items()} == {
        name: lines for name, (_, lines) in everybody.items()
    }


def test_before_the_yes_a_partner_sees_whose_plan_and_nothing_of_it(scene, bram):
    with acting_for(bram):
        (invited,) = shared_plans(bram)
        assert (invited.code, invited.called) == (scene.client.code, "")
        assert shared_plan(bram, invited.membership.id).lines == ()
    assert rows_seen(bram, "plans_planitem") == 0
    assert rows_seen(bram, "plans_planchange") == 0


def test_a_no_to_the_invitation_opens_nothing(scene, bram):
    accept(bram, scene.membership, yes=False)
    with acting_for(bram):
        assert shared_plans(bram) == ()
        with pytest.raises(Refused):
            answer(by=bram, membership=scene.membership.id, accept=True)
    assert rows_seen(bram, "plans_planitem") == 0


@pytest.mark.parametrize(("keys", "left"), [((MONEY,), True), ((), False)])
def test_withdrawing_consent_closes_the_lines_at_once(scene, anna, bram, keys, left):
    accept(bram, scene.membership)
    assert sees(bram, scene) == {"money", "mine"}
    agree(anna, scene.client.id, bram.house, *keys, given=False)
    assert sees(bram, scene) == set()
    assert rows_seen(bram, "plans_planitem") == rows_seen(bram, "plans_planchange") == 0
    with acting_for(bram):
        assert bool(shared_plans(bram)) is left
        with pytest.raises(Refused):
            writable_line(bram, scene.money.id)
    assert sees(anna, scene) == {"money", "mine", "home"}


def test_ending_the_part_of_a_partner_closes_everything_for_it(scene, anna, bram):
    accept(bram, scene.membership)
    with acting_for(anna):
        end_membership(by=anna, membership=scene.membership.id)
    assert sees(bram, scene) == set()
    assert [
        rows_seen(bram, f"plans_{t}") for t in ("planitem", "planchange", "planmembership")
    ] == [0, 0, 0]


def test_a_partner_is_asked_only_on_what_she_agrees_to_now(scene, anna, bram, roos):
    with pytest.raises(PlanRefused, match="geen toestemming"):
        ask(anna, scene.plan, roos, MONEY)
    agree(anna, scene.client.id, roos.house, MONEY)
    with pytest.raises(PlanRefused, match="huisvesting"):
        ask(anna, scene.plan, roos, MONEY, HOME)
    with acting_for(anna):
        houses = {each.partner for each in invitable(anna, scene.client.id)}
    assert houses == {bram.house, roos.house}


def test_a_partner_gets_no_line_outside_its_domains(scene, anna, bram):
    with pytest.raises(PlanRefused, match="doet niet mee"):
        a_line(anna, scene.plan, "Huis zoeken", key=HOME, owner=bram.house)


def test_the_called_name_goes_along_only_when_she_agreed(anna, bram):
    for called, shown in ((False, ""), (True, "Linde")):
        with acting_for(anna):
            client = a_client(anna)
        agree(anna, client.id, bram.house, MONEY)
        made = ask(anna, a_plan(anna, client.id), bram, MONEY, called=called)
        with acting_for(bram):
            assert shared_plan(bram, made.id).called == shown


def test_an_invitation_without_a_name_is_for_the_focal_officer(anna, bram, actor):
    with acting_for(anna):
        client = a_client(anna)
    agree(anna, client.id, bram.house, MONEY)
    made = ask(anna, a_plan(anna, client.id), bram, MONEY, named=False)
    officer = actor("bram", Role.FOCAL_OFFICER)
    with acting_for(bram):
        assert shared_plans(bram) == ()
    with acting_for(officer):
        assert [each.membership.id for each in shared_plans(officer)] == [made.id]


def test_the_partner_that_does_it_writes_how_far_it_is(scene, anna, bram):
    accept(bram, scene.membership)
    with acting_for(bram):
        change = Change("busy", "Brief verstuurd", words="Iets anders", due=clock.days_later(90))
        change_line(by=bram, item=scene.money.id, seen=1, change=change)
        with pytest.raises(Refused):
            writable_line(bram, scene.mine.id)
    with acting_for(anna):
        _, line = writable_line(anna, scene.money.id)
    now = line.now
    assert (now.state, now.remark, now.words, now.by) == (
        "busy",
        "Brief verstuurd",
        f"{CANARY}-geld",
        bram.name,
    )
    assert now.due == clock.days_later(3)
    assert [version.number for version in line.versions] == [1, 2]


def test_of_two_who_write_the_later_one_hears_it_and_nothing_is_lost(scene, anna, bram):
    accept(bram, scene.membership)
    with acting_for(anna):
        change_line(by=anna, item=scene.money.id, seen=1, change=Change("busy", "Gebeld"))
    with acting_for(bram):
        with pytest.raises(ChangedMeanwhile):
            change_line(by=bram, item=scene.money.id, seen=1, change=Change("done", "Klaar"))
        _, line = writable_line(bram, scene.money.id)
    assert [version.remark for version in line.versions] == ["", "Gebeld"]


@pytest.mark.parametrize(
    ("change", "says"),
    [(Change("dropped"), "waarom"), (Change("open"), ""), (Change("done"), "")],
)
def test_a_line_is_dropped_only_with_a_reason(scene, anna, change, says):
    with acting_for(anna):
        if says:
            with pytest.raises(PlanRefused, match=says):
                change_line(by=anna, item=scene.mine.id, seen=1, change=change)
        else:
            change_line(by=anna, item=scene.mine.id, seen=1, change=change)
        assert PlanChange.objects.filter(item=scene.mine).count() == (1 if says else 2)


def test_what_was_dropped_stays_dropped(scene, anna):
    with acting_for(anna):
        change_line(
            by=anna, item=scene.mine.id, seen=1, change=Change("dropped", "Niet meer nodig")
        )
        with pytest.raises(PlanRefused):
            change_line(by=anna, item=scene.mine.id, seen=2, change=Change("busy"))


def test_one_active_plan_and_one_director(scene, anna):
    with acting_for(anna):
        with pytest.raises(PlanRefused, match="loopt al"):
            open_plan(by=anna, client=scene.client.id)
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanDirector.objects.create(
                organisation_id=anna.house,
                plan=scene.plan,
                member_id=anna.person,
                start=clock.today(),
            )
        close_plan(by=anna, plan=scene.plan.id)
        assert open_plan(by=anna, client=scene.client.id).id != scene.plan.id


def test_the_direction_goes_to_a_colleague_who_works_with_her_and_history_stays(scene, anna, actor):
    emma = actor("emma")
    with acting_for(anna):
        with pytest.raises(PlanRefused, match="werkt niet"):
            hand_over(by=anna, plan=scene.plan.id, to=emma.person)
        involve(by=anna, client=scene.client.id, member=emma.person)
        hand_over(by=anna, plan=scene.plan.id, to=emma.person)
        with pytest.raises(Refused):
            close_plan(by=anna, plan=scene.plan.id)
        seen = plan_of(anna, dossier(anna, scene.client.id))
    assert [each.name for each in seen.directors] == [emma.name, anna.name]
    with acting_for(emma):
        close_plan(by=emma, plan=scene.plan.id)


def test_after_closing_a_partner_still_reads_its_lines_but_the_director_changes_nothing(
    scene, anna, bram
):
    accept(bram, scene.membership)
    with acting_for(anna):
        close_plan(by=anna, plan=scene.plan.id)
        with pytest.raises(Refused):
            writable_line(anna, scene.mine.id)
    assert sees(bram, scene) == {"money", "mine"}


def test_a_review_sets_the_next_three_months_later(scene, anna):
    with acting_for(anna):
        opened = dossier(anna, scene.client.id)
        assert not plan_of(anna, opened).review_is_due
        reviewed = Reviewed(clock.today(), agreed=True, changed="Rustiger", words="Zo is het goed")
        review(by=anna, plan=scene.plan.id, reviewed=reviewed)
        seen = plan_of(anna, opened)
        with pytest.raises(PlanRefused):
            review(by=anna, plan=scene.plan.id, reviewed=Reviewed(clock.days_later(1), agreed=True))
    assert (seen.reviews[0].words, seen.reviews[0].agreed) == ("Zo is het goed", True)
    assert (seen.review_on - clock.today()).days in range(89, 93)


def test_vandaag_holds_ids_and_days_only(scene, anna, bram):
    with acting_for(bram):
        assert to_do_question(bram).ask().invitations == (scene.membership.id,)
    accept(bram, scene.membership)
    with acting_for(bram):
        due = to_do_question(bram).ask()
    assert [line.id for line in due.lines] == [scene.money.id]
    assert not due.invitations
    with acting_for(anna):
        # Three days is soon, but the partner does it; her own line has two weeks.
        assert to_do_question(anna).ask().lines == ()


@pytest.mark.requirement("R72")
def test_a_decision_goes_into_the_plan_and_without_a_plan_nowhere(scene, anna, bram):
    with acting_for(anna):
        item = add_decision(
            by=anna,
            client=scene.client.id,
            text="Bellen met de bank",
            owner=bram.house,
            due=clock.days_later(5),
            domain=domain(MONEY),
        )
        other = a_client(anna, called="Zoë")
        with pytest.raises(PlanRefused, match="Begin eerst"):
            add_decision(
                by=anna, client=other.id, text="x", owner=anna.house, due=clock.days_later(5)
            )
    accept(bram, scene.membership)
    with acting_for(bram):
        assert writable_line(bram, item.id)[1].now.words == "Bellen met de bank"


def test_the_municipality_has_no_grant_on_any_table_of_a_plan(scene, marja):
    tables = ("jointplan", "plandirector", "planitem", "planchange", "planmembership", "planreview")
    for table in tables:
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            standing(standpoint_of(marja)),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT 1 FROM plans_{table}")


def sql_refused(who: Actor, sql: str, *values: object) -> bool:
    try:
        with standing(standpoint_of(who)), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, list(values))
            return cursor.rowcount == 0
    except ProgrammingError:
        return True


def test_raw_sql_of_a_partner_changes_no_line_of_another(scene, anna, bram):
    accept(bram, scene.membership)
    insert = (
        "INSERT INTO plans_planchange (id, organisation_id, item_id, number, state, words, house_id, by_id, at)"
        " VALUES (%s, %s, %s, 2, 'done', 'x', %s, %s, now())"
    )
    new = uuid.uuid4
    ours = (anna.house, bram.house, bram.person)
    assert sql_refused(bram, insert, new(), ours[0], scene.mine.id, *ours[1:])
    assert sql_refused(bram, insert, new(), ours[0], scene.home.id, *ours[1:])
    assert sql_refused(bram, insert, new(), ours[0], scene.money.id, anna.house, bram.person)
    assert not sql_refused(bram, insert, new(), ours[0], scene.money.id, *ours[1:])
    ended = "UPDATE plans_planmembership SET state = 'invited' WHERE id = %s"
    assert sql_refused(bram, ended, scene.membership.id)
    with acting_for(anna):
        assert stands(scene.membership.id) == "accepted"
    assert not rows_seen(bram, "plans_jointplan")


def test_the_log_and_the_database_hold_no_word_of_a_line(scene, anna, bram):
    accept(bram, scene.membership)
    assert sees(bram, scene)
    with standing(standpoint_of(anna)), connection.cursor() as cursor:
        cursor.execute("SELECT words FROM plans_planchange")
        assert all(CANARY.encode() not in bytes(words) for (words,) in cursor.fetchall())
    privacy = Standpoint(DatabaseRole.OFFICE, None, anna.house, Role.PRIVACY_OFFICER)
    with standing(privacy), connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(e)::text FROM audit_auditevent e")
        assert CANARY not in str(cursor.fetchall())
    read = {line.event for line in log_of(bram.house)}
    assert {"shared_plan:read", "plan:answered"} <= read


def test_a_new_line_reaches_a_partner_that_takes_part_already(scene, anna, bram):
    accept(bram, scene.membership)
    with acting_for(anna):
        line = NewLine("goal", "Geen brieven meer in de la", domain(MONEY))
        item = add_line(by=anna, plan=scene.plan.id, line=line)
    with acting_for(bram):
        shared = shared_plan(bram, scene.membership.id)
    assert item.id in {line.id for line in shared.lines}
