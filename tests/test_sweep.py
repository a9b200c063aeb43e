"""Every address of the product, asked by everybody, with somebody else's dossier in it.

The addresses are found by walking the patterns; a new one is swept without a change here.
"""

import types
from collections.abc import Callable, Iterator
from contextlib import closing

import psycopg
import pytest
from conftest import DATABASE
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import Client as Browser
from django.urls import path as url
from django.urls import resolve

from ketenwerk.access.api import Role, has
from ketenwerk.kernel.embedded import Cluster
from ketenwerk.kernel.walls import OWNER, DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor, Function
from ketenwerk.web import demo
from ketenwerk.web import urls as product_urls
from ketenwerk.web.access_matrix import (
    BEFORE_SECOND_FACTOR,
    CLOSED,
    OPEN,
    SIGNED_IN,
    Address,
    addresses,
)
from tests.sweeping import (
    OUTSIDE,
    Ids,
    Target,
    Visitor,
    fill,
    ids_of,
    ids_of_nothing,
    log_of,
    make_target,
    names_an_object,
    stripped,
    visitor,
)

ADDRESSES = addresses()
READING = ("GET", "POST")
RARE = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
PERSONAL = {
    "case",
    "client",
    "letter",
    "progress",
    "referral",
    "trajectory",
    "note",
    "indication",
    "observation",
    "reporting_code",
    "override",
    "handover",
    "received",
}
SIGN_IN, SECOND_STEP, STEP_UP = "/inloggen/", "/tweede-stap/", "/account/reauthenticate/"
# Everything a form here may carry, so that a refusal is not only a missing field.
TYPED = {
    "zoek": "kanarie",
    "antwoord": "ja",
    "to": "completed",
    "end_reason": "goal",
    "hours": "1",
    "reason": "proef",
    "seen": "proef",
    "stage": "left",
    "basis": "own_word",
    "day": "2021-11-22",
    "outcome": "done",
    "moment": "start",
    "level_financien": "3",
    "why": "proef",
    "version": "18+",
    "agreed": "on",
}
STRANGERS = [
    (person.key, role)
    for person in demo.PEOPLE[: demo.ON_SIGN_IN_PAGE]
    for role in person.roles
    if person.key != "anna"
]
# Places where a permitted person meets "not there": nothing to show yet, or only with an object that was not asked for.
MAY_BE_EMPTY = {
    "hours",
    "security_text",
    "demo_sign_in",
    "account",
    "account_now",
    "freeze_account",
    "activity",
    "calendar_feed",
}


@pytest.fixture
def anna_target(anna: Actor) -> Target:
    return make_target("mee", anna)


@pytest.fixture
def bram_target(bram: Actor) -> Target:
    return make_target("iriszorg", bram)


Answers = Iterator[tuple[Address, str, HttpResponse]]


def sweep(asker: Visitor, target: Target, *, thorough: bool = False) -> Answers:
    """Asks everything with the target's ids and with ids that exist nowhere; gives each answer on the first.

    Thorough is every method everywhere. Otherwise reading, sending and one rare method where ids are asked for.
    """
    foreign, nothing = ids_of(target), ids_of_nothing()
    for address in ADDRESSES:
        for method, htmx in manners(address, thorough=thorough):
            answer = ask(asker, method, address, foreign, htmx=htmx)
            shown = stripped(answer, foreign)
            where = (address.route, method, htmx)
            assert answer.status_code < 500, where
            assert not target.seen_in(shown[2]), (*where, "a canary in the body")
            assert not target.seen_in(shown[1].encode()), (*where, "a canary in the location")
            if names_an_object(address):
                other = stripped(ask(asker, method, address, nothing, htmx=htmx), nothing)
                assert shown == other, (*where, "foreign and absent differ")
            yield address, method, answer


def manners(address: Address, *, thorough: bool) -> list[tuple[str, bool]]:
    """Methods, without and with HX-Request."""
    if thorough:
        return [
            *((m, htmx) for m in READING for htmx in (False, True)),
            *((m, False) for m in RARE),
        ]
    if names_an_object(address):
        return [("GET", False), ("GET", True), ("POST", False), ("DELETE", False)]
    return [("GET", False), ("POST", True)]


def ask(asker: Visitor, method: str, address: Address, ids: Ids, *, htmx: bool) -> HttpResponse:
    """With ids in the query as well, or with a form in which everything is filled in."""
    data = TYPED if method == "POST" else {"regel": str(ids.entry), "traject": str(ids.trajectory)}
    return asker.ask(method, fill(address, ids), htmx=htmx, data=data)


def check(address: Address, method: str, answer: HttpResponse, role: str) -> None:
    """The answer that the matrix promises to somebody who is in, in this role."""
    status, needs = answer.status_code, address.needs
    what = (address.route, method, role, status)
    if needs == CLOSED:
        assert status == 404, what
    elif needs in {OPEN, SIGNED_IN, BEFORE_SECOND_FACTOR}:
        assert status != 403, what
    elif not has(role, needs):
        assert status == 404, what
    elif names_an_object(address) and address.name != "draft":
        assert status in {404, 405} or answer.headers.get("Location", "").startswith(STEP_UP), what
    elif method == "GET":
        assert status in {200, 204, 302, 405} or address.name in MAY_BE_EMPTY, what
    else:
        assert status != 403, what


# The sweep itself can find things


def test_every_address_can_be_filled_and_leads_to_its_own_view() -> None:
    for address in ADDRESSES:
        match = resolve(fill(address, ids_of_nothing()))
        same = [other.view for other in ADDRESSES if other.route == address.route]
        assert match.view_name == address.name
        assert match.func in same


def test_every_address_has_a_name() -> None:
    """The lists of open views go by name."""
    assert [address.route for address in ADDRESSES if not address.name] == []


def test_no_address_of_ours_is_closed_or_without_a_permission() -> None:
    ours = [a for a in ADDRESSES if a.view.__module__.startswith("ketenwerk.")]
    assert len(ours) > 30
    assert {a.needs for a in ours} & {CLOSED, SIGNED_IN} == set()
    assert {a.name for a in ours if a.needs == OPEN} == {
        *(
            "demo_sign_in",
            "alive",
            "security_text",
            "calendar_feed",
            "invitation",
            "join",
            "hours_api",
            "sign_up",
            "own_sign_up",
            "own_evaluation",
        ),
    }


def test_anna_finds_every_canary_on_her_own_pages_and_each_page_is_one_entry_in_the_log(
    browse: Callable[..., Browser], anna: Actor, anna_target: Target
) -> None:
    """The positive control: what the sweep looks for in other people's answers is there to be found."""
    asker, found = visitor(browse("anna")), set()
    pages = 0
    for address in ADDRESSES:
        before = last_number(anna)
        with asker.asking("GET", fill(address, ids_of(anna_target)), data={}) as answer:
            seen = anna_target.seen_in(answer.content if not answer.streaming else b"")
            lines = [
                line
                for line in log_of(anna.organisation, before)
                if anna_target.client in line.subjects
            ]
        if seen - OUTSIDE:
            pages += 1
            assert [(line.actor, line.result) for line in lines] == [(anna.member, "allowed")], (
                address.name,
                lines,
            )
            assert lines[0].request is not None
        found |= seen
    assert pages >= 9
    assert set(anna_target.canaries) - found == set()


def last_number(actor: Actor) -> int:
    return max((line.number for line in log_of(actor.organisation)), default=0)


def test_searching_is_logged_with_who_was_found(
    browse: Callable[..., Browser], anna: Actor, anna_target: Target
) -> None:
    before = last_number(anna)
    with visitor(browse("anna")).asking("POST", "/zoeken/", data={"zoek": "kanarie"}) as answer:
        assert anna_target.seen_in(answer.content) == {"called", "code"}
        lines = log_of(anna.organisation, before)
    assert [(line.event, line.subjects) for line in lines] == [
        ("client:searched", (anna_target.client,))
    ]


# Strangers


@pytest.mark.parametrize(("key", "role"), STRANGERS)
def test_nobody_sees_anything_of_another_organisations_client(
    key: str, role: Role, browse: Callable[..., Browser], request: pytest.FixtureRequest
) -> None:
    # An account of the own house is an administrator's daily work, so that role is asked about another house.
    house = "bram_target" if role == Role.ADMINISTRATOR else "anna_target"
    target: Target = request.getfixturevalue(house)
    asker = visitor(browse(key, role))
    for address, method, answer in sweep(asker, target, thorough=key == "marja"):
        check(address, method, answer, role)


def test_anna_sees_nothing_of_brams_client(
    browse: Callable[..., Browser], anna_target: Target, bram_target: Target
) -> None:
    for address, method, answer in sweep(visitor(browse("anna")), bram_target):
        check(address, method, answer, Role.CARE_WORKER)


@pytest.mark.requirement("R4")
def test_a_colleague_of_the_same_organisation_who_is_not_involved_sees_nothing(
    browse: Callable[..., Browser], anna_target: Target
) -> None:
    for address, method, answer in sweep(visitor(browse("emma")), anna_target, thorough=True):
        check(address, method, answer, Role.CARE_WORKER)


def test_somebody_without_a_function_sees_nothing(
    browse: Callable[..., Browser], anna_target: Target
) -> None:
    browser = browse("fleur")
    with standing(Standpoint(DatabaseRole.OFFICE)):
        Function.objects.filter(member__email=f"fleur@{demo.DOMAIN}").update(end="2021-11-23")
    for address, method, answer in sweep(visitor(browser), anna_target):
        if address.name == "draft":  # a draft belongs to a function
            assert answer.status_code == 404
        else:
            check(address, method, answer, "")


def test_a_visitor_is_sent_to_the_sign_in_page(anna_target: Target) -> None:
    for address, method, answer in sweep(visitor(Browser()), anna_target, thorough=True):
        if address.needs != OPEN:
            assert answer.status_code == 302, (address, method)
            assert answer.headers["Location"].startswith(SIGN_IN)


def test_somebody_without_a_second_factor_is_sent_to_make_one(
    browse: Callable[..., Browser], anna_target: Target
) -> None:
    browser = browse("roos")
    forget_second_factor(browser)
    for address, method, answer in sweep(visitor(browser), anna_target):
        if address.needs not in {OPEN, BEFORE_SECOND_FACTOR}:
            assert (answer.status_code, answer.headers.get("Location")) == (302, SECOND_STEP), (
                address,
                method,
            )


def forget_second_factor(browser: Browser) -> None:
    with standing(Standpoint(DatabaseRole.OFFICE)):
        session = SessionStore(browser.cookies["kis"].value)
        del session["demo"]
        session.save()


@pytest.mark.parametrize("key", ["marja", "emma", "bram"])
def test_an_attempt_on_somebodys_dossier_stands_in_the_log(
    key: str, browse: Callable[..., Browser], actor: Callable[..., Actor], anna_target: Target
) -> None:
    who = actor(key)
    before = last_number(who)
    with visitor(browse(key)).asking("GET", f"/clienten/{anna_target.client}/") as answer:
        lines = log_of(who.organisation, before)
    assert answer.status_code == 404
    assert [(line.event, line.result, line.actor, line.subjects) for line in lines] == [
        ("access:refused", "denied", who.member, ())
    ]


# The municipality


def test_the_municipality_gets_404_on_every_page_with_a_person(
    browse: Callable[..., Browser], anna_target: Target
) -> None:
    asker = visitor(browse("marja"))
    people = [a for a in ADDRESSES if a.needs.partition(":")[0] in PERSONAL]
    assert len(people) >= 12
    for address in people:
        for ids in (ids_of(anna_target), ids_of_nothing()):
            for method in READING:
                assert asker.ask(method, fill(address, ids)).status_code == 404, address


# A view that forgot to say what it needs


def with_planted(settings: object, view: Callable[[HttpRequest], HttpResponse]) -> None:
    module = types.ModuleType("planted_urls")
    vars(module).update(
        {name: value for name, value in vars(product_urls).items() if name.startswith("handler")},
        urlpatterns=[*product_urls.urlpatterns, url("geplant/", view, name="planted")],
    )
    settings.ROOT_URLCONF = module


@pytest.mark.parametrize("role", [person.key for person in demo.PEOPLE[: demo.ON_SIGN_IN_PAGE]])
def test_a_view_that_says_nothing_is_closed(
    role: str, browse: Callable[..., Browser], settings: object
) -> None:
    called: list[str] = []

    def planted(request: HttpRequest) -> HttpResponse:
        called.append(request.path)
        return HttpResponse("open")

    with_planted(settings, planted)
    assert "planted" in {a.name for a in addresses()}
    assert visitor(browse(role)).ask("GET", "/geplant/").status_code == 404
    assert visitor(Browser()).ask("GET", "/geplant/").status_code == 302
    assert called == []


# A page that cannot be logged is not shown


def pages_with_her(target: Target) -> list[str]:
    named = {
        "client",
        "clients",
        "safe_contact",
        "consents",
        "open_trajectory",
        "begin_phase",
        "change_funding",
        "move_trajectory",
        "note",
        "scale_up",
        "receipt",
        "home",
        "agenda",
        "quick_note",
    }
    return [fill(a, ids_of(target)) for a in ADDRESSES if a.name in named]


def test_a_page_whose_log_cannot_be_written_is_not_shown(
    browse: Callable[..., Browser], anna_target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise OSError("the log is full")

    asker = visitor(browse("anna"))
    assert len(pages_with_her(anna_target)) == 14
    for page in pages_with_her(anna_target):
        assert anna_target.seen_in(asker.ask("GET", page).content), page
        with monkeypatch.context() as patch:
            patch.setattr("ketenwerk.audit.recorder.write_gathered", broken)
            answer = asker.ask("GET", page)
        assert answer.status_code == 500
        assert not anna_target.seen_in(answer.content)
        assert b"the log is full" not in answer.content


def test_a_page_is_not_shown_when_the_database_itself_refuses_the_log(
    browse: Callable[..., Browser], anna_target: Target, cluster: Cluster
) -> None:
    asker, page = visitor(browse("anna")), f"/clienten/{anna_target.client}/"
    with closing(psycopg.connect(cluster.url(OWNER, DATABASE), autocommit=True)) as owner:
        owner.execute("REVOKE INSERT ON audit_auditevent FROM ketenwerk_care")
        try:
            answer = asker.ask("GET", page)
        finally:
            owner.execute("GRANT INSERT ON audit_auditevent TO ketenwerk_care")
    assert answer.status_code == 500
    assert not anna_target.seen_in(answer.content)
    assert b"permission denied" not in answer.content
    assert anna_target.seen_in(asker.ask("GET", page).content)


def test_an_error_in_a_view_shows_nothing_of_what_it_read(
    browse: Callable[..., Browser],
    anna_target: Target,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object) -> None:
        raise ValueError(anna_target.canary("called"))

    monkeypatch.setattr("ketenwerk.trajectories.views.trajectory_cards", fail)
    answer = visitor(browse("anna")).ask("GET", f"/clienten/{anna_target.client}/")
    assert answer.status_code == 500
    assert not anna_target.seen_in(answer.content)
    said = capsys.readouterr()
    assert not anna_target.seen_in((said.out + said.err).encode())
