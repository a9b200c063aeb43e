"""The test database: a throw-away server, set up by the owner, used as the application's own role."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client as Browser
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from ketenwerk.access.api import Role, acting_for
from ketenwerk.kernel import embedded
from ketenwerk.kernel.walls import APP, OWNER
from ketenwerk.people.api import Actor
from ketenwerk.web import demo
from ketenwerk.web.database import prepare_embedded

DATABASE = "ketenwerk_test"
PROGRAMME = Path(__file__).parent / "data" / "programmes" / "gelderland-zuid.yaml"


BROWSER, SWEEP = "tests/browser/", "tests/test_sweep.py"
EVERY_PAGE = "tests/browser/test_every_page.py"
OWN_SERVERS = "tests/browser/test_one_machine.py"


class FilesTogether(LoadScopeScheduling):
    """One process gets all tests of a file, for they share what the file made.

    The browser tests share one region and go together, but for those that start servers of their own, and for the
    walk over every page, which takes as long as all others. Each sweep takes as long as a file does and shares
    nothing: it goes where there is room.
    """

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(BROWSER) and not nodeid.startswith((EVERY_PAGE, OWN_SERVERS)):
            return BROWSER
        return nodeid if nodeid.startswith(SWEEP) else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FilesTogether:
    config.option.loadscopereorder = False  # the order of the collection is the order of the work
    return FilesTogether(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest goes first, so that the processes end at about the same time."""
    items.sort(key=lambda item: not item.nodeid.startswith((BROWSER, SWEEP)))


@pytest.fixture(scope="session")
def cluster() -> Iterator[embedded.Cluster]:
    running = embedded.temporary(Path(tempfile.gettempdir()))
    yield running
    running.stop()


def connect_as(cluster: embedded.Cluster, user: str) -> None:
    connection.close()
    connection.settings_dict.update(
        HOST=cluster.host, PORT=str(cluster.port), USER=user, NAME=DATABASE
    )


@pytest.fixture(scope="session")
def django_db_setup(cluster: embedded.Cluster, django_db_blocker: object) -> Iterator[None]:
    """The owner makes the tables and walls; everything after that is the application's login role."""
    prepare_embedded(cluster.url("postgres", "postgres"), DATABASE)
    with django_db_blocker.unblock():
        connect_as(cluster, OWNER)
        call_command("set-up", verbosity=0)
        connect_as(cluster, APP)
        call_command("import-programme", str(PROGRAMME), verbosity=0)
        demo.make_people()
    yield
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture
def actor(db: None) -> Callable[..., Actor]:
    """One of the demo people by key, in the first function or the one named."""
    return demo.actor_of


@pytest.fixture
def anna(actor: Callable[..., Actor]) -> Actor:
    """A care worker of MEE: the own partner."""
    return actor("anna")


@pytest.fixture
def bram(actor: Callable[..., Actor]) -> Actor:
    """A care worker of IrisZorg: the other partner."""
    return actor("bram")


@pytest.fixture
def marja(actor: Callable[..., Actor]) -> Actor:
    """The subsidy officer of the municipality."""
    return actor("marja")


@pytest.fixture
def browse(db: None) -> Callable[..., Browser]:
    """A signed-in browser for one of the demo people, second factor included."""

    def signed_in(key: str, role: Role | None = None) -> Browser:
        from ketenwerk.web.tests.signing_in import sign_in

        return sign_in(key, role)

    return signed_in


@pytest.fixture
def acting() -> Callable[[Actor], object]:
    return acting_for
