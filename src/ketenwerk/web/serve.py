"""`ketenwerk run`: everything for one machine: embedded database, tables and walls, demo region, web server."""

import errno
import os
import signal
import socket
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from ketenwerk.kernel import embedded
from ketenwerk.web import database, environment

DEMO_DAY = "2021-11-23"
DEFAULT_PORT = 8000


def run() -> None:
    """Serves until Ctrl-C. With a database address in the environment it serves that, without demo mode."""
    host, port = environment.text("HOST", "127.0.0.1"), _port()
    _check_free(host, port)
    if database.named():
        _serve(host, port, alone=False)
        return
    os.environ.setdefault("KETENWERK_DEMO", "1")
    os.environ.setdefault("KETENWERK_TODAY", DEMO_DAY)
    try:
        cluster = embedded.ensure(environment.folder())
    except embedded.EmbeddedDatabaseError as problem:
        raise SystemExit(str(problem)) from None
    try:
        database.point_at(cluster)
        database.prepare_embedded(cluster.url("postgres", "postgres"))
        _prepare()
        _serve(host, port, alone=True)
    finally:
        cluster.stop()


def _port() -> int:
    text = environment.text("PORT", str(DEFAULT_PORT))
    if not (text.isascii() and text.isdigit()) or not 0 < int(text) < 65536:
        raise environment.Misconfigured(
            f"PORT is '{text}'. Gebruik een getal van 1 tot en met 65535."
        )
    return int(text)


def _check_free(host: str, port: int) -> None:
    """Asked before the database starts: who must choose another port should not wait for that first."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as problem:
        if problem.errno == errno.EADDRINUSE:
            raise environment.Misconfigured(
                f"Poort {port} is al in gebruik, misschien draait Ketenwerk al. "
                f"Kies een andere poort, bijvoorbeeld: PORT={port % 65535 + 1} make run"
            ) from None
        raise environment.Misconfigured(
            f"Ketenwerk kan niet luisteren op {host}, poort {port}: {problem.strerror}. "
            "Kies een andere PORT of HOST."
        ) from None


def _prepare() -> None:
    """Tables and walls as the owner, then the demo region as the application itself."""
    os.environ["KETENWERK_CONNECT_AS"] = "owner"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    call_command("set-up", verbosity=0)
    connection.close()
    os.environ.pop("KETENWERK_CONNECT_AS")
    connection.settings_dict.update(
        environment.database(environment.text("KETENWERK_DATABASE_URL"))
    )
    if settings.DEMO:
        call_command("seed", verbosity=1)
    connection.close()


def _serve(host: str, port: int, *, alone: bool) -> None:
    from gunicorn.app.base import BaseApplication

    from ketenwerk.web.wsgi import application

    class Server(BaseApplication):  # type: ignore[misc]
        """gunicorn, configured here and nowhere else."""

        def load_config(self) -> None:
            options: Mapping[str, Any] = {
                "bind": f"{'[' + host + ']' if ':' in host else host}:{port}",
                "workers": int(environment.text("KETENWERK_WORKERS", "2")),
                "threads": 4,
                "worker_class": "gthread",
                "timeout": 60,
                "graceful_timeout": 5,
                "loglevel": "warning",
                "post_worker_init": lambda _worker: _begin_worker(alone=alone),
                "when_ready": lambda _server: _welcome(host, port),
            }
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return application

    from ketenwerk.web.startup import check_demo

    check_demo(host)
    Server().run()


def _begin_worker(*, alone: bool) -> None:
    # Ctrl-C reaches the whole group; only the first process acts on it and tells the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if alone:
        from ketenwerk.web import rounds

        rounds.begin()


def _welcome(host: str, port: int) -> None:
    from django.conf import settings
    from django.db import connection

    say([f"Ketenwerk draait op http://{host}:{port}/", "Stoppen: Ctrl-C."])
    if settings.DEMO:
        from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
        from ketenwerk.web.demo import PASSWORD, demo_people

        with standing(Standpoint(DatabaseRole.PUBLIC)):
            people = demo_people()
        say(["", "Demo, alle mensen zijn verzonnen. Kies een rol op de inlogpagina:"])
        say([f"  {p['name']:<7} {p['function']:<28} {p['organisation']}" for p in people])
        say(["", f"Ontgrendelen en bevestigen met het wachtwoord: {PASSWORD}"])
    connection.close()


def say(lines: Iterable[str]) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
