"""Deliveries of hours: a small one is read at once, a large one by `ketenwerk import-hours`, with a way to stop it."""

import base64
import logging
import uuid
import zlib
from collections.abc import Callable
from datetime import timedelta

from django.db.models import Q

from ketenwerk.access.api import Permission, Refused, Role, acting_for, get, require, visible
from ketenwerk.audit.api import record
from ketenwerk.hours import events
from ketenwerk.hours.import_lines import LAYOUT, parse
from ketenwerk.hours.importing import Outcome, bring_in, lists_for
from ketenwerk.hours.models import ImportRun
from ketenwerk.kernel import clock, crypto
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.tables import FileRefused, Problem, Table, read_table, unfolded_size
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor, Function, Member, Organisation, Source

# About 5,000 lines of text. A request ends after sixty seconds; this takes about one.
DIRECT_BYTES = 300_000
# A workbook of as many lines is packed five times smaller and read ten times slower.
DIRECT_BOOK_BYTES = 60_000
# And what is small when packed may be very large unpacked.
DIRECT_UNFOLDED = 3_000_000
MOST_TOLD = 500
log = logging.getLogger(__name__)
GIVEN_UP = timedelta(minutes=10)
State = ImportRun.State
OPEN = (State.WAITING, State.WORKING)


class Stopped(Exception):  # noqa: N818
    """Somebody asked to stop before anything was booked."""


def start(*, by: Actor, content: bytes) -> ImportRun:
    """Takes a file in: a small one is booked or refused now, a large one waits, sealed."""
    require(by, Permission.HOURS_IMPORT)
    run = _made(by)
    if _is_small(content):
        _in_one_go(by, run, lambda: read_table(content, LAYOUT))
        return run
    run.content = _sealed(run, content)
    run.save()
    record(by=by, event=events.RUN_STARTED, target=run)
    return run


def _is_small(content: bytes) -> bool:
    if not content.startswith(b"PK"):
        return len(content) <= DIRECT_BYTES
    return len(content) <= DIRECT_BOOK_BYTES and unfolded_size(content) <= DIRECT_UNFOLDED


def start_lines(
    *, by: Actor, token: uuid.UUID, read: Callable[[], Table]
) -> tuple[ImportRun, Outcome]:
    """Lines of a system, booked or refused now."""
    require(by, Permission.HOURS_IMPORT)
    run = _made(by, token=token)
    return run, _in_one_go(by, run, read)


def stop_run(*, by: Actor, run: uuid.UUID) -> ImportRun:
    """Asks to stop. What waits stops at once; what is being looked at stops before anything is booked.

    What is done already stays as it is.
    """
    row = get(by, Permission.HOURS_IMPORT, ImportRun, id=run)
    row = ImportRun.objects.select_for_update().get(id=row.id)
    if row.state not in OPEN:
        return row
    if row.state == State.WAITING:
        row.state, row.content = State.STOPPED, b""
    row.stop = True
    row.save(update_fields=["state", "content", "stop"])
    record(by=by, event=events.RUN_STOPPED, target=row)
    return row


def runs(actor: Actor, most: int = 20) -> list[ImportRun]:
    rows = visible(actor, Permission.HOURS_IMPORT, ImportRun).select_related("made_by", "token")
    return list(rows.defer("content", "problems").order_by("-made_at")[:most])


def run_of(actor: Actor, run: uuid.UUID) -> ImportRun:
    return get(actor, Permission.HOURS_IMPORT, ImportRun, id=run)


def _made(by: Actor, token: uuid.UUID | None = None) -> ImportRun:
    now = clock.now()
    return ImportRun(
        id=new_id(),
        organisation_id=by.house,
        made_by_id=by.member,
        token_id=token,
        made_at=now,
        touched_at=clock.real_now(),
    )


def _in_one_go(by: Actor, run: ImportRun, read: Callable[[], Table]) -> Outcome:
    run.save()
    try:
        table = read()
        run.total = run.done = len(table.rows)
        outcome = bring_in(by=by, run=run, parsed=parse(table, lists_for(by)))
    except FileRefused as refusal:
        outcome = Outcome(problems=(Problem(0, "", str(refusal)),))
    _ended(by, run, outcome)
    return outcome


def _ended(by: Actor, run: ImportRun, outcome: Outcome) -> None:
    run.state = State.REFUSED if outcome.problems else State.DONE
    run.added, run.same, run.corrected = outcome.added, outcome.same, outcome.corrected
    run.wrong = len(outcome.problems)
    run.problems = [[each.row, each.column, each.text] for each in outcome.problems[:MOST_TOLD]]
    run.content = b""
    run.save()
    if outcome.problems:
        record(by=by, event=events.RUN_REFUSED, target=run, wrong=run.wrong)


# The large ones, outside a request


def work_waiting() -> int:
    """Reads every delivery that waits, or that was left lying for ten minutes; says how many."""
    with standing(Standpoint(DatabaseRole.OFFICE)):
        houses = list(Organisation.objects.values_list("id", flat=True))
    count = 0
    for house in houses:
        reader = Actor(None, house, Role.PARTNER_MANAGER, name="inlezen", source=Source.JOB)
        while run := _taken(reader):
            _work_or_end(reader, run)
            count += 1
    return count


def _taken(reader: Actor) -> ImportRun | None:
    """The oldest delivery that nobody reads, marked as being read."""
    given_up = Q(state=State.WORKING, touched_at__lt=clock.real_now() - GIVEN_UP)
    with acting_for(reader):
        waiting = ImportRun.objects.filter(Q(state=State.WAITING) | given_up)
        run = waiting.select_for_update(skip_locked=True).order_by("made_at").first()
        if run:
            run.state, run.touched_at = State.WORKING, clock.real_now()
            run.save(update_fields=["state", "touched_at"])
        return run


def _work_or_end(reader: Actor, run: ImportRun) -> None:
    """A file on which the reader itself breaks is refused: the files of others go on."""
    try:
        _work(reader, run)
    except Exception as error:  # noqa: BLE001 - whatever it is, the others must not wait for it
        # Only what kind of error: its words may hold what stands in the file.
        log.error("hours: delivery %s broke on %s", run.id, type(error).__name__)  # noqa: TRY400
        words = "Dit bestand is niet te lezen. Er is niets geboekt. Bewaar het opnieuw en breng het nog eens."
        with acting_for(reader):
            _ended(reader, run, Outcome(problems=(Problem(0, "", words),)))


def _work(reader: Actor, run: ImportRun) -> None:
    """First looks at all rows and tells how far it is, then books them in one transaction."""
    by = Actor(run.made_by_id, reader.organisation, reader.role, source=Source.JOB)
    try:
        table = read_table(_opened(run), LAYOUT)
        run.total = len(table.rows)
        _tell(by, run, 0)
        with acting_for(by):
            lists = lists_for(by)
        parsed = parse(table, lists, lambda done: _tell(by, run, done))
        with acting_for(by):
            _check_still_may(by)
            _check_not_stopped(run)
            run.done = run.total
            _ended(by, run, bring_in(by=by, run=run, parsed=parsed))
    except FileRefused as refusal:
        with acting_for(by):
            _ended(by, run, Outcome(problems=(Problem(0, "", str(refusal)),)))
    except Stopped:
        with acting_for(by):
            ImportRun.objects.filter(id=run.id).update(state=State.STOPPED, content=b"")
    except Refused:
        words = "Wie dit bestand bracht, mag geen uren meer inlezen. Er is niets geboekt."
        with acting_for(reader):
            _ended(reader, run, Outcome(problems=(Problem(0, "", words),)))


def _tell(by: Actor, run: ImportRun, done: int) -> None:
    """Writes down how far it is, for everybody to see at once. Raises Stopped when that was asked."""
    with acting_for(by):
        row = ImportRun.objects.filter(id=run.id, stop=False)
        if not row.update(done=done, total=run.total, touched_at=clock.real_now()):
            raise Stopped


def _check_not_stopped(run: ImportRun) -> None:
    """From here on nobody can stop it: the row is held until all is booked."""
    if not ImportRun.objects.select_for_update().filter(id=run.id, stop=False).exists():
        raise Stopped


def _check_still_may(by: Actor) -> None:
    """Who left, or lost the function, while the file waited brings nothing in."""
    today = clock.today()
    held = Function.objects.filter(member=by.member, role=by.role, start__lte=today)
    if not held.exclude(end__lte=today).exists():
        raise Refused
    if not Member.objects.filter(id=by.person, is_active=True).exists():
        raise Refused


def _sealed(run: ImportRun, content: bytes) -> bytes:
    packed = base64.b64encode(zlib.compress(content, 1)).decode()
    return crypto.seal(packed, key=_key(run), place=f"hours-import|{run.id}")


def _opened(run: ImportRun) -> bytes:
    packed = crypto.unseal(run.content, key=_key(run), place=f"hours-import|{run.id}")
    return zlib.decompress(base64.b64decode(packed))


def _key(run: ImportRun) -> bytes:
    return crypto.key_tree().derive(f"hours-import-file:{run.organisation_id}")
