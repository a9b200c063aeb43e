"""Why something cannot be done with a group."""

from ketenwerk.kernel.refusals import Overtaken, Refusal


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
