"""Taking over: once is enough, all rows or none, only own clients, through the product's own acts."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.test import Client as Browser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ketenwerk.access.api import Refused, acting_for, visible
from ketenwerk.access.permissions import Permission
from ketenwerk.clients.api import Client, Consent, dossier
from ketenwerk.exchange import actions
from ketenwerk.exchange.actions import ExchangeRefused, take_over
from ketenwerk.exchange.models import ImportedRow
from ketenwerk.exchange.queries import COURSE_STAYS, Plan, plan_of
from ketenwerk.exchange.reading import read_table
from ketenwerk.kernel.tables import Table
from ketenwerk.people.api import Actor
from ketenwerk.trajectories.api import Trajectory

HEAD = "referentie;naam;geboortejaar;groep;meetellen;traject;start;einde;reden"
ONE = "A-1;Roos;1994;sekswerkers;ja;mee_ind;4-5-2021;;"
ENDED = "A-1;Roos;1994;sekswerkers;ja;mee_ind;4-5-2021;1-9-2021;doel bereikt"


def table(*rows: str) -> Table:
    return read_table("\n".join([HEAD, *rows]).encode())


def take(by: Actor, *rows: str) -> Plan:
    with acting_for(by):
        return take_over(by=by, table=table(*rows)).plan


def counts(plan: Plan) -> tuple[int, int, int]:
    return plan.new, plan.changed, plan.same


def everything(by: Actor) -> dict[str, list[tuple[object, ...]]]:
    with acting_for(by):
        return {
            model.__name__: sorted(map(str, model.objects.values_list()))
            for model in (Client, Consent, Trajectory, ImportedRow)
        }


@pytest.mark.requirement("R99")
def test_a_row_becomes_a_dossier_with_its_trajectory_on_its_own_day(anna: Actor) -> None:
    assert counts(take(anna, ONE)) == (1, 0, 0)
    with acting_for(anna):
        client = visible(anna, Permission.CLIENT_READ, Client).get()
        opened = dossier(anna, client.id)
        trajectory = Trajectory.objects.get(client=client)
        consent = client.consents.get()
    assert opened.called == opened.identity.working_name == "Roos"
    assert (client.registered_on, trajectory.started_on) == (date(2021, 5, 4), date(2021, 5, 4))
    assert (consent.state, consent.decided_on) == ("given", date(2021, 11, 23))


@pytest.mark.requirement("R99")
def test_a_second_time_changes_nothing(anna: Actor) -> None:
    take(anna, ONE)
    before = everything(anna)
    assert counts(take(anna, ONE)) == (0, 0, 1)
    assert everything(anna) == before


def test_a_changed_row_changes_only_that(anna: Actor) -> None:
    take(anna, ONE, ONE.replace("A-1", "A-2").replace("Roos", "Mila"))
    before = everything(anna)
    plan = take(anna, ENDED, ONE.replace("A-1", "A-2").replace("Roos", "Mila"))
    assert counts(plan) == (0, 1, 1)
    after = everything(anna)
    assert (after["Client"], after["Consent"]) == (before["Client"], before["Consent"])
    assert len(set(before["Trajectory"]) - set(after["Trajectory"])) == 1
    with acting_for(anna):
        ended = Trajectory.objects.exclude(ended_on=None).get()
    assert (ended.state, ended.end_reason, ended.ended_on) == (
        "completed",
        "goal",
        date(2021, 9, 1),
    )


def test_taking_back_to_be_counted_follows_the_row(anna: Actor) -> None:
    take(anna, ONE)
    assert counts(take(anna, ONE.replace(";ja;", ";nee;"))) == (0, 1, 0)
    with acting_for(anna):
        assert Consent.objects.get().state == "withdrawn"


@pytest.mark.parametrize(
    ("row", "remark"),
    [
        (ONE.replace("4-5-2021", "5-5-2021"), COURSE_STAYS),
        (ONE.replace("mee_ind;4-5-2021", ";"), COURSE_STAYS),
    ],
)
def test_what_belongs_in_the_dossier_stays_and_is_said(anna: Actor, row: str, remark: str) -> None:
    take(anna, ONE)
    before = everything(anna)
    plan = take(anna, row)
    assert counts(plan) == (0, 0, 1)
    assert plan.steps[0].remarks == (remark,)
    assert everything(anna) == before


@pytest.mark.requirement("R99")
def test_a_large_file_goes_in_parts_and_ends_where_one_go_would(anna: Actor) -> None:
    rows = [ONE.replace("A-1", f"A-{number}") for number in range(5)]
    with acting_for(anna):
        first = take_over(by=anna, table=table(*rows), most=2)
        assert (counts(first.plan), len(first.left)) == ((2, 0, 0), 3)
        second = take_over(by=anna, table=table(*rows), most=2)
        assert (counts(second.plan), len(second.left)) == ((2, 0, 2), 1)
        last = take_over(by=anna, table=table(*rows), most=2)
        assert (counts(last.plan), last.left) == ((1, 0, 4), ())
        assert Client.objects.count() == 5
    assert counts(take(anna, *rows)) == (0, 0, 5)


@pytest.mark.requirement("R99")
def test_a_part_ends_when_its_time_is_over_and_never_before_one_row(
    anna: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "SECONDS", 0)
    rows = [ONE.replace("A-1", f"A-{number}") for number in range(2)]
    with acting_for(anna):
        assert len(take_over(by=anna, table=table(*rows)).left) == 1
        assert take_over(by=anna, table=table(*rows)).left == ()


@pytest.mark.requirement("R99")
def test_more_than_five_hundred_rows_are_looked_at_at_once(anna: Actor) -> None:
    rows = [ONE.replace("A-1", f"A-{number}") for number in range(1200)]
    with acting_for(anna):
        plan = plan_of(anna, table(*rows))
    assert counts(plan) == (1200, 0, 0)
    assert plan.problems == ()


def test_one_wrong_row_far_down_stops_every_part(anna: Actor) -> None:
    rows = [ONE.replace("A-1", f"A-{number}") for number in range(3)]
    with acting_for(anna), pytest.raises(ExchangeRefused):
        take_over(by=anna, table=table(*rows, ONE.replace("1994", "1850")), most=1)
    assert not any(everything(anna).values())


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (ONE.replace("4-5-2021", "31-02-2021"), "start"),
        (ONE.replace("4-5-2021", "24-11-2021"), "start"),
        (ONE.replace("mee_ind", "irz_own"), "traject"),
        (ONE.replace("sekswerkers", "nergens"), "groep"),
        (ONE.replace("1994", "1850"), "geboortejaar"),
        (ONE.replace(";ja;", ";misschien;"), "meetellen"),
        (ONE.replace("Roos", "Roos 0612345678"), "naam"),
        (ONE.replace("A-1", "111222333"), "referentie"),
        (ONE.replace("A-1", ""), "referentie"),
        (ENDED.replace("1-9-2021", "1-4-2021"), "einde"),
        (ENDED.replace("doel bereikt", "klaar"), "reden"),
    ],
)
def test_one_wrong_row_is_told_and_nothing_is_written(anna: Actor, row: str, column: str) -> None:
    good = ONE.replace("A-1", "A-9")
    with acting_for(anna):
        plan = plan_of(anna, table(good, row))
    assert {(each.row, each.column) for each in plan.problems} == {(3, column)}
    with pytest.raises(ExchangeRefused):
        take(anna, good, row)
    assert not any(everything(anna).values())


def test_a_refusal_half_way_leaves_nothing(anna: Actor) -> None:
    take(anna, ONE.replace("mee_ind;4-5-2021", ";"))
    before = everything(anna)
    with acting_for(anna), transaction.atomic():
        new = ONE.replace("A-1", "A-0")
        late = table(new, ONE)
    with acting_for(anna):
        plan = plan_of(anna, late)
    assert [each.column for each in plan.problems] == ["start"]
    with pytest.raises(ExchangeRefused):
        take(anna, new, ONE)
    assert everything(anna) == before


def test_the_same_reference_twice_in_one_file_is_told_on_both(anna: Actor) -> None:
    with acting_for(anna):
        plan = plan_of(anna, table(ONE, ONE))
    assert [each.row for each in plan.problems] == [2, 3]


def test_a_colleague_without_involvement_cannot_change_it(
    anna: Actor, actor: Callable[..., Actor]
) -> None:
    take(anna, ONE)
    with pytest.raises(ExchangeRefused):
        take(actor("emma"), ENDED)
    with acting_for(anna):
        assert Trajectory.objects.get().ended_on is None


def test_the_same_reference_at_another_partner_is_another_registration(
    anna: Actor, bram: Actor
) -> None:
    take(anna, ONE)
    row = ONE.replace("mee_ind", "irz_own")
    assert counts(take(bram, row)) == (1, 0, 0)
    with acting_for(anna):
        own = bytes(ImportedRow.objects.get().reference)
    with acting_for(bram):
        assert bytes(ImportedRow.objects.get().reference) != own


@pytest.mark.parametrize("key", ["marja", "ilse", "noor", "petra"])
def test_who_registers_nobody_takes_nobody_over(
    key: str, actor: Callable[..., Actor], browse: Callable[..., Browser]
) -> None:
    with pytest.raises(Refused):
        take(actor(key), ONE)
    assert browse(key).get("/overnemen/").status_code == 404


ROWS = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.sampled_from(["Roos", "Mila"]),
        st.booleans(),
        st.sampled_from(["", "open", "ended"]),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda row: row[0],
)


def line(row: tuple[int, str, bool, str]) -> str:
    reference, name, given_, course = row
    tail = {"": ";;;", "open": "mee_ind;4-5-2021;;", "ended": "mee_ind;4-5-2021;1-9-2021;goal"}
    return f"R{reference};{name};1990;sekswerkers;{'ja' if given_ else 'nee'};{tail[course]}"


@pytest.mark.requirement("R99")
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=ROWS)
def test_whatever_came_in_a_second_time_changes_nothing(
    anna: Actor, rows: list[tuple[int, str, bool, str]]
) -> None:
    with transaction.atomic():
        lines = [line(row) for row in rows]
        assert counts(take(anna, *lines)) == (len(rows), 0, 0)
        before = everything(anna)
        assert counts(take(anna, *reversed(lines))) == (0, 0, len(rows))
        assert everything(anna) == before
        transaction.set_rollback(True)
