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
from ketenwerk.clients.api import (
    ROUTES,
    age_flags,
    called_names,
    contacts_to_check,
    override_to_do,
    removal_tasks,
)
from ketenwerk.conferences.api import due_actions
from ketenwerk.hours.api import own_minutes, unconfirmed_weeks
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.charts.ruler import ruler
from ketenwerk.kernel.charts.shapes import Drawing
from ketenwerk.kernel.periods import iso_week
from ketenwerk.meetings.api import next_meeting, own_actions
from ketenwerk.people.api import Member
from ketenwerk.plans import api as plans
from ketenwerk.progress.api import due_aftercare
from ketenwerk.referrals import api as referrals
from ketenwerk.safeguarding.api import ObservationRow, ToDo, to_do
from ketenwerk.trajectories.api import need_decision, waiting, working_trajectories
from ketenwerk.web.course_items import group_items
from ketenwerk.web.items import Item
from ketenwerk.web.office import office_items
from ketenwerk.web.outside import EMPTY, back_items, outside_items
from ketenwerk.web.override_items import override_items

AFTERCARE_SHOWN = 5


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
    return render(request, "web/home.html", {"title": title, "day": _maker(request)(request)})


def _maker(request: StaffRequest) -> Callable[[StaffRequest], Day]:
    if not request.actor.role:
        return no_function_day
    makers = {Role.CARE_WORKER: care_day, Role.EXTERNAL_WORKER: outside_day}
    return makers.get(Role(request.actor.role), office_day)


def no_function_day(_request: StaffRequest) -> Day:
    return Day("Je hebt nu geen functie. Vraag je beheerder om een functie.", ())


def outside_day(request: StaffRequest) -> Day:
    sentence, items = outside_items(request)
    return Day(sentence, (Section("Aan jou overgedragen", items, EMPTY),))


def care_day(request: StaffRequest) -> Day:
    actor = request.actor
    decisions = need_decision(actor)
    running = working_trajectories(actor)
    after = due_aftercare(actor, most=AFTERCARE_SHOWN)
    worries = to_do(actor)
    about = [client for _, client, _ in worries.indications if client]
    about += [row.client for row in worries.runs]
    about += [contact.client for contact in after]
    exceptions = override_to_do(actor)
    about += exceptions.clients
    names = called_names(actor, [*(t.client_id for t in running), *about])
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
        for contact in after
    )
    weeks = confirm_items(request)
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
            reverse("safe_contact", args=[row.id]),
            row.code,
            row.called,
        )
        for row in contacts_to_check(actor, most=5)
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
        for flag in age_flags(actor)
    )
    todo = (
        *worry_items(worries, names),
        *override_items(exceptions, names),
        *conference_items(request),
        *deciding,
        *aftercare,
        *ages,
        *back_items(request),
        *removal_items(request),
        *referral_items(request),
        *plan_items(request),
        *weeks,
        *action_items(request),
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
            *waiting_section(request),
            Section("Vraagt aandacht", checks, "Alle afspraken over veilig contact zijn vers."),
        ),
        week=week_bar(request),
    )


def worry_items(worries: ToDo, names: dict[uuid.UUID, tuple[str, str]]) -> tuple[Item, ...]:
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


def conference_items(request: StaffRequest) -> tuple[Item, ...]:
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
        for row in due_actions(request.actor)
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


def waiting_section(request: StaffRequest) -> tuple[Section, ...]:
    """Who waits for a trajectory; nothing when nobody does."""
    rows = waiting(request.actor)
    names = called_names(request.actor, [row.client_id for row in rows]) if rows else {}
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


def removal_items(request: StaffRequest) -> tuple[Item, ...]:
    """What another organisation asks to remove, as one thing to do: no name, no reference."""
    waiting = sum(task.done_on is None for task in removal_tasks(request.actor))
    if not waiting:
        return ()
    text = "Iemand trok toestemming in. Haal weg wat je kreeg en meld het."
    return (Item("Verwijder wat je kreeg", text, reverse("removals"), pressing=True),)


def confirm_items(request: StaffRequest) -> tuple[Item, ...]:
    """The first week that waits for its confirmation, and how many there are."""
    weeks = unconfirmed_weeks(request.actor, iso_week(clock.today()).start)
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


def plan_items(request: StaffRequest) -> tuple[Item, ...]:
    """Invitations, lines that are due and plans to talk through: no name and no word of the plan."""
    if not has(request.actor.role, Permission.SHARED_PLAN_READ):
        return ()
    found = plans.to_do(request.actor)
    asked = (
        Item(
            "Uitnodiging voor een plan",
            "Een partner vraagt of je meedoet.",
            reverse("shared_plan", args=[membership]),
            when="wacht op jou",
            pressing=True,
        )
        for membership in found.invitations
    )
    offered = (
        Item(
            "Aanbod van regie",
            "Een partner vraagt of jij de regie van een plan overneemt.",
            reverse("take_direction", args=[membership]),
            when="wacht op jou",
            pressing=True,
        )
        for membership in found.offers
    )
    due = (
        Item(
            "Regel in een plan",
            f"Afgesproken voor {dutch.day(line.due)}.",
            reverse("plan_line", args=[line.id]),
            when="te laat" if line.due < clock.today() else "binnen een week",
            pressing=line.due < clock.today(),
        )
        for line in found.lines
    )
    reviews = (
        Item(
            "Bespreek een plan",
            "Dat doe je elke drie maanden, samen met de cliënt.",
            reverse("review_plan", args=[plan]),
            when="nu aan de beurt",
            pressing=True,
        )
        for plan in found.reviews
    )
    return (*asked, *offered, *due, *reviews)


REFERRALS = {
    "new": ("Nieuwe verwijzing", "referral", "neem aan of geef terug"),
    "register": ("Registreer na verwijzing", "register_referred", "nog doen"),
    "late": ("Nog geen antwoord", "referral", "bel de partner"),
    "returned": ("Verwijzing teruggegeven", "referral", "zoek een andere weg"),
}


def referral_items(request: StaffRequest) -> tuple[Item, ...]:
    """What came in and what got no answer: a reference and a day, never who or what."""
    if not has(request.actor.role, Permission.REFERRAL_READ):
        return ()
    return tuple(
        Item(
            REFERRALS[row.kind][0],
            f"Kenmerk {row.reference}, {dutch.day(row.day)}",
            reverse(REFERRALS[row.kind][1], args=[row.id]),
            when=REFERRALS[row.kind][2],
            pressing=True,
        )
        for row in referrals.to_do(request.actor)
    )


def action_items(request: StaffRequest) -> tuple[Item, ...]:
    """Own open action points."""
    if not has(request.actor.role, Permission.MEETING_READ):
        return ()
    today = clock.today()
    return tuple(
        Item(
            action.text,
            f"{action.meeting.series.name}, voor {dutch.day(action.due_on)}",
            reverse("actions"),
            when="te laat" if action.due_on < today else "actiepunt",
            pressing=action.due_on < today,
        )
        for action in own_actions(request.actor)
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


def week_bar(request: StaffRequest) -> WeekBar | None:
    """How full the own week is, for who works in hours."""
    member = request.user
    if not has(request.actor.role, Permission.HOURS_OWN):
        return None
    target = member.minutes_per_week if isinstance(member, Member) else 0
    if not target:
        return None
    done = own_minutes(request.actor, iso_week(clock.today()))
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
    own = (
        confirm_items(request)
        if request.actor.role in {Role.COORDINATOR, Role.FIELD_WORKER, Role.PARTNER_MANAGER}
        else ()
    )
    return Day(
        sentence=sentence,
        sections=(
            Section(
                "Nu", (*items, *own, *plan_items(request), *action_items(request)), "Alles gedaan."
            ),
            *next_meeting_section(request),
            *group_section(request),
        ),
        week=week_bar(request),
    )
