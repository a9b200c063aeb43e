"""Random ids and codes that can be read aloud."""

import secrets
import uuid

# Crockford's base32 without vowels that could spell a word, and without I, L, O, U.
CODE_LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"


def new_id() -> uuid.UUID:
    return uuid.uuid4()


def new_code(length: int = 5) -> str:
    """A random code that starts with a letter, so that it never looks like a number or an amount."""
    first = secrets.choice(CODE_LETTERS[8:])
    return first + "".join(secrets.choice(CODE_LETTERS) for _ in range(length - 1))
