"""What stands beside the lines of an account: work for professionals and groups (R62), and what went otherwise (R75)."""

from collections.abc import Mapping, Sequence

from ketenwerk.courses.api import CourseRun, Session
from ketenwerk.courses.api import Reason as CourseReason
from ketenwerk.figures.api import TOTAL, Key, Numbers
from ketenwerk.kernel import dutch
from ketenwerk.kernel.periods import Period
from ketenwerk.meetings.api import MOVED, Meeting, Series
from ketenwerk.people.api import Organisation
from ketenwerk.reports.account_beside import Overview
from ketenwerk.reports.figure import value_of, words_of
from ketenwerk.reports.work_counting import MEETING, TOGETHER

# Every kind of work with the cell of a partner and the head of its column.
WORK: tuple[tuple[Key, str, str], ...] = (
    (Key.TALKS, "{}|" + TOTAL, "Gesprekken"),
    (Key.TALK_HOURS, "{}", "Uren van gesprekken"),
    (Key.PROFESSIONALS, "{}", "Getrainde professionals"),
    (Key.TEAMS, "{}", "Teams"),
    (Key.ATTENDANCES, "{}", "Deelnames voorlichting"),
    (Key.GROUP_ATTENDANCES, "{}", "Deelnames groepen"),
)
WORK_HEAD = ("Wie", *(head for _, _, head in WORK))
NO_PEOPLE = "Deelnames zijn geen mensen: wie vaker komt, telt vaker. Partners mag u niet optellen."
OTHERWISE_HEAD = ("Wie", "Wat", "Hoe anders", "Reden", "Aantal")
SERIES_KINDS: Mapping[str, str] = dict(Series.Kind.choices)
FORMS: Mapping[str, str] = {
    **dict(CourseRun.State.choices),
    **dict(Session.Form.choices),
    **dict(Meeting.Form.choices),
    CourseRun.State.ADAPTED: "aangepast",
    MOVED: "verzet",
}
REASONS: Mapping[str, str] = dict(CourseReason.choices)
WHAT = {"group": "hele groep", "session": "bijeenkomst"}


def overviews(
    period: Period, numbers: Numbers, houses: Sequence[Organisation]
) -> tuple[Overview, ...]:
    """Those with rows."""
    found = (
        Overview(
            "werk",
            "Voor professionals en groepen",
            NO_PEOPLE,
            WORK_HEAD,
            work_rows(period, numbers, houses),
            words=1,
        ),
        Overview(
            "anders",
            "Wat anders ging dan gepland",
            "Een reden bij een overleg staat in het overleg zelf.",
            OTHERWISE_HEAD,
            otherwise_rows(period, numbers, houses),
            words=4,
        ),
    )
    return tuple(each for each in found if each.rows)


def work_rows(
    period: Period, numbers: Numbers, houses: Sequence[Organisation]
) -> tuple[tuple[str, ...], ...]:
    """One row for each partner with any of this work; a hidden number says so."""
    rows = []
    for house in houses:
        found = [numbers.get(period, key, cell.format(house.key)) for key, cell, _ in WORK]
        if any(each is not None and each.value != 0 for each in found):
            rows.append((house.abbreviation, *(words_of(value_of(each)) for each in found)))
    return tuple(rows)


def otherwise_rows(
    period: Period, numbers: Numbers, houses: Sequence[Organisation]
) -> tuple[tuple[str, ...], ...]:
    """Per partner and activity, how often and why. A meeting of more partners stands there once."""
    short = {house.key: house.abbreviation for house in houses} | {TOGETHER: "Samen"}
    found = [
        (place[2].split("|"), number.value or 0)
        for place, number in sorted(numbers.found.items(), key=lambda each: each[0][2])
        if place[:2] == (period, Key.OTHERWISE.value)
    ]
    return tuple(
        (
            short[house],
            _what(what, name),
            FORMS[form],
            dutch.capital(REASONS.get(reason, "")),
            dutch.number(count),
        )
        for (house, what, name, form, reason), count in found
        if house in short
    )


def _what(what: str, name: str) -> str:
    return dutch.capital(SERIES_KINDS[name]) if what == MEETING else f"{name}, {WHAT[what]}"
