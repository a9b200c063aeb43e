"""Work without clients, filled in by the week: coordination, peer support, advice talks, trainings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ketenwerk.web.seeding.calendar import FRI, MON, THU, TUE, WED, workdays
from ketenwerk.web.seeding.chance import chance

STEP = 30
# How far each week is confirmed: the last Monday whose week was. Who is not named, confirmed last week too.
CONFIRMED_UNTIL = {
    "anna": date(2021, 11, 8),
    "bram": date(2021, 11, 8),
    "sjoerd": date(2021, 11, 8),
    "petra": date(2021, 11, 8),
    "yara": date(2021, 11, 1),
}
LAST_WEEK = date(2021, 11, 15)


@dataclass(frozen=True)
class Duty:
    """Work without clients that somebody fills in by the week: so many hours, on some of these days."""

    worker: str
    activity: str
    minutes: int
    days: tuple[date, ...]


def _duty(
    worker: str,
    activity: str,
    hours: float,
    weekdays: set[int],
    *,
    start: str = "01-04",
    end: str = "11-19",
    times: int = 0,
) -> Duty:
    """Hours over the working days on these weekdays, or over so many of them."""
    last = CONFIRMED_UNTIL.get(worker, LAST_WEEK) + timedelta(days=6)
    span = workdays(
        worker, date.fromisoformat(f"2021-{start}"), min(date.fromisoformat(f"2021-{end}"), last)
    )
    days = [day for day in span if day.weekday() in weekdays]
    if times:
        days = [days[round(n * (len(days) - 1) / (times - 1))] for n in range(times)]
    return Duty(worker, activity, round(hours * 60), tuple(days))


DUTIES = (
    _duty("ilse", "coord", 431, {MON, TUE, THU}),
    _duty("noor", "peer", 571, {MON, TUE, WED, THU}),
    _duty("petra", "mee_pm", 90, {WED}),
    _duty("anna", "mee_coach", 50.5, {WED}, start="02-03", times=18),
    _duty("emma", "mee_coach", 42, {TUE}, start="01-19", times=16),
    _duty("emma", "mee_ws", 15, {THU}, start="04-08", end="05-12"),
    _duty("emma", "mee_ws", 10, {THU}, start="05-20", end="05-27"),
    _duty("emma", "mee_train", 58, {MON}, start="03-01", end="05-31"),
    _duty("anna", "mee_train", 32, {MON}, start="03-15", end="05-17"),
    _duty("emma", "mee_peergroup", 6, {MON}, start="09-13", end="10-01"),
    _duty("emma", "mee_peergroup", 25, {THU}, start="10-07", end="11-18", times=5),
    _duty("roos", "r75_train", 18, {TUE}, start="03-02", end="04-23"),
    _duty("roos", "r75_train", 18, {TUE}, start="09-21", end="11-09"),
    _duty("roos", "r75_outreach", 26, {THU}, times=13),
    _duty("roos", "r75_consult", 20, {MON}, times=20),
    _duty("joost", "ggd_mbz", 240, {TUE, FRI}),
)


def shares(duty: Duty) -> Iterator[tuple[date, int]]:
    """The minutes of a duty per day, in half hours and not all the same."""
    rng = chance("duty", duty.worker, duty.activity, duty.days[0])
    steps, over = divmod(duty.minutes, STEP * len(duty.days))
    found = [steps * STEP] * len(duty.days)
    for place in rng.sample(range(len(found)), over // STEP):
        found[place] += STEP
    for one, other in zip(*[iter(rng.sample(range(len(found)), len(found)))] * 2, strict=False):
        if found[one] > 2 * STEP and rng.random() < 0.6:
            found[one] -= STEP
            found[other] += STEP
    return iter(zip(duty.days, found, strict=True))
