"""The direction goes to another organisation: who sees what before, between and after (R30)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from tests.making import a_client

from ketenwerk.access.api import Refused, Role, acting_for, open_keys, standpoint_of
from ketenwerk.access.models import KeyGrant
from ketenwerk.clients.api import Client, dossier, removal_tasks
from ketenwerk.kernel import clock, crypto
from ketenwerk.kernel.walls import standing
from ketenwerk.people.api import Actor
from ketenwerk.plans.api import (
    JointPlan,
    PlanItem,
    PlanMembership,
    PlanRefused,
    Reviewed,
    Taken,
    answer,
    close_plan,
    decline_direction,
    end_membership,
    given_away,
    offer_direction,
    open_plan,
    plan_of,
    renew,
    review,
    shared_plan,
    shared_plans,
    take_direction,
    to_do_question,
    withdraw_direction,
    writable_line,
)
from ketenwerk.plans.models import DirectionOffer, PlanDirector
from ketenwerk.plans.tests.making import HOME, MONEY, a_line, a_plan, agree, ask, domain, stands

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R30")]
CANARY = "KANARIE-regie"


@dataclass(frozen=True)
class Scene:
    """Anna directs; Bram takes part on money and home, Roos on home. Bram knows her as an own client."""

    client: Client
    plan: JointPlan
    bram: PlanMembership
    roos: PlanMembership
    money: PlanItem
    home: PlanItem
    at_bram: Client


@pytest.fixture
def roos(actor: Callable[..., Actor]) -> Actor:
    return actor("roos")


@pytest.fixture
def scene(anna: Actor, bram: Actor, roos: Actor) -> Scene:
    with acting_for(anna):
        client = a_client(anna)
    with acting_for(bram):
        at_bram = a_client(bram, called="Lin")
    plan = a_plan(anna, client.id)
    agree(anna, client.id, bram.house, MONEY, HOME)
    agree(anna, client.id, roos.house, HOME)
    parts = {who: ask(anna, plan, who, *keys) for who, keys in ((bram, (MONEY,)), (roos, (HOME,)))}
    for who, part in parts.items():
        with acting_for(who):
            answer(by=who, membership=part.id, accept=True)
    money = a_line(anna, plan, f"{CANARY}-geld", owner=bram.house)
    home = a_line(anna, plan, f"{CANARY}-huis", key=HOME)
    with acting_for(anna):
        done = Reviewed(clock.today(), agreed=True, words=f"{CANARY}-woorden")
        review(by=anna, plan=plan.id, reviewed=done)
    return Scene(client, plan, parts[bram], parts[roos], money, home, at_bram)


def offer(by: Actor, scene: Scene) -> DirectionOffer:
    with acting_for(by):
        return offer_direction(by=by, plan=scene.plan.id, membership=scene.bram.id)


def take(by: Actor, scene: Scene, *former: str) -> JointPlan:
    with acting_for(by):
        kept = frozenset(domain(key) for key in former)
        return take_direction(by=by, membership=scene.bram.id, taken=Taken(scene.at_bram.id, kept))


def own_lines(who: Actor, client: Client) -> set[str]:
    """Words of the lines in the plan of an own client."""
    with acting_for(who):
        found = plan_of(who, dossier(who, client.id))
        return {line.now.words for line in found.lines} if found else set()


def shared_lines(who: Actor) -> set[str]:
    with acting_for(who):
        opened = [shared_plan(who, each.membership.id) for each in shared_plans(who)]
        return {line.now.words for each in opened for line in each.lines}


def rows_seen(who: Actor, table: str) -> int:
    with standing(standpoint_of(who)), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM plans_{table}")
        return int(cursor.fetchone()[0])


def keys_held(who: Actor, giver: Actor, purpose: str) -> int:
    with acting_for(who):
        held = KeyGrant.objects.filter(
            organisation=who.organisation, giver=giver.organisation, purpose=purpose
        )
        return held.filter(end__gt=clock.real_now()).count()


GELD, HUIS = f"{CANARY}-geld", f"{CANARY}-huis"


def test_between_offer_and_answer_nothing_changes_for_anybody(scene, anna, bram, roos):
    offer(anna, scene)
    assert own_lines(anna, scene.client) == {GELD, HUIS}
    assert (shared_lines(bram), shared_lines(roos)) == ({GELD}, {HUIS})
    assert rows_seen(bram, "planitem") == 1
    with acting_for(bram):
        assert to_do_question(bram).ask().offers == (scene.bram.id,)
        with pytest.raises(Refused):
            close_plan(by=bram, plan=scene.plan.id)


def test_with_the_yes_the_whole_plan_and_its_keys_are_with_the_new_director(scene, anna, bram):
    offer(anna, scene)
    take(bram, scene)
    assert own_lines(bram, scene.at_bram) == {GELD, HUIS}
    with acting_for(bram):
        seen = plan_of(bram, dossier(bram, scene.at_bram.id))
        assert [each.words for each in seen.reviews] == [f"{CANARY}-woorden"]
        assert [(each.name, each.end) for each in seen.directors] == [
            (bram.name, None),
            (anna.name, clock.today()),
        ]
        assert seen.is_mine
        assert to_do_question(bram).ask().offers == ()
        writable_line(bram, scene.home.id)
    new = a_line(bram, scene.plan, f"{CANARY}-nieuw")
    assert own_lines(bram, scene.at_bram) == {GELD, HUIS, f"{CANARY}-nieuw"}
    assert new.organisation_id == bram.house


@pytest.mark.parametrize("kept", [(), (MONEY,), (MONEY, HOME)])
def test_the_former_director_keeps_what_she_agrees_to_and_nothing_else(scene, anna, bram, kept):
    offer(anna, scene)
    take(bram, scene, *kept)
    words = {MONEY: GELD, HOME: HUIS}
    assert own_lines(anna, scene.client) == set()
    assert shared_lines(anna) == {words[key] for key in kept}
    assert rows_seen(anna, "planitem") == len(kept)
    assert rows_seen(anna, "planreview") == rows_seen(anna, "jointplan") == 0
    with acting_for(anna):
        for act in (
            lambda: close_plan(by=anna, plan=scene.plan.id),
            lambda: writable_line(anna, scene.money.id),
            lambda: end_membership(by=anna, membership=scene.roos.id),
        ):
            with pytest.raises(Refused):
                act()


def test_open_pages_of_the_former_director_are_gone_at_once(scene, anna, bram, browse):
    browser = browse("anna")
    paths = [
        f"/plannen/{scene.plan.id}/{part}/"
        for part in ("regel", "bespreking", "uitnodiging", "regie", "overdracht")
    ]
    paths += [f"/planregels/{scene.home.id}/", f"/plandeelname/{scene.roos.id}/verlenging/"]
    assert {browser.get(path).status_code for path in paths} == {200}
    offer(anna, scene)
    take(bram, scene)
    assert {browser.get(path).status_code for path in paths} == {404}
    page = browser.get(f"/clienten/{scene.client.id}/plan/").content.decode()
    assert "De regie ligt bij" in page
    assert "Begin plan" not in page
    assert CANARY not in page


def test_other_partners_see_nothing_until_the_new_director_asked_her_again(scene, anna, bram, roos):
    offer(anna, scene)
    take(bram, scene)
    assert shared_lines(roos) == set()
    assert rows_seen(roos, "planitem") == 0
    with acting_for(bram):
        renew(by=bram, membership=scene.roos.id, domains={domain(HOME)})
    assert shared_lines(roos) == {HUIS}


@pytest.mark.parametrize("agreed", [(), (MONEY,)])
def test_it_is_offered_only_when_she_agrees_to_the_whole_plan(agreed, anna, bram):
    with acting_for(anna):
        client = a_client(anna)
    plan = a_plan(anna, client.id)
    agree(anna, client.id, bram.house, MONEY)
    part = ask(anna, plan, bram, MONEY)
    with acting_for(bram):
        answer(by=bram, membership=part.id, accept=True)
    a_line(anna, plan, key=HOME)
    if not agreed:
        agree(anna, client.id, bram.house, given=False)
    with acting_for(anna), pytest.raises(PlanRefused, match="toestemming"):
        offer_direction(by=anna, plan=plan.id, membership=part.id)
    assert keys_held(bram, anna, "direction") == 0


def test_only_somebody_who_said_yes_by_name_can_be_asked(scene, anna, actor):
    fleur = actor("fleur")
    agree(anna, scene.client.id, fleur.house, MONEY, HOME)
    invited = ask(anna, scene.plan, fleur, MONEY)
    with acting_for(anna), pytest.raises(PlanRefused, match="meedoet"):
        offer_direction(by=anna, plan=scene.plan.id, membership=invited.id)


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("anna", Role.CARE_WORKER),
        ("roos", Role.CARE_WORKER),
        ("yara", Role.CARE_WORKER),
        ("bram", Role.FOCAL_OFFICER),
    ],
)
def test_nobody_else_takes_it(who, role, scene, anna, actor):
    offer(anna, scene)
    other = actor(who, role)
    with acting_for(other):
        with pytest.raises(Refused):
            take_direction(by=other, membership=scene.bram.id, taken=Taken(scene.at_bram.id))
        with pytest.raises(Refused):
            decline_direction(by=other, membership=scene.bram.id)
    sql = "UPDATE plans_directionoffer SET state = 'accepted', answered_on = now(), into_id = %s"
    if role == Role.CARE_WORKER:
        assert moved_by_sql(other, sql, scene.at_bram.id) is False
    assert own_lines(anna, scene.client) == {GELD, HUIS}


def moved_by_sql(who: Actor, sql: str, *values: object) -> bool:
    try:
        with standing(standpoint_of(who)), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, list(values))
            return cursor.rowcount > 0
    except DatabaseError:
        return False


def test_the_database_moves_a_plan_only_into_a_client_of_who_takes_it(scene, anna, bram):
    offer(anna, scene)
    sql = "UPDATE plans_directionoffer SET state = 'accepted', answered_on = now(), into_id = %s"
    assert moved_by_sql(bram, sql, scene.client.id) is False
    with acting_for(bram), pytest.raises(Refused):
        take_direction(by=bram, membership=scene.bram.id, taken=Taken(scene.client.id))
    assert own_lines(anna, scene.client) == {GELD, HUIS}


def test_after_a_no_the_direction_stays_and_the_keys_close(scene, anna, bram):
    offer(anna, scene)
    # The plan, two lines, two parts.
    assert keys_held(bram, anna, "direction") == 5
    with acting_for(bram):
        decline_direction(by=bram, membership=scene.bram.id)
    assert keys_held(bram, anna, "direction") == 0
    with pytest.raises(Refused):
        take(bram, scene)
    assert shared_lines(bram) == {GELD}
    assert own_lines(anna, scene.client) == {GELD, HUIS}


def test_an_offer_that_was_taken_back_cannot_be_taken(scene, anna, bram):
    offer(anna, scene)
    with acting_for(anna):
        withdraw_direction(by=anna, plan=scene.plan.id)
        with pytest.raises(PlanRefused, match="geen aanbod"):
            withdraw_direction(by=anna, plan=scene.plan.id)
    assert keys_held(bram, anna, "direction") == 0
    with pytest.raises(Refused):
        take(bram, scene)


def test_an_offer_ends_with_the_part_of_the_partner(scene, anna, bram):
    offer(anna, scene)
    with acting_for(anna):
        end_membership(by=anna, membership=scene.bram.id)
    assert keys_held(bram, anna, "direction") == keys_held(bram, anna, "plan") == 0
    with pytest.raises(Refused):
        take(bram, scene)


@pytest.mark.parametrize(("days", "holds"), [(27, True), (28, False)])
def test_an_offer_holds_four_weeks(days, holds, scene, anna, bram):
    offer(anna, scene)
    with clock.on_day(clock.today() + timedelta(days=days)), acting_for(bram):
        assert bool(to_do_question(bram).ask().offers) is holds


@pytest.mark.parametrize("keys", [(), (HOME,)])
def test_when_she_takes_her_yes_back_meanwhile_nothing_moves(keys, scene, anna, bram):
    offer(anna, scene)
    agree(anna, scene.client.id, bram.house, *keys, given=False)
    with pytest.raises((PlanRefused, Refused)):
        take(bram, scene)
    assert own_lines(anna, scene.client) == {GELD, HUIS}
    assert own_lines(bram, scene.at_bram) == set()


def test_what_is_added_meanwhile_goes_along_and_what_may_not_is_refused(scene, anna, bram):
    offer(anna, scene)
    a_line(anna, scene.plan, f"{CANARY}-later")
    with pytest.raises(PlanRefused, match="Trek het aanbod eerst in"):
        a_line(anna, scene.plan, key="justitie")
    take(bram, scene)
    assert own_lines(bram, scene.at_bram) == {GELD, HUIS, f"{CANARY}-later"}


def test_a_client_has_one_running_plan_also_after_a_move(scene, anna, bram):
    a_plan(bram, scene.at_bram.id)
    offer(anna, scene)
    with pytest.raises(PlanRefused, match="loopt al"):
        take(bram, scene)
    assert own_lines(anna, scene.client) == {GELD, HUIS}


def test_while_it_runs_elsewhere_the_former_director_begins_no_second_plan(scene, anna, bram):
    offer(anna, scene)
    take(bram, scene)
    with acting_for(anna):
        assert given_away(anna, scene.client.id).partner_id == bram.house
        with pytest.raises(PlanRefused, match="andere organisatie"):
            open_plan(by=anna, client=scene.client.id)
    with acting_for(bram):
        close_plan(by=bram, plan=scene.plan.id)
    with acting_for(anna):
        open_plan(by=anna, client=scene.client.id)


def test_the_direction_can_come_back(scene, anna, bram):
    offer(anna, scene)
    take(bram, scene, MONEY, HOME)
    with acting_for(bram):
        back = PlanMembership.objects.get(plan=scene.plan, partner=anna.house)
        offer_direction(by=bram, plan=scene.plan.id, membership=back.id)
    with acting_for(anna):
        take_direction(by=anna, membership=back.id, taken=Taken(scene.client.id))
        assert given_away(anna, scene.client.id) is None
    assert own_lines(anna, scene.client) == {GELD, HUIS}
    assert rows_seen(bram, "planitem") == 0


def opens(key: bytes, sealed: bytes) -> bool:
    try:
        return crypto.unseal(sealed, key=key, place="plan|words|1") == CANARY
    except crypto.SealBroken:
        return False


def test_keys_from_before_the_move_open_nothing_that_is_written_after_it(scene, anna, bram, roos):
    """Of every part, for who directed and for the partner who was dropped; also when they copied a key."""
    parts = [scene.plan.id, scene.money.id, scene.home.id, scene.bram.id, scene.roos.id]
    kept = []
    for who in (anna, roos):
        with acting_for(who):
            kept += open_keys(by=who, dossiers=parts).items()
    assert len(kept) == len(parts) + 2
    offer(anna, scene)
    take(bram, scene)
    with acting_for(bram):
        now = open_keys(by=bram, dossiers=parts)
    assert set(now) == set(parts)
    written = {
        part: crypto.seal(CANARY, key=key, place="plan|words|1") for part, key in now.items()
    }
    assert all(opens(now[part], written[part]) for part in parts)
    assert [part for part, key in kept if opens(key, written[part])] == []


@pytest.mark.requirement("R7")
def test_who_got_something_before_the_move_is_still_asked_to_remove_it(scene, anna, bram, roos):
    offer(anna, scene)
    take(bram, scene, MONEY)
    with acting_for(roos):
        assert removal_tasks(roos) == ()
    agree(anna, scene.client.id, roos.house, given=False)
    with acting_for(roos):
        assert {task.organisation_id for task in removal_tasks(roos)} == {anna.house}
        assert open_keys(by=roos, dossiers=[scene.home.id, scene.roos.id]) == {}


def without_director(plan: JointPlan) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        PlanDirector.objects.filter(plan=plan).update(end=clock.today())
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_plan_that_runs_always_has_a_director(scene, anna):
    with acting_for(anna), pytest.raises(IntegrityError, match="has a director"):
        without_director(scene.plan)


# What a partner holds, ends with its part


def test_a_no_to_the_invitation_closes_the_keys_at_once(anna, bram):
    with acting_for(anna):
        client = a_client(anna)
    plan = a_plan(anna, client.id)
    agree(anna, client.id, bram.house, MONEY)
    a_line(anna, plan)
    part = ask(anna, plan, bram, MONEY)
    other = a_plan(anna, second(anna).id)
    agree(anna, other.client_id, bram.house, MONEY)
    ask(anna, other, bram, MONEY)
    assert keys_held(bram, anna, "plan") == 3
    with acting_for(bram):
        answer(by=bram, membership=part.id, accept=False)
    assert keys_held(bram, anna, "plan") == 1
    with acting_for(anna):
        assert stands(part.id) == "declined"


def second(by: Actor) -> Client:
    with acting_for(by):
        return a_client(by, called="Zoë")


def part_as_seen(who: Actor, scene: Scene):
    members = plan_of(who, dossier(who, scene.client.id)).members
    return next(each for each in members if each.id == scene.bram.id)


def test_a_part_is_renewed_before_it_ends_in_one_act(scene, anna):
    with acting_for(anna):
        assert not part_as_seen(anna, scene).ends_soon
        soon = clock.real_now() + timedelta(days=20)
        KeyGrant.objects.filter(
            dossier__in=[scene.bram.id, scene.money.id], basis__isnull=False
        ).update(end=soon)
        assert part_as_seen(anna, scene).ends_soon
        renew(by=anna, membership=scene.bram.id, domains={domain(MONEY)})
        seen = part_as_seen(anna, scene)
        assert (seen.ends_soon, seen.until) == (False, clock.today() + timedelta(days=365))
        ends = KeyGrant.objects.filter(dossier=scene.money.id, basis__isnull=False)
        assert [each.end > soon for each in ends] == [True]


@pytest.mark.parametrize("keys", [(), ("justitie",), (MONEY, "justitie")])
def test_a_part_is_renewed_on_its_own_domains_only(keys, scene, anna):
    with acting_for(anna), pytest.raises(PlanRefused, match="Kies minstens"):
        renew(by=anna, membership=scene.bram.id, domains={domain(key) for key in keys})


def test_after_her_no_and_a_new_yes_one_act_opens_the_lines_again(scene, anna, bram):
    agree(anna, scene.client.id, bram.house, given=False)
    assert shared_lines(bram) == set()
    with acting_for(anna):
        renew(by=anna, membership=scene.bram.id, domains={domain(MONEY)})
    assert shared_lines(bram) == {GELD}


def test_a_part_that_ended_is_not_renewed(scene, anna):
    with acting_for(anna):
        end_membership(by=anna, membership=scene.bram.id)
        with pytest.raises(PlanRefused, match="doet niet meer mee"):
            renew(by=anna, membership=scene.bram.id, domains={domain(MONEY)})


# The pages


def test_offer_and_answer_by_the_pages(scene, anna, bram, browse):
    mine, theirs = browse("anna"), browse("bram")
    offered = f"/plannen/{scene.plan.id}/overdracht/"
    assert mine.post(offered, {"to": str(scene.bram.id)}).status_code == 302
    assert "Wacht op antwoord" in mine.get(offered).content.decode()
    assert "Aanbod van regie" in theirs.get("/").content.decode()
    path = f"/plandeelname/{scene.bram.id}/regie/"
    empty = theirs.post(path, {"client": "", "former": [str(domain_of(bram, MONEY))]})
    assert empty.status_code == 422
    assert "Kies een cliënt." in empty.content.decode()
    assert "checked" in empty.content.decode()
    taken = theirs.post(
        path, {"client": str(scene.at_bram.id), "former": [str(domain_of(bram, MONEY))]}
    )
    assert taken.headers["Location"] == f"/clienten/{scene.at_bram.id}/plan/"
    page = theirs.get(f"/clienten/{scene.at_bram.id}/plan/").content.decode()
    assert HUIS in page
    assert "Vraag haar opnieuw" in page
    assert GELD in mine.get(f"/plandeelname/{part_of(bram, anna)}/").content.decode()


def domain_of(who: Actor, key: str) -> object:
    with acting_for(who):
        return domain(key)


def part_of(director: Actor, partner: Actor) -> object:
    with acting_for(director):
        return PlanMembership.objects.get(partner=partner.house).id


def test_a_no_on_the_page_keeps_taking_part(scene, anna, browse):
    offer(anna, scene)
    path = f"/plandeelname/{scene.bram.id}/regie/"
    theirs = browse("bram")
    assert theirs.post(path, {"answer": "no"}).status_code == 302
    assert theirs.get(path).status_code == 404
    assert GELD in theirs.get(f"/plandeelname/{scene.bram.id}/").content.decode()
