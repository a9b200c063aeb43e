"""Why something cannot be done with a group."""

import uuid

from django.db import connection

from ketenwerk.kernel.refusals import Overtaken, Refusal


def hold_seats(run: uuid.UUID) -> None:
    """Until this act ends nobody else moves the seats of this run. Comes before any row is locked.

    The database holds a seat first and its run after it when somebody leaves, and the other way round when the next in
    line sits down: without this, two who leave at once would wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"courses-seats:{run}"]
        )


class CourseRefused(Refusal):
    """Why this cannot be done with a group."""


class RunFull(CourseRefused, Overtaken):
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
