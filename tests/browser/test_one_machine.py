"""`ketenwerk run` as the person at the machine meets it: it starts, it ends, it says what is wrong."""

import os
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import psycopg
import pytest

from ketenwerk.kernel.embedded.homes import find_home
from ketenwerk.kernel.embedded.processes import living
from tests.browser.serving import (
    SERVES,
    STOPPING,
    attempt,
    command,
    free_port,
    press_ctrl_c,
    started,
    wait_until_serving,
)

# Without the demo a start is short: the same path, but for the invented year.
PLAIN = {"KETENWERK_DEMO": "0", "KETENWERK_HTTPS": "0"}
LEFT_BEHIND = 30  # seconds in which a process that lost its parent must be gone


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """A folder with a space in its name and closed to others, as a home often is."""
    folder = Path(tempfile.mkdtemp(prefix="ketenwerk op één machine "))
    folder.chmod(0o700)
    yield folder
    shutil.rmtree(folder)


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen[str]
    address: str
    seconds: float  # from the command to the moment it says that it serves


Start = Callable[[], Running]


def start_in(var: Path) -> Running:
    before, port = time.monotonic(), free_port()
    process = started(var, port, **PLAIN)
    wait_until_serving(process)
    return Running(process, f"http://127.0.0.1:{port}", time.monotonic() - before)


@pytest.fixture(scope="module")
def first_start(var: Path) -> float:
    """Seconds of the very first start, which makes the database; the server is stopped again."""
    first = start_in(var)
    press_ctrl_c(first.process)
    return first.seconds


@pytest.fixture
def start(var: Path, first_start: float) -> Iterator[Start]:
    """Starts the server anew; what a test leaves running is ended."""
    running: list[Running] = []

    def starting() -> Running:
        running.append(start_in(var))
        return running[-1]

    yield starting
    for each in running:
        if each.process.poll() is None:
            press_ctrl_c(each.process)


def refused(var: Path, port: int | str) -> str:
    """What a server says that does not start."""
    server = started(var, port, **PLAIN)
    said, _ = server.communicate(timeout=STOPPING)
    assert server.returncode != 0
    assert "Traceback" not in said
    assert SERVES not in said
    return said.strip()


def postgres_of(var: Path) -> list[int]:
    return living(find_home(var.resolve() / "postgres").data)


def children_of(process: subprocess.Popen[str]) -> list[int]:
    tasks = Path(f"/proc/{process.pid}/task").glob("*/children")
    return [int(pid) for task in tasks for pid in task.read_text().split()]


def wait_until_ended(pids: list[int]) -> None:
    """Until each of these has ended; a process without a parent may stay listed, dead, for a while."""
    for pid in pids:
        try:
            handle = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        ended, _, _ = select.select([handle], [], [], LEFT_BEHIND)
        os.close(handle)
        assert ended, f"process {pid} still runs"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_however_it_ends_nothing_is_left_running_and_the_next_start_recovers(
    var: Path, start: Start, how: signal.Signals
) -> None:
    server = start()
    with urlopen(server.address + "/_health/live") as answer:  # noqa: S310 - loopback
        assert answer.read() == b"ok"
    database, children = postgres_of(var), children_of(server.process)
    assert database
    assert len(children) >= 2, "the database and who answered"
    leave_a_trace(var, how.name)
    assert end(server.process, how) == (-how if how == signal.SIGKILL else 0)
    wait_until_ended([*database, *children])
    assert postgres_of(var) == []

    start()
    assert how.name in traces(var)


def end(process: subprocess.Popen[str], how: signal.Signals) -> int:
    """Ctrl-C reaches the whole group, `kill` and `kill -9` the one process they name."""
    if how == signal.SIGINT:
        return press_ctrl_c(process)
    process.send_signal(how)
    return process.wait(STOPPING)


def leave_a_trace(var: Path, name: str) -> None:
    """Something saved just before the end, by the owner of the tables beside the running server."""
    with psycopg.connect(url(var, "owner")) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS public.trace (name text)")
        connection.execute("INSERT INTO public.trace VALUES (%s)", [name])


def traces(var: Path) -> set[str]:
    with psycopg.connect(url(var, "owner")) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM public.trace")}


def url(var: Path, role: str = "app") -> str:
    return command(var, "database-url", "--as", role, **PLAIN).strip()


def test_a_second_start_is_much_quicker_than_the_first(start: Start, first_start: float) -> None:
    assert start().seconds < first_start * 0.75


def test_the_address_of_the_database_is_for_use_beside_the_server(var: Path, start: Start) -> None:
    start()
    with psycopg.connect(url(var)) as connection:
        me = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        assert me == ("ketenwerk_app", False, False)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT * FROM clients_client")


def test_a_port_in_use_is_said_in_one_sentence(var: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused(var, port)
    assert said.startswith(f"Poort {port} is al in gebruik")
    assert "PORT=" in said, "says what to do"
    assert len(said.splitlines()) == 1
    assert postgres_of(var) == []


@pytest.mark.parametrize("port", ["0", "65536", "-1", "achtduizend", "8000.5", "²"])
def test_a_port_that_is_none_is_refused(var: Path, port: str) -> None:
    assert refused(var, port) == f"PORT is '{port}'. Gebruik een getal van 1 tot en met 65535."


def test_an_unknown_command_says_so(var: Path) -> None:
    answer = attempt(var, "bestaat-niet", **PLAIN)
    assert answer.returncode != 0
    assert "bestaat-niet" in answer.stderr
    assert "Traceback" not in answer.stderr
