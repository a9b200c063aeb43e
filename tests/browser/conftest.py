"""One demo region and one browser for all browser tests, gone before the tests that follow."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.serving import CHROMIUM, TODAY, chromium, command, serving

IN_JANUARY = "2022-01-11"
Visit = Callable[..., Page]


@dataclass(frozen=True)
class House:
    """A running demo: where it is, and where its data are."""

    address: str
    var: Path

    def command(self, *words: str) -> str:
        return command(self.var, *words)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a browser one of its tests stays, to say in one line that they were skipped."""
    waiting = [item for item in items if item.get_closest_marker("browser")]
    if CHROMIUM or not waiting:
        return
    waiting[0].add_marker(pytest.mark.skip(reason="no chromium: browser tests skipped"))
    config.hook.pytest_deselected(items=waiting[1:])
    items[:] = [item for item in items if item not in waiting[1:]]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="package")
def house(browser: Browser) -> Iterator[House]:
    """The demo region on a Tuesday in November of its year."""
    with tempfile.TemporaryDirectory(prefix="ketenwerk browser ") as folder:
        var = Path(folder)
        with serving(var, KETENWERK_TODAY=TODAY) as address:
            yield House(address, var)


@pytest.fixture(scope="package")
def house_in_january(house: House) -> Iterator[House]:
    """A second server on the same data, some weeks later."""
    with serving(house.var, KETENWERK_TODAY=IN_JANUARY) as address:
        yield House(address, house.var)


@pytest.fixture
def visit(browser: Browser, house: House) -> Iterator[Visit]:
    """A page on which one of the demo people just signed in; without a key: the sign-in page."""
    with ExitStack() as stack:

        def visiting(key: str = "", at: House = house, **options: object) -> Page:
            context = browser.new_context(base_url=at.address, **options)
            stack.callback(context.close)
            context.set_default_timeout(10_000)
            page = context.new_page()
            page.goto("/inloggen/")
            if key:
                page.click(f'button[name=person][value="{key}@demo.example"]')
                page.wait_for_url("/")
            return page

        yield visiting
