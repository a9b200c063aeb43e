"""`make screenshots`: every page of every role, at phone and desk width, light and dark, into var/screens.

The pages are found by walking the links from each role's first page, one page per kind of address.
With --address it visits a server that runs already.
"""

import argparse
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import BrowserContext, Page
from tests.browser.serving import chromium, serving

ROOT = Path(__file__).resolve().parents[1]
SCREENS = ROOT / "var" / "screens"
PICTURES = ROOT / "docs" / "pictures"
WIDTHS = {"phone": (390, 844), "desk": (1280, 900)}
SCHEMES = ("light", "dark")
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d{2}-\d{2}|(?<=/)\d{4}(?=/)")
SKIPPED = re.compile(
    r"uitloggen|\.pdf|\.xlsx|versie\.|nu\.|account/2fa|account/sessies|account/password"
)
FOR_DOCS = {"anna desk light": "vandaag.png"}
MOST = 40


def people(page: Page, address: str) -> list[str]:
    page.goto(address + "/inloggen/")
    return [b.get_attribute("value") or "" for b in page.query_selector_all("button[name=person]")]


def sign_in(page: Page, address: str, person: str) -> None:
    page.goto(address + "/inloggen/")
    page.click(f'button[name=person][value="{person}"]')


def walk(page: Page, address: str) -> Iterator[tuple[str, str]]:
    """Each kind of page once: its short name and its path."""
    todo, known = ["/", "/stijlgids/"], set()
    while todo and len(known) < MOST:
        path = todo.pop(0)
        kind = ID.sub("x", path.split("?")[0])
        if kind in known or SKIPPED.search(path):
            continue
        known.add(kind)
        page.goto(address + path)
        todo += [a.get_attribute("href") or "" for a in page.query_selector_all("a[href^='/']")]
        yield kind.strip("/").replace("/", "-") or "vandaag", path


def pictures(context: BrowserContext, address: str, person: str, width: str, scheme: str) -> None:
    page = context.new_page()
    sign_in(page, address, person)
    who = person.partition("@")[0]
    for name, path in walk(page, address):
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        file = SCREENS / who / f"{name}-{width}-{scheme}.png"
        page.screenshot(path=file, full_page=True)
        if name == "vandaag" and f"{who} {width} {scheme}" in FOR_DOCS:
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURES / FOR_DOCS[f"{who} {width} {scheme}"])
    page.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--address")
    parser.add_argument("--only", default="", help="the key of one person")
    chosen = parser.parse_args()
    shutil.rmtree(SCREENS, ignore_errors=True)
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="ketenwerk-screens-"))
        address = chosen.address or stack.enter_context(serving(Path(folder)))
        browser = stack.enter_context(chromium())
        first = browser.new_page()
        everyone = people(first, address)
        first.close()
        for person in everyone:
            if not person.startswith(chosen.only):
                continue
            for width, (x, y) in WIDTHS.items():
                for scheme in SCHEMES:
                    context = browser.new_context(
                        viewport={"width": x, "height": y}, color_scheme=scheme
                    )
                    pictures(context, address, person, width, scheme)
                    context.close()
    print(f"Pictures of {len(everyone)} people in {SCREENS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
