"""A decision or action lands in the joint plan, or stands with its partner and says why not (R72)."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from tests.making import a_client
from tests.making_conferences import a_conference, agree, an_item, chair

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.clients.api import dossier
from ketenwerk.conferences.api import (
    ConferenceRefused,
    DayFacts,
    Outcome,
    actions_question,
    add_outcome,
    case_of,
    change_conference,
    put_in_plan,
    settle_outcome,
    take_back_outcome,
)
from ketenwerk.conferences.models import CaseOutcome
from ketenwerk.kernel import clock
from ketenwerk.plans.api import answer as answer_plan
from ketenwerk.plans.api import close_plan, plan_of
from ketenwerk.plans.tests.making import MONEY, a_plan, ask, domain
from ketenwerk.plans.tests.making import agree as agree_plan

pytestmark = pytest.mark.django_db
TODAY = date(2021, 11, 23)
DUE = TODAY + timedelta(days=3)


@pytest.fixture
def client(anna, bram):
    with acting_for(anna):
        row = a_client(anna)
        agree(anna, row.id, bram)
    return row


@pytest.fixture
def item(anna, bram, client):
    day = a_conference(anna, bram)
    with acting_for(anna):
        return an_item(anna, day, client.id, bram)


@pytest.fixture
def plan(anna, client):
    return a_plan(anna, client.id)


@pytest.fixture
def joined(anna, bram, client, plan):
    """IrisZorg takes part on money."""
    agree_plan(anna, client.id, bram.house, MONEY)
    membership = ask(anna, plan, bram, MONEY)
    with acting_for(bram):
        answer_plan(by=bram, membership=membership.id, accept=True)
    return membership


def decide(by, item, partner, *, kind="action", due=DUE, key="", words="Samen plannen"):
    with acting_for(by):
        outcome = Outcome(kind, partner.house, words, due, domain(key) if key else None)
        return add_outcome(by=by, item=item.id, outcome=outcome)


def lines(by, client) -> list[tuple[str, str, str]]:
    with acting_for(by):
        plan = plan_of(by, dossier(by, client.id))
        return [(line.now.words, line.now.state, line.came_from) for line in plan.lines]


@pytest.mark.requirement("R72")
@pytest.mark.parametrize("kind", ["action", "decision"])
def test_what_the_own_organisation_does_lands_in_the_plan_and_says_where_it_came_from(
    kind, anna, client, item, plan
):
    made = decide(anna, item, anna, kind=kind)
    assert made.plan_line
    assert lines(anna, client) == [
        ("Samen plannen", "open", "uit het casuïstiekoverleg, 23 november")
    ]
    with acting_for(anna):
        (seen,) = case_of(anna, item.id).outcomes
        assert seen.in_plan
        # It waits in the plan, not twice on Vandaag.
        assert actions_question(anna).ask() == []
        with pytest.raises(ConferenceRefused, match="staat in het plan"):
            settle_outcome(by=anna, outcome=made.id, to="done")


@pytest.mark.requirement("R72")
def test_what_a_partner_does_lands_when_it_takes_part_on_that_domain(
    anna, bram, client, item, joined
):
    assert decide(anna, item, bram, key=MONEY).plan_line
    assert len(lines(anna, client)) == 1
    with acting_for(bram):
        assert actions_question(bram).ask() == []


@pytest.mark.requirement("R72")
@pytest.mark.parametrize(
    ("circumstance", "why"),
    [
        ("no plan", "er loopt geen plan, of een collega heeft de regie"),
        ("plan closed", "er loopt geen plan, of een collega heeft de regie"),
        ("no domain", "er is nog geen leefgebied gekozen"),
        ("not taking part", "de partner doet niet mee op dit leefgebied"),
        ("another domain", "de partner doet niet mee op dit leefgebied"),
        ("no consent", "zij heeft dit leefgebied niet met de partner gedeeld"),
        ("partner wrote", "een partner schreef dit op; wie de regie heeft zet het in het plan"),
    ],
)
def test_what_cannot_land_stands_on_vandaag_of_its_partner_and_says_why(
    circumstance, why, anna, bram, client, item, request
):
    key = {"no domain": "", "another domain": "huisvesting"}.get(circumstance, MONEY)
    if circumstance in {"plan closed", "not taking part"}:
        plan = request.getfixturevalue("plan")
        if circumstance == "plan closed":
            with acting_for(anna):
                close_plan(by=anna, plan=plan.id)
    elif circumstance != "no plan":
        request.getfixturevalue("joined")
    if circumstance == "no consent":
        agree_plan(anna, client.id, bram.house, MONEY, given=False)
    writer = bram if circumstance == "partner wrote" else anna
    made = decide(writer, item, bram, key=key)
    assert (made.plan_line, made.get_not_in_plan_display()) == (None, why)
    with acting_for(bram):
        assert [each.due for each in actions_question(bram).ask()] == [DUE]
        (seen,) = case_of(bram, item.id).outcomes
        assert (seen.why_not, seen.can_put) == (why, False)


def test_a_decision_without_a_day_stays_in_the_item(anna, client, item, plan):
    made = decide(anna, item, anna, kind="decision", due=None)
    assert made.get_not_in_plan_display() == "er is geen dag gekozen"
    assert lines(anna, client) == []


def test_what_did_not_land_is_put_in_the_plan_later(anna, bram, client, item, joined):
    made = decide(bram, item, bram)
    with acting_for(bram), pytest.raises(Refused):
        put_in_plan(by=bram, outcome=made.id, domain=domain(MONEY), due=None)
    with acting_for(anna):
        with pytest.raises(ConferenceRefused, match="nog geen leefgebied"):
            put_in_plan(by=anna, outcome=made.id, domain=None, due=None)
        put_in_plan(by=anna, outcome=made.id, domain=domain(MONEY), due=None)
        with pytest.raises(ConferenceRefused, match="al in het plan"):
            put_in_plan(by=anna, outcome=made.id, domain=domain(MONEY), due=None)
    assert [words for words, _, _ in lines(anna, client)] == ["Samen plannen"]


def test_putting_it_in_the_plan_by_its_page(browse, anna, client, item, request):
    made = decide(anna, item, anna, kind="decision", due=None)
    request.getfixturevalue("plan")
    with acting_for(anna):
        money = str(domain(MONEY))
    browser, path = browse("anna"), f"/casusactie/{made.id}/plan/"
    answer = browser.post(path, {"due": "", "domain": money})
    assert answer.status_code == 422
    assert browser.post(path, {"due": "2021-12-01", "domain": ""}).status_code == 302
    assert "Staat in het plan." in browser.get(f"/casuspunt/{item.id}/").content.decode()
    page = browser.get(f"/clienten/{client.id}/plan/").content.decode()
    assert "Uit het casuïstiekoverleg, 23 november" in page
    assert browse("bram").get(path).status_code == 404


# Undo


@pytest.mark.requirement("R72")
def test_taking_back_drops_the_line_and_the_words_before_the_conference_closes(
    anna, client, item, plan
):
    made = decide(anna, item, anna)
    with acting_for(anna):
        take_back_outcome(by=anna, outcome=made.id)
        assert case_of(anna, item.id).outcomes == ()
        row = CaseOutcome.objects.get(id=made.id)
        assert (row.state, row.words, row.plan_line) == ("dropped", None, None)
    assert [state for _, state, _ in lines(anna, client)] == ["dropped"]


def test_after_the_conference_is_closed_nothing_is_taken_back(anna, item):
    made = decide(anna, item, anna, due=date(2021, 12, 3))
    by = chair()
    day = item.conference
    with clock.on_day(day.on):
        with acting_for(by):
            facts = DayFacts(day.on, day.starts_at, 120, "", False, "held", "", 1)
            change_conference(by=by, conference=day.id, facts=facts)
        with acting_for(anna), pytest.raises(ConferenceRefused, match="gesloten"):
            take_back_outcome(by=anna, outcome=made.id)


def test_a_partner_takes_back_what_it_wrote_itself_and_nothing_of_another(anna, bram, actor, item):
    own, of_anna = decide(bram, item, bram), decide(anna, item, bram)
    with acting_for(bram):
        take_back_outcome(by=bram, outcome=own.id)
        with pytest.raises(Refused):
            take_back_outcome(by=bram, outcome=of_anna.id)
    with acting_for(actor("yara")), pytest.raises(Refused):
        take_back_outcome(by=actor("yara"), outcome=of_anna.id)


def test_taking_back_by_the_button(browse, anna, item):
    made = decide(anna, item, anna, words="Verkeerd getikt")
    browser = browse("anna")
    page = f"/casuspunt/{item.id}/"
    assert "Verkeerd getikt" in browser.get(page).content.decode()
    assert browser.post(f"/casusactie/{made.id}/terug/").status_code == 302
    assert "Verkeerd getikt" not in browser.get(page).content.decode()


# Three months


@pytest.mark.requirement("R72")
def test_after_three_months_nothing_leads_from_an_outcome_to_a_plan_or_a_person(
    anna, bram, client, item, joined
):
    decide(anna, item, bram, key=MONEY)
    decide(anna, item, anna, kind="decision", due=None)
    with clock.on_day(date(2022, 2, 28)):
        call_command("expire", "--apply")
    with acting_for(anna):
        for row in CaseOutcome.objects.all():
            left = (row.item_id, row.words, row.domain_id, row.plan_line, row.not_in_plan)
            assert left == (None, None, None, None, "")
        assert CaseOutcome.objects.count() == 2
    # What was agreed stays where it belongs: in the plan.
    assert [words for words, _, _ in lines(anna, client)] == ["Samen plannen"]
