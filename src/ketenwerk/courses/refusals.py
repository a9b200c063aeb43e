"""Why something cannot be done with a group, and what to do about two people at once."""

import uuid

from django.db import connection
from django.db.models import Model


def hold_seats(run: uuid.UUID) -> None:
    """Until this act ends nobody else moves the seats of this run. Comes before any row is locked.

    The database holds a seat first and its run after it when somebody leaves, and the other way round when the next in
    line sits down: without this, two who leave at once would wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"courses-seats:{run}"]
        )


class CourseRefused(Exception):  # noqa: N818
    """Why this cannot be done, as a sentence for the screen."""


class RunFull(CourseRefused):
    """There is no seat left, or somebody waits for it: nothing was written, and the waiting list is offered."""

    def __init__(self) -> None:
        super().__init__("De laatste plek is net vergeven. Je kunt wel op de wachtlijst zetten.")


class SignUpClosed(CourseRefused):
    """Signing up is not open, or not any more."""

    def __init__(self) -> None:
        super().__init__("Aanmelden kan nu niet meer.")


class SignedUpBefore(CourseRefused):
    """This address stands on the list already: nothing was changed, and no second seat was given."""

    def __init__(self) -> None:
        super().__init__(
            "Met dit mailadres is al iemand aangemeld. Er is niets veranderd. Wil je weten hoe het staat of je afmelden? "
            "Gebruik de link die je toen kreeg, of vraag het de organisatie."
        )


class Stale(CourseRefused):
    """Somebody else saved first. Holds what stands there now, so that the writer sees both."""

    def __init__(self, version: int, stands: dict[str, str]) -> None:
        super().__init__("Een collega sloeg dit net op. Hieronder staat wat er nu staat.")
        self.version = version
        self.stands = stands


def replace_version(row: Model, version: int, values: dict[str, object]) -> int:
    """Writes over this version and no other; raises Stale when another version stands there. Returns the new one."""
    rows = type(row)._default_manager.filter(pk=row.pk)  # noqa: SLF001
    if rows.filter(version=version).update(**values, version=version + 1):
        return version + 1
    now = rows.values(*values, "version").get()
    found = now.pop("version")
    raise Stale(found, {name: str(value) for name, value in now.items()})
