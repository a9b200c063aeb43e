"""How people in the demo year were doing: measurements of a third of them, and a few ways out."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.programme.api import life_domains
from ketenwerk.progress.api import GO_ON, ZRM, Answer, Measured, Screening, Step
from ketenwerk.web.seeding.acts import Act, Aftercare, Measure, Screen, Tell, Turn
from ketenwerk.web.seeding.calendar import workdays, working_day_after, working_day_before
from ketenwerk.web.seeding.chance import chance
from ketenwerk.web.seeding.courses import COURSES, FIRST, ORGANISATION_OF, Course
from ketenwerk.web.seeding.people import SOMEONES

SHARE = 3
AFTER_START = timedelta(days=14)
BETWEEN = timedelta(days=100)
# Where things stand at the start, and how they move: more often up than down.
LOW = {"financien", "werk-opleiding", "tijdsbesteding", "huisvesting", "sociaal-netwerk"}
MOVES = (0, 0, 0, 0, 1, 1, 1, 2, -1)
OPEN_SHARE, OWN_SHARE, REMARK_SHARE = 0.06, 0.6, 0.12
REMARKS = {
    "financien": "Er is een regeling met twee schuldeisers.",
    "werk-opleiding": "Wil iets met bloemen of in een winkel.",
    "huisvesting": "Woont nu bij een vriendin, kan tot het voorjaar.",
    "sociaal-netwerk": "Ziet haar zus weer elke week.",
    "tijdsbesteding": "De dagen lijken op elkaar.",
}


def measurements() -> Iterator[Act]:
    """A start, and when the help lasted long enough a second one, for every third person who was helped."""
    helped = {(course.organisation, course.who): course for course in COURSES if course.start}
    for number, (place, course) in enumerate(sorted(helped.items())):
        if number % SHARE == 0 or course.who in {"wanda", "melissa"}:
            yield from _measured(course, chance("measured", *place))


def _measured(course: Course, rng: Random) -> Iterator[Act]:
    if not course.start:
        return
    begins = max(course.start, FIRST) + AFTER_START
    days = workdays(course.worker, begins, course.works_until)
    if not days:
        return
    answers = _first(rng)
    yield _measure(course, days[0], "start", answers)
    if SOMEONES[course.who].plain_words:
        outcome = rng.choice(["presumed", "unsure"])
        screening = Screening(outcome, "18+")
        yield Screen(days[0], Turn.NOTE, course.worker, course.who, course.organisation, screening)
    later = [day for day in days if day >= days[0] + BETWEEN] or days[-1:]
    if later[0] - days[0] >= timedelta(days=60):
        yield _measure(course, later[0], "between", _later(answers, rng))


def _measure(course: Course, day: date, moment: str, answers: dict[str, Answer]) -> Measure:
    measured = Measured(ZRM, moment, day, answers)
    return Measure(day, Turn.NOTE, course.worker, course.who, course.organisation, measured)


def _first(rng: Random) -> dict[str, Answer]:
    answers = {}
    with standing(Standpoint(DatabaseRole.OFFICE)):
        keys = list(life_domains().values_list("key", flat=True))
    for key in keys:
        level = rng.choice((1, 2, 2, 3) if key in LOW else (2, 3, 4, 4, 5))
        answers[key] = _answer(key, level, rng)
    return answers


def _later(before: dict[str, Answer], rng: Random) -> dict[str, Answer]:
    return {
        key: _answer(key, min(max((answer.level or 3) + rng.choice(MOVES), 1), 5), rng)
        for key, answer in before.items()
    }


def _answer(key: str, level: int, rng: Random) -> Answer:
    """The worker's level, her own view beside it, and now and then a domain that stays open."""
    own = min(max(level + rng.choice((-1, 0, 0, 1)), 1), 5) if rng.random() < OWN_SHARE else None
    remark = REMARKS.get(key, "") if rng.random() < REMARK_SHARE * 3 else ""
    return Answer() if rng.random() < OPEN_SHARE else Answer(level, own, remark)


def ways_out() -> Iterator[Act]:
    """Four ways: one with a relapse, one with aftercare that is due, one that goes well, one under way."""
    mel = _Way("melissa", "anna")
    yield mel.tell("02-02", "contact")
    yield mel.tell("03-09", "motivation", "Ik wil dit niet meer, maar ik weet niet hoe.")
    yield mel.tell("04-20", "leaving", "Ik heb mijn telefoonnummer weggedaan.")
    yield mel.tell("06-08", "left", "Ik ben er klaar mee. Ik werk nu bij de bakker.")
    yield mel.after("09-08", 3, "done", "Het werk bevalt. Geld blijft krap.")
    yield mel.tell("09-28", "relapse", "De huur moest betaald. Ik schaam me, maar ik kom terug.")
    yield mel.tell("10-05", "motivation", "Ik wil het nog een keer proberen.")

    femke = _Way("femke", "anna")
    yield femke.tell("03-16", "contact")
    yield femke.tell("04-13", "stabilising", "Eerst mijn schulden op een rij.")
    yield femke.tell("06-22", "leaving")
    yield femke.tell("08-17", "left", "Vorige week was de laatste keer.", before=True)

    zsofi = _Way("zsofi", "yara")
    yield zsofi.tell("01-26", "contact")
    yield zsofi.tell("03-02", "leaving", "Ik bouw het af.")
    yield zsofi.tell("05-31", "left", "Klaar. Ik ga naar mijn broer.", basis="observed")
    yield zsofi.after("09-07", 3, "not_reached")
    yield zsofi.after("10-05", 3, "done", "Woont bij haar broer en werkt in een kas.")

    wanda = _Way("wanda", "anna")
    yield wanda.tell("06-29", "contact")
    yield wanda.tell("08-31", "motivation", "Ik denk er steeds vaker aan.")
    yield wanda.tell("10-12", "stabilising", "Eerst mijn papieren in orde.")


class _Way:
    """The way of one person with one worker, told on days on which that worker works."""

    def __init__(self, who: str, worker: str) -> None:
        self.who, self.worker, self.organisation = who, worker, ORGANISATION_OF[worker]

    def tell(
        self,
        day: str,
        stage: str,
        words: str = "",
        *,
        basis: str = "own_word",
        before: bool = False,
    ) -> Tell:
        on = self._day(day, before=before)
        step = Step(stage, on, basis if stage == "left" else "", words, aftercare=GO_ON)
        return Tell(on, Turn.CONTACT, self.worker, self.who, self.organisation, step)

    def after(self, day: str, months: int, outcome: str, words: str = "") -> Aftercare:
        place = (self.worker, self.who, self.organisation)
        return Aftercare(self._day(day), Turn.CONTACT, *place, months, outcome, words)

    def _day(self, day: str, *, before: bool = False) -> date:
        find = working_day_before if before else working_day_after
        return find(self.worker, date.fromisoformat(f"2021-{day}"))
