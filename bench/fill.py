"""A database of a given size: dossiers with real keys and seals, tokens, notes, hours and log.

Rows come in by COPY and plain SQL, past triggers and foreign keys: so 100,000 clients are there in minutes. What a
page opens is sealed exactly as the product seals it; only the hash chain of the log is not a chain.
"""

import random
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import psycopg
from django.db.models import AutoField, Model

from ketenwerk.access.api import Role
from ketenwerk.access.models import KeyGrant
from ketenwerk.clients.dossier import SafeAgreement, identity_text
from ketenwerk.clients.link_tokens import Identity, link_tokens
from ketenwerk.clients.models import Client, Consent, GroupMembership, Involvement, SafeContact
from ketenwerk.kernel import crypto
from ketenwerk.kernel.sealed import seal_into
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Function, Member, Organisation
from ketenwerk.programme.api import Activity, TargetGroup
from ketenwerk.trajectories.models import FundingPeriod, Note, StateChange, Trajectory

ORGANISATIONS = 125
CASELOAD = 60
NOTES, HOURS, LOGGED = 3, 10, 10  # of each client
NOTES_OF = {0: 60, 1: 1, 2: 500}  # the first clients of Anna
SHARED = 0.8  # as many different people as this part of the registrations
START = date(2021, 1, 4)
DAYS = 320
AT_ONCE = 2000
WORDS = (
    "Koffie gedronken en de post doorgenomen. Ze belt zelf de gemeente, daarna spreken we weer af. "
)


@dataclass(frozen=True)
class Worker:
    member: uuid.UUID
    organisation: uuid.UUID


@dataclass(frozen=True)
class House:
    """What every dossier needs of the programme."""

    workers: dict[str, Worker]
    crowd: tuple[Worker, ...]
    partners: tuple[uuid.UUID, ...]
    groups: tuple[uuid.UUID, ...]
    activities: dict[uuid.UUID, list[Activity]]
    long: int


@dataclass(frozen=True)
class Filled:
    """The dossiers that the measures ask for: Anna's by number of notes, and those in which Bram writes."""

    clients: int
    of_notes: dict[int, uuid.UUID]
    writable: tuple[tuple[uuid.UUID, uuid.UUID], ...]


def fill(
    address: str, number: int, *, organisations: int = ORGANISATIONS, long: int | None = None
) -> Filled:
    """Fills the database that this process is pointed at; `address` is the same one as superuser.

    `long` is the one long caseload; without it a tenth of all clients.
    """
    with standing(Standpoint(DatabaseRole.OFFICE)):
        house = _house(number, organisations, number // 10 if long is None else long)
    of_notes: dict[int, uuid.UUID] = {}
    writable: list[tuple[uuid.UUID, uuid.UUID]] = []
    with psycopg.connect(address) as line:
        line.execute("SET session_replication_role = replica")
        for first in range(0, number, AT_ONCE):
            rows: dict[type[Model], list[Model]] = defaultdict(list)
            marks: dict[str, list[tuple[object, ...]]] = defaultdict(list)
            for place in range(first, min(first + AT_ONCE, number)):
                client, trajectory = _dossier(place, number, house, rows, marks)
                if place < CASELOAD:
                    of_notes.setdefault(NOTES_OF.get(place, NOTES), client)
                elif place < 2 * CASELOAD:
                    writable.append((client, trajectory))
            copy_rows(line, rows, marks)
        _hours_and_log(line, number)
    with psycopg.connect(address, autocommit=True) as line:
        line.execute("VACUUM ANALYZE")
    return Filled(number, of_notes, tuple(writable))


def _house(number: int, organisations: int, long: int) -> House:
    partners = tuple(Organisation.objects.filter(kind=Organisation.Kind.PARTNER))
    others = Organisation.objects.bulk_create(
        Organisation(
            key=f"aanbieder-{i}", name=f"Aanbieder {i}", abbreviation=f"A{i}", kind="provider"
        )
        for i in range(organisations - len(partners))
    )
    each = number // organisations // 40 + 1
    crowd = Member.objects.bulk_create(
        Member(
            email=f"werker-{i}-{house.key}@bench.example", name=f"Werker {i}", organisation=house
        )
        for house in [*partners, *others]
        for i in range(each)
    )
    Function.objects.bulk_create(
        Function(member=member, role=Role.CARE_WORKER, start=START) for member in crowd
    )
    activities: dict[uuid.UUID, list[Activity]] = defaultdict(list)
    offered = Activity.objects.filter(for_trajectories=True, year=START.year)
    for activity in offered.select_related("line"):
        if activity.organisation_id:
            activities[activity.organisation_id].append(activity)
    measured = Member.objects.filter(email__endswith="@demo.example")
    return House(
        workers={m.email.partition("@")[0]: Worker(m.id, m.organisation_id) for m in measured},
        crowd=tuple(Worker(member.id, member.organisation_id) for member in crowd),
        partners=tuple(partner.id for partner in partners),
        groups=tuple(
            TargetGroup.objects.filter(for_clients=True, is_cross=False).values_list(
                "id", flat=True
            )
        ),
        activities=activities,
        long=long,
    )


def _worker(place: int, house: House) -> Worker:
    """Anna and Bram have an ordinary caseload; Emma has a long one, to page through."""
    if place < 2 * CASELOAD:
        return house.workers["anna" if place < CASELOAD else "bram"]
    if place < 2 * CASELOAD + house.long:
        return house.workers["emma"]
    return house.crowd[place % len(house.crowd)]


def _dossier(
    place: int,
    number: int,
    house: House,
    rows: dict[type[Model], list[Model]],
    marks: dict[str, list[tuple[object, ...]]],
) -> tuple[uuid.UUID, uuid.UUID]:
    worker = _worker(place, house)
    chance = random.Random(place)
    identity = _person(chance.randrange(int(number * SHARED)))
    on = START if place < 2 * CASELOAD else START + timedelta(days=place % DAYS)
    key = crypto.new_key()
    offers = house.activities.get(worker.organisation) or house.activities[house.partners[0]]
    activity = offers[0]
    own = {"organisation_id": worker.organisation}
    client = Client(
        **own, code=f"C{place:06}", age_band="23+", state="active", registered_on=on,
        registered_by_id=worker.member,
    )  # fmt: skip
    seal_into(
        client, key, called=identity.working_name or identity.given_name,
        identity=identity_text(identity), own_words="werk",
    )  # fmt: skip
    contact = SafeContact(**own, client_id=client.id, checked_on=on, recorded_by_id=worker.member)
    agreement = SafeAgreement("app", "", "na 20.00 uur", "over de cursus", "niet bellen")
    seal_into(contact, key, agreement=agreement.sealed_text())
    trajectory = Trajectory(
        **own, client_id=client.id, activity=activity, worker_id=worker.member, state="running",
        opened_on=on, started_on=on, planned_minutes=2400, planned_weeks=60, used_minutes=180,
    )  # fmt: skip
    seal_into(trajectory, key, goal="Ander werk vinden")
    for row in (
        client,
        contact,
        trajectory,
        KeyGrant(
            **own, giver_id=worker.organisation, dossier=client.id, purpose="dossier", ground="own dossier",
            wrapped=crypto.wrap(key, by=crypto.key_tree().organisation(worker.organisation)),
            start=datetime(2021, 1, 1, tzinfo=UTC),
        ),
        Involvement(**own, client_id=client.id, member_id=worker.member, start=on),
        GroupMembership(
            **own, client_id=client.id, group_id=house.groups[place % len(house.groups)], start=on
        ),
        StateChange(**own, trajectory=trajectory, after="running", on=on, by_id=worker.member),
        *_funding(trajectory, activity),
        *_consents(worker, client, house.partners),
        *_notes(worker, client, trajectory, key, NOTES_OF.get(place, NOTES)),
    ):  # fmt: skip
        rows[type(row)].append(row)
    _mark(client, identity, marks)
    return client.id, trajectory.id


def _funding(trajectory: Trajectory, activity: Activity) -> Iterator[FundingPeriod]:
    if activity.line and activity.line.source_id:
        yield FundingPeriod(
            organisation_id=trajectory.organisation_id, trajectory=trajectory,
            source_id=activity.line.source_id, line=activity.line, start=trajectory.opened_on,
        )  # fmt: skip


def _consents(worker: Worker, client: Client, partners: tuple[uuid.UUID, ...]) -> Iterator[Consent]:
    choices: list[tuple[str, uuid.UUID | None, str]]
    choices = [("count", None, "given"), ("conference", None, "refused")]
    choices += [("share", p, "refused") for p in partners if p != worker.organisation]
    for purpose, recipient, state in choices:
        yield Consent(
            organisation_id=worker.organisation, client_id=client.id, purpose=purpose,
            recipient_id=recipient, state=state, decided_on=client.registered_on,
            recorded_by_id=worker.member,
        )  # fmt: skip


def _notes(
    worker: Worker, client: Client, trajectory: Trajectory, key: bytes, number: int
) -> Iterator[Note]:
    for place in range(number):
        day = client.registered_on + timedelta(days=place % DAYS)
        note = Note(
            organisation_id=worker.organisation, client_id=client.id, trajectory=trajectory,
            author_id=worker.member, day=day, kind="talk", minutes=60,
            written_at=datetime(day.year, day.month, day.day, 12, place % 60, tzinfo=UTC),
        )  # fmt: skip
        seal_into(note, key, seen=WORDS * 2, thought="")
        yield note


def _mark(client: Client, identity: Identity, marks: dict[str, list[tuple[object, ...]]]) -> None:
    tree = crypto.key_tree()
    keys = {
        "clients_linktoken": tree.link_tokens,
        "clients_ownmark": tree.derive(f"own-marks:{client.organisation_id}"),
    }
    for table, key in keys.items():
        marks[table] += [
            (client.organisation_id, client.id, token.kind, token.value)
            for token in link_tokens(identity, key)
        ]


GIVEN = [
    "Linde",
    "Roos",
    "Iris",
    "Jasmijn",
    "Fleur",
    "Ana",
    "Maria",
    "Elena",
    "Sofia",
    "Kim",
    "Lotte",
    "Noa",
    "Eva",
    "Mira",
    "Zoë",
    "Daan",
    "Luuk",
    "Ravi",
    "Omar",
    "Ilja",
]
SYLLABLES = [
    "van",
    "der",
    "ber",
    "ge",
    "man",
    "ster",
    "kop",
    "wijk",
    "dijk",
    "broek",
    "hof",
    "ven",
    "ros",
    "ka",
    "lin",
    "do",
    "mei",
    "zon",
    "ne",
    "veld",
    "stra",
    "hui",
    "zen",
]


def _person(number: int) -> Identity:
    """An invented person, always the same for the same number."""
    chance = random.Random(f"person {number}")
    born = date(1960, 1, 1) + timedelta(days=chance.randrange(45 * 365))
    family = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()
    working = chance.choice(GIVEN) if chance.random() < 0.3 else ""
    known = born if chance.random() < 0.8 else None
    return Identity(chance.choice(GIVEN), family, working, known, born.year)


def copy_rows(
    line: psycopg.Connection,
    rows: dict[type[Model], list[Model]],
    marks: dict[str, list[tuple[object, ...]]],
) -> None:
    with line.cursor() as cursor:
        for model, instances in rows.items():
            names = [f.attname for f in model._meta.concrete_fields if not isinstance(f, AutoField)]  # noqa: SLF001
            columns = ", ".join(f'"{name}"' for name in names)
            with cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as out:  # noqa: SLF001
                for row in instances:
                    out.write_row([getattr(row, name) for name in names])
        for table, tuples in marks.items():
            with cursor.copy(
                f"COPY {table} (organisation_id, client_id, kind, value) FROM STDIN"
            ) as out:
                for values in tuples:
                    out.write_row(values)


def _hours_and_log(line: psycopg.Connection, number: int) -> None:
    """Hours of all organisations on the lines of the programme, their totals per month, and a log of reads."""
    for statement in HOURS_AND_LOG:
        line.execute(statement, {"hours": number * HOURS, "logged": LOGGED})


HOURS_AND_LOG = (
    """CREATE TEMPORARY TABLE worker AS
       SELECT row_number() OVER (ORDER BY m.email) - 1 AS nr, m.id, m.organisation_id FROM people_member m
       JOIN people_function f ON f.member_id = m.id AND f.role = 'care_worker'""",
    """CREATE TEMPORARY TABLE work AS
       SELECT row_number() OVER (ORDER BY a.position, a.id) - 1 AS nr, a.id, a.line_id, l.source_id
       FROM programme_activity a JOIN programme_budgetline l ON l.id = a.line_id WHERE a.year = 2021 AND l.funded""",
    """INSERT INTO hours_hourentry (id, organisation_id, member_id, day, minutes, activity_id, line_id, source_id,
         origin, reason, made_at)
       SELECT gen_random_uuid(), w.organisation_id, w.id, date '2021-01-01' + (i / 7 %% 320)::integer, 15 * (1 + i %% 6),
         a.id, a.line_id, a.source_id, 'note', '', now()
       FROM generate_series(1, %(hours)s::bigint) i
       JOIN worker w ON w.nr = i * 7919 %% (SELECT count(*) FROM worker)
       JOIN work a ON a.nr = i %% (SELECT count(*) FROM work)""",
    """INSERT INTO hours_monthtotal (organisation_id, month, activity_id, line_id, minutes)
       SELECT organisation_id, date_trunc('month', day), activity_id, line_id, sum(minutes)
       FROM hours_hourentry GROUP BY 1, 2, 3, 4""",
    """INSERT INTO audit_auditevent (chain, number, at, event, result, actor, role, organisation, session, source,
         object_type, object_id, subjects, purpose, ground, emergency, facts, previous, hash)
       SELECT c.organisation_id::text,
         row_number() OVER (PARTITION BY c.organisation_id) + coalesce((SELECT h.number FROM audit_chainhead h
           WHERE h.chain = c.organisation_id::text), 0),
         timestamptz '2021-01-04' + i * interval '13 days', 'client:read', 'allowed', c.registered_by_id, 'care_worker',
         c.organisation_id, '', 'web', 'Client', c.id::text, ARRAY[c.id], '', '', false, '{}',
         encode(sha256(c.id::text::bytea), 'hex'), encode(sha256(c.code::bytea), 'hex')
       FROM clients_client c CROSS JOIN generate_series(1, %(logged)s) i""",
    """INSERT INTO audit_chainhead (chain, number, hash)
       SELECT chain, max(number), '' FROM audit_auditevent GROUP BY chain
       ON CONFLICT (chain) DO UPDATE SET number = excluded.number""",
)
