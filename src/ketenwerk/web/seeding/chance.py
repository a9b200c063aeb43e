"""Chance that falls the same way every time."""

from random import Random


def chance(*words: object) -> Random:
    """Its own row of numbers for each use, so that a change in one place leaves the others as they were."""
    return Random("|".join(["2021", *map(str, words)]))  # noqa: S311 - invented data, no secret
