class ConferenceRefused(Exception):  # noqa: N818
    """Why something is not possible, as a sentence for the screen."""


class Overtaken(ConferenceRefused):
    """Somebody else wrote in the meantime; nothing of theirs is overwritten."""
