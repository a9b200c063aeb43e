"""What an outside worker can and cannot do, and how each way in closes at the next request (R7)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client as Browser

from ketenwerk.access.api import ROLES, Permission, Role, acting_for, end_shares_of, shares_of
from ketenwerk.access.models import KeyGrant
from ketenwerk.handovers.api import Handover, NewContact, give_back, stop, write_contact
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor, Function, Member
from ketenwerk.web.account_rules import why_not
from tests.making import a_client
from tests.making_handovers import an_agreement, consented, handed, scaled_up
from tests.sweeping import log_of

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R7")]
WORDS = "KANARIE-contact"
GOAL = "KANARIE-doel"


@pytest.fixture
def sjoerd(actor) -> Actor:
    return actor("sjoerd")


@pytest.fixture
def lena(actor) -> Actor:
    return actor("lena")


@pytest.fixture
def made(sjoerd, lena) -> Handover:
    """A client of the partner handed to Lena, with one contact of hers."""
    an_agreement(sjoerd.house)
    with acting_for(sjoerd):
        client = a_client(sjoerd)
    row = scaled_up(sjoerd, client, "sterker_amw", goal=GOAL)
    handover = handed(sjoerd, row, lena, called=True, goal=True, contact=True)
    with acting_for(lena):
        contact = NewContact(clock.today(), "talk", 45, WORDS)
        write_contact(by=lena, handover=handover.id, contact=contact)
    return handover


def pages(made: Handover) -> list[str]:
    return [f"/overgedragen/{made.id}/{end}" for end in ("", "contact/", "einde/")]


def statuses(browser: Browser, made: Handover) -> set[int]:
    return {browser.get(page).status_code for page in pages(made)}


def rows_seen(by: Actor) -> int:
    """What the database itself shows of hand-overs and contacts to this person in this function."""
    here = Standpoint(DatabaseRole.CARE, by.member, by.organisation, by.role)
    with standing(here), connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM handovers_handover)"
            " + (SELECT count(*) FROM handovers_handovercontact)"
        )
        return int(cursor.fetchone()[0])


def test_the_role_has_three_permissions_and_no_other():
    assert ROLES[Role.EXTERNAL_WORKER].permissions == {
        Permission.RECEIVED_READ,
        Permission.RECEIVED_WRITE,
        Permission.SELF_MANAGE,
    }
    for card in ROLES.values():
        if card.role != Role.EXTERNAL_WORKER:
            assert not {Permission.RECEIVED_READ, Permission.RECEIVED_WRITE} & card.permissions


def test_today_shows_the_clients_handed_over_and_the_own_time(made, browse):
    home = browse("lena").get("/").text
    assert "Eén cliënt. Deze week" in home
    assert "Linde" in home
    assert f"/overgedragen/{made.id}/" in home
    assert "Er is nu niemand aan jou overgedragen" in browse("daan").get("/").text


def test_the_page_shows_what_was_chosen_and_the_own_contacts(made, browse):
    shown = browse("lena").get(pages(made)[0]).text
    for words in (WORDS, GOAL, "Linde", "niet bellen"):
        assert words in shown


@pytest.mark.parametrize(
    "path",
    [
        *("/clienten/", "/zoeken/", "/noteer/", "/activiteiten/", "/totaalbeeld/", "/uren/"),
        *(
            "/verantwoording/",
            "/casuistiek/",
            "/plannen/",
            "/overleg/",
            "/netwerk/",
            "/gebruikers/",
        ),
        *("/aandachtsfunctionarissen/", "/waarnemingen/", "/wachtlijst/", "/logboek/"),
    ],
)
def test_there_is_no_search_no_list_no_figure_and_no_colleague(made, browse, path):
    browser = browse("lena")
    assert browser.get(path).status_code == 404
    assert browser.post(path, {"zoek": "Lin"}).status_code in {404, 405}


@pytest.mark.parametrize("who", ["daan", "roos", "anna", "bram", "marja", "ilse", "rik"])
def test_nobody_else_opens_it(made, browse, who):
    assert statuses(browse(who), made) == {404}


def test_the_partner_itself_does_not_open_the_page_of_the_other(made, browse):
    browser = browse("sjoerd")
    assert statuses(browser, made) == {404}
    page = browser.get(f"/trajecten/{made.scale_up.trajectory_id}/overdracht/").text
    assert "begeleidt" in page
    assert WORDS not in page


def test_the_dossier_itself_stays_closed(made, browse):
    browser = browse("lena")
    for page in (f"/clienten/{made.client_id}/", f"/noteer/{made.client_id}/"):
        assert browser.get(page).status_code == 404
    assert browser.get(f"/trajecten/{made.scale_up.trajectory_id}/overdracht/").status_code == 404
    assert browser.post(f"/overdrachten/{made.id}/stop/").status_code == 404


def test_each_reading_is_one_line_in_the_log_of_the_provider(made, browse, lena):
    before = max(line.number for line in log_of(lena.organisation))
    browse("lena").get(pages(made)[0])
    lines = [x for x in log_of(lena.organisation, before) if x.event.startswith("received")]
    assert [(x.event, x.actor, x.subjects) for x in lines] == [
        ("received:read", lena.member, (made.client_id,))
    ]


# Every way in closes at the next request


def _agreement_ends(made: Handover, sjoerd: Actor, lena: Actor) -> None:
    an_agreement(sjoerd.house, ends_on=clock.today())


def _consent_withdrawn(made: Handover, sjoerd: Actor, lena: Actor) -> None:
    consented(sjoerd, made.client_id, given=False)


def _stopped(made: Handover, sjoerd: Actor, lena: Actor) -> None:
    with acting_for(sjoerd):
        stop(by=sjoerd, handover=made.id)


def _given_back(made: Handover, sjoerd: Actor, lena: Actor) -> None:
    with acting_for(lena):
        give_back(by=lena, handover=made.id, state="done")


def _function_ends(made: Handover, sjoerd: Actor, lena: Actor) -> None:
    with standing(Standpoint(DatabaseRole.OFFICE)):
        Function.objects.filter(member_id=lena.person).update(end=clock.today())


def _account_ends(made: Handover, sjoerd: Actor, lena: Actor) -> None:
    with standing(Standpoint(DatabaseRole.OFFICE)):
        Member.objects.filter(id=lena.person).update(is_active=False)


def _key_runs_out(made: Handover, sjoerd: Actor, lena: Actor) -> None:
    with acting_for(sjoerd):
        now = clock.real_now()
        KeyGrant.objects.filter(dossier=made.id, organisation=lena.house).update(
            start=now - timedelta(days=2), end=now - timedelta(seconds=1)
        )


CLOSING: list[Callable[[Handover, Actor, Actor], None]] = [
    _agreement_ends,
    _consent_withdrawn,
    _stopped,
    _given_back,
    _function_ends,
    _account_ends,
    _key_runs_out,
]


@pytest.mark.parametrize("closes", CLOSING, ids=lambda each: each.__name__.strip("_"))
def test_it_closes_at_the_next_request(made, sjoerd, lena, browse, closes):
    browser = browse("lena")
    assert statuses(browser, made) == {200}
    closes(made, sjoerd, lena)
    assert statuses(browser, made) <= {404, 302}
    home = browser.get("/")
    assert "Linde" not in home.text
    assert browser.post(pages(made)[1], {"words": "x"}).status_code in {404, 302}


@pytest.mark.parametrize(
    "closes", [_consent_withdrawn, _stopped, _given_back, _key_runs_out], ids=lambda e: e.__name__
)
def test_the_database_closes_too(made, sjoerd, lena, closes):
    """Without any rule of ours: no key, or an end, and the row and the own contacts are gone."""
    assert rows_seen(lena) == 2
    closes(made, sjoerd, lena)
    assert rows_seen(lena) == 0


def test_after_its_last_day_it_is_closed_and_on_that_day_it_is_open(made, browse):
    browser = browse("lena")
    with clock.on_day(made.until - timedelta(days=1)):
        assert browser.get(pages(made)[0]).status_code == 200
    with clock.on_day(made.until):
        assert browser.get(pages(made)[0]).status_code == 404


def test_in_another_function_or_of_another_worker_the_database_shows_nothing(made, lena, actor):
    daan = actor("daan")
    other = Actor(lena.member, lena.organisation, Role.CARE_WORKER)
    assert (rows_seen(daan), rows_seen(other)) == (0, 0)


def test_what_was_typed_while_it_closed_is_kept_as_a_draft(made, sjoerd, lena, browse):
    browser = browse("lena")
    draft = f"/concept/{made.id}-contact/"
    browser.post(draft, {"words": "Al getypt"})
    _stopped(made, sjoerd, lena)
    assert browser.post(pages(made)[1], {"words": "Al getypt"}).status_code == 404
    assert "Al getypt" in browser.get(draft).text


def test_the_share_rests_on_her_consent(made, sjoerd):
    with acting_for(sjoerd):
        (share,) = shares_of(sjoerd, parts=[made.id])
        assert share.ground == "consent"
        assert end_shares_of(by=sjoerd, basis=share.basis) == 1


# Accounts


@pytest.mark.parametrize(
    ("role", "organisation", "fits"),
    [
        (Role.EXTERNAL_WORKER, "lena", True),
        (Role.EXTERNAL_WORKER, "anna", False),
        (Role.EXTERNAL_WORKER, "marja", False),
        (Role.CARE_WORKER, "lena", False),
        (Role.COORDINATOR, "lena", False),
        (Role.PARTNER_MANAGER, "lena", False),
        (Role.ADMINISTRATOR, "lena", True),
        (Role.PRIVACY_OFFICER, "lena", True),
    ],
)
def test_which_function_fits_at_a_provider(actor, role, organisation, fits):
    with standing(Standpoint(DatabaseRole.OFFICE)):
        house = Member.objects.get(id=actor(organisation).person).organisation
        assert (why_not(role, house, None) == "") is fits


def test_a_function_that_does_not_fit_is_never_acted_in(made, browse, lena):
    with standing(Standpoint(DatabaseRole.OFFICE)):
        Function.objects.filter(member_id=lena.person).update(role=Role.CARE_WORKER)
    browser = browse("lena")
    assert "geen functie" in browser.get("/").text
    assert browser.get("/clienten/").status_code == 404


def test_dates_of_a_function_hold(made, browse, lena):
    with standing(Standpoint(DatabaseRole.OFFICE)):
        Function.objects.filter(member_id=lena.person).update(start=date(2021, 11, 24))
    assert statuses(browse("lena"), made) == {404}
