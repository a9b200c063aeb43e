"""Every page of every role, in both schemes, on the phone and at the desk: nothing for axe, nothing for the console.

A page is loaded once and looked at in all its sizes and schemes. Of each kind of page a role meets a few.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Page, expect

from ketenwerk.web import demo
from tests.browser.conftest import House, Visit
from tests.browser.journeys import Person, sign_in
from tests.browser.looking import EACH_SCHEME, EVERYWHERE, ONCE, Witness, look, told

pytestmark = pytest.mark.browser

OF_A_KIND = 2
# However many of a kind are asked for on the way to pages that few links lead to, and by whom.
FAR_OF_A_KIND = 5
FAR_WALKERS = ("bram", "roos", "ilse")
HREF = re.compile(r'href="(/[^"]*)"')
# What ends the session, and what is a file.
NO_PAGES = {
    *("account_logout", "download_account", "account_now", "invoice_pdf", "invoice_ubl"),
    *("hour_lines_csv", "hour_lines_xlsx", "hour_proof"),
}
# Pages that no link leads to, with the status they have.
UNLINKED = {
    "/nergens/": 404,
    "/tweede-stap/": 200,
    "/account/2fa/totp/activate/": 200,
    "/wachtlijst/": 200,  # linked where somebody waits
}
PEOPLE = [person.key for person in demo.PEOPLE[: demo.ON_SIGN_IN_PAGE]]


def kind_of(path: str) -> str:
    try:
        return resolve(path.partition("?")[0]).view_name
    except Resolver404:
        return ""


def walk(page: Page, role: str, *starts: str) -> Iterator[tuple[str, str, bool]]:
    """The pages that links lead to, a few of each kind: the kind, the path, and whether it is the first.

    Of a kind that somebody else in this role met, one page is enough.
    """
    most = {kind: 1 for seen_by, kind in SEEN if seen_by == role}
    todo, seen, known = list(starts), Counter[str](), set[str]()
    while todo:
        path = todo.pop(0).partition("#")[0]
        kind = kind_of(path)
        if not kind or kind in NO_PAGES or path in known or seen[kind] >= most.get(kind, OF_A_KIND):
            continue
        known.add(path)
        seen[kind] += 1
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        todo += page.locator("a[href^='/']").evaluate_all(
            "all => all.map(a => a.getAttribute('href'))"
        )
        todo += page.locator("main a[href^='?']").evaluate_all(
            "all => all.map(a => a.pathname + a.search)"
        )
        yield kind, path, seen[kind] == 1


CHECKED: set[str] = set()  # kinds of pages of which one was looked at in every size and scheme
SEEN: set[tuple[str, str]] = set()  # the same, with the role that looked


def problems_of_walk(page: Page, role: str, *starts: str) -> list[str]:
    found, met = [], set()
    for kind, path, is_first in walk(page, role, *starts):
        again = not is_first or (role, kind) in SEEN
        places = ONCE if again else EACH_SCHEME if kind in CHECKED else EVERYWHERE
        found += [f"{path}: {problem}" for problem in look(page, places)]
        CHECKED.add(kind)
        met.add((role, kind))
    SEEN.update(met)
    return found


@pytest.mark.parametrize("key", PEOPLE)
def test_the_pages_of_a_role(house: House, visit: Visit, key: str) -> None:
    page = visit(key)
    witness = Witness(page, house.address)
    starts = ("/", "/stijlgids/") if key == "anna" else ("/",)
    role = next(person.roles[0] for person in demo.PEOPLE if person.key == key)
    assert told(*problems_of_walk(page, role, *starts), *witness.problems) == ""


@pytest.mark.parametrize(
    ("key", "function", "role"),
    [("ilse", "begeleider", "care_worker"), ("bram", "aandachtsfunctionaris", "focal_officer")],
)
def test_the_pages_of_a_second_function(
    house: House, visit: Visit, key: str, function: str, role: str
) -> None:
    page = visit(key)
    Person(page).becomes(function)
    witness = Witness(page, house.address)
    assert told(*problems_of_walk(page, role, "/"), *witness.problems) == ""


def far(page: Page) -> dict[str, str]:
    """A path of each kind that nobody looked at yet, however many links away. Asked for, not yet drawn."""
    todo, seen, known, found = ["/"], Counter[str](), set[str](), dict[str, str]()
    while todo:
        path = html.unescape(todo.pop(0)).partition("#")[0]
        kind = kind_of(path)
        if not kind or kind in NO_PAGES or path in known or seen[kind] >= FAR_OF_A_KIND:
            continue
        known.add(path)
        seen[kind] += 1
        answer = page.request.get(path)
        assert answer.status == 200, path
        if "text/html" in answer.headers["content-type"]:
            todo += HREF.findall(answer.text())
            if kind not in CHECKED:
                found.setdefault(kind, path)
    return found


@pytest.mark.parametrize("key", FAR_WALKERS)
def test_the_pages_that_few_links_lead_to(house: House, visit: Visit, key: str) -> None:
    """What only one client, day or referral among many leads to."""
    if not CHECKED:
        pytest.skip("the walks did not run")
    page = sign_in(visit(), key).page
    witness, problems = Witness(page, house.address), []
    for kind, path in far(page).items():
        page.goto(path)
        problems += [f"{path}: {problem}" for problem in look(page)]
        CHECKED.add(kind)
    assert told(*problems, *witness.problems) == ""


def test_every_kind_of_page_was_looked_at() -> None:
    """Runs after the walks: a page that no link leads to would stay unseen."""
    if not CHECKED:
        pytest.skip("the walks did not run")
    expected = {
        *("home", "agenda", "clients", "intake", "client", "safe_contact", "consents", "search"),
        *("details", "group", "involved", "timeline"),
        *("open_trajectory", "move_trajectory", "quick_note", "note", "hours", "week", "months"),
        *("change_funding", "begin_phase", "scale_up"),
        *("activities", "activity", "picture", "accounts", "account", "explain_line", "styleguide"),
        *("meetings", "series", "new_series", "edit_series", "series_hours", "plan_meetings"),
        *("meeting", "move_meeting", "report", "new_item", "edit_item"),
        *("paper", "new_paper", "edit_paper", "new_action", "actions", "own_calendar"),
        *("network", "new_contact", "edit_contact", "talks", "new_talk", "bottlenecks"),
        *("new_bottleneck", "edit_bottleneck", "agreements", "new_agreement"),
        *("evaluations", "new_evaluation", "new_finding", "move_finding", "place_finding"),
        *("mfa_index", "account_change_password", "usersessions_list"),
        # Each dossier has these tabs and the links on them.
        *("plan", "progress", "measure", "tell_step", "screening", "worries", "record_indication"),
        *("letters", "write_letter", "copy", "whole"),
        # In the menu, and what waits on Vandaag in the demo region.
        *(
            "shared_plans",
            "shared_plan",
            "conferences",
            "conference",
            "case",
            "case_column",
            "plan_line",
        ),
        *("case_outcome", "observations", "write_observation", "record_unnamed", "indication"),
        *("reporting_code", "aftercare", "take_over", "emergency", "emergencies", "log"),
        "focal_officers",
        *("invoices", "invoice", "new_invoice", "change_invoice", "invoice_seller"),
        # The joint plan and who directs it.
        *("add_plan_line", "review_plan", "invite_to_plan", "direct_plan", "offer_direction"),
        *("take_direction", "renew_part"),
        # The conference: who arranges it, the agenda, the day itself, and what came of it.
        *("conference_hours", "change_conference", "conference_participants"),
        *("conference_present", "add_case", "take_off_place", "take_off_case", "move_case"),
        *("conference_meeting", "outcome_into_plan", "propose_item"),
        # Worries, exceptions and letters.
        *("observation", "hand_over_indication", "stop_reporting_code", "reporting_codes"),
        *("overrides", "ask_override", "judge_override", "override_notices", "removals", "letter"),
        # To a partner, to the network, and to an outside worker.
        *("referrals", "refer", "refer_to_partner", "refer_to_network", "referral"),
        *("return_referral", "plan_handover", "register_referred"),
        # The hand-over itself is looked at while it is made, in test_pages_in_the_making.
        *("received", "received_contact", "give_back"),
        *("consults", "new_consult", "edit_consult", "withdraw_consult", "new_coaching"),
        *("coaching", "edit_coaching", "new_coaching_talk", "education", "new_education"),
        *("edit_education", "withdraw_education", "team_visits", "new_team", "edit_team"),
        *("new_team_visit", "edit_team_visit", "withdraw_team_visit", "consult_numbers"),
        *("course_runs", "course_run", "courses", "new_course", "edit_course", "plan_group"),
        *(
            "change_group",
            "move_group",
            "group_hours",
            "group_themes",
            "session",
            "enrol",
            "stop_place",
        ),
        *("evaluate_group", "skills", "new_skill", "sign_ups", "sign_up"),
        *("own_roster", "own_days_off", "team", "colleague_hours", "colleague_week"),
        *("plan_hours", "stop_line", "days_off", "month_to_close", "forecast", "shares"),
    }
    assert expected - CHECKED == set()


def test_the_pages_before_and_beside(house: House, visit: Visit) -> None:
    """The door, errors, the lock, and a form that was not right."""
    page = visit()
    witness = Witness(page, house.address)
    found = [*look(page)]
    page.click(f"button[value='anna@{demo.DOMAIN}']")
    page.wait_for_url("/")
    for path, status in UNLINKED.items():
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == status, path
        found += [f"{path}: {problem}" for problem in look(page)]

    page.goto("/clienten/nieuw/")
    page.click("button:has-text('Meld cliënt aan')")
    expect(page.locator("[data-errors]")).to_be_visible()
    found += [f"errors: {problem}" for problem in look(page)]

    page.goto("/zoeken/")
    page.get_by_label("Code of naam").fill("Mira")
    page.keyboard.press("Enter")
    expect(page.locator("main .kw-list")).to_be_visible()
    found += [f"search: {problem}" for problem in look(page)]

    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#slot")).to_be_visible()
    found += [f"lock over the page: {problem}" for problem in look(page)]
    page.goto("/clienten/")
    expect(page).to_have_title("KIS – Vergrendeld")
    found += [f"lock as a page: {problem}" for problem in look(page)]
    assert told(*found, *witness.problems) == ""


def test_the_page_of_a_saved_note(house: House, visit: Visit) -> None:
    page = visit("bram")
    witness = Witness(page, house.address)
    page.goto("/noteer/")
    page.locator("main li a").first.click()
    page.get_by_label("Wat is er gebeurd?").fill("Kort gesproken over volgende week.")
    page.click("button:has-text('Sla notitie op')")
    page.wait_for_url("**/notities/*/")
    assert told(*look(page), *witness.problems) == ""
