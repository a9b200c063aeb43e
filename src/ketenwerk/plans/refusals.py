class PlanRefused(Exception):  # noqa: N818
    """Why something cannot be, as a sentence for the screen."""


class ChangedMeanwhile(PlanRefused):
    """Somebody else saved a newer version."""


class NoPlan(PlanRefused):
    """No plan runs that this person directs."""


class NotTakingPart(PlanRefused):
    """The partner does not take part on this life domain."""


class NotAgreed(PlanRefused):
    """She did not agree to share this life domain with the partner."""
