"""No, said in a sentence that the screen can show."""


class Refusal(Exception):  # noqa: N818
    """Why something cannot be done. Nothing was written."""


class Overtaken(Refusal):
    """Somebody else was first: the page shows what stands there now, and asks again."""
