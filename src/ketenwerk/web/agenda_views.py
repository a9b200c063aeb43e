"""The own agenda as a week, a month or a list. Every step is a link, so it works without a script."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.periods import iso_week, month
from ketenwerk.web.agenda import LIST_DAYS, Day, list_from, month_of, week_name, week_of

WEEK, MONTH, LIST = "week", "maand", "vanaf"
VIEWS = ((WEEK, "Week"), (MONTH, "Maand"), (LIST, "Lijst"))
# What completes the part of a day that stands in an address.
REST = {WEEK: "-1", MONTH: "-01", LIST: ""}
FIRST_YEAR, LAST_YEAR = 2000, 2100


@needs(Permission.MEETING_READ)
@require_GET
def agenda(request: StaffRequest) -> HttpResponse:
    """A day in the address that cannot be read is today."""
    view = next((name for name, _ in VIEWS if name in request.GET), WEEK)
    day = _day_of(request.GET.get(view, "") + REST[view]) or clock.today()
    screen = {WEEK: _week, MONTH: _month, LIST: _list}[view](request, day)
    back = address(view, clock.today())
    # Who looks at today goes on looking at today.
    about = clock.today() if back == address(view, day) else day
    tabs = [
        {"label": label, "url": address(name, about), "current": name == view}
        for name, label in VIEWS
    ]
    context = {"view": view, "tabs": tabs, "back_to_today": back, **screen}
    return render(request, "web/agenda/agenda.html", context)


def _day_of(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def address(view: str, day: date) -> str:
    """The address of this view with this day in it."""
    part = {WEEK: week_name(day), MONTH: f"{day:%Y-%m}", LIST: f"{day:%Y-%m-%d}"}[view]
    return f"{reverse('agenda')}?{view}={part}"


def _week(request: StaffRequest, day: date) -> dict[str, object]:
    week, days = iso_week(day), week_of(request.actor, day)
    return {
        "title": f"Week {week.start.isocalendar().week}",
        "words": f"{dutch.day_range(week.start, week.last_day)}. {_counted(days)}",
        "days": days,
        "before": ("Vorige", "week", address(WEEK, week.start - timedelta(days=7))),
        "after": ("Volgende", "week", address(WEEK, week.end)),
    }


def _month(request: StaffRequest, day: date) -> dict[str, object]:
    period, weeks = month(day), month_of(request.actor, day)
    name = f"{dutch.MONTHS[day.month - 1]} {day.year}"
    return {
        "title": dutch.capital(name),
        "words": _counted([each for week in weeks for each in week]),
        "weeks": weeks,
        "weekdays": dutch.WEEKDAYS,
        "before": ("Vorige", "maand", address(MONTH, period.start - timedelta(days=1))),
        "after": ("Volgende", "maand", address(MONTH, period.end)),
    }


def _list(request: StaffRequest, day: date) -> dict[str, object]:
    days, rest = list_from(request.actor, day)
    return {
        "title": "Komende 60 dagen" if day == clock.today() else f"Vanaf {dutch.day(day)}",
        "words": f"{dutch.capital(dutch.weekday(day))} tot en met {dutch.full_day(rest - timedelta(days=1))}. {_counted(days)}",
        "days": days,
        "before": ("Eerder", "", address(LIST, day - LIST_DAYS)),
        "after": ("Later", "", address(LIST, rest)),
    }


def _counted(days: "list[Day] | tuple[Day, ...]") -> str:
    count = sum(day.appointments for day in days)
    if not count:
        return "Geen afspraken."
    return f"{dutch.capital(dutch.in_words(count))} {dutch.plural(count, 'afspraak', 'afspraken')}."
