"""Pages of who leads a team: weeks, rosters, days off, what runs out, and the fixed part."""

import uuid
from datetime import date
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, has, needs
from ketenwerk.hours import api, outlook_screen
from ketenwerk.hours.planning_forms import DaysOffForm, RosterForm, ShareForm, StopForm
from ketenwerk.hours.tabs import tabs_of
from ketenwerk.kernel import clock, dutch, form_pages
from ketenwerk.kernel.form_pages import FormPage
from ketenwerk.kernel.periods import month, months_later
from ketenwerk.programme.api import activities_of

FORM = ["GET", "POST"]
FEW, MANY = 8, 52
# A fixed part begins this many months back at most, and ahead.
MONTHS_BACK, MONTHS_AHEAD = 11, 12


answer = partial(form_pages.answer, template="hours/form.html")


@needs(Permission.HOURS_TEAM)
@require_GET
def team(request: StaffRequest) -> HttpResponse:
    """Who confirmed which week; the last eight, or the whole year when asked."""
    number = MANY if request.GET.get("weken") == str(MANY) else FEW
    found = api.team(request.actor, api.past_weeks(clock.today(), number))
    return render(
        request,
        "hours/team.html",
        {"team": found, "many": number == MANY, "tabs": tabs_of(request.actor.role, "team")},
    )


@needs(Permission.HOURS_TEAM)
@require_GET
def colleague(request: StaffRequest, colleague: uuid.UUID) -> HttpResponse:
    found = api.colleague(request.actor, colleague, clock.today())
    return render(request, "hours/colleague.html", {"view": found, "weekdays": dutch.WEEKDAYS})


@needs(Permission.HOURS_TEAM)
@require_GET
def colleague_week(request: StaffRequest, colleague: uuid.UUID, monday: date) -> HttpResponse:
    """The hours of one week, so that a manager can correct a closed month."""
    if monday.weekday() != 0:
        raise Http404
    rows = api.entries_of(request.actor, colleague, monday)
    found = api.colleague(request.actor, colleague, clock.today())
    closed = api.locked_months(request.actor.house, [row.day for row in rows])
    entries = [(row, row.day.replace(day=1) in closed) for row in rows]
    context = {"member": found.row.member, "monday": monday, "entries": entries}
    return render(request, "hours/colleague_week.html", context)


@needs(Permission.HOURS_TEAM)
@require_POST
def remind(request: StaffRequest, colleague: uuid.UUID) -> HttpResponse:
    try:
        weeks = api.remind(by=request.actor, member=colleague)
    except api.HoursRefused as refusal:
        messages.info(request, str(refusal))
    else:
        words = dutch.counted(weeks, "week", "weken")
        messages.success(request, f"De vraag om {words} te bevestigen staat klaar bij je collega.")
    return redirect("colleague_hours", colleague)


@needs(Permission.HOURS_TEAM)
@require_http_methods(FORM)
def plan_hours(request: StaffRequest, colleague: uuid.UUID) -> HttpResponse:
    member = api.colleague(request.actor, colleague, clock.today()).row.member
    today = clock.today()
    form = RosterForm(
        request.POST or None,
        activities=activities_of(request.actor.organisation, today.year),
        initial={"first": today, "last": date(today.year, 12, 31)},
    )
    page = FormPage(
        "Maak een roosterregel",
        "Sla roosterregel op",
        reverse("colleague_hours", args=[colleague]),
        member.name,
        f"rooster-{colleague}",
        "De regel staat in het rooster.",
        f"Voor {member.name}. De week stelt deze uren voor, tot ze geboekt zijn. Feestdagen en vrije dagen slaan we over.",
        "Alles wat je invulde staat er nog. Het rooster is niet veranderd.",
    )

    def save(_: RosterForm) -> None:
        line = api.NewLine(
            form.chosen,
            form.cleaned_data["first"],
            date.fromordinal(form.cleaned_data["last"].toordinal() + 1),
            form.minutes,
        )
        api.plan_hours(by=request.actor, member=colleague, line=line)

    return answer(request, form, page, save)


@needs(Permission.HOURS_TEAM)
@require_http_methods(FORM)
def stop_line(request: StaffRequest, line: uuid.UUID) -> HttpResponse:
    row = api.roster_line(request.actor, line)
    form = StopForm(request.POST or None, initial={"last": clock.today()})
    page = FormPage(
        "Stop een roosterregel",
        "Stop regel",
        reverse("colleague_hours", args=[row.member_id]),
        row.member.name,
        f"rooster-stop-{line}",
        "De regel stopt. Wat eerder was, staat er nog.",
        f"{row.activity.label}, voor {row.member.name}.",
        "De regel loopt nog zoals hij was.",
    )
    return answer(
        request,
        form,
        page,
        lambda sent: api.stop_line(by=request.actor, line=line, last_day=sent.cleaned_data["last"]),
    )


@needs(Permission.HOURS_TEAM)
@require_http_methods(FORM)
def colleague_days_off(request: StaffRequest, colleague: uuid.UUID) -> HttpResponse:
    member = api.colleague(request.actor, colleague, clock.today()).row.member
    back = reverse("colleague_hours", args=[colleague])
    return _days_off(request, colleague, f"Voor {member.name}. ", back, member.name)


@needs(Permission.HOURS_OWN)
@require_http_methods(FORM)
def own_days_off(request: StaffRequest) -> HttpResponse:
    return _days_off(request, request.actor.person, "", reverse("own_roster"), "Rooster")


def _days_off(
    request: StaffRequest, member: uuid.UUID, whose: str, back: str, back_label: str
) -> HttpResponse:
    form = DaysOffForm(request.POST or None)
    page = FormPage(
        "Leg vrije dagen vast",
        "Sla vrije dagen op",
        back,
        back_label,
        f"vrij-{member}",
        "De vrije dagen staan in het rooster.",
        f"{whose}Op vrije dagen stelt de week niets voor. Een reden is niet nodig.",
        "De dagen zijn nog niet opgeslagen.",
    )
    return answer(
        request,
        form,
        page,
        lambda sent: api.add_days_off(
            by=request.actor,
            member=member,
            first=sent.cleaned_data["first"],
            last=sent.cleaned_data["last"],
        ),
    )


@needs(Permission.HOURS_OWN)
@require_POST
def remove_days_off(request: StaffRequest, days_off: uuid.UUID) -> HttpResponse:
    member = api.remove_days_off(by=request.actor, days_off=days_off)
    messages.success(request, "De vrije dagen zijn weggehaald.")
    if member == request.actor.person:
        return redirect("own_roster")
    return redirect("colleague_hours", member)


@needs(Permission.HOURS_OWN)
@require_GET
def own_roster(request: StaffRequest) -> HttpResponse:
    lines, days_off = api.own_roster(request.actor, clock.today())
    context = {
        "lines": lines,
        "days_off": days_off,
        "weekdays": dutch.WEEKDAYS,
        "tabs": tabs_of(request.actor.role, "own_roster"),
    }
    return render(request, "hours/own_roster.html", context)


@needs(Permission.HOURS_READ)
@require_GET
def forecast(request: StaffRequest) -> HttpResponse:
    """What is used and planned per line, and when it runs out: totals, never people."""
    today = clock.today()
    houses = api.outlooks(request.actor, today)
    context = {
        "houses": outlook_screen.houses(houses, today),
        "sentence": outlook_screen.sentence(houses, today),
        "today": today,
        "tabs": tabs_of(request.actor.role, "forecast"),
    }
    return render(request, "hours/forecast.html", context)


@needs(Permission.HOURS_SHARE)
@require_http_methods(FORM)
def shares(request: StaffRequest) -> HttpResponse:
    this = month(clock.today()).start
    span = [months_later(this, each) for each in range(-MONTHS_BACK, MONTHS_AHEAD + 1)]
    closed = api.locked_months(request.actor.house, span)
    form = ShareForm(
        request.POST or None,
        months=[each for each in span if each not in closed],
        initial={"start": this.isoformat(), "agreed_on": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            api.set_share(by=request.actor, new=api.NewShare(**form.cleaned_data))
        except api.HoursRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "Het vaste deel is vastgelegd. Wat eerder gold, staat er nog."
            )
            return redirect("shares")
    context = {
        "form": form,
        "rows": api.shares_of(request.actor, Permission.HOURS_SHARE).get(request.actor.house, []),
        "tabs": tabs_of(request.actor.role, "shares"),
    }
    return render(request, "hours/shares.html", context, status=422 if form.errors else 200)


@needs(Permission.HOURS_LOCK)
@require_GET
def month_to_close(request: StaffRequest, first: date) -> HttpResponse:
    """What is still open in a month, before it is closed for good; after that what was corrected."""
    page = api.month_page(request.actor, first, clock.today())
    may_team = has(request.actor.role, Permission.HOURS_TEAM)
    return render(request, "hours/month.html", {"page": page, "may_team": may_team})
