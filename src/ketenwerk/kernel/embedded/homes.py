"""Where a cluster's files live: in the project, or outside when the project is closed to the server.

Root's home is closed to `nobody`. Its data then live in a folder of their own outside the project,
whose random name is kept in the project. A fresh clone at the same path has no such name and starts
empty; folders to which no project points any more are removed.
"""

import os
import secrets
import shutil
import stat
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ketenwerk.kernel.embedded.account import Account, server_account
from ketenwerk.kernel.embedded.errors import EmbeddedDatabaseError
from ketenwerk.kernel.embedded.processes import living

OUTSIDE = Path("/var/lib/ketenwerk")
SOCKETS = Path("/tmp")  # noqa: S108 the one place short enough everywhere; each folder in it is checked
OPEN_TO_PASS = 0o711  # others may walk through to their own folder, and list nothing


@dataclass(frozen=True)
class Home:
    folder: Path
    log: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"


def find_home(place: Path) -> Home:
    """The home of the project whose folder `var/postgres` is `place`."""
    if os.geteuid() == 0:
        remove_abandoned()
    return Home(_outside(place) or _inside(place) or _new_outside(place), place / "server.log")


def _inside(place: Path) -> Path | None:
    if server_account(place / "data").can_enter(place):
        return place
    if (place / "data").exists():
        raise EmbeddedDatabaseError(
            f"De server kan niet meer bij zijn gegevens: de map {place} is voor hem gesloten. "
            "Uw gegevens zijn bewaard en er is niets veranderd. "
            "Start als de eigenaar van die gegevens, of maak de mappen erboven weer toegankelijk."
        )
    return None


def _outside(place: Path) -> Path | None:
    """The folder outside to which the project points; a copy of a project is not that project."""
    location = place / "location"
    if os.geteuid() != 0 or not location.is_file():
        return None
    folder = OUTSIDE / location.read_text().strip()
    owner = folder / "project"
    if not owner.is_file():
        return None
    if owner.read_text() != str(place):
        if _points_at(Path(owner.read_text()), folder.name):
            return None
        owner.write_text(str(place))
    return folder


def _new_outside(place: Path) -> Path:
    name = secrets.token_hex(8)
    # The name is written first: another project that starts now then leaves the folder alone.
    (place / "location").write_text(name)
    folder = OUTSIDE / name
    for made in (OUTSIDE, folder):
        if not made.is_dir():
            made.mkdir(parents=True)
            made.chmod(OPEN_TO_PASS)
    (folder / "project").write_text(str(place))
    return folder


def _points_at(place: Path, name: str) -> bool:
    location = place / "location"
    return location.is_file() and location.read_text().strip() == name


def remove_abandoned() -> None:
    for owner in OUTSIDE.glob("*/project"):
        folder = owner.parent
        if not _points_at(Path(owner.read_text()), folder.name) and not living(folder / "data"):
            shutil.rmtree(folder)


def socket_folder(data: Path, account: Account) -> Path:
    """A short path (a socket's may hold some 100 bytes) that only the account and root can enter."""
    name = f"ketenwerk-{account.uid}-{fingerprint(data)}"
    for folder in (SOCKETS / f"{name}{ending}" for ending in ("", *"abcdefgh")):
        if _claimed(folder, account):
            return folder
    raise EmbeddedDatabaseError(
        f"De database start niet: de mappen {SOCKETS}/{name} zijn van iemand anders. "
        "Uw gegevens zijn bewaard. Vraag uw beheerder om die mappen te verwijderen."
    )


def fingerprint(data: Path) -> str:
    return sha256(os.fsencode(data)).hexdigest()[:12]


def _claimed(folder: Path, account: Account) -> bool:
    """Whether the folder is now the account's own. Somebody else's is never used or changed."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        pass
    else:
        os.chown(folder, account.uid, account.gid)
    found = folder.lstat()
    mine = stat.S_ISDIR(found.st_mode) and found.st_uid == account.uid
    return mine and stat.S_IMODE(found.st_mode) == 0o700
