"""What the screens of a dossier show: cards, thread, safe contact and the receipt, made from queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ketenwerk.access.api import Permission
from ketenwerk.clients.api import CHANNELS, SafeAgreement, dossier
from ketenwerk.hours.api import line_outlook, own_minutes, used_minutes, words_of
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.charts.ruler import ruler
from ketenwerk.kernel.charts.shapes import Drawing
from ketenwerk.kernel.periods import iso_week, year
from ketenwerk.people.api import Actor, Member
from ketenwerk.programme.api import BudgetLine
from ketenwerk.trajectories.models import Note
from ketenwerk.trajectories.queries import NoteView, Step, TrajectoryView


@dataclass(frozen=True)
class Way:
    sign: str
    words: str
    forbidden: bool = False


@dataclass(frozen=True)
class Card:
    trajectory: TrajectoryView
    words: str
    picture: Drawing


@dataclass(frozen=True)
class Entry:
    when: str
    iso: str
    title: str
    meta: str
    text: str
    thought: str = ""
    kind: str = "own"


SIGNS = {
    "call": "phone",
    "sms": "message-circle",
    "app": "message-circle",
    "mail": "mail",
    "person": "user-round",
    "none": "phone-off",
}


def safety_ways(agreement: SafeAgreement) -> list[Way]:
    """How she is reached, in the order in which one needs it; what is forbidden is bold."""
    ways = []
    if agreement.channel:
        moment = f", {agreement.when}" if agreement.when else ""
        value = f" {agreement.value}" if agreement.value else ""
        words = dutch.capital(CHANNELS[agreement.channel]) + value + moment
        ways.append(Way(SIGNS[agreement.channel], words, forbidden=agreement.channel == "none"))
    if agreement.pick_up:
        ways.append(Way("user-round", f"Mag opnemen: {agreement.pick_up}"))
    if agreement.code_word:
        ways.append(Way("badge-check", f"Codewoord: {agreement.code_word}"))
    if agreement.opening:
        ways.append(Way("key-round", f"Begin met: {agreement.opening}"))
    if agreement.channel == "call":
        words = "Inspreken mag" if agreement.voicemail else "Niet inspreken"
        ways.append(Way("voicemail", words, forbidden=not agreement.voicemail))
    if agreement.never:
        ways.append(Way("ban", agreement.never, forbidden=True))
    if agreement.unsafe:
        ways.append(Way("triangle-alert", f"Pas op: {agreement.unsafe}", forbidden=True))
    return ways


def trajectory_cards(trajectories: Sequence[TrajectoryView]) -> list[Card]:
    return [_card(each) for each in trajectories]


def _card(each: TrajectoryView) -> Card:
    used, planned = each.used_minutes / 60, each.planned_minutes / 60
    words = f"{dutch.hours(each.used_minutes)} gebruikt"
    if planned:
        words += f", afgesproken {dutch.hours(each.planned_minutes)}"
    if each.started_on and each.planned_weeks and each.works:
        words += f". Week {each.weeks} van {each.planned_weeks}"
    expected = (
        used / each.weeks * each.planned_weeks
        if each.works and each.weeks and each.planned_weeks
        else None
    )
    title = f"{each.activity.label}: {words}."
    return Card(
        each,
        words,
        ruler(
            used,
            title=title,
            expected=expected,
            low=planned or None,
            high=planned or None,
            numbers=True,
        ),
    )


def steps_between(
    steps: Sequence[Step], *, from_day: date | None, before_day: date | None
) -> list[Step]:
    """The steps of one page of the thread, so that each stands on exactly one.

    A page begins at the day of its oldest note (`from_day`, None on the last page) and ends before
    the day of the oldest note of the page before it (`before_day`, None on the first).
    """
    return [
        step
        for step in steps
        if (from_day is None or step.on >= from_day)
        and (before_day is None or step.on < before_day)
    ]


def thread_of(notes: Sequence[NoteView], steps: Sequence[Step]) -> list[Entry]:
    """Notes and steps of trajectories in one line, newest first."""
    lines: list[tuple[date, Entry]] = [(note.day, _note_entry(note)) for note in notes]
    lines += [(step.on, _step_entry(step)) for step in steps]
    return [entry for _, entry in sorted(lines, key=lambda line: line[0], reverse=True)]


def _note_entry(note: NoteView) -> Entry:
    parts = [note.author.split()[0], f"{note.minutes} min" if note.minutes else "", note.activity]
    meta = " · ".join(part for part in parts if part)
    return Entry(_when(note.day), note.day.isoformat(), note.kind, meta, note.seen, note.thought)


def _step_entry(step: Step) -> Entry:
    return Entry(
        _when(step.on),
        step.on.isoformat(),
        f"{step.activity}: {step.what}",
        step.agreed_before,
        step.reason,
        kind="mark",
    )


def _when(day: date) -> str:
    """The day in the margin, short enough for one line: di 23 nov."""
    short = f"{day.day} {dutch.SHORT_MONTHS[day.month - 1]}"
    if day.year != clock.today().year:
        return f"{short} {day.year}"
    return f"{dutch.WEEKDAYS[day.weekday()][:2]} {short}"


def receipt_of(actor: Actor, note: Note) -> dict[str, object]:
    """What the note fed: the line of the year, the timeline and the own week."""
    opened = dossier(actor, note.client_id, Permission.CLIENT_EDIT)
    week = own_minutes(actor, iso_week(note.day))
    target = Member.objects.values_list("minutes_per_week", flat=True).get(id=actor.person)
    of_week = f" van {dutch.hours(target)}" if target else ""
    facts = [
        {"kind": "good", "words": f"Staat in de tijdlijn van {opened.client.code}", "sign": "check"}
    ]
    if note.hour:
        words = f"{note.minutes} minuten staan in je week: {dutch.hours(week)}{of_week}"
        facts.append({"kind": "good", "words": words, "sign": "check"})
    else:
        facts.append({"kind": "soft", "words": "Geen uren geboekt", "sign": "minus"})
    facts.append({"kind": "soft", "words": "Niet gedeeld met partners", "sign": "eye-off"})
    return {"facts": facts, **_line_of(note)}


def _line_of(note: Note) -> dict[str, object]:
    line = note.trajectory.activity.line if note.trajectory else None
    if note.trajectory is None or line is None:
        return {
            "figure": "Opgeslagen",
            "line": "Zonder traject telt een notitie niet mee in uren.",
            "picture": None,
        }
    used = used_minutes([line.id], year(note.day.year)).get(line.id, 0)
    if line.hours is None:
        return {
            "figure": dutch.hours(used),
            "line": f"{line.label}, heel {line.year}. In de begroting staan geen jaaruren.",
            "picture": None,
        }
    figure = f"{dutch.short_number(used / 60)} van {dutch.number(line.hours)} uur"
    room = _room(line, used)
    picture = ruler(
        used / 60, title=f"{line.label}: {figure}.", low=line.hours, high=line.hours, numbers=True
    )
    return {"figure": figure, "line": f"{line.label}, heel {line.year}. {room}", "picture": picture}


def _room(line: BudgetLine, used: int) -> str:
    """What is left of a line, and in its own year when that will be gone, as the manager reads it."""
    left = (line.hours or 0) - used / 60
    if left < 0:
        return f"Dat is {dutch.short_number(-left)} uur te veel."
    room = f"Nog {dutch.short_number(left)} uur."
    today = clock.today()
    if line.year != today.year or not left:
        return room
    outlook = line_outlook(line, today)
    return f"{room} Verwachting: {words_of(outlook, today)}." if outlook.planned else room
