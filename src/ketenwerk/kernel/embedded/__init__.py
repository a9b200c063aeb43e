"""An own PostgreSQL for who has none: started with the app, stopped with the app.

Without KETENWERK_DATABASE_URL the app calls `ensure`. The server listens to no network, only to a
socket in a folder that nobody else can enter. It stops with the process that started it, however
that process ends. For real care data an organisation runs its own PostgreSQL server.
"""

import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp
from types import MappingProxyType

from ketenwerk.kernel.embedded import homes, server
from ketenwerk.kernel.embedded.account import server_account
from ketenwerk.kernel.embedded.errors import EmbeddedDatabaseError
from ketenwerk.kernel.embedded.homes import Home
from ketenwerk.kernel.embedded.processes import alive
from ketenwerk.kernel.embedded.server import Cluster

__all__ = ["Cluster", "EmbeddedDatabaseError", "ensure", "temporary"]

NOTHING: Mapping[str, str] = MappingProxyType({})


def ensure(var: Path, *, durable: bool = True, preload: Mapping[str, str] = NOTHING) -> Cluster:
    """The project's database: the server that runs already, else one that we start and own.

    Data live in `var/postgres/`. `preload` holds extra server settings by name; they count only for
    a server that is started here. Call it from the main thread.
    """
    place = var.resolve() / "postgres"
    settings = preload if durable else {**server.FORGETFUL, **preload}
    try:
        place.mkdir(parents=True, exist_ok=True)
        with server.one_at_a_time(place):
            home = homes.find_home(place)
            return server.running(home) or server.start(home, settings)
    except (OSError, ValueError) as error:
        raise EmbeddedDatabaseError(
            f"De database in {place} start niet: {error}. Uw gegevens zijn bewaard. "
            "Controleer of deze gebruiker daar mag schrijven en of de schijf niet vol is."
        ) from error


def temporary(tmp: Path) -> Cluster:
    """A throw-away cluster for tests, in `tmp` or, if the server cannot go there, in the system's."""
    reachable = server_account(tmp).can_enter(tmp)
    base = tmp.resolve() if reachable else homes.SOCKETS
    for old in base.glob("ketenwerk-proef-*"):
        _remove_abandoned(old)
    folder = Path(mkdtemp(prefix=f"ketenwerk-proef-{os.getpid()}-", dir=base))
    folder.chmod(homes.OPEN_TO_PASS)
    try:
        started = server.start(Home(folder, folder / "server.log"), server.FORGETFUL)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return replace(started, throw_away=folder)


def _remove_abandoned(folder: Path) -> None:
    """Left behind by a test run that was killed; its number stands in the name."""
    pid = int(folder.name.split("-")[2])
    if folder.lstat().st_uid != os.geteuid() or alive(pid):
        return
    sockets = homes.SOCKETS.glob(f"ketenwerk-*-{homes.fingerprint(folder / 'data')}")
    for left in (folder, *sockets):
        shutil.rmtree(left, ignore_errors=True)
