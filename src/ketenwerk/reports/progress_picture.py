"""How people are doing, in the whole picture: measured twice per group, and better or worse per life domain (R32)."""

from collections.abc import Sequence

from ketenwerk.figures.api import TOTAL, Key, Numbers
from ketenwerk.kernel import dutch
from ketenwerk.kernel.charts import GroupPanel, Hidden, Value, people_per_group
from ketenwerk.kernel.periods import Period
from ketenwerk.programme.api import client_groups, life_domains
from ketenwerk.reports.figure import Column, Figure, how_counted, value_of, words_of
from ketenwerk.reports.progress_counting import BETTER, OPEN, SAME, WORSE

WAYS = (BETTER, SAME, WORSE)


def progress_pictures(numbers: Numbers, period: Period) -> list[Figure]:
    """Two figures, or none when nobody was measured twice."""
    total = numbers.get(period, Key.MEASURED, TOTAL)
    if total is None or total.value == 0:
        return []
    return [_measured(numbers, period), _changed(numbers, period)]


def _measured(numbers: Numbers, period: Period) -> Figure:
    """The partner itself has one number and no groups: then the table is that one row."""
    found = {
        group.label: number
        for group in client_groups()
        if (number := numbers.get(period, Key.MEASURED, group.key)) is not None
    }
    whole = value_of(numbers.get(period, Key.MEASURED, TOTAL))
    values = {label: value_of(number) for label, number in found.items()}
    panels = [GroupPanel(label, (value,)) for label, value in values.items() if value != 0]
    if not panels:
        panels = [GroupPanel("Samen", (whole,))]
    sentence = _measured_sentence(whole, values)
    rows = [(label, words_of(value)) for label, value in values.items()]
    return Figure(
        key="gemeten",
        sentence=sentence,
        drawing=people_per_group(panels, periods=(str(period.start.year),), title=sentence),
        note="Cliënten met twee metingen, de laatste in dit jaar",
        columns=(Column("Doelgroep", number=False), Column("Cliënten")),
        rows=(*rows, ("Samen", words_of(whole))),
        how=how_counted(Key.MEASURED),
    )


def _measured_sentence(whole: Value, values: dict[str, Value]) -> str:
    if isinstance(whole, Hidden):
        return "Er zijn cliënten twee keer gemeten. Hoeveel laten we niet zien."
    first = f"{dutch.capital(dutch.in_words(int(whole)))} {dutch.plural(int(whole), 'cliënt is', 'cliënten zijn')} twee keer gemeten."
    shown = {label: value for label, value in values.items() if not isinstance(value, Hidden)}
    largest = max(shown, key=lambda label: shown[label], default="")
    if not largest or not shown[largest]:
        return first
    return f"{first} De grootste groep die we laten zien: {largest}."


def _changed(numbers: Numbers, period: Period) -> Figure:
    panels, rows = [], []
    for domain in life_domains():
        ways = [
            value_of(numbers.get(period, Key.CHANGED, f"{domain.key}|{way}"))
            for way in (*WAYS, OPEN)
        ]
        label = dutch.capital(domain.name)
        panels.append(GroupPanel(label, tuple(ways[:3])))
        rows.append((label, *_with_shares(ways[:3]), words_of(ways[3])))
    sentence = _changed_sentence(panels)
    return Figure(
        key="vooruitgang",
        sentence=sentence,
        drawing=people_per_group(panels, periods=WAYS, title=sentence),
        note="Verschil tussen de eerste en de laatste meting, in cliënten",
        columns=(
            Column("Leefgebied", number=False),
            *(Column(dutch.capital(way)) for way in (*WAYS, OPEN)),
        ),
        rows=tuple(rows),
        how=how_counted(Key.CHANGED),
    )


def _with_shares(ways: Sequence[Value]) -> list[str]:
    """A share only where all three are shown, so that no share tells a number."""
    shown = [float(value) for value in ways if not isinstance(value, Hidden)]
    if len(shown) < len(ways) or not sum(shown):
        return [words_of(value) for value in ways]
    return [f"{dutch.short_number(value)} ({round(100 * value / sum(shown))} %)" for value in shown]


def _changed_sentence(panels: Sequence[GroupPanel]) -> str:
    better = {
        panel.label: float(panel.values[0])
        for panel in panels
        if not isinstance(panel.values[0], Hidden)
    }
    most = max(better, key=lambda label: better[label], default="")
    if not most or not better[most]:
        return "Op welk leefgebied het beter gaat, is nog niet te zeggen."
    return f"Het vaakst ging het beter op {most[0].lower()}{most[1:]}: bij {dutch.short_number(better[most])} cliënten."
