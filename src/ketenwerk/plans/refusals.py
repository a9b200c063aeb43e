class PlanRefused(Exception):  # noqa: N818
    """Why something cannot be, as a sentence for the screen."""


class ChangedMeanwhile(PlanRefused):
    """Somebody else saved a newer version."""
