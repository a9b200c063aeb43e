"""What the measuring stands on: a database server of its own, one database per size, and the servers in front of it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from ketenwerk.kernel import embedded
from ketenwerk.kernel.walls import APP, OWNER

ADMIN = "postgres"
DAY = "2021-11-23"
EMPTY = "ketenwerk_empty"
PROJECT = Path(__file__).resolve().parents[1]
PROGRAMME = PROJECT / "data" / "programmes" / "gelderland-zuid.yaml"
# Durable, as in use; more memory than the embedded server takes for itself, as an organisation's own would have.
SERVER = {"shared_buffers": "512MB", "max_wal_size": "4GB"}
FLOOR = "import sys; from bench.floor import main; main(sys.argv[1:])"
PATIENCE = 60.0


def of_size(number: int) -> str:
    return f"ketenwerk_{number}"


def floor_of_size(number: int) -> str:
    return f"floor_{number}"


@contextmanager
def ground() -> Iterator[embedded.Cluster]:
    """A durable server in a folder that is thrown away, and this process set up as the product on top of it."""
    with TemporaryDirectory(prefix="ketenwerk-bench-") as folder:
        cluster = embedded.ensure(Path(folder), preload=SERVER)
        try:
            set_up(Path(folder), cluster)
            yield cluster
        finally:
            cluster.stop()


def set_up(folder: Path, cluster: embedded.Cluster) -> None:
    os.environ.update(
        DJANGO_SETTINGS_MODULE="ketenwerk.web.settings",
        KETENWERK_VAR=str(folder),
        KETENWERK_DEMO="0",
        KETENWERK_HTTPS="0",
        KETENWERK_TODAY=DAY,
        KETENWERK_SECRET_KEY="bench-only-" + "x" * 40,
        KETENWERK_DATABASE_URL=cluster.url(APP, EMPTY),
    )
    from ketenwerk.kernel import crypto

    crypto.write_new_root(folder / "keys" / "root.key")
    import django

    django.setup()
    _make_empty(cluster)


def _make_empty(cluster: embedded.Cluster) -> None:
    """The product without clients: tables, walls, the programme and the people who work."""
    from django.core.management import call_command

    from ketenwerk.web import demo
    from ketenwerk.web.database import prepare_embedded

    prepare_embedded(cluster.url(ADMIN, ADMIN), EMPTY)
    connect_as(cluster, OWNER, EMPTY)
    call_command("set-up", verbosity=0)
    connect_as(cluster, APP, EMPTY)
    call_command("import-programme", str(PROGRAMME), verbosity=0)
    demo.make_people()
    connect_as(cluster, APP, EMPTY)


def connect_as(cluster: embedded.Cluster, user: str, name: str) -> None:
    """Points this process at one of the databases."""
    from django.db import connection

    connection.close()
    connection.settings_dict.update(HOST=cluster.host, PORT=str(cluster.port), USER=user, NAME=name)


def copy_of_empty(cluster: embedded.Cluster, name: str) -> None:
    with psycopg.connect(cluster.url(ADMIN, ADMIN), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}" OWNER {OWNER} TEMPLATE "{EMPTY}"')


def make_floor(cluster: embedded.Cluster, number: int) -> str:
    """Fills the floor's database; returns the session of somebody who is signed in there."""
    name = floor_of_size(number)
    with psycopg.connect(cluster.url(ADMIN, ADMIN), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    done = subprocess.run(
        [sys.executable, "-c", FLOOR, "fill", str(number)],
        env=_floor_environment(cluster, number),
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def _floor_environment(cluster: embedded.Cluster, number: int) -> dict[str, str]:
    return {**os.environ, "FLOOR_DATABASE": cluster.url(ADMIN, floor_of_size(number))}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def product(cluster: embedded.Cluster, number: int, workers: int = 2) -> Iterator["Served"]:
    port = free_port()
    environment = {
        **os.environ,
        "KETENWERK_DATABASE_URL": cluster.url(APP, of_size(number)),
        "KETENWERK_WORKERS": str(workers),
        "PORT": str(port),
    }
    with served(
        [sys.executable, "-m", "ketenwerk", "run"], environment, port, "/_health/live"
    ) as it:
        yield it


@contextmanager
def floor(cluster: embedded.Cluster, number: int, workers: int = 2) -> Iterator["Served"]:
    port = free_port()
    command = [sys.executable, "-c", FLOOR, "serve", str(port), str(workers)]
    with served(command, _floor_environment(cluster, number), port, "/hello") as it:
        yield it


class Served:
    """A server that gives answers, how long the first one took, and its processes."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, cold: float) -> None:
        self.process, self.port, self.cold = process, port, cold

    def memory(self) -> float:
        """Mean proportional memory of the workers, in kB."""
        pid = self.process.pid
        workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        sizes = [_pss(int(worker)) for worker in workers]
        return sum(sizes) / len(sizes)


def _pss(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


@contextmanager
def served(
    command: list[str], environment: Mapping[str, str], port: int, first: str
) -> Iterator[Served]:
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        env={**environment, "PYTHONPATH": f"{PROJECT}:{PROJECT / 'src'}"},
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(process, port, first)
        yield Served(process, port, time.perf_counter() - start)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _wait_for(process: subprocess.Popen[bytes], port: int, first: str) -> None:
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit and process.poll() is None:
        line = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            line.request("GET", first)
            if line.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.01)
        finally:
            line.close()
    raise RuntimeError(f"no answer from {' '.join(process.args[:4])}")  # type: ignore[arg-type,index]
