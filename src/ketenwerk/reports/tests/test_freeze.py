"""Making an account definite: complete, explained, and after that never changed."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import psycopg
import pytest
from conftest import DATABASE
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.figures.actions import check_number
from ketenwerk.figures.api import Freeze
from ketenwerk.hours.api import NOTE, book
from ketenwerk.kernel import clock
from ketenwerk.kernel.embedded import Cluster
from ketenwerk.kernel.walls import OWNER
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.programme.api import Activity, BudgetLine
from ketenwerk.reports.account import as_content, from_content
from ketenwerk.reports.account_document import AccountLine, totals, unexplained
from ketenwerk.reports.api import (
    FIRST_HALF,
    YEAR,
    Account,
    AccountRefused,
    Which,
    account_from,
    account_rows,
    compose,
    explain,
    file_name,
    freeze_account,
    frozen_account,
    may_see,
    whole_picture,
)
from ketenwerk.reports.lines import rate_of, spent
from ketenwerk.reports.tests.chain import (
    MIDYEAR,
    NEW_YEAR,
    Person,
    explain_everything,
    explained_both_halves,
    help_people,
)


@pytest.fixture
def ilse(actor: Callable[..., Actor]) -> Actor:
    """The coordinator."""
    return actor("ilse")


def house(by: Actor, key: str | None) -> Organisation | None:
    with acting_for(by):
        return Organisation.objects.get(key=key) if key else None


def frozen(by: Actor, half: int = YEAR, of: str | None = None, on: date = NEW_YEAR) -> Freeze:
    which = Which(2021, half, house(by, of))
    with clock.on_day(on), acting_for(by):
        return freeze_account(by=by, which=which)


def worked(by: Actor, key: str, minutes: int, on: date = date(2021, 3, 1)) -> None:
    """Hours on one activity, a full day at a time."""
    with acting_for(by):
        activity = Activity.objects.select_related("line").get(key=key, year=2021)
        while minutes > 0:
            part = min(minutes, 24 * 60)
            book(by=by, activity=activity, day=on, minutes=part, origin=NOTE)
            minutes, on = minutes - part, on + timedelta(days=1)


# When it may


@pytest.mark.django_db
@pytest.mark.requirement("R85")
@pytest.mark.parametrize(
    ("half", "on", "over"),
    [
        (FIRST_HALF, date(2021, 6, 30), False),
        (FIRST_HALF, date(2021, 7, 1), True),
        (YEAR, date(2021, 12, 31), False),
        (YEAR, date(2022, 1, 1), True),
    ],
)
def test_an_account_is_made_definite_from_the_day_after_its_period(ilse, half, on, over):
    explained_both_halves(ilse)
    if over:
        assert frozen(ilse, half, on=on).version == 1
    else:
        with pytest.raises(AccountRefused, match="De periode is nog niet voorbij"):
            frozen(ilse, half, on=on)


@pytest.mark.django_db
@pytest.mark.requirement("R74", "R85")
def test_what_deviates_without_a_word_is_named_and_refused(ilse):
    with pytest.raises(AccountRefused) as refusal:
        frozen(ilse)
    names = ("Individuele begeleiding", "Ondersteuning bij uitstappen", "Uitbreiding uren R75")
    assert all(name in str(refusal.value) for name in names)
    assert "Coördinatie" not in str(refusal.value)
    with acting_for(ilse):
        assert not Freeze.objects.exists()


@pytest.mark.django_db
@pytest.mark.requirement("R74", "R85")
def test_after_explaining_it_works_and_the_story_is_in_it(ilse, actor):
    koen = actor("koen")
    with acting_for(ilse):
        lines = {line.key: line for line in BudgetLine.objects.filter(year=2021)}
        for key in lines.keys() - {"b9"}:
            if lines[key].funded:
                explain(by=ilse, line=lines[key].id, half=YEAR, text="Er was minder vraag.")
    with pytest.raises(AccountRefused, match="nog geen toelichting: Uitbreiding uren R75\\."):
        frozen(ilse)
    with acting_for(koen):
        explain(by=koen, line=lines["b9"].id, half=YEAR, text="Een medewerker was lang ziek.")
    stories = {line.label: line.explanation for line in account_from(frozen(ilse)).lines}
    assert stories["Uitbreiding uren R75"] == "Een medewerker was lang ziek."


@pytest.mark.django_db
@pytest.mark.requirement("R86")
def test_spending_more_is_explained_per_line_and_not_where_the_total_counts(ilse, actor):
    explain_everything(ilse)
    worked(ilse, "coord", 476 * 60)
    worked(actor("petra"), "mee_pm", 105 * 60)
    with acting_for(ilse):
        for key in ("b1", "b8"):
            explain(by=ilse, line=BudgetLine.objects.get(key=key, year=2021).id, half=YEAR, text="")
        with clock.on_day(NEW_YEAR):
            silent = {line.label for line in unexplained(compose(Which(2021, YEAR, None)))}
    assert silent == {"Coördinatie"}


# Who may


@pytest.mark.django_db
@pytest.mark.parametrize("of", ["ggd", "sterker", None], ids=["GGD", "Sterker", "the chain"])
def test_a_partner_manager_freezes_no_other_partner_and_not_the_chain(ilse, actor, of):
    explain_everything(ilse)
    with pytest.raises((AccountRefused, Refused)):
        frozen(actor("petra"), of=of)
    with acting_for(ilse):
        assert not Freeze.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["marja", "anna", "teun"])
def test_nobody_else_freezes_anything(ilse, actor, key):
    explain_everything(ilse)
    with pytest.raises(Refused):
        frozen(actor(key))


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["marja", "teun", "anna"])
def test_only_a_partner_or_the_coordinator_writes_a_story(ilse, actor, key):
    with acting_for(ilse):
        line = BudgetLine.objects.get(key="b5", year=2021).id
    by = actor(key)
    with acting_for(by), pytest.raises(Refused):
        explain(by=by, line=line, half=YEAR, text="Alles ging goed.")


@pytest.mark.django_db
@pytest.mark.requirement("R85")
def test_the_municipality_reads_only_what_was_frozen(ilse, marja):
    explained_both_halves(ilse)
    with clock.on_day(NEW_YEAR), acting_for(marja):
        assert account_rows(marja) == []
        assert not may_see(marja, Which(2021, YEAR, None))
    made = frozen(ilse, FIRST_HALF, on=MIDYEAR)
    with clock.on_day(NEW_YEAR), acting_for(marja):
        (row,) = account_rows(marja)
        assert (row.which.half, row.which.organisation, row.frozen) == (FIRST_HALF, None, made)
        _, account = frozen_account(marja, made.id)
        assert account.is_frozen


@pytest.mark.django_db
def test_hours_that_go_on_are_not_shown_beside_frozen_figures(ilse, marja):
    explained_both_halves(ilse)
    with clock.on_day(NEW_YEAR), acting_for(marja):
        assert whole_picture(marja, 2021).figures == ()
    frozen(ilse, FIRST_HALF, on=MIDYEAR)
    with clock.on_day(MIDYEAR), acting_for(marja):
        keys = [figure.key for figure in whole_picture(marja, 2021).figures]
    assert keys
    assert "uren" not in keys


@pytest.mark.django_db
def test_a_partner_reads_the_chain_and_its_own_and_no_other(ilse, actor):
    explain_everything(ilse)
    made = {of: frozen(ilse, of=of) for of in (None, "mee", "ggd")}
    petra = actor("petra")
    with acting_for(petra):
        for of in (None, "mee"):
            assert frozen_account(petra, made[of].id)[0] == made[of]
        with pytest.raises(Refused):
            frozen_account(petra, made["ggd"].id)


# What was frozen stays


@pytest.mark.django_db
@pytest.mark.requirement("R85")
def test_later_work_changes_nothing_and_a_correction_is_a_new_version(ilse, actor):
    explain_everything(ilse)
    help_people(tuple(Person(number, ("sterker",)) for number in range(1, 7)), actor)
    worked(ilse, "coord", 90)
    first = frozen(ilse)
    with acting_for(ilse):
        kept = (first.content, first.check_number, numbers_of(first))
    help_people(tuple(Person(number, ("sterker",)) for number in range(20, 26)), actor)
    worked(ilse, "coord", 30, on=date(2021, 4, 1))
    with acting_for(ilse):
        again = Freeze.objects.get(id=first.id)
        assert (again.content, again.check_number, numbers_of(again)) == kept
        assert check_number(again.content) == again.check_number
    second = frozen(ilse)
    assert (first.version, second.version) == (1, 2)
    assert second.check_number != first.check_number
    minutes = [
        {line.label: line.minutes_done for line in account_from(row).lines}["Coördinatie"]
        for row in (first, second)
    ]
    assert minutes == [90, 120]


def numbers_of(freeze: Freeze) -> list[tuple[object, ...]]:
    return list(freeze.figures.order_by("id").values_list("indicator", "cell", "value", "hidden"))


CHANGES = (
    "UPDATE figures_freeze SET content = '{}'",
    "DELETE FROM figures_freeze",
    "UPDATE figures_figure SET value = 99",
    "DELETE FROM figures_figure",
)


@pytest.mark.django_db
@pytest.mark.requirement("R85")
@pytest.mark.parametrize("change", CHANGES)
def test_the_office_changes_nothing_that_was_frozen(ilse, change):
    explain_everything(ilse)
    frozen(ilse)
    with acting_for(ilse), pytest.raises(DatabaseError, match="permission denied"):
        run(change)


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@contextmanager
def as_owner(cluster: Cluster) -> Iterator[psycopg.Connection]:
    """The owner of all tables, with a frozen number; taken back afterwards."""
    with closing(psycopg.connect(cluster.url(OWNER, DATABASE))) as login:
        login.execute("SET lock_timeout = '5s'")
        login.execute(
            'INSERT INTO figures_freeze (id, report, start, "end", version, frozen_at, frozen_by_id, check_number, content)'
            " SELECT gen_random_uuid(), 'account', '2019-01-01', '2020-01-01', 1, now(), id, '0', '{}' FROM people_member LIMIT 1"
        )
        login.execute(
            'INSERT INTO figures_figure (freeze_id, start, "end", indicator, version, cell, value, hidden)'
            " SELECT id, start, \"end\", 'K-01', 1, '', 60, '' FROM figures_freeze WHERE start = '2019-01-01'"
        )
        login.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield login
        login.rollback()


@pytest.mark.requirement("R85")
@pytest.mark.parametrize("change", [*CHANGES, "TRUNCATE figures_figure"])
def test_not_even_the_owner_changes_what_was_frozen(cluster, django_db_setup, change):
    with as_owner(cluster) as owner:
        with pytest.raises(psycopg.Error, match="a frozen figure is not changed"):
            owner.execute(change)
        owner.rollback()


# Content and its check number


@pytest.mark.django_db
@pytest.mark.requirement("R85")
@pytest.mark.parametrize("of", [None, "mee"], ids=["the chain", "a partner"])
def test_the_frozen_account_comes_back_as_it_was(ilse, actor, of):
    explain_everything(ilse)
    help_people(tuple(Person(number, ("sterker", "mee")) for number in range(1, 7)), actor)
    worked(ilse, "coord", 95)
    with clock.on_day(NEW_YEAR), acting_for(ilse):
        account = compose(Which(2021, YEAR, Organisation.objects.filter(key=of).first()))
    content = json.loads(json.dumps(as_content(account)))
    back = from_content(content, check_number="1A2B 3C4D", version=3, frozen_on=NEW_YEAR)
    assert back == replace(account, check_number="1A2B 3C4D", version=3, frozen_on=NEW_YEAR)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.text(max_size=4), VALUES), st.text(max_size=4), st.integers())
def test_the_check_number_follows_the_content_and_not_its_order(content, key, value):
    number = check_number(content)
    assert check_number(dict(reversed(content.items()))) == number
    changed = content | {key: [value, content.get(key)]}
    assert check_number(changed) != number


# Hours and euros


@pytest.mark.django_db
@pytest.mark.requirement("R85", "R86")
def test_euros_are_rounded_per_line_and_the_total_adds_what_is_shown(ilse, actor):
    worked(ilse, "coord", 50)
    worked(ilse, "peer", 50)
    worked(actor("petra"), "mee_pm", 50)
    worked(actor("anna"), "mee_ind", 50)
    with clock.on_day(NEW_YEAR), acting_for(ilse):
        account = compose(Which(2021, YEAR, None))
        rates = {line.key: rate_of(line) for line in BudgetLine.objects.filter(year=2021)}
    done = {line.label: line.euros_done for line in account.lines if line.minutes_done}
    assert done == {
        "Coördinatie": Decimal(78),  # 50 minutes at 94.00 an hour is 78.33
        "Ervaringsdeskundige": Decimal(56),  # 55.83
        "Projectmanager en doorontwikkeling": Decimal(73),  # 72.58
        "Individuele begeleiding": Decimal(73),
    }
    assert (rates["b1"], rates["b2"], rates["b5"]) == (Decimal(94), Decimal(67), Decimal("87.10"))
    # A lump sum without hours counts as granted.
    assert totals(account.lines).euros_done == 78 + 56 + 73 + 73 + 11_000
    assert totals(account.lines).minutes_done == 200


@pytest.mark.requirement("R86")
@given(
    st.lists(
        st.tuples(st.integers(0, 60_000), st.integers(1, 60_000), st.integers(1, 700)),
        min_size=1,
        max_size=9,
    )
)
def test_whatever_was_worked_the_total_is_the_sum_of_rounded_lines(lines):
    rows = [
        AccountLine(
            organisation="MEE",
            label="Post",
            promised="",
            targets=(),
            hours_budget=hours,
            minutes_done=minutes,
            euros_budget=Decimal(euros),
            euros_done=spent(BudgetLine(euros=euros, hours=hours), minutes),
        )
        for minutes, euros, hours in lines
    ]
    for row, (minutes, euros, hours) in zip(rows, lines, strict=True):
        shown = row.euros_done
        assert shown is not None
        assert shown == int(shown)
        # The rate is rounded to a cent, the line to a euro: never further off than both.
        exact = Decimal(minutes) / 60 * euros / hours
        assert abs(shown - exact) <= Decimal("0.5") + Decimal(minutes) / 60 * Decimal("0.005")
    assert totals(rows).euros_done == sum(int(row.euros_done or 0) for row in rows)


@pytest.mark.django_db
@pytest.mark.requirement("R86")
def test_each_partner_accounts_as_agreed(ilse):
    with clock.on_day(NEW_YEAR), acting_for(ilse):
        modes = {
            each.abbreviation: each.mode for each in compose(Which(2021, YEAR, None)).organisations
        }
    assert sorted(mode.value for mode in modes.values()) == [
        "op het totaal",
        "per regel",
        "per regel",
    ]
    assert modes["MEE"].value == "op het totaal"


# The name of the file


@pytest.mark.django_db
@pytest.mark.parametrize("of", [None, "ggd", "mee", "sterker"])
@pytest.mark.parametrize("half", [FIRST_HALF, YEAR])
def test_a_file_name_tells_nobody_what_it_is_about(ilse, of, half):
    explained_both_halves(ilse)
    account: Account = account_from(frozen(ilse, half, of=of))
    name = file_name(account, "pdf").lower()
    period = "2021" if half == YEAR else "2021-1e-helft"
    assert name.startswith(f"kis-verantwoording-{period}-")
    assert name.endswith("v1.pdf")
    for word in ("mee", "ggd", "sterker", "iriszorg", "moviera", "seks", "prosti", "uitbuit"):
        assert word not in name
