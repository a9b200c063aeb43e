"""The log: written once, never changed, and every change by hand found."""

import hashlib
import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from conftest import DATABASE
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ketenwerk.audit import recorder, verify
from ketenwerk.audit.api import event, gathering, record
from ketenwerk.audit.events import EVENTS, LOG_READ, SIGNED_IN, Event, check_facts
from ketenwerk.audit.verify import Broken
from ketenwerk.kernel.embedded import Cluster
from ketenwerk.kernel.walls import OWNER, DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor

TESTED = Event("test:done", "Proef", frozenset({"count", "day"}))
ONE, TWO = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"
PRIVACY_OFFICER = "privacy_officer"
REFUSED = "the log is not changed and not removed"


@pytest.fixture
def admin(
    cluster: Cluster, django_db_setup: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[psycopg.Connection]:
    """Outside all walls, and the eyes of the checking too. Everything is undone afterwards."""
    with closing(psycopg.connect(cluster.url("postgres", DATABASE))) as login:
        monkeypatch.setattr(verify, "connection", login)
        yield login
        login.rollback()


def append(login: psycopg.Connection, chain: str, *, times: int = 1, facts: str = "{}") -> None:
    """Adds rows with made-up numbers and hashes, as the application could try."""
    for _ in range(times):
        login.execute(
            "INSERT INTO audit_auditevent (chain, number, at, event, result, actor, role, organisation, on_behalf_of,"
            " session, request, source, object_type, object_id, subjects, purpose, ground, emergency, facts, previous, hash)"
            " VALUES (%s, 99, '2000-01-01', 'test:done', 'allowed', %s, 'care_worker', %s, NULL, '', NULL, 'web', '', '',"
            " '{}', '', '', false, %s, 'made up', 'made up')",
            [chain, uuid.UUID(int=1), chain, facts],
        )


def by_hand(login: psycopg.Connection, sql: str, *values: object) -> None:
    """What somebody with all rights can do who also takes the triggers away."""
    login.execute("SET LOCAL session_replication_role = replica")
    login.execute(sql, values)
    login.execute("SET LOCAL session_replication_role = origin")


@pytest.fixture
def chains(admin: psycopg.Connection) -> psycopg.Connection:
    """Two organisations with five entries each, written through each other."""
    for _ in range(5):
        append(admin, ONE)
        append(admin, TWO)
    return admin


def broken() -> tuple[str, int] | None:
    found = verify.first_broken()
    return (found.chain, found.number) if found else None


# Made by the database


def test_the_database_numbers_and_seals_whatever_the_application_says(
    chains: psycopg.Connection,
) -> None:
    rows = chains.execute(
        "SELECT number, previous, hash, at > now() - interval '1 hour' FROM audit_auditevent WHERE chain = %s ORDER BY number",
        [ONE],
    ).fetchall()
    assert [number for number, *_ in rows] == [1, 2, 3, 4, 5]
    assert [previous for _, previous, _, _ in rows] == ["", *(seal for _, _, seal, _ in rows[:-1])]
    assert {fresh for *_, fresh in rows} == {True}
    assert len({seal for _, _, seal, _ in rows}) == 5


def test_untouched_chains_fit(chains: psycopg.Connection) -> None:
    assert verify.first_broken() is None


def test_chains_of_two_organisations_do_not_know_each_other(chains: psycopg.Connection) -> None:
    before = {head.chain: head for head in verify.heads()}
    append(chains, TWO)
    after = {head.chain: head for head in verify.heads()}
    assert after[ONE] == before[ONE]
    assert after[TWO].number == before[TWO].number + 1
    by_hand(chains, "UPDATE audit_auditevent SET role = 'x' WHERE chain = %s AND number = 2", TWO)
    assert broken() == (TWO, 2)


# Changed by hand


@pytest.mark.parametrize(
    "change",
    [
        "event = 'test:other'",
        "result = 'denied'",
        "actor = NULL",
        "role = 'coordinator'",
        "at = at + interval '1 microsecond'",
        f"organisation = '{TWO}'",
        f"on_behalf_of = '{TWO}'",
        "session = 'x'",
        f"request = '{TWO}'",
        "source = 'job'",
        "object_type = 'Client'",
        "object_id = '1'",
        f"subjects = ARRAY['{TWO}'::uuid]",
        "purpose = 'x'",
        "ground = 'x'",
        "emergency = true",
        "facts = '{\"count\": 1}'",
        "previous = 'x'",
        "hash = 'x'",
    ],
)
def test_a_changed_row_is_named_whatever_was_changed(
    chains: psycopg.Connection, change: str
) -> None:
    by_hand(chains, f"UPDATE audit_auditevent SET {change} WHERE chain = %s AND number = 3", ONE)
    assert broken() == (ONE, 3)


def test_a_row_that_was_changed_and_sealed_again_breaks_the_next(
    chains: psycopg.Connection,
) -> None:
    columns = (
        "previous, chain, number, at, event, result, actor, role, organisation, on_behalf_of, session, request, source,"
        " object_type, object_id, subjects, purpose, ground, emergency, facts"
    )
    by_hand(chains, "UPDATE audit_auditevent SET role = 'x' WHERE chain = %s AND number = 3", ONE)
    by_hand(
        chains,
        f"UPDATE audit_auditevent SET hash = audit_hash({columns}) WHERE chain = %s AND number = 3",
        ONE,
    )
    assert verify.first_broken() == Broken(ONE, 4, "de regel is veranderd")


@pytest.mark.parametrize("number", [1, 3])
def test_a_removed_row_is_named(chains: psycopg.Connection, number: int) -> None:
    by_hand(chains, "DELETE FROM audit_auditevent WHERE chain = %s AND number = %s", ONE, number)
    assert verify.first_broken() == Broken(ONE, number, "de regel ontbreekt")


def test_two_rows_that_changed_places_are_noticed(chains: psycopg.Connection) -> None:
    by_hand(
        chains,
        "UPDATE audit_auditevent SET number = CASE number WHEN 2 THEN -3 ELSE -2 END WHERE chain = %s AND number IN (2, 3)",
        ONE,
    )
    by_hand(
        chains, "UPDATE audit_auditevent SET number = -number WHERE chain = %s AND number < 0", ONE
    )
    assert broken() == (ONE, 2)


def test_the_first_of_several_is_named(chains: psycopg.Connection) -> None:
    by_hand(chains, "UPDATE audit_auditevent SET role = 'x' WHERE chain = %s AND number = 4", ONE)
    by_hand(chains, "DELETE FROM audit_auditevent WHERE chain = %s AND number = 2", ONE)
    assert broken() == (ONE, 2)


@pytest.mark.parametrize(("keep", "first"), [(3, 4), (0, 1)])
def test_a_cut_tail_is_noticed(chains: psycopg.Connection, keep: int, first: int) -> None:
    by_hand(chains, "DELETE FROM audit_auditevent WHERE chain = %s AND number > %s", ONE, keep)
    assert verify.first_broken() == Broken(ONE, first, "het einde van de keten ontbreekt")


def test_a_row_added_behind_the_end_is_noticed(chains: psycopg.Connection) -> None:
    by_hand(chains, "UPDATE audit_chainhead SET number = 4, hash = 'x' WHERE chain = %s", ONE)
    assert verify.first_broken() == Broken(ONE, 5, "de regel is met de hand toegevoegd")


def test_an_end_that_was_changed_is_noticed(chains: psycopg.Connection) -> None:
    by_hand(chains, "UPDATE audit_chainhead SET hash = 'x' WHERE chain = %s", ONE)
    assert verify.first_broken() == Broken(ONE, 5, "het bewaarde einde is veranderd")


def test_a_chain_whose_end_was_removed_is_noticed(chains: psycopg.Connection) -> None:
    by_hand(chains, "DELETE FROM audit_chainhead WHERE chain = %s", ONE)
    assert broken() == (ONE, 1)


# Ends kept elsewhere


def cut_with_its_end(login: psycopg.Connection) -> None:
    by_hand(login, "DELETE FROM audit_auditevent WHERE chain = %s AND number > 3", ONE)
    by_hand(
        login,
        "UPDATE audit_chainhead h SET number = 3, hash = e.hash FROM audit_auditevent e"
        " WHERE h.chain = %s AND e.chain = h.chain AND e.number = 3",
        ONE,
    )


def test_a_tail_cut_together_with_its_end_shows_in_the_ends_noted_earlier(
    chains: psycopg.Connection,
) -> None:
    noted = verify.heads()
    cut_with_its_end(chains)
    assert verify.first_broken() is None
    found = verify.behind(noted)
    assert found is not None
    assert (found.chain, found.number) == (ONE, 5)


def test_a_tail_that_was_cut_and_grown_again_shows_too(chains: psycopg.Connection) -> None:
    noted = verify.heads()
    cut_with_its_end(chains)
    append(chains, ONE, times=4)
    assert verify.first_broken() is None
    assert verify.behind(noted) == Broken(
        ONE, 5, "deze regel is anders dan toen zij als einde is bewaard"
    )


def test_a_log_that_only_grew_still_holds_the_ends_noted_earlier(
    chains: psycopg.Connection,
) -> None:
    noted = verify.heads()
    append(chains, ONE, times=3)
    assert verify.behind(noted) is None


# The command


def test_the_command_says_that_all_is_well_and_keeps_the_ends(
    chains: psycopg.Connection, tmp_path: Path
) -> None:
    out, file = StringIO(), tmp_path / "ends.json"
    call_command("verify-log", write_heads=file, stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[-1] == "Alle ketens kloppen."
    assert lines[:-1] == [f"{head.chain} {head.number} {head.hash}" for head in verify.heads()]
    assert [
        row["number"] for row in json.loads(file.read_text("utf-8")) if row["chain"] == ONE
    ] == [5]
    call_command("verify-log", heads=file, stdout=StringIO())


def test_the_command_names_the_row_and_fails(chains: psycopg.Connection) -> None:
    by_hand(chains, "UPDATE audit_auditevent SET role = 'x' WHERE chain = %s AND number = 3", ONE)
    with pytest.raises(CommandError) as caught:
        call_command("verify-log", stdout=StringIO())
    assert str(caught.value) == f"Keten {ONE}, regel 3: de regel is veranderd."
    assert caught.value.returncode == 1


def test_the_command_notices_a_cut_against_the_kept_ends(
    chains: psycopg.Connection, tmp_path: Path
) -> None:
    file = tmp_path / "ends.json"
    call_command("verify-log", write_heads=file, stdout=StringIO())
    before = file.read_text("utf-8")
    cut_with_its_end(chains)
    with pytest.raises(CommandError, match=f"Keten {ONE}, regel 5"):
        call_command("verify-log", heads=file, write_heads=file, stdout=StringIO())
    assert file.read_text("utf-8") == before


@pytest.mark.parametrize("content", ["", "[1]", '[{"chain": "a"}]'])
def test_the_command_refuses_a_file_that_holds_no_ends(
    chains: psycopg.Connection, tmp_path: Path, content: str
) -> None:
    file = tmp_path / "ends.json"
    file.write_text(content, "utf-8")
    with pytest.raises(CommandError, match=r"ends\.json is niet te lezen"):
        call_command("verify-log", heads=file, stdout=StringIO())


# Never changed


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_auditevent SET role = role",
        "DELETE FROM audit_auditevent",
        "TRUNCATE audit_auditevent",
    ],
)
@pytest.mark.parametrize("user", ["postgres", OWNER])
def test_not_even_the_owner_changes_or_removes_a_row(
    sql: str, user: str, cluster: Cluster, django_db_setup: None
) -> None:
    with closing(psycopg.connect(cluster.url(user, DATABASE))) as login:
        append(login, ONE)
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match=REFUSED):
            login.execute(sql)
        login.rollback()


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["audit_auditevent", "audit_chainhead"])
@pytest.mark.parametrize("role", [None, *DatabaseRole])
def test_no_role_of_the_application_changes_or_removes_a_row(
    role: DatabaseRole | None, table: str
) -> None:
    with standing(Standpoint(role or DatabaseRole.PUBLIC)):
        for sql in (f"UPDATE {table} SET hash = ''", f"DELETE FROM {table}", f"TRUNCATE {table}"):
            with (
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(sql)


# The hash itself


def test_the_hash_is_the_same_on_every_version_of_the_database(admin: psycopg.Connection) -> None:
    """Fixed for good: every stored hash was made by this recipe. The words of the sum stand here a second time."""
    row = admin.execute(
        "SELECT audit_hash('', 'house', 7, '2021-11-23 12:34:56.000001+01', 'client:read', 'allowed', %s, 'care_worker', %s,"
        " NULL, 'abc', %s, 'web', 'Client', '42', ARRAY[%s, %s]::uuid[], '', '', false,"
        ' \'{"count": 3, "b": "é", "aa": null}\')',
        [ONE, TWO, ONE, ONE, TWO],
    ).fetchone()
    moment = 1_637_667_296_000_001
    moments = ["", "house", "7", str(moment), "client:read", "allowed"]
    people = [ONE, "care_worker", TWO, "-", "abc", ONE, "web"]
    objects = ["Client", "42", f"{ONE},{TWO}", "", "", "0", '{"b": "é", "aa": null, "count": 3}']
    parts = [*moments, *people, *objects]
    assert row == (hashlib.sha256("\x1f".join(parts).encode()).hexdigest(),)
    assert row == ("cd4a52845509424eda0d17639b5f9ab7069d502090c9c9be274ec13388a2d866",)


# Recording


@contextmanager
def acting_for(actor: Actor) -> Iterator[None]:
    """A unit of work, as the layer above makes it."""
    standpoint = Standpoint(DatabaseRole.CARE, actor.member, actor.organisation, actor.role)
    with standing(standpoint), gathering():
        yield


def lines(organisation: uuid.UUID | None) -> list[tuple[str, str, dict[str, object]]]:
    """As the privacy officer of the organisation reads them."""
    with (
        standing(Standpoint(DatabaseRole.OFFICE, None, organisation, PRIVACY_OFFICER)),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "SELECT event, result, facts FROM audit_auditevent WHERE event LIKE 'test:%' ORDER BY number"
        )
        return [(name, result, json.loads(facts)) for name, result, facts in cursor.fetchall()]


def test_the_same_act_twice_in_one_unit_of_work_is_one_entry(anna: Actor) -> None:
    with acting_for(anna):
        for count in (1, 1, 2):
            record(by=anna, event=TESTED, count=count)
    assert lines(anna.organisation) == [
        ("test:done", "allowed", {"count": 1}),
        ("test:done", "allowed", {"count": 2}),
    ]


def test_the_same_act_in_two_units_of_work_is_two_entries(anna: Actor) -> None:
    for _ in range(2):
        with acting_for(anna):
            record(by=anna, event=TESTED, count=1)
    assert len(lines(anna.organisation)) == 2


def test_an_act_that_fails_leaves_no_entry(anna: Actor) -> None:
    def act() -> None:
        with acting_for(anna):
            record(by=anna, event=TESTED, count=1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert lines(anna.organisation) == []


def test_what_was_dropped_leaves_no_entry_and_what_follows_does(anna: Actor) -> None:
    with acting_for(anna):
        record(by=anna, event=TESTED, count=1)
        recorder.forget_gathered()
        record(by=anna, event=TESTED, count=2, result="denied")
    assert lines(anna.organisation) == [("test:done", "denied", {"count": 2})]


def test_an_act_outside_a_unit_of_work_is_an_error(anna: Actor) -> None:
    with pytest.raises(RuntimeError):
        record(by=anna, event=TESTED, count=1)


@pytest.mark.parametrize("facts", [{"name": "Linde"}, {"count": 1, "text": "x"}])
def test_an_entry_refuses_a_fact_that_was_not_declared(
    facts: dict[str, object], anna: Actor
) -> None:
    with acting_for(anna), pytest.raises(ValueError, match="does not carry"):
        record(by=anna, event=TESTED, **facts)


@given(name=st.text(min_size=1).filter(lambda name: name not in LOG_READ.facts))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_only_declared_facts_pass(name: str) -> None:
    with pytest.raises(ValueError, match="does not carry"):
        check_facts(LOG_READ, {name: 1})


def test_a_name_of_an_event_is_declared_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        event(SIGNED_IN.name, "Nog eens")


def test_every_event_has_a_dutch_sentence_and_a_name_of_resource_and_past_tense() -> None:
    for name, declared in EVENTS.items():
        resource, _, act = name.partition(":")
        assert resource
        assert act
        assert declared.sentence[:1].isupper()
        assert not declared.sentence.endswith(".")


def test_only_the_privacy_officer_reads_the_log_and_only_of_the_own_organisation(
    anna: Actor, actor: Callable[..., Actor]
) -> None:
    with acting_for(anna):
        record(by=anna, event=TESTED, count=1)
    for key in ("ilse", "petra", "marja", "teun", "rik"):
        who = actor(key)
        with (
            standing(Standpoint(DatabaseRole.OFFICE, who.member, anna.organisation, who.role)),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT count(*) FROM audit_auditevent")
            assert cursor.fetchone() == (0,)
    assert lines(anna.organisation) != []
    assert lines(actor("bram").organisation) == []
