"""The walls in the database, tried from every side with SQL that knows nothing of our own rules."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager

import psycopg
import pytest
from conftest import DATABASE
from django.apps import apps
from django.db import connection, models, transaction

from ketenwerk.access.api import ROLES, Role, acting_for, make_dossier_key
from ketenwerk.access.models import KeyGrant
from ketenwerk.clients.api import Choice, Client, set_consent, share_part
from ketenwerk.courses.api import CourseRun, enrol
from ketenwerk.exchange.api import read_table, take_over
from ketenwerk.handovers.api import HandoverContact, stop
from ketenwerk.kernel import clock, walls
from ketenwerk.kernel.embedded import Cluster
from ketenwerk.kernel.walls import APP, OWNER, DatabaseRole, Standpoint, Wall, standing
from ketenwerk.letters.api import Wish, make_letter
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.plans.api import (
    DirectionOffer,
    Invitation,
    NewLine,
    Reviewed,
    add_line,
    invite,
    open_plan,
    review,
)
from ketenwerk.programme.api import FundingSource, LifeDomain
from ketenwerk.progress.api import Answer, Measured, Step, measure, tell_step
from ketenwerk.referrals.api import ToNetwork, note_network, send
from ketenwerk.referrals.models import ReferralReceipt
from ketenwerk.referrals.tests.making import a_question
from ketenwerk.safeguarding.api import FollowUp, follow_up, set_offer, write_observation
from ketenwerk.safeguarding.tests.making import a_run_at, an_indication
from ketenwerk.trajectories.api import (
    Request,
    begin_phase,
    change_funding,
    request_scale_up,
    write_note,
)
from ketenwerk.web import demo, drafts
from tests.making import a_client, a_past, a_trajectory
from tests.making_conferences import a_case
from tests.making_courses import a_run, booking
from tests.making_handovers import an_agreement, handed, scaled_up
from tests.sql import refusal, rows

CARE, OFFICE, PUBLIC, COUNT = (
    DatabaseRole.CARE,
    DatabaseRole.OFFICE,
    DatabaseRole.PUBLIC,
    DatabaseRole.COUNT,
)
PERSONS = [wall.table for wall in walls.catalogue() if wall.kind == "persons"]
STAFF = [wall.table for wall in walls.catalogue() if wall.kind == "staff"]
# A letterbox: the public side puts in and never looks.
KINDS = {"persons", "staff", "shared", "numbers", "log", "letterbox"}
OTHER = uuid.UUID(int=7)
# Each has a fixed search path and does one thing; whoever adds one adds it here and says why.
DEFINER_FUNCTIONS = {
    "audit_append": "numbers and seals a row of the log",
    "courses_add_own_form": "adds up an own evaluation, marks the link, and keeps no row",
    "courses_count_seats": "keeps how many sit and wait in a run",
    "courses_fill_seats": "gives a free seat to who is next",
    "courses_forget_place": "takes away a seat with its enrolment",
    "courses_forget_guest": "takes away the seat and the name of a professional with the ticket",
    "courses_guest_leaves": "takes a name off the list when the ticket is taken back, and frees the seat",
    "courses_seat_guest": "makes the seat or the turn of who signs up without an account",
    "courses_take_seat": "locks a run and refuses one person too many",
    "handovers_close_key": "ends the key of a hand-over that its worker ends",
    "courses_tell_came": "says to the own link whether somebody was there",
    "courses_tell_guest": "keeps the state of a ticket the same as that of its seat",
    "hours_keep_totals": "keeps the totals of the months",
    "hours_planned": "adds up rosters per activity and month, so that nobody's roster leaves the house",
    "hours_respect_lock": "refuses hours in a closed month",
    "plans_close_keys": "ends what a partner holds of a plan when its part or an offer ends",
    "plans_has_director": "refuses an active plan without a director",
    "plans_offer_over": "calls plans_close_keys when an offer ends",
    "plans_part_over": "calls plans_close_keys when a part ends",
    "plans_take_direction": "moves a whole plan to whom its direction was offered to",
    "referrals_close_key": "ends the key of a referral that is given back",
}


@pytest.fixture
def superuser(cluster: Cluster, django_db_setup: None) -> Iterator[psycopg.Connection]:
    """Outside all walls, in a transaction that is always rolled back."""
    with closing(psycopg.connect(cluster.url("postgres", DATABASE))) as admin:
        yield admin
        admin.rollback()


@pytest.fixture(scope="module")
def two_dossiers(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """A whole dossier at two organisations, so that every table with persons holds rows of both.

    Made once for this file: each test changes it in a savepoint of its own.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        make_two_dossiers(demo.actor_of("anna"), demo.actor_of("bram"))
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


def make_two_dossiers(anna: Actor, bram: Actor) -> None:
    for actor in (anna, bram):
        an_agreement(actor.house)
    a_run(anna)
    with standing(Standpoint(OFFICE)):
        third = Organisation.objects.exclude(id__in=[anna.house, bram.house]).first().id
    for actor, activity in ((anna, "mee_ind"), (bram, "irz_own")):
        with acting_for(actor):
            client = a_client(actor)
            a_past(actor, client)
            part, sharing = uuid.uuid4(), Choice("share", third)
            make_dossier_key(by=actor, dossier=part, purpose="plan")
            set_consent(by=actor, client=client.id, choice=sharing, given=True)
            share_part(by=actor, client=client.id, part=part, choice=sharing)
            set_consent(by=actor, client=client.id, choice=sharing, given=False)
            KeyGrant.objects.filter(dossier=part, organisation_id=third).delete()
            trajectory = a_trajectory(actor, client, activity)
            change_funding(
                by=actor,
                trajectory=trajectory.id,
                source=FundingSource.objects.get(key="regular"),
                reason="andere bron",
            )
            today = clock.today()
            begin_phase(by=actor, trajectory=trajectory.id, kind="prevention", day=today)
            request_scale_up(by=actor, trajectory=trajectory.id, request=Request(today))
            write_note(
                by=actor,
                client=client.id,
                trajectory=trajectory.id,
                day=clock.today(),
                kind="talk",
                minutes=30,
                seen="Thee.",
            )
            answers = {"financien": Answer(3)}
            measure(
                by=actor,
                client=client.id,
                measured=Measured("zrm", "start", clock.today(), answers),
            )
            tell_step(by=actor, client=client.id, step=Step("left", clock.today(), "own_word"))
            worries(actor, client)
            planned(actor, client, third)
            referred(actor, client, third)
            a_case(actor, client.id)
            make_letter(by=actor, client=client.id, wish=Wish("end", "nl", {"day": "dinsdag"}))
            handed_over(actor, activity)
            enrolled(actor, client)
            take_over(by=actor, table=read_table(b"referentie;naam;groep\nA;Roos;sekswerkers"))


def enrolled(by: Actor, client: Client) -> None:
    """An own client in a group; the run was made by the coordinator."""
    run = CourseRun.objects.first()
    asked = booking(by.name[:8], client=client.id)
    enrol(by=by, run=run.id, booking=asked)


def handed_over(by: Actor, activity: str) -> None:
    """A hand-over that was stopped, and a contact: at the table a row of the organisation that wrote it."""
    row = scaled_up(by, a_client(by), activity)
    made = handed(by, row, demo.actor_of("lena"))
    stop(by=by, handover=made.id)
    contact = HandoverContact(
        organisation_id=by.house,
        handover=made,
        author_id=by.person,
        day=clock.today(),
        kind="talk",
        minutes=5,
        words=b"",
        written_at=clock.now(),
    )
    contact.save(force_insert=True)


def planned(by: Actor, client: Client, third: uuid.UUID) -> None:
    """A joint plan with a line, a review and a partner that was asked; the keys of that partner go again."""
    money = LifeDomain.objects.get(key="financien").id
    for choice in (Choice("plan", third), Choice("plan", third, money)):
        set_consent(by=by, client=client.id, choice=choice, given=True)
    plan = open_plan(by=by, client=client.id)
    add_line(by=by, plan=plan.id, line=NewLine("goal", "Rust", money))
    review(by=by, plan=plan.id, reviewed=Reviewed(clock.today(), agreed=True))
    asked = invite(by=by, plan=plan.id, invitation=Invitation(third, frozenset({money})))
    DirectionOffer.objects.create(
        organisation_id=by.house,
        plan=plan,
        client=client,
        membership=asked,
        partner_id=third,
        worker_id=by.person,
        by_id=by.person,
        offered_on=clock.today(),
    )
    KeyGrant.objects.filter(organisation_id=third).delete()


def referred(by: Actor, client: Client, third: uuid.UUID) -> None:
    """A referral to a partner and one to the network, and a receipt; the key of that partner goes again."""
    set_consent(by=by, client=client.id, choice=Choice("share", third), given=True)
    row = send(by=by, client=client.id, new=a_question(third))
    KeyGrant.objects.filter(organisation_id=third).delete()
    note_network(by=by, client=client.id, to=ToNetwork("shelter", clock.today()))
    ReferralReceipt.objects.create(
        organisation_id=by.house, referral=row, client=client, received_on=clock.today()
    )


def worries(by: Actor, client: Client) -> None:
    row = an_indication(by, client.id)
    step = FollowUp("plausible", "closed", "Gepraat.")
    follow_up(by=by, indication=row.id, step=step)
    run = a_run_at(by, client.id, 2)
    set_offer(by=by, run=run.id, to="offered")
    write_observation(by=by, heard="Gehoord.")


def tables_in(admin: psycopg.Connection) -> set[str]:
    found = admin.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    return {name for (name,) in found}


def without_a_wall(tables: Iterable[str]) -> set[str]:
    return set(tables) - {wall.table for wall in walls.catalogue()}


def statements_on(table: str) -> list[str]:
    return [
        f"SELECT 1 FROM {table}",
        f"SELECT count(*) FROM {table}",
        f"INSERT INTO {table} DEFAULT VALUES",
        f"UPDATE {table} SET id = id",
        f"DELETE FROM {table}",
    ]


# The catalogue


def test_every_table_has_exactly_one_wall(superuser: psycopg.Connection) -> None:
    names = [wall.table for wall in walls.catalogue()]
    assert sorted(names) == sorted(tables_in(superuser))


def test_a_table_in_no_list_is_noticed(superuser: psycopg.Connection) -> None:
    superuser.execute("CREATE TABLE planted (id int)")
    assert without_a_wall(tables_in(superuser)) == {"planted"}


def test_every_wall_is_of_a_known_kind() -> None:
    assert {wall.kind for wall in walls.catalogue()} <= KINDS


def about_a_client() -> set[str]:
    """The tables of all models from which foreign keys lead to a client, and of the keys of dossiers."""
    found = {"access_keygrant", "clients_client"}
    while True:
        more = {
            model._meta.db_table
            for model in apps.get_models()
            for field in model._meta.concrete_fields
            if isinstance(field, models.ForeignKey) and field.related_model._meta.db_table in found
        }
        if more <= found:
            return found
        found |= more


def test_every_table_that_leads_to_a_client_is_a_table_with_persons() -> None:
    """And one that leads to nobody on purpose: what was said about a third person (R36)."""
    assert about_a_client() | {"safeguarding_thirdpartyobservation"} == set(PERSONS)
    assert "safeguarding_thirdpartyobservation" not in about_a_client()


@pytest.mark.parametrize("table", PERSONS)
def test_a_table_with_persons_has_row_policies_that_bind_its_owner_too(
    table: str, superuser: psycopg.Connection
) -> None:
    found = superuser.execute(
        "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", [table]
    ).fetchone()
    assert found == (True, True)


@pytest.mark.parametrize(
    "wall",
    [wall for wall in walls.catalogue() if wall.kind == "persons"],
    ids=lambda wall: wall.table,
)
def test_a_table_with_persons_gives_nothing_to_office_or_public(wall: Wall) -> None:
    assert not set(wall.grants) & {OFFICE, PUBLIC}


@pytest.mark.parametrize("wall", walls.catalogue(), ids=lambda wall: wall.table)
def test_no_role_has_more_rights_than_the_catalogue_says(
    wall: Wall, superuser: psycopg.Connection
) -> None:
    for role in DatabaseRole:
        given = wall.grants.get(role, "")
        for right in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"):
            (has,) = superuser.execute(
                "SELECT has_table_privilege(%s, %s, %s)", [role.value, wall.table, right]
            ).fetchone() or (None,)
            assert has == (right in given and f"{right} (" not in given), (role, right)


def test_no_view_looks_through_a_wall(superuser: psycopg.Connection) -> None:
    found = superuser.execute(
        "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace"
    ).fetchall()
    assert found == []


def test_only_named_functions_work_with_the_rights_of_the_owner(
    superuser: psycopg.Connection,
) -> None:
    found = superuser.execute(
        "SELECT proname, array_to_string(proconfig, ',') FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
    ).fetchall()
    assert {name for name, _ in found} == set(DEFINER_FUNCTIONS)
    assert {path for _, path in found} == {"search_path=pg_catalog, public"}


@pytest.mark.parametrize("role", [APP, *DatabaseRole])
def test_nobody_calls_such_a_function_by_hand(role: str, superuser: psycopg.Connection) -> None:
    """Functions that answer a trigger cannot be called; of the others staff may call one, which gives no people."""
    found = superuser.execute(
        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        " AND prorettype <> 'trigger'::regtype AND has_function_privilege(%s, oid, 'EXECUTE')",
        [str(role)],
    ).fetchall()
    staff = role in {DatabaseRole.CARE, DatabaseRole.OFFICE}
    assert found == ([("hours_planned",)] if staff else [])


# The login role


@pytest.mark.django_db
@pytest.mark.parametrize("table", [wall.table for wall in walls.catalogue()])
def test_the_login_role_sees_nothing_until_it_takes_a_standpoint(table: str) -> None:
    assert refusal(f"SELECT 1 FROM {table}") == f"permission denied for table {table}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        f"SET ROLE {OWNER}",
        "SET ROLE postgres",
        f"SET SESSION AUTHORIZATION {OWNER}",
        "TRUNCATE clients_client CASCADE",
        "ALTER TABLE clients_client DISABLE ROW LEVEL SECURITY",
        "DROP POLICY ketenwerk_care_0 ON clients_client",
        "CREATE TABLE mine (id int)",
        "CREATE TEMPORARY TABLE audit_chainhead (chain text)",
        "CREATE SCHEMA mine",
        "CREATE ROLE mine",
        "GRANT ketenwerk_owner TO ketenwerk_app",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "ALTER ROLE ketenwerk_app BYPASSRLS",
    ],
)
@pytest.mark.parametrize("role", [None, *DatabaseRole])
def test_no_standpoint_can_climb_over_or_take_down_a_wall(
    sql: str, role: DatabaseRole | None
) -> None:
    if role is None:
        assert refusal(sql)
    else:
        with standing(Standpoint(role)):
            assert refusal(sql)


@contextmanager
def looking_as(cluster: Cluster, user: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with (
        closing(psycopg.connect(cluster.url(user, DATABASE))) as login,
        monkeypatch.context() as patch,
    ):
        patch.setattr(walls, "connection", login)
        yield


def test_the_login_role_itself_may_serve(
    cluster: Cluster, django_db_setup: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with looking_as(cluster, APP, monkeypatch):
        assert walls.login_is_too_strong() == ""


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ("SUPERUSER", "de inlogrol is superuser"),
        ("BYPASSRLS", "de inlogrol gaat langs de rijregels (BYPASSRLS)"),
        (f"IN ROLE {OWNER}", "de inlogrol is eigenaar van tabellen"),
        (f"NOINHERIT IN ROLE {OWNER}", "de inlogrol is eigenaar van tabellen"),
        ("NOINHERIT IN ROLE postgres", "de inlogrol is superuser"),
    ],
)
def test_a_login_role_that_is_or_can_become_too_strong_may_not_serve(
    options: str, why: str, cluster: Cluster, django_db_setup: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(psycopg.connect(cluster.url("postgres", DATABASE), autocommit=True)) as admin:
        admin.execute(f"CREATE ROLE strong LOGIN {options}")
        try:
            with looking_as(cluster, "strong", monkeypatch):
                assert walls.login_is_too_strong() == why
        finally:
            admin.execute("DROP ROLE strong")


def test_the_owner_may_not_serve(
    cluster: Cluster, django_db_setup: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with looking_as(cluster, OWNER, monkeypatch):
        assert walls.login_is_too_strong() == "de inlogrol is eigenaar van tabellen"


# Office and public


@pytest.mark.parametrize("table", PERSONS)
@pytest.mark.parametrize("role", [OFFICE, PUBLIC])
def test_office_and_public_get_permission_denied_from_the_database(
    table: str, role: DatabaseRole, two_dossiers: None, marja: Actor
) -> None:
    with standing(Standpoint(role, marja.member, marja.organisation, marja.role)):
        for sql in statements_on(table):
            assert refusal(sql) == f"permission denied for table {table}", sql


@pytest.mark.django_db
@pytest.mark.parametrize(
    "role",
    [
        role
        for role in Role
        if role not in {Role.CARE_WORKER, Role.FOCAL_OFFICER, Role.EXTERNAL_WORKER}
    ],
)
def test_every_role_but_those_of_care_stands_on_the_side_without_persons(role: Role) -> None:
    assert ROLES[role].side == OFFICE


@pytest.mark.parametrize("table", STAFF)
def test_the_public_side_sees_no_hours_and_no_drafts(table: str, db: None) -> None:
    with standing(Standpoint(PUBLIC)):
        for sql in statements_on(table):
            assert refusal(sql) == f"permission denied for table {table}", sql


# Care


@pytest.mark.parametrize("table", PERSONS)
def test_care_sees_all_rows_of_the_own_organisation_and_no_other(
    table: str, two_dossiers: None, anna: Actor, bram: Actor
) -> None:
    for actor in (anna, bram):
        with standing(Standpoint(CARE, actor.member, actor.organisation, actor.role)):
            # A key that was shared is held by another organisation: whose row it is says the giver.
            whose = "giver_id" if table == "access_keygrant" else "organisation_id"
            assert set(rows(f"SELECT {whose} FROM {table}")) == {(actor.organisation,)}


@pytest.mark.parametrize("table", PERSONS)
def test_care_without_an_organisation_sees_no_row(
    table: str, two_dossiers: None, anna: Actor
) -> None:
    for organisation in (None, OTHER):
        with standing(Standpoint(CARE, anna.member, organisation, anna.role)):
            assert rows(f"SELECT 1 FROM {table}") == []


@pytest.mark.parametrize("table", PERSONS)
def test_care_cannot_write_for_another_organisation(
    table: str, two_dossiers: None, anna: Actor, bram: Actor, superuser: psycopg.Connection
) -> None:
    columns = columns_of(superuser, table)
    unreadable = {"kind": "'work'", "value": "'x'"} if table == "clients_linktoken" else {}
    values = [
        f"'{bram.organisation}'"
        if name in {"organisation_id", "giver_id"}
        else unreadable.get(name, name)
        for name in columns
    ]
    with standing(Standpoint(CARE, anna.member, anna.organisation, anna.role)):
        copied = refusal(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table} LIMIT 1"
        )
        moved = refusal(f"UPDATE {table} SET organisation_id = '{bram.organisation}'")
    assert copied == f'new row violates row-level security policy for table "{table}"'
    assert moved in {copied, f"permission denied for table {table}"}


def columns_of(admin: psycopg.Connection, table: str) -> list[str]:
    found = admin.execute(
        "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
        [table],
    ).fetchall()
    return [name for (name,) in found]


@pytest.mark.parametrize("table", PERSONS)
def test_care_cannot_touch_rows_of_another_organisation(
    table: str, two_dossiers: None, anna: Actor, bram: Actor
) -> None:
    with (
        standing(Standpoint(CARE, anna.member, anna.organisation, anna.role)),
        connection.cursor() as cursor,
    ):
        for sql in (
            f"UPDATE {table} SET id = id WHERE organisation_id = %s",
            f"DELETE FROM {table} WHERE organisation_id = %s",
        ):
            if not refusal(sql, bram.organisation):
                cursor.execute(sql, [bram.organisation])
                assert cursor.rowcount == 0


def test_care_writes_codes_for_the_count_and_cannot_read_them(
    two_dossiers: None, anna: Actor
) -> None:
    with standing(Standpoint(CARE, anna.member, anna.organisation, anna.role)):
        assert rows("SELECT client_id FROM clients_linktoken") != []
        for column in ("value", "kind", "*"):
            assert (
                refusal(f"SELECT {column} FROM clients_linktoken")
                == "permission denied for table clients_linktoken"
            )
        sneaky = "DELETE FROM clients_linktoken WHERE value = 'x'"
        assert refusal(sneaky) == "permission denied for table clients_linktoken"


# The count


@pytest.mark.parametrize(
    "wall",
    [wall for wall in walls.catalogue() if wall.kind == "persons"],
    ids=lambda wall: wall.table,
)
def test_the_count_reads_its_own_columns_over_all_organisations_and_nothing_else(
    wall: Wall, two_dossiers: None, superuser: psycopg.Connection, anna: Actor, bram: Actor
) -> None:
    granted = wall.grants.get(COUNT, "").removeprefix("SELECT (").removesuffix(")")
    allowed = [name.strip() for name in granted.split(",") if name]
    with standing(Standpoint(COUNT)):
        for column in columns_of(superuser, wall.table):
            expected = "" if column in allowed else f"permission denied for table {wall.table}"
            assert refusal(f"SELECT {column} FROM {wall.table}") == expected, column
        for sql in (
            f"INSERT INTO {wall.table} DEFAULT VALUES",
            f"DELETE FROM {wall.table}",
            f"UPDATE {wall.table} SET id = id",
        ):
            assert refusal(sql) == f"permission denied for table {wall.table}"
        if "organisation_id" in allowed:
            assert {(anna.organisation,), (bram.organisation,)} <= set(
                rows(f"SELECT organisation_id FROM {wall.table}")
            )


@pytest.mark.parametrize("wall", walls.catalogue(), ids=lambda wall: wall.table)
def test_the_count_reads_no_sealed_column(wall: Wall) -> None:
    """Whatever is sealed, a name or a text, is in no list of the count."""
    model = next((model for model in apps.get_models() if model._meta.db_table == wall.table), None)
    sealed = (
        {
            field.column
            for field in model._meta.concrete_fields
            if type(field).__name__ == "SealedField"
        }
        if model
        else set()
    )
    granted = wall.grants.get(COUNT, "")
    assert not [column for column in sealed if column in granted]
    assert not sealed or not granted or "(" in granted


# Drafts


def test_a_draft_typed_as_care_worker_does_not_show_in_another_function(
    actor: Callable[..., Actor],
) -> None:
    caring, coordinating = actor("ilse", Role.CARE_WORKER), actor("ilse", Role.COORDINATOR)
    with acting_for(caring):
        drafts.keep(caring, "note-1", {"seen": ["Zij was er."]})
        assert drafts.kept(caring, "note-1") is not None
    with acting_for(coordinating):
        assert rows("SELECT 1 FROM web_draft") == []
        assert drafts.kept(coordinating, "note-1") is None
