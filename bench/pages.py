"""`python -m bench --pages 10000`: every page of every role, with so many clients at each partner.

A page is visited in a small region and in a large one. It may send no more statements in the large one, and no
more than `MOST`; and it may hardly grow: who shows all rows of an organisation on one page fails here. The
caseload of one person is the same in both; it is the organisations that grow. In this process, one visitor.
"""

import re
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial

import psycopg
from django.db.models import Model
from django.test import Client as Browser

from bench import ground, measures
from bench.fill import CASELOAD, Filled, copy_rows, fill
from bench.growth import Visit, problems
from bench.multiply import multiply
from bench.places import sign_in
from ketenwerk.access.models import KeyGrant
from ketenwerk.clients.models import EmergencyReview
from ketenwerk.kernel.embedded import Cluster
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.walls import APP, DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Organisation
from ketenwerk.referrals.models import Referral
from ketenwerk.safeguarding.models import ReportingCodeRun, ThirdPartyObservation
from ketenwerk.web import demo
from ketenwerk.web.access_matrix import CLOSED, OPEN, addresses

SMALL = 150  # clients at each partner; more than any list shows at once
LONG = 100  # clients of the one person with a long caseload
TRIES = 3
TODAY = date(2021, 11, 23)
# What no visitor asks as a page: files, and what ends the session.
NOT_VISITED = re.compile(
    r"static/|uren/regels/(?:csv|excel)/|account/logout|_health|well-known|account/(?!$)|demo/"
)
PART = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P")
KNOWN = {"year": "2021", "half": "1", "monday": "2021-11-22", "part": "jaar", "holder": "keten"}


def measure(cluster: Cluster, number: int) -> list[str]:
    """Fills both regions and visits; prints the slowest pages and gives what is wrong, one sentence each."""
    small, large = _visited(cluster, SMALL), _visited(cluster, number)
    for visit in sorted(large.values(), key=lambda each: -each.seconds)[:15]:
        before = small.get((visit.who, visit.page))
        measures.say(
            f"{visit.who:8}{visit.page:48}{visit.statements:4} statements"
            f"{visit.size / 1000:8.0f} kB{1000 * visit.seconds:8.0f} ms"
            + (f"  ({1000 * before.seconds:.0f} ms at {SMALL})" if before else "")
        )
    measures.say(
        f"{len(large)} pages, {sum(each.status == 200 for each in large.values())} with an answer"
    )
    return problems(small, large)


def _visited(cluster: Cluster, each: int) -> dict[tuple[str, str], Visit]:
    name = f"ketenwerk_pages_{each}"
    ground.copy_of_empty(cluster, name)
    ground.connect_as(cluster, APP, name)
    with standing(Standpoint(DatabaseRole.OFFICE)):
        partners = Organisation.objects.filter(kind=Organisation.Kind.PARTNER).count()
    measures.say(f"filling {each * partners:,} clients, {each:,} at each of {partners} partners")
    address, few = cluster.url(ground.ADMIN, name), SMALL * partners
    filled = fill(address, few, organisations=partners, long=LONG)
    if each > SMALL:
        ordinary = few - LONG - 2 * CASELOAD
        times = -(-(each - SMALL) * partners // ordinary)
        multiply(address, times, first=f"C{LONG + 2 * CASELOAD:06}")
    _beside(address)
    from ketenwerk.reports.counting import take_count

    take_count(2021)
    return {(v.who, v.page): v for v in _visits(filled)}


def _visits(filled: Filled) -> Iterator[Visit]:
    for person in demo.PEOPLE:
        browser = Browser(raise_request_exception=False)
        browser.cookies["kis"] = sign_in(person.key)
        for page in _pages(person.key, filled):
            yield _visit(browser, person.key, page, hidden=str(filled.of_notes[60]))


def _visit(browser: Browser, who: str, page: str, *, hidden: str) -> Visit:
    """Named without the id of the client, so that the same page of both regions has one name."""
    ask = partial(browser.get, page)
    answer = ask()
    # The smallest of some: the name of the programme and "last seen" are asked again once in a while, by the clock.
    tries = range(TRIES if answer.status_code == 200 else 0)
    statements = min((measures.statements_of(ask) for _ in tries), default=0)
    times = []
    for _ in tries:
        start = time.process_time()
        clock = time.perf_counter()
        ask()
        times.append(max(time.process_time() - start, time.perf_counter() - clock))
    size = len(b"".join(answer.streaming_content) if answer.streaming else answer.content)
    name = page.replace(hidden, "cliënt")
    return Visit(who, name, answer.status_code, statements, size, min(times, default=0.0))


def _pages(who: str, filled: Filled) -> list[str]:
    """Every address that names nobody, and for Anna those of one client."""
    known = KNOWN | ({"client": str(filled.of_notes[60])} if who == "anna" else {})
    found = []
    for each in addresses():
        named = [part[1] for part in PART.finditer(each.route)]
        if each.needs in {OPEN, CLOSED} or NOT_VISITED.match(each.route):
            continue
        if all(name in known for name in named):
            found.append("/" + PART.sub(lambda part: known[part[1]], each.route))
    return sorted(dict.fromkeys(found))


def _beside(address: str) -> None:
    """What stands beside the dossiers and is listed for an organisation: codes, observations, emergencies, referrals."""
    with psycopg.connect(address) as line:
        line.execute("SET session_replication_role = replica")
        clients = line.execute(
            "SELECT id, organisation_id, registered_by_id FROM clients_client ORDER BY code"
        ).fetchall()
        houses = sorted({house for _, house, _ in clients}, key=str)
        rows: dict[type[Model], list[Model]] = {}
        for place, (client, house, member) in enumerate(clients):
            other = houses[(houses.index(house) + 1) % len(houses)]
            for row in _of_one(place, client, house, member, other):
                rows.setdefault(type(row), []).append(row)
        copy_rows(line, rows, {})
    with psycopg.connect(address, autocommit=True) as line:
        line.execute("VACUUM ANALYZE")


def _of_one(
    place: int, client: uuid.UUID, house: uuid.UUID, member: uuid.UUID, other: uuid.UUID
) -> Iterator[Model]:
    day = TODAY - timedelta(days=place % 60)
    own = {"organisation_id": house}
    if place % 10 == 0:
        yield ReportingCodeRun(
            **own, client_id=client, opened_by_id=member, opened_on=day, moved_on=day, step=2
        )
    if place % 500 == 1:
        yield ThirdPartyObservation(
            **own, author_id=member, heard=b"x", written_on=day, end=TODAY + timedelta(days=9)
        )
    if place % 20 == 2:
        at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        yield EmergencyReview(id=new_id(), **own, member_id=member, kind="danger", opened_at=at)
    if place % 5 == 3:
        sent = Referral(
            **own, client_id=client, receiver_id=other, reference=f"{place:08}", content=b"x",
            sent_by_id=member, sent_on=day, until=TODAY + timedelta(days=30),
        )  # fmt: skip
        yield sent
        yield KeyGrant(
            organisation_id=other, giver_id=house, dossier=sent.id, purpose="referral", ground="consent",
            wrapped=b"x", basis=client,
            start=datetime(2021, 11, 1, tzinfo=UTC), end=datetime(2021, 12, 31, tzinfo=UTC),
        )  # fmt: skip
