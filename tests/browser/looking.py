"""Looking at a page in its sizes and schemes: nothing for axe, nothing for the console, nothing from elsewhere."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response

from ketenwerk.web import demo

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text("utf-8")
# Only what is wrong is told, so of the rest nothing is written out.
TOLD = {"resultTypes": ["violations"]}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": STANDARDS, **TOLD}
# All that another scheme changes in the same size.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, **TOLD}
PHONE, NARROW, DESK = (390, 844), (320, 700), (1280, 900)
# Where axe looks: on the first page of a kind everywhere, for another role in each scheme once, and for
# another page of that kind, or another person of a role that was looked at, once.
PLACES = ((PHONE, "light"), (DESK, "dark"), (PHONE, "dark"), (DESK, "light"))
EVERYWHERE, EACH_SCHEME, ONCE = 4, 2, 1
TITLE = re.compile("KIS – (?:[A-Z0-9]{4}|[A-Z][a-zë ]+)")
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


def look(page: Page, places: int = EVERYWHERE) -> Iterator[str]:
    """What is wrong with the page that is open."""
    title = page.title()
    if not TITLE.fullmatch(title) or NAMES & set(re.split(r"\W+", title)):
        yield f"title {title!r}"
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    yield from sideways(page)
    seen = set()
    for size, scheme in PLACES[:places]:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        yield from sideways(page)
        rules = COLOURS if size in seen else RULES
        seen.add(size)
        yield from (f"axe at {size[0]} {scheme}: {problem}" for problem in axe(page, rules))


def sideways(page: Page) -> Iterator[str]:
    wide, room = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    if wide > room:
        yield f"scrolls sideways: {wide} in {room}"


def axe(page: Page, rules: Mapping[str, object] = RULES) -> list[str]:
    """Put in from outside, so that the page keeps its strict policy."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules).then(r => r.violations)", rules)
    return [
        f"{each['id']} {json.dumps([n['html'][:160] for n in each['nodes'][:2]])}" for each in found
    ]


def told(*problems: str) -> str:
    """Each problem once, one a line, readable in the output of a failed test."""
    return "\n".join(dict.fromkeys(problems))
