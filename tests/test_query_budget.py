"""How many statements a page may send: a fixed most for each page, and never more because there are more rows."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client as Browser

from ketenwerk.access.api import acting_for
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.plans.api import answer
from ketenwerk.plans.tests.making import a_line, a_plan, agree, ask
from ketenwerk.referrals.tests.making import sent_to
from ketenwerk.reports.counting import take_count
from ketenwerk.safeguarding.tests.making import an_indication
from ketenwerk.trajectories.api import write_note
from ketenwerk.web import lock, shell
from tests.making import a_client, a_trajectory
from tests.making_courses import a_run
from tests.making_courses import fill as fill_group
from tests.making_sign_ups import LAST, a_workshop, given_workshop, opened, sign, somebody

CONTROL = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")
WEEK = "/uren/week/2021-11-22/"
ACCOUNT = "/verantwoording/2021/jaar/keten/"

# Each has one statement of air. Two belong to the test: it stands in a transaction of its own.
MOST = [
    # All that waits is one statement, whatever package it waits in. Beside it: the trajectories, the clients with
    # their keys, the next meeting, and the log.
    ("anna", "/", 14),
    # All packages are asked in one statement, whatever the view.
    ("anna", "/agenda/", 9),
    ("anna", "/agenda/?maand=2021-11", 9),
    ("anna", "/agenda/?vanaf=2021-11-23", 9),
    ("ilse", "/agenda/", 9),
    ("anna", "/verwijzingen/", 9),
    ("anna", "/verwijzingen/?richting=uit", 9),
    ("anna", "/plannen/", 9),
    ("anna", "/clienten/", 9),
    ("anna", "/clienten/nieuw/", 11),
    ("anna", "/noteer/", 9),
    ("anna", "/verwijderen/", 8),
    ("anna", "/overnemen/", 12),
    ("anna", WEEK, 17),
    ("anna", "/activiteiten/", 15),
    ("anna", "/waarnemingen/", 12),
    ("noor", "/", 12),
    ("anna", "/casuistiek/", 9),
    ("ilse", "/casuistiek/", 10),
    ("ilse", "/", 23),
    ("ilse", "/verantwoording/", 12),
    ("ilse", "/uren/maanden/", 10),
    ("petra", "/", 19),
    ("ilse", "/uren/vooruitzicht/", 14),
    ("petra", "/uren/vooruitzicht/", 14),
    ("petra", "/uren/team/", 17),
    ("petra", "/uren/maanden/2021-10-01/", 19),
    ("petra", "/uren/vast-deel/", 10),
    ("anna", "/uren/rooster/", 10),
    ("petra", "/uren/inlezen/", 10),
    ("petra", "/uren/codes/", 10),
    ("petra", "/uren/regels/", 18),
    ("teun", "/uren/regels/", 18),
    ("teun", "/uren/bewijs/", 10),
    ("teun", "/verantwoording/", 12),
    ("petra", "/facturen/", 9),
    ("petra", "/facturen/nieuw/", 8),
    ("petra", "/facturen/afzender/", 9),
    ("marja", "/", 10),
    ("marja", "/totaalbeeld/", 16),
    ("wil", "/", 9),
    ("lena", "/", 9),
    ("wil", "/logboek/", 11),
    ("wil", "/noodtoegang/nakijken/", 9),
    ("wil", "/zonder-toestemming/", 9),
    ("rik", "/gebruikers/", 10),
    ("ilse", "/overleg/", 11),
    ("ilse", "/netwerk/", 10),
    ("anna", "/overleg/actiepunten/", 9),
    ("anna", "/advies/", 14),
    ("anna", "/advies/nieuw/", 14),
    ("anna", "/voorlichting/", 9),
    ("anna", "/teambezoeken/", 10),
    ("ilse", "/advies/aantallen/", 26),
    ("anna", "/groepen/", 12),
    ("ilse", "/groepen/aanbod/", 11),
    ("petra", "/groepen/trainers/", 11),
]

FIGURES = [
    ("ilse", "/totaalbeeld/", 20),
    ("ilse", ACCOUNT, 26),
    ("petra", "/totaalbeeld/", 19),
]


@contextmanager
def between_two_minutes() -> Iterator[None]:
    """Leaves out what whatever page happens to come first asks: the name of the programme, once in half a minute, and
    the note in the session that somebody is still there, once a minute. On a slow machine it was any page's.
    """
    with (
        patch.object(shell, "programme_short", return_value="KIS"),
        patch.object(lock, "is_locked", return_value=False),
    ):
        yield


def statements(act: Callable[[], HttpResponse]) -> int:
    """How many statements an answer took; the page has to be there."""
    sent: list[str] = []

    def note(execute: Callable[..., object], sql: str, *rest: object) -> object:
        sent.append(sql)
        return execute(sql, *rest)

    with between_two_minutes(), connection.execute_wrapper(note):
        answer = act()
    assert answer.status_code in {200, 302}, answer.status_code
    return sum(not sql.startswith(CONTROL) for sql in sent)


def notes(by: Actor, client, trajectory, number: int) -> None:
    with acting_for(by):
        for _ in range(number):
            write_note(
                by=by,
                client=client.id,
                trajectory=trajectory.id,
                day=clock.today(),
                kind="talk",
                minutes=15,
                seen="Koffie gedronken.",
            )


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "path", "most"), MOST)
def test_a_page_stays_within_its_budget(browse, who, path, most):
    browser = browse(who)
    browser.get(path)
    assert statements(lambda: browser.get(path)) <= most


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "path", "most"), FIGURES)
def test_a_page_of_figures_stays_within_its_budget(anna, browse, who, path, most):
    with acting_for(anna):
        for _ in range(6):
            a_trajectory(anna, a_client(anna), "mee_ind")
    take_count(2021)
    browser = browse(who)
    browser.get(path)
    assert statements(lambda: browser.get(path)) <= most


@pytest.mark.django_db
def test_a_client_page_takes_as_many_statements_for_one_note_as_for_sixty(anna, browse):
    with acting_for(anna):
        client = a_client(anna)
        trajectory = a_trajectory(anna, client, "mee_ind")
    browser = browse("anna")
    page = f"/clienten/{client.id}/"
    notes(anna, client, trajectory, 1)
    browser.get(page)
    few = statements(lambda: browser.get(page))
    notes(anna, client, trajectory, 59)
    assert statements(lambda: browser.get(page)) == few <= 17


@pytest.mark.django_db
def test_the_table_of_consent_takes_as_many_statements_for_no_answer_as_for_every_one(
    anna, bram, browse
):
    with acting_for(anna):
        client = a_client(anna)
    browser, page = browse("anna"), f"/clienten/{client.id}/toestemming/"
    stood = re.findall(r'name="stond"[^>]* value="([^"]+)"', browser.get(page).text)
    few = statements(lambda: browser.get(page))
    talk = {"given_by": "self", "form": "mondeling", "explained": "told"}
    talk |= {"antwoord": f"kolom-ja:share.{bram.house}"}
    assert browser.post(page, talk | {"stond": stood}).status_code == 302
    browser.get(page)
    assert statements(lambda: browser.get(page)) == few <= 20


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "most"), [("/", 15), ("/clienten/", 12), ("/noteer/", 12)])
def test_a_list_takes_as_many_statements_for_two_clients_as_for_twelve(anna, browse, path, most):
    browser = browse("anna")
    seen = []
    for number in (2, 10):
        with acting_for(anna):
            for _ in range(number):
                a_trajectory(anna, a_client(anna), "mee_ind")
        browser.get(path)
        seen.append(statements(lambda: browser.get(path)))
    assert seen[0] == seen[1] <= most


@pytest.mark.django_db
def test_a_plan_takes_as_many_statements_for_two_lines_as_for_twelve(anna, bram, browse):
    with acting_for(anna):
        client = a_client(anna)
    plan = a_plan(anna, client.id)
    agree(anna, client.id, bram.house, "financien")
    shared = ask(anna, plan, bram, "financien")
    with acting_for(bram):
        answer(by=bram, membership=shared.id, accept=True)
    pages = [
        (browse("anna"), f"/clienten/{client.id}/plan/", 24),
        (browse("bram"), f"/plandeelname/{shared.id}/", 16),
    ]
    seen: dict[str, list[int]] = {page: [] for _, page, _ in pages}
    for number in (2, 10):
        for _ in range(number):
            a_line(anna, plan)
        for browser, page, _ in pages:
            browser.get(page)
            seen[page].append(statements(lambda browser=browser, page=page: browser.get(page)))
    for _, page, most in pages:
        few, many = seen[page]
        assert few == many <= most, page


@pytest.mark.django_db
def test_lists_of_referrals_take_as_many_statements_for_two_as_for_eight(anna, bram, browse):
    with acting_for(anna):
        client = a_client(anna)
    pages = [
        (browse("anna"), "/verwijzingen/?richting=uit", 13),
        (browse("anna"), f"/clienten/{client.id}/verwijzen/", 18),
        (browse("bram"), "/verwijzingen/", 9),
    ]
    seen: dict[str, list[int]] = {page: [] for _, page, _ in pages}
    for number in (2, 6):
        for _ in range(number):
            sent_to(anna, client.id, bram)
        for browser, page, _ in pages:
            browser.get(page)
            seen[page].append(statements(lambda browser=browser, page=page: browser.get(page)))
    for _, page, most in pages:
        few, many = seen[page]
        assert few == many <= most, page


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "?maand=2021-11", "?vanaf=2021-11-23"])
def test_an_agenda_takes_as_many_statements_for_two_things_as_for_forty(anna, browse, query):
    with acting_for(anna):
        client = a_client(anna)
    browser, page, seen = browse("anna"), f"/agenda/{query}", []
    for number in (2, 38):
        with acting_for(anna):
            for _ in range(number):
                an_indication(anna, client.id, next_step_on=clock.today())
        browser.get(page)
        seen.append(statements(lambda: browser.get(page)))
    assert seen[0] == seen[1] <= 11


@pytest.mark.django_db
def test_a_note_is_written_within_its_budget(anna, browse):
    with acting_for(anna):
        client = a_client(anna)
        trajectory = a_trajectory(anna, client, "mee_ind")
    browser = browse("anna")
    fields = {"seen": "Thee.", "kind": "talk", "duration": "15", "day": "2021-11-23"}
    fields["trajectory"] = str(trajectory.id)
    browser.post(f"/noteer/{client.id}/", fields)
    # One asks whether the dossier was opened in an emergency: then nothing is written.
    assert statements(lambda: browser.post(f"/noteer/{client.id}/", fields)) <= 22


@pytest.mark.django_db
def test_an_intake_does_not_ask_once_per_partner(anna, browse):
    """Consent is one choice per partner, written together."""
    browser = browse("anna")
    browser.get("/clienten/nieuw/")
    with acting_for(anna):
        from ketenwerk.programme.api import client_groups

        group = client_groups().values_list("id", flat=True)[0]
    fields = {"called": "Zus", "given_name": "Qwerty", "family_name": "Poiuyt", "count_me": "on"}
    fields |= {"birth_year": "1990", "group": str(group), "channel": "app"}
    assert statements(lambda: browser.post("/clienten/nieuw/", fields)) <= 22


@pytest.mark.django_db
def test_a_list_of_sign_ups_takes_as_many_statements_for_one_as_for_eleven(anna, browse):
    run = a_workshop(anna)
    token = opened(anna, run)
    browser, seen = browse("anna"), []
    page = f"/groepen/{run.id}/aanmeldingen/"
    for number in range(11):
        link = sign(token, somebody(f"Gast {number}"))
        if number in {0, 10}:
            browser.get(page)
            seen.append(statements(lambda: browser.get(page)))
    assert seen[0] == seen[1] <= 16
    visitor = Browser()
    assert statements(lambda: visitor.get(f"/meedoen/{token}/")) <= 8
    assert statements(lambda: visitor.get(f"/meedoen/afmelden/{link}/")) <= 9


@pytest.mark.django_db
def test_an_own_evaluation_takes_few_statements():
    _, (link,) = given_workshop(1)
    visitor, path = Browser(), f"/meedoen/evaluatie/{link}/"
    with clock.on_day(LAST):
        assert "Hoe vond je het?" in visitor.get(path).text
        assert statements(lambda: visitor.get(path)) <= 9


@pytest.mark.django_db
def test_choosing_themes_takes_as_many_statements_for_one_participant_as_for_eight(anna, browse):
    run = a_run(anna)
    browser, seen = browse("anna"), []
    for number in (1, 7):
        fill_group(anna, run, number, name=f"Vogel {number}")
        browser.get(f"/groepen/{run.id}/themas/")
        seen.append(statements(lambda: browser.get(f"/groepen/{run.id}/themas/")))
    assert seen[0] == seen[1] <= 26
