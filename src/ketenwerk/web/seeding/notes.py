"""Notes that don't repeat themselves: each trajectory walks through its own shuffled pile of lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from ketenwerk.web.seeding import phrases as words
from ketenwerk.web.seeding.people import Someone


@dataclass(frozen=True)
class Line:
    """One happening: a kind of contact and what was seen and heard."""

    kind: str
    seen: str


def _items(text: str) -> tuple[str, ...]:
    return tuple(text.strip().splitlines())


def _lines(text: str) -> tuple[Line, ...]:
    return tuple(Line(*item.split(": ", 1)) for item in _items(text))


@dataclass(frozen=True)
class Theme:
    """What one kind of trajectory is about."""

    lines: tuple[Line, ...]
    goals: tuple[str, ...]
    thoughts: tuple[str, ...]


def _theme(lines: str, goals: str, thoughts: str) -> Theme:
    return Theme(_lines(lines), _items(goals), (*_items(thoughts), *_items(words.THOUGHTS)))


THEMES = {
    "mee_ind": _theme(words.SAFETY, words.SAFETY_GOALS, words.SAFETY_THOUGHTS),
    "mee_work": _theme(words.JOB, words.JOB_GOALS, words.JOB_THOUGHTS),
    "mee_case": _theme(words.CASE, words.CASE_GOALS, words.CASE_THOUGHTS),
    "r75_ind": _theme(words.YOUNG, words.YOUNG_GOALS, words.YOUNG_THOUGHTS),
    "sterker_amw": _theme(words.SOCIAL, words.SOCIAL_GOALS, words.SOCIAL_THOUGHTS),
    "ggd_regie": _theme(words.DIRECTION, words.DIRECTION_GOALS, words.DIRECTION_THOUGHTS),
    "irz_own": _theme(words.ADDICTION, words.ADDICTION_GOALS, words.ADDICTION_THOUGHTS),
    "mov_own": _theme(words.HOME, words.HOME_GOALS, words.HOME_THOUGHTS),
}
START, EVERYDAY, AFTERCARE = _lines(words.START), _lines(words.EVERYDAY), _lines(words.AFTERCARE)
OPENING, AGREED = _items(words.OPENING), _items(words.AGREED)
# The last notes of a trajectory, by the reason of its end.
LAST = {
    "goal": _lines(words.ENDED),
    "exited": _lines(words.EXITED),
    "referred": _lines(words.REFERRED),
    "no_contact": _lines(words.LOST),
    "dropped": _lines(words.DROPPED),
    "moved": _lines(words.MOVED),
    "scaled_up": _lines(words.SCALED),
}
THOUGHT_SHARE, AGREED_SHARE, OPENING_SHARE = 0.55, 0.35, 0.45


@dataclass(frozen=True)
class Words:
    """The text of one note."""

    kind: str
    seen: str
    thought: str


class Pile:
    """Cards in shuffled order; only when all are used the pile is shuffled again."""

    def __init__(self, cards: tuple[str, ...], rng: Random) -> None:
        self._cards, self._rng = cards, rng
        self._left: list[str] = []

    def take(self) -> str:
        if not self._left:
            self._left = self._rng.sample(self._cards, len(self._cards))
        return self._left.pop()


def happenings(
    activity: str, times: int, *, new: bool, end: str, told: set[Line], rng: Random
) -> list[Line]:
    """What happened, in order: a start when new, a middle of what was not told before, an end when it ended."""
    first = [rng.choice(START)] if new else []
    last = _ending(end, times, rng)
    fresh = tuple(line for line in THEMES[activity].lines if line not in told)
    life = tuple(line for line in EVERYDAY if line not in told)
    middle = _middle(fresh, life, times - len(first) - len(last), rng)
    told.update(middle)
    return [*first, *middle, *last]


def _ending(end: str, times: int, rng: Random) -> list[Line]:
    if not end or times < 3:
        return []
    return list(LAST[end]) if end == "no_contact" else [rng.choice(LAST[end])]


def _middle(
    own: tuple[Line, ...], everyday: tuple[Line, ...], times: int, rng: Random
) -> list[Line]:
    """Two lines about the work for one about daily life, as long as there are."""
    work, life = rng.sample(own, len(own)), rng.sample(everyday, len(everyday))
    mixed = []
    while work or life:
        mixed += work[:2] + life[:1]
        work, life = work[2:], life[1:]
    return [mixed[number % len(mixed)] for number in range(max(times, 0))]


def texts(activity: str, who: Someone, lines: list[Line], rng: Random) -> Iterator[Words]:
    """The notes themselves, in the words that fit the person."""
    opening, agreed, thoughts = (
        Pile(cards, rng) for cards in (OPENING, AGREED, THEMES[activity].thoughts)
    )
    for number, line in enumerate(lines):
        parts = [line.seen]
        if line.kind == "talk" and line in THEMES[activity].lines and rng.random() < OPENING_SHARE:
            parts.insert(0, opening.take())
        if 0 < number < len(lines) - 1 and line.kind != "call" and rng.random() < AGREED_SHARE:
            parts.append(agreed.take())
        thought = thoughts.take() if rng.random() < THOUGHT_SHARE else ""
        yield Words(line.kind, fitted(" ".join(parts), who), fitted(thought, who))


def fitted(text: str, who: Someone) -> str:
    """The text with the forms that fit the person."""
    forms = ("hij", "Hij", "hem", "zijn") if who.he else ("ze", "Ze", "haar", "haar")
    return text.format(**dict(zip(("ze", "Ze", "haar", "eigen"), forms, strict=True)))
