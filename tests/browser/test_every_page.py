"""Every page of every role, in both schemes, on the phone and at the desk: nothing for axe, nothing for the console.

A page is loaded once and looked at in all its sizes and schemes. Of each kind of page a role meets a few.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Page, Response, expect

from ketenwerk.web import demo
from tests.browser.conftest import House, Visit

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text("utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PHONE, NARROW, DESK = (390, 844), (320, 700), (1280, 900)
# Where axe looks: on the first page of a kind everywhere, for another role in each scheme once, and for
# another page of that kind, or another person of a role that was looked at, once.
PLACES = ((PHONE, "light"), (DESK, "dark"), (PHONE, "dark"), (DESK, "light"))
EVERYWHERE, EACH_SCHEME, ONCE = 4, 2, 1
OF_A_KIND = 2
TITLE = re.compile("KIS – (?:[A-Z0-9]{4}|[A-Z][a-zë ]+)")
NO_PAGES = {"account_logout", "download_account", "account_now"} | {
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
NAMES = {word for person in demo.PEOPLE for word in person.name.split() if word[0].isupper()}
FORBIDDEN_WORDS = ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "*", "http:", "https:", "data:")


@dataclass
class Witness:
    """Writes down what a page asks, gets and complains about."""

    page: Page
    home: str
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("response", self._got)
        self.page.on("pageerror", lambda error: self._say(f"error on {self.page.url}: {error}"))
        self.page.on("console", lambda message: self._heard(message.type, message.text))

    def _say(self, words: str) -> None:
        self.problems.append(words)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.home, "data:image/")):
            self._say(f"asks {url}")

    def _heard(self, kind: str, text: str) -> None:
        # The browser itself says it of each page whose status is an error; those are looked at on purpose.
        if kind in {"error", "warning"} and "the server responded with a status of 4" not in text:
            self._say(f"console on {self.page.url}: {text}")

    def _got(self, response: Response) -> None:
        if response.url.startswith(self.home):
            for problem in header_problems(response):
                self._say(f"{urlsplit(response.url).path}: {problem}")


def header_problems(response: Response) -> Iterator[str]:
    """What is wrong with the headers of one answer, static files and errors included (A13)."""
    headers = response.headers
    policy = headers.get("content-security-policy", "")
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";") if part.strip())
    wanted = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }
    yield from (f"policy without {k} {v}" for k, v in wanted.items() if parts.get(k) != v)
    totp = "/2fa/totp/" in response.url  # its drawing of a code is an image in the page
    allowed = ("data:",) if totp else ()
    yield from (f"policy with {w}" for w in FORBIDDEN_WORDS if w in policy and w not in allowed)
    if headers.get("x-content-type-options") != "nosniff":
        yield "no nosniff"
    if headers.get("referrer-policy") != "same-origin":
        yield "no referrer policy"
    if headers.get("cross-origin-opener-policy") != "same-origin":
        yield "no opener policy"
    if "access-control-allow-origin" in headers:
        yield "open to other sites"
    if "/static/" not in response.url and "no-store" not in headers.get("cache-control", ""):
        yield "may be kept in a cache"


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


def look(page: Page, places: int = EVERYWHERE) -> Iterator[str]:
    """What is wrong with the page that is open."""
    title = page.title()
    if not TITLE.fullmatch(title) or NAMES & set(re.split(r"\W+", title)):
        yield f"title {title!r}"
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    yield from sideways(page)
    for size, scheme in PLACES[:places]:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        yield from sideways(page)
        yield from (f"axe at {size[0]} {scheme}: {problem}" for problem in axe(page))


def sideways(page: Page) -> Iterator[str]:
    wide, room = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    if wide > room:
        yield f"scrolls sideways: {wide} in {room}"


def axe(page: Page) -> list[str]:
    """Put in from outside, so that the page keeps its strict policy."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules).then(r => r.violations)", RULES)
    return [
        f"{each['id']} {json.dumps([n['html'][:160] for n in each['nodes'][:2]])}" for each in found
    ]


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


def told(*problems: str) -> str:
    """Each problem once, one a line, readable in the output of a failed test."""
    return "\n".join(dict.fromkeys(problems))


@pytest.mark.parametrize("key", PEOPLE)
def test_the_pages_of_a_role(house: House, visit: Visit, key: str) -> None:
    page = visit(key)
    witness = Witness(page, house.address)
    starts = ("/", "/stijlgids/") if key == "anna" else ("/",)
    role = next(person.roles[0] for person in demo.PEOPLE if person.key == key)
    assert told(*problems_of_walk(page, role, *starts), *witness.problems) == ""


def test_the_pages_of_a_second_function(house: House, visit: Visit) -> None:
    page = visit("ilse")
    page.locator("details[data-menu] summary").click()
    page.get_by_role("button", name="begeleider").click()
    page.wait_for_url("/")
    witness = Witness(page, house.address)
    assert told(*problems_of_walk(page, "care_worker", "/"), *witness.problems) == ""


def test_every_kind_of_page_was_looked_at() -> None:
    """Runs after the walks: a page that no link leads to would stay unseen."""
    if not CHECKED:
        pytest.skip("the walks did not run")
    expected = {
        *("home", "clients", "intake", "client", "safe_contact", "consents", "search"),
        *("details", "group", "involved", "timeline"),
        *("open_trajectory", "move_trajectory", "quick_note", "note", "hours", "week", "months"),
        *("change_funding", "begin_phase", "scale_up"),
        *("activities", "activity", "picture", "accounts", "account", "explain_line", "styleguide"),
        *("meetings", "series", "new_series", "edit_series", "series_hours", "plan_meetings"),
        *("meeting", "move_meeting", "report", "new_item", "edit_item"),
        *("paper", "new_paper", "edit_paper", "new_action", "actions", "own_calendar"),
        *("network", "new_contact", "edit_contact", "talks", "new_talk", "bottlenecks"),
        *("new_bottleneck", "edit_bottleneck", "agreements", "new_agreement"),
        *("evaluations", "new_evaluation", "new_finding", "move_finding"),
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
