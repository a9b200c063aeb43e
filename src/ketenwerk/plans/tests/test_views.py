"""The pages of a plan, as somebody in a browser gets them."""

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from tests.making import a_client

from ketenwerk.access.api import acting_for
from ketenwerk.people.api import Actor
from ketenwerk.plans.api import Change, JointPlan, change_line
from ketenwerk.plans.tests.making import HOME, MONEY, a_line, a_plan, agree, ask, domain

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R30")]
WORDS = "KANARIE-plan-woorden"


@pytest.fixture
def plan(anna: Actor) -> JointPlan:
    with acting_for(anna):
        client = a_client(anna)
    return a_plan(anna, client.id)


def test_a_plan_begins_from_an_empty_tab(anna, browse):
    with acting_for(anna):
        client = a_client(anna)
    browser = browse("anna")
    page = f"/clienten/{client.id}/plan/"
    assert "Er is nog geen plan" in browser.get(page).text
    assert browser.post(f"{page}begin/", follow=True).status_code == 200
    assert "Het plan is nog leeg" in browser.get(page).text


def test_a_line_is_added_and_what_was_typed_stays_when_something_is_missing(plan, anna, browse):
    browser = browse("anna")
    page = f"/plannen/{plan.id}/regel/"
    fields = {"kind": "client", "words": WORDS, "due": "2021-12-01"}
    refused = browser.post(page, fields)
    assert refused.status_code == 422
    assert WORDS in refused.text
    assert "Kies een leefgebied" in refused.text
    with acting_for(anna):
        fields["domain"] = str(domain(MONEY))
    assert WORDS in browser.post(page, fields, follow=True).text


def test_a_partner_accepts_and_writes_and_the_director_reads_it(plan, anna, bram, browse):
    agree(anna, plan.client_id, bram.house, MONEY)
    item = a_line(anna, plan, WORDS, key=HOME)
    membership = ask(anna, plan, bram, MONEY)
    ours = a_line(anna, plan, "Brief schrijven", owner=bram.house, days=2)
    theirs = browse("bram")
    home = theirs.get("/").text
    assert "Uitnodiging voor een plan" in home
    page = f"/plandeelname/{membership.id}/"
    assert "Brief schrijven" not in theirs.get(page).text
    shown = theirs.post(page, {"answer": "yes"}, follow=True).text
    assert "Brief schrijven" in shown
    assert WORDS not in shown
    assert theirs.get(f"/planregels/{item.id}/").status_code == 404
    home = theirs.get("/").text
    assert "Regel in een plan" in home
    assert "Brief schrijven" not in home
    fields = {"state": "busy", "remark": "Is verstuurd", "seen": "1"}
    assert theirs.post(f"/planregels/{ours.id}/", fields).status_code == 302
    assert "Is verstuurd" in browse("anna").get(f"/clienten/{plan.client_id}/plan/").text
    agree(anna, plan.client_id, bram.house, given=False)
    theirs = browse("bram")
    assert [theirs.get(path).status_code for path in (page, f"/planregels/{ours.id}/")] == [
        404,
        404,
    ]


def test_the_later_of_two_editors_sees_both_texts_and_may_save_again(plan, anna, browse):
    item = a_line(anna, plan)
    browser = browse("anna")
    with acting_for(anna):
        change_line(by=anna, item=item.id, seen=1, change=Change("busy", "Van de ander"))
    fields = {
        "state": "busy",
        "remark": "Van mij",
        "words": "Post openen",
        "due": "2021-12-20",
        "seen": "1",
    }
    lost = browser.post(f"/planregels/{item.id}/", fields)
    assert lost.status_code == 422
    assert all(text in lost.text for text in ("Van de ander", "Van mij"))
    again = browser.post(f"/planregels/{item.id}/", fields | {"seen": "2"}, follow=True)
    assert "Van mij" in again.text


def test_the_paper_is_neutral_and_tagged(plan, anna, browse):
    item = a_line(anna, plan, WORDS)
    with acting_for(anna):
        code = plan.client.code
    answer = browse("anna").post(f"/plannen/{plan.id}/print/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    body = answer.content
    assert b"/MarkInfo" in body or b"/StructTreeRoot" in body
    for told in (code, "Linde", "MEE", str(item.id)):
        assert told.encode() not in body


@pytest.mark.parametrize("who", ["emma", "bram", "marja", "ilse"])
def test_nobody_else_opens_any_page_of_the_plan(plan, anna, browse, who):
    item = a_line(anna, plan, WORDS)
    browser: Browser = browse(who)
    pages = [f"/clienten/{plan.client_id}/plan/", f"/planregels/{item.id}/"]
    pages += [
        f"/plannen/{plan.id}/{end}/" for end in ("regel", "bespreking", "uitnodiging", "regie")
    ]
    assert {browser.get(page).status_code for page in pages} == {404}
    assert browser.post(f"/plannen/{plan.id}/print/").status_code == 404


def test_the_forms_of_a_plan_open_and_save(plan, anna, bram, actor, browse):
    a_line(anna, plan, WORDS)
    browser = browse("anna")
    base = f"/plannen/{plan.id}"
    assert "nog niemand om uit te nodigen" in browser.get(f"{base}/uitnodiging/").text
    agree(anna, plan.client_id, bram.house, MONEY)
    with acting_for(anna):
        money = str(domain(MONEY))
    fields = {"who": f"{bram.house}.{bram.person}", "domains": [money]}
    assert "IrisZorg" in browser.get(f"{base}/uitnodiging/").text
    shown = browser.post(f"{base}/uitnodiging/", fields, follow=True).text
    assert "uitgenodigd" in shown
    review = {"day": "2021-11-23", "agreed": "no", "words": "Ik wil langzamer"}
    assert "Ik wil langzamer" in browser.post(f"{base}/bespreking/", review, follow=True).text
    assert "Geen collega werkt met haar" in browser.get(f"{base}/regie/").text
    assert "Afgesloten op" in browser.post(f"{base}/einde/", follow=True).text


def test_the_list_of_shared_plans_says_what_to_do_when_empty(browse: Callable[..., Browser]):
    assert "Er is geen gedeeld plan" in browse("bram").get("/plannen/").text
