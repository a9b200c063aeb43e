"""What the page of the development shows, made from queries: the sentence, the ladder, its table."""

from collections.abc import Sequence
from dataclasses import dataclass

from ketenwerk.kernel import dutch
from ketenwerk.kernel.charts.ladder import Rung, ladder
from ketenwerk.kernel.charts.shapes import Drawing
from ketenwerk.progress.instruments import LADDERS
from ketenwerk.progress.queries import Change, Comparison, Measurement, StepView, comparison

SHOWN_AS = {"left": "own", "relapse": "mark"}


@dataclass(frozen=True)
class Column:
    label: str
    number: bool = False


@dataclass(frozen=True)
class Ladder:
    """One instrument with two measurements: what changed, as sentence, drawing and table."""

    key: str
    sentence: str
    note: str
    drawing: Drawing
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Moment:
    """One step in the thread."""

    step: StepView
    when: str
    iso: str
    kind: str


def ladders(found: Sequence[Measurement]) -> list[Ladder]:
    compared = (comparison(found, instrument) for instrument in LADDERS)
    return [_ladder(each) for each in compared if each]


def _ladder(compared: Comparison) -> Ladder:
    first, last = compared.first, compared.last
    before, after = dutch.full_day(first.day), dutch.full_day(last.day)
    sentence = sentence_of(compared.changes)
    rungs = [
        Rung(c.domain.name, c.before.level, c.after.level, c.after.own) for c in compared.changes
    ]
    return Ladder(
        key=first.instrument.key,
        sentence=sentence,
        note=f"{first.instrument.name}, {before} en {after}. Van 1 tot 5; hoger is beter.",
        drawing=ladder(
            rungs,
            levels=[level.name for level in first.instrument.levels],
            before=f"{first.moment_label}: {before}",
            after=f"{last.moment_label}: {after}",
            title=sentence,
        ),
        columns=(
            Column("Leefgebied"),
            Column(f"Op {before}"),
            Column(f"Op {after}"),
            Column("Verschil"),
            Column("Eigen blik nu"),
        ),
        rows=tuple(_table_row(each) for each in compared.changes),
    )


def sentence_of(changes: Sequence[Change]) -> str:
    """In plain words: on how many sides of life it goes better, and on how many worse."""
    steps = [each.steps for each in changes if each.steps is not None]
    better, worse = sum(n > 0 for n in steps), sum(n < 0 for n in steps)
    if not steps:
        return "Geen gebied is twee keer gemeten. Er valt nog niets te vergelijken."
    if not better and not worse:
        return f"Op {_areas(len(steps))} bleef het gelijk."
    if not worse:
        return f"Op {_areas(better)} gaat het beter, nergens slechter."
    if not better:
        return f"Op {_areas(worse)} gaat het slechter, nergens beter."
    return f"Op {_areas(better)} gaat het beter, op {dutch.in_words(worse)} slechter."


def _areas(count: int) -> str:
    return f"{dutch.in_words(count)} {dutch.plural(count, 'gebied', 'gebieden')}"


def _table_row(change: Change) -> tuple[str, ...]:
    return (
        change.domain.name,
        _level(change.before.level),
        _level(change.after.level),
        _difference(change.steps),
        _level(change.after.own),
    )


def _level(level: int | None) -> str:
    return "open" if level is None else str(level)


def _difference(steps: int | None) -> str:
    if steps is None:
        return "–"
    if steps == 0:
        return "gelijk"
    return f"{abs(steps)} {'beter' if steps > 0 else 'slechter'}"


def thread_of(steps: Sequence[StepView]) -> list[Moment]:
    return [
        Moment(
            step,
            f"{step.day.day} {dutch.SHORT_MONTHS[step.day.month - 1]} {step.day.year}",
            step.day.isoformat(),
            "old" if step.replaced else SHOWN_AS.get(step.stage, "other"),
        )
        for step in steps
    ]


def exits_and_relapses(steps: Sequence[StepView]) -> str:
    """Both dates side by side: a relapse takes no exit away (R31)."""
    held = [step for step in reversed(steps) if not step.replaced]
    words = {"left": "Uitgestapt op", "relapse": "Terugval op"}
    return " ".join(
        f"{words[step.stage]} {dutch.full_day(step.day)}." for step in held if step.stage in words
    )
