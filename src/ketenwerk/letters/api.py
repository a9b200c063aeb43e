"""What other packages may use of letters."""

from ketenwerk.letters.actions import (
    LetterRefused,
    Sentence,
    Wish,
    lines_of,
    make_letter,
    print_letter,
    weighed,
    withdraw_letter,
)
from ketenwerk.letters.queries import letters_of, opened_letter, telling_names

__all__ = [
    "LetterRefused",
    "Sentence",
    "Wish",
    "letters_of",
    "lines_of",
    "make_letter",
    "opened_letter",
    "print_letter",
    "telling_names",
    "weighed",
    "withdraw_letter",
]
