"""The product itself, as `make run` starts it, in a folder of its own; and a browser to visit it with."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import IO

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = shutil.which("chromium") or ""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
INHERITED = ("PATH", "HOME", "LANG", "KETENWERK_PG_BIN", "TMPDIR")
SERVES = "Ketenwerk draait op"
TODAY = "2021-11-23"
STOPPING = 60  # seconds before a server that does not stop fails the test


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(var: Path, port: int | str, more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return {**kept, "KETENWERK_VAR": str(var), "PORT": str(port), "PYTHONUNBUFFERED": "1", **more}


def started(var: Path, port: int | str, **more: str) -> subprocess.Popen[str]:
    """`ketenwerk run` as a process of its own group, not waited for; what it says comes out of `stdout`."""
    return subprocess.Popen(
        [sys.executable, "-m", "ketenwerk", "run"],
        env=environment(var, port, more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        text=True,
    )


def press_ctrl_c(server: subprocess.Popen[str]) -> int:
    """Ctrl-C in a terminal reaches the server and all its workers at once; gives the exit code."""
    os.killpg(server.pid, signal.SIGINT)
    return server.wait(STOPPING)


def wait_until_serving(server: subprocess.Popen[str]) -> None:
    """Until it says itself that it serves. What it says later is read and dropped: a full pipe would stop it."""
    said = []
    for line in server.stdout or ():
        said.append(line)
        if line.startswith(SERVES):
            Thread(target=_drain, args=[server.stdout], daemon=True).start()
            return
    server.communicate(timeout=STOPPING)
    raise RuntimeError("the server did not start:\n" + "".join(said))


def _drain(pipe: IO[str]) -> None:
    with pipe:
        for _line in pipe:
            pass


@contextmanager
def serving(var: Path, **more: str) -> Iterator[str]:
    """The address of a running demo; stopped with Ctrl-C."""
    port = free_port()
    server = started(var, port, **more)
    try:
        wait_until_serving(server)
        yield f"http://127.0.0.1:{port}"
    finally:
        if server.poll() is None:
            press_ctrl_c(server)


def attempt(var: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A command of the product beside the running server, however it ends."""
    return subprocess.run(
        [sys.executable, "-m", "ketenwerk", *words],
        env=environment(var, 0, {"KETENWERK_DEMO": "1", "KETENWERK_TODAY": TODAY, **more}),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def command(var: Path, *words: str, **more: str) -> str:
    """What a command of the product says when it ends well."""
    done = attempt(var, *words, **more)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(words)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
