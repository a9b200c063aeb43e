"""`python -m bench --hours 100000`: so many lines of an own system in one delivery, and the same delivery again.

The second time nothing may change. In one transaction each, by the product's own acts, as the manager of one partner.
"""

import time
from datetime import date, timedelta

from bench import ground, measures
from ketenwerk.access.api import acting_for
from ketenwerk.hours.api import HourEntry, work_waiting
from ketenwerk.hours.import_runs import start
from ketenwerk.hours.models import ImportRun
from ketenwerk.hours.tests.bringing import CODES, file, manager, row
from ketenwerk.kernel.embedded import Cluster
from ketenwerk.kernel.walls import APP
from ketenwerk.people.api import Actor

FIRST, DAYS = date(2021, 1, 1), 300


def measure(cluster: Cluster, number: int) -> list[str]:
    """Prints how long both took and gives what is wrong, one sentence each."""
    name = "ketenwerk_hours"
    ground.copy_of_empty(cluster, name)
    ground.connect_as(cluster, APP, name)
    petra = manager()
    content = _delivery(number)
    wrong = []
    for turn, expected in (("first", (number, 0, 0, 0)), ("again", (0, number, 0, 0))):
        began = time.perf_counter()
        run = _brought(petra, content)
        measures.say(f"{turn:8}{number:,} lines{time.perf_counter() - began:8.1f} s")
        found = (run.added, run.same, run.corrected, run.wrong)
        if found != expected:
            wrong.append(f"{turn}: {found} where {expected} was expected")
    with acting_for(petra):
        entries = HourEntry.objects.filter(organisation=petra.house).count()
    if entries != number:
        wrong.append(f"{entries} entries stand there for {number} lines")
    return wrong


def _brought(by: Actor, content: bytes) -> ImportRun:
    with acting_for(by):
        run = start(by=by, content=content)
    work_waiting()
    with acting_for(by):
        run.refresh_from_db()
    return run


def _delivery(number: int) -> bytes:
    """A minute or so a line, so that no day of anybody holds more than a day."""
    people = sorted(CODES.values())
    return file(
        *(
            row(
                f"N{n}",
                f"{FIRST + timedelta(days=n % DAYS)}",
                "",
                minuten=str(1 + n % 3),
                medewerker=people[n // DAYS % len(people)],
            )
            for n in range(number)
        )
    )
