"""The first page, "Vandaag": for each role what needs doing now, one sentence first."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from ketenwerk.access.api import Permission, Role, StaffRequest, has, needs
from ketenwerk.clients.api import ROUTES, must_remove, on_today
from ketenwerk.conferences.api import DueAction
from ketenwerk.hours.api import OwnWeeks
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.charts.ruler import ruler
from ketenwerk.kernel.charts.shapes import Drawing
from ketenwerk.meetings.api import DuePoint, next_meeting
from ketenwerk.people.api import Member
from ketenwerk.safeguarding.api import ObservationRow, ToDo
from ketenwerk.trajectories.api import Trajectory, at_limit, desk
from ketenwerk.web.course_items import group_items
from ketenwerk.web.erasing_items import erasing_items
from ketenwerk.web.items import Item
from ketenwerk.web.office import office_items
from ketenwerk.web.outside import EMPTY, back_items, outside_items
from ketenwerk.web.override_items import override_items
from ketenwerk.web.partner_items import plan_items, referral_items
from ketenwerk.web.waiting import waits_for_care, waits_for_everybody

Names = dict[uuid.UUID, tuple[str, str]]
CHECKS_SHOWN = 5


@dataclass(frozen=True)
class Section:
    title: str
    items: tuple[Item, ...]
    empty: str = ""


@dataclass(frozen=True)
class Day:
    sentence: str
    sections: tuple[Section, ...]
    asides: tuple[Section, ...] = ()
    week: "WeekBar | None" = None


@needs(Permission.SELF_MANAGE)
@require_GET
def today(request: StaffRequest) -> HttpResponse:
    title = dutch.capital(dutch.weekday(clock.today()))
    may_plan = has(request.actor.role, Permission.MEETING_READ)
    return render(
        request,
        "web/home.html",
        {"title": title, "day": _maker(request)(request), "may_plan": may_plan},
    )


def _maker(request: StaffRequest) -> Callable[[StaffRequest], Day]:
    if not request.actor.role:
        return no_function_day
    makers = {Role.CARE_WORKER: care_day, Role.EXTERNAL_WORKER: outside_day}
    return makers.get(Role(request.actor.role), office_day)


def no_function_day(_request: StaffRequest) -> Day:
    return Day("Je hebt nu geen functie. Vraag je beheerder om een functie.", ())


def outside_day(request: StaffRequest) -> Day:
    sentence, items = outside_items(request)
    asked = removal_items(waits=must_remove(request.actor).ask())
    if asked and not items:
        sentence = "Eén actie."
    todo = (Section("Acties", asked),) if asked else ()
    return Day(sentence, (*todo, Section("Aan jou overgedragen", items, EMPTY)))


def care_day(request: StaffRequest) -> Day:
    actor = request.actor
    stands, found = desk(actor), waits_for_care(actor)
    running = stands.working
    decisions = [each for each in running if at_limit(each)]
    about = [row.client_id for row in (*running, *stands.waiting)]
    about += [client for _, client, _ in found.worries.indications if client]
    about += [row.client for row in found.worries.runs]
    about += [row.client for row in found.aftercare]
    shown = on_today(
        actor,
        [*about, *found.exceptions.clients],
        checks=CHECKS_SHOWN,
        by_code=[row.client for row in found.erasures],
    )
    names = shown.names
    deciding = tuple(
        Item(
            t.activity.label,
            "De afgesproken uren of weken zijn bijna om. Rond af, verleng of schaal op.",
            reverse("move_trajectory", args=[t.id]),
            *names.get(t.client_id, ("", "")),
            when="nu besluiten",
            pressing=True,
        )
        for t in decisions
    )
    aftercare = tuple(
        Item(
            f"Nazorg na {contact.months} maanden",
            "Vraag hoe het gaat. Kijk eerst hoe je iemand veilig bereikt.",
            reverse("aftercare", args=[contact.id]),
            *names.get(contact.client, ("", "")),
            when="nu aan de beurt",
            pressing=True,
        )
        for contact in found.aftercare
    )
    work = tuple(
        Item(
            t.activity.label,
            f"{dutch.hours(t.used_minutes)} gebruikt van {dutch.hours(t.planned_minutes)}",
            f"{reverse('note', args=[t.client_id])}?traject={t.id}",
            *names.get(t.client_id, ("", "")),
            action="Noteer",
        )
        for t in running
        if t.client_id in names
    )
    checks = tuple(
        Item(
            "Veilig contact nakijken",
            "Ouder dan 90 dagen of nog niet afgesproken",
            reverse("safe_contact", args=[client]),
            *called,
        )
        for client, called in shown.checks.items()
    )
    ages = tuple(
        Item(
            flag.words,
            ROUTES[flag.age],
            reverse("client", args=[flag.client]),
            flag.code,
            flag.called,
            when="route bespreken",
            pressing=True,
        )
        for flag in shown.ages
    )
    todo = (
        *worry_items(found.worries, names),
        *override_items(found.exceptions, names),
        *conference_items(found.conferences),
        *deciding,
        *aftercare,
        *ages,
        *back_items(found.back),
        *removal_items(waits=found.removal),
        *erasing_items(found.erasures),
        *referral_items(found.referrals),
        *plan_items(found.plans),
        *confirm_items(found.weeks),
        *action_items(found.points),
    )
    return Day(
        sentence=_care_sentence(len(todo), len(work)),
        sections=(
            Section("Acties", todo, "Alles gedaan."),
            Section(
                "Lopende trajecten",
                work,
                "Je hebt geen lopende trajecten. Kies een cliënt en open een traject.",
            ),
            *next_meeting_section(request),
            *group_section(request),
        ),
        asides=(
            *waiting_section(stands.waiting, names),
            Section("Vraagt aandacht", checks, "Alle afspraken over veilig contact zijn vers."),
        ),
        week=week_bar(request, found.weeks),
    )


def worry_items(worries: ToDo, names: Names) -> tuple[Item, ...]:
    """Next steps that are due, reporting codes that stand still or wait, observations that end soon."""
    steps = (
        Item(
            "Signaal",
            f"De volgende stap staat op {dutch.day(on)}" if on else "",
            reverse("indication", args=[row]),
            *names.get(client, ("", "")) if client else ("", ""),
            when="volg op",
            pressing=True,
        )
        for row, client, on in worries.indications
    )
    runs = (
        Item(
            "Meldcode",
            "Wacht op een tweede persoon"
            if run.mine_to_confirm
            else f"Staat stil bij stap {run.step}",
            reverse(
                "confirm_deviation" if run.mine_to_confirm else "reporting_code", args=[run.id]
            ),
            *names.get(run.client, ("", "")),
            when="nu oppakken",
            pressing=True,
        )
        for run in worries.runs
    )
    return (*steps, *runs, *observation_items(worries.observations))


def conference_items(rows: Iterable[DueAction]) -> tuple[Item, ...]:
    """Open actions from the case conference: where from and before when, never what or about whom."""
    return tuple(
        Item(
            f"Actie uit {row.conference}",
            f"Voor {dutch.day(row.due)}",
            reverse("case", args=[row.item]),
            when="te laat" if row.late else "",
            action="" if row.late else "Open",
            pressing=row.late,
        )
        for row in rows
    )


def observation_items(rows: Iterable[ObservationRow]) -> tuple[Item, ...]:
    return tuple(
        Item(
            "Waarneming van derden",
            "Neem een besluit, anders verdwijnt zij vanzelf",
            reverse("observation", args=[row.id]),
            when=f"nog {dutch.counted(row.days_left, 'dag', 'dagen')}",
            pressing=True,
        )
        for row in rows
    )


def waiting_section(rows: Iterable[Trajectory], names: Names) -> tuple[Section, ...]:
    """Who waits for a trajectory; nothing when nobody does."""
    items = tuple(
        Item(
            row.activity.label,
            f"{row.activity.label}, sinds {dutch.day(row.opened_on)}",
            reverse("waiting"),
            *names[row.client_id],
        )
        for row in rows
        if row.client_id in names
    )
    return (Section("Wachtlijst", items),) if items else ()


def _care_sentence(actions: int, work: int) -> str:
    if not actions and not work:
        return "Er staat niets open."
    running = f"{dutch.in_words(work)} {dutch.plural(work, 'lopend traject', 'lopende trajecten')}"
    if not actions:
        return f"Geen acties. Je hebt {running}."
    return f"{dutch.capital(dutch.in_words(actions))} {dutch.plural(actions, 'actie', 'acties')} en {running}."


def removal_items(*, waits: bool) -> tuple[Item, ...]:
    """What another organisation asks to remove, as one thing to do: no name, no reference."""
    if not waits:
        return ()
    text = "Het delen is gestopt. Haal weg wat je kreeg en meld het."
    return (Item("Verwijder wat je kreeg", text, reverse("removals"), pressing=True),)


def confirm_items(own: OwnWeeks) -> tuple[Item, ...]:
    """The first week that waits for its confirmation, and how many there are."""
    weeks = own.unconfirmed
    if not weeks:
        return ()
    first = weeks[0]
    title = (
        f"Bevestig week {first.isocalendar().week}"
        if len(weeks) == 1
        else f"Bevestig {dutch.in_words(len(weeks))} weken"
    )
    text = dutch.day_range(first, first + timedelta(days=4))
    text = text if len(weeks) == 1 else f"De eerste is week {first.isocalendar().week}: {text}"
    return (Item(title, text, reverse("week", args=[first]), when="nog open", pressing=True),)


def action_items(points: Iterable[DuePoint]) -> tuple[Item, ...]:
    """Own open action points."""
    today = clock.today()
    return tuple(
        Item(
            action.text,
            f"{action.series}, voor {dutch.day(action.due_on)}",
            reverse("actions"),
            when="te laat" if action.due_on < today else "actiepunt",
            pressing=action.due_on < today,
        )
        for action in points
    )


def next_meeting_section(request: StaffRequest) -> tuple[Section, ...]:
    """The next meeting one takes part in; nothing when there is none."""
    if not has(request.actor.role, Permission.MEETING_READ):
        return ()
    coming = next_meeting(request.actor, clock.today())
    # The bar of a manager is full; the place of the meetings stands here.
    everything = Item("Alle overleggen", "Agenda's, verslagen en actiepunten", reverse("meetings"))
    rest = (everything,) if request.actor.role == Role.PARTNER_MANAGER else ()
    if coming is None:
        return (Section("Overleg", rest),) if rest else ()
    text = f"{dutch.weekday(coming.day)}, {dutch.clock_time(coming.start)}"
    meeting = Item(
        coming.series.name, text, reverse("meeting", args=[coming.id]), action="Bekijk agenda"
    )
    return (Section("Volgende overleg", (meeting, *rest)),)


def group_section(request: StaffRequest) -> tuple[Section, ...]:
    items = group_items(request)
    return (Section("Groepen", items),) if items else ()


@dataclass(frozen=True)
class WeekBar:
    words: str
    picture: Drawing


def week_bar(request: StaffRequest, own: OwnWeeks) -> WeekBar | None:
    """How full the own week is, for who works in hours."""
    member = request.user
    if not has(request.actor.role, Permission.HOURS_OWN):
        return None
    target = member.minutes_per_week if isinstance(member, Member) else 0
    if not target:
        return None
    done = own.minutes
    words = f"{dutch.short_number(done / 60)} van {dutch.hours(target)}"
    agreed = target / 60
    picture = ruler(
        done / 60,
        title=f"Je week: {words}.",
        low=agreed,
        high=agreed,
        scale_max=agreed * 1.05,
        numbers=True,
    )
    return WeekBar(words, picture)


def office_day(request: StaffRequest) -> Day:
    sentence, items = office_items(request)
    found = waits_for_everybody(request.actor)
    own = (
        confirm_items(found.weeks)
        if request.actor.role in {Role.COORDINATOR, Role.FIELD_WORKER, Role.PARTNER_MANAGER}
        else ()
    )
    may_share = has(request.actor.role, Permission.SHARED_PLAN_READ)
    shared = plan_items(found.plans) if may_share else ()
    return Day(
        sentence=sentence,
        sections=(
            Section("Nu", (*items, *own, *shared, *action_items(found.points)), "Alles gedaan."),
            *next_meeting_section(request),
            *group_section(request),
        ),
        week=week_bar(request, found.weeks),
    )
