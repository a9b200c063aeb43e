"""A page takes as many statements for three hundred clients as for thirty, on every list and every page beside it."""

import re

import pytest

from ketenwerk.access.api import acting_for
from ketenwerk.clients.api import caseload
from ketenwerk.plans.tests.making import a_line, a_plan
from ketenwerk.reports.counting import take_count
from tests.making import a_client, a_trajectory
from tests.making_conferences import a_conference
from tests.making_many import many_clients
from tests.test_query_budget import ACCOUNT, WEEK, statements

pytestmark = pytest.mark.django_db
FEW, MANY = 30, 300
# Who, which page, and what is sent: nothing is a plain visit.
PAGES = [
    ("anna", "/", {}),
    ("anna", "/clienten/", {}),
    ("anna", "/clienten/?status=intake", {}),
    ("anna", "/clienten/nieuw/", {}),
    ("anna", "/noteer/", {}),
    ("anna", "/wachtlijst/", {}),
    ("anna", "/plannen/", {}),
    ("anna", "/casuistiek/", {}),
    ("anna", "/overnemen/", {}),
    ("anna", "/activiteiten/", {}),
    ("anna", WEEK, {}),
    ("anna", "/zoeken/", {"zoek": "naam1"}),
    ("emma", "/", {}),
    ("ilse", "/", {}),
    ("ilse", "/totaalbeeld/", {}),
    ("ilse", ACCOUNT, {}),
    ("petra", "/", {}),
    ("petra", "/uren/maanden/", {}),
    ("marja", "/totaalbeeld/", {}),
    ("wil", "/logboek/", {}),
]


def test_every_page_takes_as_many_statements_for_three_hundred_clients_as_for_thirty(
    anna, actor, browse
):
    with acting_for(anna):
        client = a_client(anna)
        a_trajectory(anna, client, "mee_ind")
    a_line(anna, a_plan(anna, client.id))
    day = a_conference(anna, actor("bram"))
    hers = [f"/clienten/{client.id}/{tab}" for tab in TABS]
    pages = [*PAGES, *(("anna", page, {}) for page in hers)]
    pages.append(("anna", f"/casuistiek/{day.id}/punt/", {}))
    browsers = {who: browse(who) for who, _, _ in pages}
    counted = {}
    for number, more in ((FEW, FEW), (MANY, MANY - FEW)):
        with acting_for(anna):
            many_clients(anna, more, "mee_ind")
            many_clients(anna, more, "mee_ind", "waiting")
        take_count(2021)
        for who, page, fields in pages:
            browser = browsers[who]

            def visit(browser=browser, page=page, fields=fields):
                return browser.post(page, fields) if fields else browser.get(page)

            visit()
            counted[who, page, number] = statements(visit)
    grown = {
        (who, page): (counted[who, page, FEW], counted[who, page, MANY])
        for who, page, _ in pages
        if counted[who, page, FEW] != counted[who, page, MANY]
    }
    assert grown == {}


TABS = (
    "",
    "gegevens/",
    "doelgroep/",
    "betrokken/",
    "toestemming/",
    "veilig-contact/",
    "tijdlijn/",
    "plan/",
    "ontwikkeling/",
    "signalen/",
    "brieven/",
    "traject/",
    "overnemen/",
)


def test_a_caseload_of_three_hundred_is_paged_through_once_each(anna, browse):
    with acting_for(anna):
        many_clients(anna, MANY, "mee_ind")
        seen, after = [], ""
        while True:
            page = caseload(anna, after=after)
            seen += [row.id for row in page.rows]
            after = page.more_after
            if not after:
                break
    assert len(seen) == len(set(seen)) == MANY
    first = browse("anna").get("/clienten/").text
    assert len(re.findall(r'class="kw-code"', first)) <= 2 * 25
