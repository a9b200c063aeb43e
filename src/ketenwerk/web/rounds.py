"""What must be done now and then on one machine: large deliveries of hours are read. Elsewhere a timer does it."""

import logging
from threading import Event, Thread

from django.db import connection

from ketenwerk.hours.api import work_waiting

PAUSE = 20.0  # seconds between two rounds
log = logging.getLogger(__name__)


def begin() -> None:
    """In the background of a serving process, for as long as it lives. Two processes never take the same delivery."""
    Thread(target=go_round, args=[Event()], daemon=True).start()


def go_round(ended: Event) -> None:
    while not ended.wait(PAUSE):
        _read_waiting()
        connection.close()


def _read_waiting() -> None:
    try:
        work_waiting()
    except Exception as error:  # noqa: BLE001 - whatever it is, the next round tries again
        # Only what kind of error: its words may hold what stands in a file.
        log.error("hours: a round broke on %s", type(error).__name__)  # noqa: TRY400
