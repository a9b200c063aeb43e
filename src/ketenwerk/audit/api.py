"""What other packages may use of the log."""

from ketenwerk.audit.events import EVENTS, Event, event
from ketenwerk.audit.queries import ChainPart, LogLine, chain_part, log_lines, seen_by_whom
from ketenwerk.audit.recorder import (
    forget_gathered,
    gathering,
    record,
    session_mark,
    write_gathered,
)

__all__ = [
    "EVENTS",
    "ChainPart",
    "Event",
    "LogLine",
    "chain_part",
    "event",
    "forget_gathered",
    "gathering",
    "log_lines",
    "record",
    "seen_by_whom",
    "session_mark",
    "write_gathered",
]
