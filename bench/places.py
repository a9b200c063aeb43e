"""The pages that are measured: at the product, at the floor, and the same question as raw SQL."""

import itertools
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from string import ascii_lowercase

import psycopg
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from bench.fill import DAYS, START, Filled
from bench.visitor import Ask
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Member
from ketenwerk.programme.api import TargetGroup
from ketenwerk.web.sign_in import MADE_HERE
from ketenwerk.web.views import BACKEND

PAGES_DEEP = 100


@dataclass(frozen=True)
class Kind:
    """One kind of request: who asks it, and against what of the floor it is held."""

    person: str
    floor: str
    make: Callable[[Filled], Ask]


def sign_in(person: str) -> str:
    """A session as the sign-in pages make it, of somebody with a second factor: no demo, every check is made."""
    from allauth.mfa.models import Authenticator

    with standing(Standpoint(DatabaseRole.OFFICE)):
        member = Member.objects.get(email=f"{person}@demo.example")
        Authenticator.objects.get_or_create(
            user=member, type=Authenticator.Type.TOTP, defaults={"data": {"secret": ""}}
        )
        session = SessionStore()
        session[SESSION_KEY] = str(member.pk)
        session[BACKEND_SESSION_KEY] = BACKEND
        session[HASH_SESSION_KEY] = member.get_session_auth_hash()
        session[MADE_HERE] = True
        session.create()
    return str(session.session_key)


def at(path: str, word: bytes) -> Ask:
    return Ask(lambda: path, word)


def _client_page(filled: Filled) -> Ask:
    return at(f"/clienten/{filled.of_notes[60]}/", b"Koffie gedronken")


def _deep_page(_filled: Filled) -> Ask:
    """Far down Emma's caseload: as many pages as there are, at most PAGES_DEEP."""
    with standing(Standpoint(DatabaseRole.OFFICE)):
        emma = Member.objects.get(email="emma@demo.example")
    with standing(Standpoint(DatabaseRole.CARE, emma.id, emma.organisation_id, "care_worker")):
        from ketenwerk.clients.models import Client

        rows = Client.objects.filter(involvements__member=emma).order_by("-registered_on", "code")
        ids = list(rows.values_list("id", flat=True))
    last = ids[min(len(ids) // 2, PAGES_DEEP * 25) - 1]
    return at(f"/clienten/?na={last}", b"/clienten/")


def _note(filled: Filled) -> Ask:
    """Quarters of an hour over all writable dossiers and all days, so that no day grows full."""
    turns = itertools.count()
    now = [0]

    def fields() -> Mapping[str, str]:
        now[0] = next(turns)
        return {
            "seen": "Samen de post doorgenomen.",
            "kind": "talk",
            "duration": "15",
            "trajectory": str(filled.writable[now[0] % len(filled.writable)][1]),
            "day": (START + timedelta(days=now[0] % DAYS)).isoformat(),
        }

    def path() -> str:
        return f"/noteer/{filled.writable[now[0] % len(filled.writable)][0]}/"

    return Ask(path, b"", fields)


def _intake(_filled: Filled) -> Ask:
    turns = itertools.count()
    with standing(Standpoint(DatabaseRole.OFFICE)):
        group = TargetGroup.objects.filter(for_clients=True).first()

    def fields() -> Mapping[str, str]:
        return {
            "called": name(),
            "given_name": name(),
            "family_name": name(),
            "birth_date": born(next(turns)),
            "group": str(group.id) if group else "",
            "channel": "app",
            "moments": "na 20.00 uur",
            "count_me": "on",
        }

    return Ask(lambda: "/clienten/nieuw/", b"", fields)


def name() -> str:
    return "".join(secrets.choice(ascii_lowercase) for _ in range(10)).capitalize()


def born(turn: int) -> str:
    """A birth date in years in which nobody was born so far, so that nobody seems to be known already."""
    return f"{turn // 20 % 28 + 1}-{turn // 20 % 12 + 1}-{1940 + turn % 20}"


KINDS: dict[str, Kind] = {
    "list": Kind("anna", "list", lambda _: at("/clienten/", b"/clienten/")),
    "detail": Kind("anna", "detail", _client_page),
    "note": Kind("bram", "create", _note),
    "intake": Kind("bram", "create", _intake),
    "account": Kind("ilse", "list", lambda _: at("/verantwoording/2021/jaar/keten/", b"uur")),
    "picture": Kind("ilse", "list", lambda _: at("/totaalbeeld/", b"Hoe geteld")),
    "months": Kind("ilse", "list", lambda _: at("/uren/maanden/", b"uari")),
    "page1": Kind("emma", "list", lambda _: at("/clienten/", b"/clienten/")),
    "deep": Kind("emma", "list", _deep_page),
}

FLOOR: dict[str, Ask] = {
    "list": at("/list", b"/detail/"),
    "detail": at("/detail/1/", b"tekst"),
    "create": Ask(
        lambda: "/create", b"", lambda: {"person": "2", "text": "Samen de post doorgenomen."}
    ),
    "report": at("/report", b"<td>"),
    "hello": at("/hello", b"ok"),
}

LIST_SQL = """SELECT c.id, c.code, c.called, c.state, c.registered_on FROM clients_client c
 WHERE c.organisation_id = %(organisation)s AND c.id IN (SELECT i.client_id FROM clients_involvement i
   WHERE i.member_id = %(member)s AND (i."end" IS NULL OR i."end" > '2021-11-23')) AND c.state <> 'closed'
 ORDER BY c.registered_on DESC, c.code LIMIT 26"""
MONTHS_SQL = """SELECT date_trunc('month', day), sum(minutes) FROM hours_hourentry
 WHERE day >= '2021-01-01' AND day < '2022-01-01' GROUP BY 1 ORDER BY 1"""
LINES_SQL = """SELECT line_id, sum(minutes) FROM hours_hourentry
 WHERE day >= '2021-01-01' AND day < '2022-01-01' AND line_id IS NOT NULL GROUP BY 1"""
TAKE_SQL = """SELECT set_config('role', %(role)s, true), set_config('ketenwerk.actor', %(member)s, true),
 set_config('ketenwerk.organisation', %(organisation)s, true), set_config('ketenwerk.function', 'care_worker', true)"""


def raw_list(line: psycopg.Connection, person: Mapping[str, str], role: str) -> None:
    """The list as raw SQL in a transaction of its own, with the walls (care) or past them (a superuser's own role)."""
    with line.transaction():
        line.execute(TAKE_SQL, {**person, "role": role})
        line.execute(LIST_SQL, person).fetchall()
