"""On which days people of the demo region work: their weekdays, their leave, and the free days of 2021."""

from datetime import date, timedelta

from ketenwerk.web.seeding.courses import FIRST, LAST

MON, TUE, WED, THU, FRI = range(5)
WEEKDAYS = {
    "anna": {MON, TUE, WED, THU},
    "emma": {MON, TUE, THU},
    "roos": {MON, TUE, THU},
    "sjoerd": {MON, TUE, WED, THU},
    "ilse": {MON, TUE, THU},
    "joost": {MON, TUE, THU, FRI},
    "bram": {MON, TUE, WED, THU},
    "yara": {MON, WED, THU},
    "fleur": {MON, TUE, THU},
    "noor": {MON, TUE, WED, THU},
    "petra": {MON, WED, THU},
    "hanneke": {MON, TUE, WED, THU},
    "koen": {MON, TUE, WED, THU},
}
# The Mondays of weeks off.
WEEKS_OFF = {
    "anna": ("02-22", "07-19", "07-26", "08-02", "10-25"),
    "emma": ("05-03", "08-02", "08-09", "08-16", "10-25"),
    "roos": ("05-03", "07-19", "07-26", "08-02", "08-09"),
    "sjoerd": ("02-15", "07-12", "07-19", "07-26"),
    "ilse": ("05-03", "07-19", "07-26", "08-02"),
    "joost": ("04-26", "08-02", "08-09", "08-16"),
    "bram": ("02-22", "07-12", "07-19", "07-26", "10-25"),
    "yara": ("05-03", "08-02", "08-09", "08-16"),
    "fleur": ("02-15", "08-02", "08-09", "08-16"),
    "noor": ("02-22", "08-09", "08-16", "08-23"),
    "petra": ("05-03", "07-26", "08-02", "08-09"),
}
FREE = {
    date.fromisoformat(f"2021-{day}")
    for day in ("04-02", "04-05", "04-27", "05-05", "05-13", "05-24")
}


def works_on(worker: str, day: date) -> bool:
    monday = day - timedelta(days=day.weekday())
    off = monday.isoformat()[5:] in WEEKS_OFF.get(worker, ())
    return day.weekday() in WEEKDAYS[worker] and day not in FREE and not off


def workdays(worker: str, start: date, end: date) -> list[date]:
    """The working days from start up to and including end, within the year of the demo."""
    first, last = max(start, FIRST), min(end, LAST)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if works_on(worker, day)]


def working_day_before(worker: str, day: date) -> date:
    """The day itself or the last working day before it."""
    while not works_on(worker, day):
        day -= timedelta(days=1)
    return day


def working_day_after(worker: str, day: date) -> date:
    """The day itself or the first working day after it."""
    while not works_on(worker, day):
        day += timedelta(days=1)
    return day
