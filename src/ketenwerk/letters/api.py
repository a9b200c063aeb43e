"""What other packages may use of letters."""

from ketenwerk.letters.actions import (
    FORMS,
    LetterRefused,
    Sentence,
    Wish,
    dutch_lines,
    make_letter,
    print_letter,
    weighed,
    withdraw_letter,
)
from ketenwerk.letters.queries import (
    SENDERS,
    chosen_lines,
    letters_of,
    opened_letter,
)

__all__ = [
    "FORMS",
    "SENDERS",
    "LetterRefused",
    "Sentence",
    "Wish",
    "chosen_lines",
    "dutch_lines",
    "letters_of",
    "make_letter",
    "opened_letter",
    "print_letter",
    "weighed",
    "withdraw_letter",
]
