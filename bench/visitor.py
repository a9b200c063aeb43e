"""One user with one connection that stays open: asks, waits for the whole answer, asks again."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode

CSRF = "benchbenchbenchbenchbenchbench12"  # 32 letters, as a browser's cookie would hold
WARM = 5


class WrongAnswer(Exception):  # noqa: N818
    """The server said something else than was asked for: no time of this run counts."""


@dataclass(frozen=True)
class Ask:
    """One kind of request. `fields` makes the form anew for each request; without it the request is a GET."""

    path: Callable[[], str]
    word: bytes = b""
    fields: Callable[[], Mapping[str, str]] | None = None


class Visitor:
    def __init__(self, port: int, cookies: Mapping[str, str]) -> None:
        self._port = port
        self._headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        self._line = HTTPConnection("127.0.0.1", port, timeout=120)

    def ask(self, what: Ask) -> float:
        """Seconds from sending to the last byte of a right answer."""
        method, body, headers = "GET", None, dict(self._headers)
        if what.fields:
            method, body = "POST", urlencode(what.fields()).encode()
            headers |= {"X-CSRFToken": CSRF, "Content-Type": "application/x-www-form-urlencoded"}
        path = what.path()
        start = time.perf_counter()
        self._line.request(method, path, body, headers)
        answer = self._line.getresponse()
        content = answer.read()
        taken = time.perf_counter() - start
        wanted = 302 if what.fields else 200
        if answer.status != wanted or what.word not in content:
            raise WrongAnswer(
                f"{method} {path}: {answer.status} {answer.getheader('Location')} {content[:300]!r}"
            )
        return taken

    def times(self, what: Ask, number: int) -> list[float]:
        """Times of requests one after another over a fresh connection, after warming up."""
        self._line.close()
        for _ in range(WARM):
            self.ask(what)
        return [self.ask(what) for _ in range(number)]


def cookies(session_name: str, session: str, csrf_name: str) -> dict[str, str]:
    return {session_name: session, csrf_name: CSRF}


def ask_all(visitors: Iterable[Visitor], asks: Iterable[Ask]) -> None:
    """Each visitor asks everything once, to spread requests over the workers."""
    kinds = list(asks)
    for visitor in visitors:
        for kind in kinds:
            visitor.ask(kind)
