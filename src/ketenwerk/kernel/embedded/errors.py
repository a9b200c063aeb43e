"""The one thing that can go wrong here, said in words for the person at the screen."""

from pathlib import Path

TAIL = 8  # lines of the server's log that go along with a message


class EmbeddedDatabaseError(Exception):
    """Says in Dutch what happened, what is kept and what to do, and ends with the server's log."""

    def __init__(self, message: str, log: Path | None = None) -> None:
        super().__init__("\n".join([message, *last_lines(log)]))


def last_lines(log: Path | None) -> list[str]:
    if log is None or not log.is_file():
        return []
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL:]
    return [f"Laatste regels van {log}:", *lines] if lines else []
