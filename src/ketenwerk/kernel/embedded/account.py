"""Who runs the server: we ourselves, or, when we are root, somebody without rights."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ketenwerk.kernel.embedded.errors import EmbeddedDatabaseError


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int

    @property
    def as_options(self) -> dict[str, Any]:
        """The arguments with which subprocess runs a program as this account."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_enter(self, folder: Path) -> bool:
        """Found out by going there: rights, mounts and containers decide together."""
        attempt = subprocess.run(
            ["/bin/sh", "-c", 'cd "$1"', "sh", folder],
            cwd="/",
            check=False,
            capture_output=True,
            **self.as_options,
        )
        return attempt.returncode == 0

    def own(self, folder: Path) -> None:
        """Makes a folder of ours, with all that is in it, theirs."""
        if os.geteuid() != 0:
            return
        for path, _folders, files in os.walk(folder):
            os.chown(path, self.uid, self.gid)
            for name in files:
                os.chown(Path(path, name), self.uid, self.gid, follow_symlinks=False)


def server_account(data: Path) -> Account:
    """PostgreSQL refuses to run as root. Existing data keeps its owner, new data goes to nobody."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    if data.is_dir() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError as error:
        raise EmbeddedDatabaseError(
            "De database start niet: als root is de gebruiker 'nobody' nodig en die bestaat hier niet. "
            "Er is niets veranderd. Start als gewone gebruiker, "
            "of wijs met KETENWERK_DATABASE_URL een eigen database aan."
        ) from error
    return Account(nobody.pw_uid, nobody.pw_gid)
