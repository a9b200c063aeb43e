"""Making a cluster's files, starting its server, finding one that runs, and stopping it."""

import fcntl
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, Any
from urllib.parse import quote, urlencode

import psycopg

from ketenwerk.kernel.embedded.account import Account, server_account
from ketenwerk.kernel.embedded.binaries import Binaries, choose
from ketenwerk.kernel.embedded.errors import EmbeddedDatabaseError
from ketenwerk.kernel.embedded.homes import Home, socket_folder
from ketenwerk.kernel.embedded.processes import alive, dies_with_parent, living, recorded_pid

PORT = 5432  # only a part of the socket's name: the server listens to no network
SUPERUSER = "postgres"
FINISHING = 15.0  # seconds that a server gets to stop
STARTING = 120.0  # seconds for a start; after a crash it first repairs its files
PAUSE = 0.02  # seconds between two looks
LOG_LIMIT = 1_000_000  # bytes after which a start begins a new log
# The server gets no environment of ours: keys and PG… settings stay with the app.
ENVIRONMENT = {"LC_ALL": "C", "PATH": os.defpath}
SETTINGS = {
    "cluster_name": "ketenwerk",
    "listen_addresses": "",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Nothing of a person reaches the log: no statement, no value, no message about one.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
    "log_checkpoints": "off",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Cluster:
    """A server that answers on a socket in the folder `host`."""

    host: str
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    starter: int = field(default=0, repr=False)
    throw_away: Path | None = field(default=None, repr=False)

    @property
    def owned(self) -> bool:
        """Whether this very process started it; a forked worker did not."""
        return self.process is not None and self.starter == os.getpid()

    def url(self, user: str, dbname: str) -> str:
        place = urlencode({"host": self.host, "port": self.port}, safe="/", quote_via=quote)
        return f"postgresql://{quote(user, safe='')}@/{quote(dbname, safe='')}?{place}"

    def stop(self) -> None:
        """Stops the server if it is ours, after finishing what it was writing. Twice is harmless."""
        if self.process is None or not self.owned:
            return
        halt(self.process)
        if self.throw_away:
            shutil.rmtree(self.throw_away, ignore_errors=True)
        shutil.rmtree(self.host, ignore_errors=True)


def halt(process: subprocess.Popen[bytes]) -> None:
    """Fast stop, else immediate stop (recovers at the next start), else none at all."""
    for request in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        process.send_signal(request)
        try:
            process.wait(timeout=FINISHING)
        except subprocess.TimeoutExpired:
            continue
        return


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Two commands that start together do not both make the database."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def running(home: Home) -> Cluster | None:
    """The server that answers now. None only when no process of an older one is left."""
    deadline = time.monotonic() + 2 * FINISHING
    while True:
        if found := answering(home.data):
            return found
        if not living(home.data):
            return None
        if time.monotonic() > deadline:
            raise EmbeddedDatabaseError(
                "Een eerdere server van deze database is nog bezig en geeft geen antwoord. "
                "Uw gegevens zijn bewaard. Wacht even en start opnieuw, "
                f"of beëindig eerst proces {recorded_pid(home.data)}.",
                home.log,
            )
        time.sleep(PAUSE)


def answering(data: Path) -> Cluster | None:
    """A file can lie and a number can be reused; only an answer from this very data counts."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return None
    if len(lines) < 8 or lines[7].strip() != "ready":
        return None
    found = Cluster(host=lines[4], port=int(lines[3]))
    try:
        with psycopg.connect(found.url(SUPERUSER, "postgres"), connect_timeout=2) as connection:
            row = connection.execute("SHOW data_directory").fetchone()
    except psycopg.Error:
        return None
    return found if row and Path(row[0]) == data else None


def start(home: Home, settings: Mapping[str, str]) -> Cluster:
    if threading.current_thread() is not threading.main_thread():
        raise EmbeddedDatabaseError(
            "De database start alleen vanuit de hoofdtaak van het programma: "
            "de server stopt samen met de taak die hem start. Er is niets veranderd."
        )
    account = server_account(home.data)
    _check_owner(home.data, account)
    binaries = choose(account, home.folder, _made_by(home.data))
    if _made_by(home.data) is None:
        initialise(home, binaries, account, durable=settings.get("fsync") != "off")
    if home.data.stat().st_uid != account.uid:  # the project was copied by root
        account.own(home.data)
    return _launch(home, binaries, account, settings)


def _check_owner(data: Path, account: Account) -> None:
    if data.exists() and data.stat().st_uid not in {account.uid, 0}:
        raise EmbeddedDatabaseError(
            f"De gegevens in {data} zijn van een andere gebruiker van deze computer. "
            "Ze zijn bewaard en er is niets veranderd. Start als die gebruiker of als root."
        )


def _made_by(data: Path) -> int | None:
    """The major version that made the data, None if there are none yet."""
    if (data / "PG_VERSION").is_file():
        return int((data / "PG_VERSION").read_text())
    if data.is_dir() and any(data.iterdir()):
        raise EmbeddedDatabaseError(
            f"De map {data} is niet leeg, maar er staat geen hele database in. "
            "Er is niets veranderd. Zet een reservekopie terug of geef de map een andere naam."
        )
    return None


def initialise(home: Home, binaries: Binaries, account: Account, *, durable: bool) -> None:
    """Made under another name and renamed when whole: a half-made database is never seen."""
    for leftover in home.folder.glob("data-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    fresh = Path(mkdtemp(prefix="data-", dir=home.folder))
    account.own(fresh)
    arguments = [
        *("--pgdata", str(fresh), "--username", SUPERUSER, "--encoding", "UTF8"),
        *("--auth-local", "trust", "--auth-host", "reject"),
        *("--data-checksums", "--no-instructions", *_locale(binaries.major)),
        *(() if durable else ("--no-sync",)),
    ]
    with _log(home) as log:
        made = subprocess.run(
            [binaries.folder / "initdb", *arguments],
            check=False,
            **_detached(account, log),
        )
    if made.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise EmbeddedDatabaseError(
            "Het is niet gelukt om een nieuwe database te maken. Er is niets veranderd. "
            "Kijk hieronder naar de reden (vaak een volle schijf) en start opnieuw.",
            home.log,
        )
    fresh.rename(home.data)


def _locale(major: int) -> list[str]:
    """Sorts by code point and knows capitals beyond ASCII, the same on every machine."""
    if major >= 17:
        return ["--locale-provider=builtin", "--locale=C", "--builtin-locale=C.UTF-8"]
    return ["--locale=C", "--lc-ctype=C.UTF-8"]


def _launch(
    home: Home, binaries: Binaries, account: Account, settings: Mapping[str, str]
) -> Cluster:
    sockets = socket_folder(home.data, account)
    _clear_stale_locks(home.data, sockets)
    settings = {**SETTINGS, **settings, "port": str(PORT), "unix_socket_directories": str(sockets)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with _log(home) as log:
        process = subprocess.Popen(
            [binaries.folder / "postgres", "-D", home.data, *options], **_detached(account, log)
        )
    try:
        found = _ready(home, process)
    except BaseException:
        halt(process)
        raise
    return replace(found, process=process, starter=os.getpid())


def _ready(home: Home, process: subprocess.Popen[bytes]) -> Cluster:
    deadline = time.monotonic() + STARTING
    while process.poll() is None and time.monotonic() < deadline:
        if found := answering(home.data):
            return found
        time.sleep(PAUSE)
    raise EmbeddedDatabaseError(
        "De database is niet gestart. Uw gegevens zijn bewaard. "
        "Kijk hieronder naar de reden en start opnieuw.",
        home.log,
    )


def _clear_stale_locks(data: Path, sockets: Path) -> None:
    """No process of this server lives here any more: whoever bears the old number is a stranger.

    PostgreSQL itself would refuse to start if that stranger runs as the same user.
    """
    pid = recorded_pid(data)
    if pid is not None and alive(pid):
        (data / "postmaster.pid").unlink()
    for old in sockets.glob(".s.PGSQL.*"):
        old.unlink()


def _detached(account: Account, log: IO[bytes]) -> dict[str, Any]:
    """In a session of its own, so that Ctrl-C reaches us first; tied to our life by the kernel."""
    return {
        "cwd": "/",
        "env": ENVIRONMENT,
        "stdin": subprocess.DEVNULL,
        "stdout": log,
        "stderr": log,
        "start_new_session": True,
        "preexec_fn": dies_with_parent(),
        **account.as_options,
    }


@contextmanager
def _log(home: Home) -> Iterator[IO[bytes]]:
    """Opened by us and handed over, so that it stays in the project wherever the data are."""
    if home.log.is_file() and home.log.stat().st_size > LOG_LIMIT:
        home.log.replace(home.log.with_suffix(".log.1"))
    handle = os.open(home.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "ab") as log:
        yield log
