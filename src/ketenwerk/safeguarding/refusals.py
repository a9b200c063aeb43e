class WorryRefused(Exception):  # noqa: N818
    """Why a step is not possible, as a sentence for the screen."""
