"""A partner's own system brings hours with a token: hours of its organisation, and nothing else."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client as Browser

from ketenwerk.access.api import Refused, Role, acting_for
from ketenwerk.hours import tokens
from ketenwerk.hours.models import ApiToken, ImportRun
from ketenwerk.hours.tests.bringing import booked, manager, person
from ketenwerk.hours.tokens import caller_of, make_token, revoke_token
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Function, Member

pytestmark = pytest.mark.django_db
ONE = {
    "sleutel": "A1",
    "medewerker": "P-1001",
    "dag": "2021-11-15",
    "minuten": 90,
    "activiteit": "mee_ind",
}


def token(days: int = 30) -> str:
    rik = person("rik", Role.ADMINISTRATOR)
    with acting_for(rik):
        return make_token(by=rik, name="Urensysteem", days=days)


def post(body: object, secret: str = "", **extra: str) -> HttpResponse:
    text = body if isinstance(body, bytes) else json.dumps(body)
    extra = {"HTTP_AUTHORIZATION": f"Bearer {secret}"} | extra if secret else extra
    return Browser(enforce_csrf_checks=True).post(
        "/api/uren/", text, content_type="application/json", **extra
    )


def problem(answer: HttpResponse) -> dict[str, object]:
    assert answer.headers["Content-Type"] == "application/problem+json"
    found: dict[str, object] = json.loads(answer.content)
    assert found["status"] == answer.status_code
    return found


def test_lines_come_in_once_with_a_report_per_row() -> None:
    petra, secret = manager(), token()
    first = post([ONE, ONE | {"sleutel": "A2"}], secret)
    assert first.status_code == 200
    found = json.loads(first.content)
    assert (found["nieuw"], found["gelijk"], found["gecorrigeerd"]) == (2, 0, 0)
    assert found["regels"] == [{"regel": 1, "uitkomst": "nieuw"}, {"regel": 2, "uitkomst": "nieuw"}]
    again = json.loads(post([ONE, ONE | {"sleutel": "A2"}], secret).content)
    assert (again["nieuw"], again["gelijk"]) == (0, 2)
    fixed = json.loads(post([ONE | {"minuten": 60, "reden": "dubbel"}], secret).content)
    assert fixed["regels"] == [{"regel": 1, "uitkomst": "gecorrigeerd"}]
    assert booked(petra) == [(-30, "correction"), (90, "import"), (90, "import")]
    with acting_for(petra):
        assert {run.made_by_id for run in ImportRun.objects.all()} == {None}


def test_one_wrong_line_and_nothing_is_booked() -> None:
    petra, secret = manager(), token()
    answer = post([ONE, ONE | {"sleutel": "A2", "dag": "2021-02-31"}], secret)
    found = problem(answer)
    assert answer.status_code == 422
    assert [(each["regel"], each["vak"]) for each in found["fouten"]] == [(2, "dag")]
    assert booked(petra) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 415),
        (b"{", 400),
        (b"[" * 100_000, 400),
        (b"\xff\xfe", 400),
        ({"sleutel": "A1"}, 422),
        ([], 422),
        ([1], 422),
        ([ONE | {"clientnummer": "7"}], 422),
        ([ONE | {"\ud800\u0000": "7"}], 422),
        ([ONE | {"sleutel": "\ud800"}], 422),
        ([ONE | {"reden": "\u0000"}], 422),
        ([ONE | {"minuten": [1]}], 422),
        (
            b'[{"sleutel": "A1", "medewerker": "P-1001", "dag": "2021-11-15", "uren": 1e999, "activiteit": "mee_ind"}]',
            422,
        ),
        (b" " * 1_100_000, 413),
    ],
)
def test_what_is_no_list_of_lines_is_refused_and_nothing_breaks(body: object, status: int) -> None:
    petra, secret = manager(), token()
    answer = post(body, secret)
    assert answer.status_code == status
    assert problem(answer)["detail"]
    assert booked(petra) == []


@pytest.mark.parametrize(
    "header", ["", "Bearer ", "Bearer kwu_raden", "Basic cGV0cmE6", "Bearer é"]
)
def test_without_a_living_token_nothing_comes_in(header: str) -> None:
    manager()
    answer = post([ONE], HTTP_AUTHORIZATION=header)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    problem(answer)


def test_a_cookie_of_somebody_signed_in_is_no_token(browse: Callable[..., Browser]) -> None:
    manager()
    answer = browse("petra").post("/api/uren/", json.dumps([ONE]), content_type="application/json")
    assert answer.status_code == 401


def test_a_revoked_or_expired_token_is_dead_at_once() -> None:
    manager()
    rik, secret, old = person("rik", Role.ADMINISTRATOR), token(), token()
    with acting_for(rik):
        found = {row.token_hash: row for row in ApiToken.objects.all()}
        assert secret not in str([vars(row) for row in found.values()])
        row = found[tokens._hash(old)]
        row.expires_at = clock.real_now() - timedelta(seconds=1)
        row.save()
        living = caller_of(secret)
        assert living
        revoke_token(by=rik, token=living.token)
    assert [post([ONE], each).status_code for each in (secret, old)] == [401, 401]


@pytest.mark.parametrize("how", ["left", "function ended"])
def test_a_token_is_dead_once_its_maker_is_no_administrator(how: str) -> None:
    petra, secret = manager(), token()
    rik = person("rik", Role.ADMINISTRATOR)
    with acting_for(rik):
        held = Function.objects.filter(member=rik.person, role=Role.ADMINISTRATOR)
        if how == "left":
            Member.objects.filter(id=rik.person).update(is_active=False)
        else:
            held.update(end=clock.today())
        assert [works for _, works in tokens.tokens(rik)] == [False]
    answer = post([ONE], secret)
    assert answer.status_code == 401
    problem(answer)
    assert booked(petra) == []


def test_a_token_brings_hours_of_its_own_organisation_only() -> None:
    petra = manager()
    caller = caller_of(token())
    assert caller
    assert caller.actor.organisation == petra.organisation
    assert caller.actor.member is None


@pytest.mark.parametrize(
    ("who", "role"),
    [("petra", Role.PARTNER_MANAGER), ("teun", Role.CONTROLLER), ("anna", Role.CARE_WORKER)],
)
def test_only_an_administrator_makes_or_ends_a_token(who: str, role: Role) -> None:
    manager()
    caller = caller_of(token())
    assert caller
    by = person(who, role)
    with acting_for(by):
        with pytest.raises(Refused):
            make_token(by=by, name="x", days=9)
        with pytest.raises(Refused):
            revoke_token(by=by, token=caller.token)


def test_too_many_requests_in_a_minute_have_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    manager()
    secret = token()
    monkeypatch.setattr(tokens, "MOST_PER_MINUTE", 1)
    stands = clock.real_now()
    monkeypatch.setattr(clock, "real_now", lambda: stands)
    assert post([ONE], secret).status_code == 200
    answer = post([ONE], secret)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")


def test_requests_at_the_same_moment_are_counted_one_by_one() -> None:
    manager()
    caller = caller_of(token())
    assert caller
    turns = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
    with standing(Standpoint(DatabaseRole.PUBLIC)), connection.cursor() as cursor:
        before = cursor.execute(turns).fetchone()[0]
        tokens.too_often(caller, clock.real_now())
        assert cursor.execute(turns).fetchone()[0] == before + 1
