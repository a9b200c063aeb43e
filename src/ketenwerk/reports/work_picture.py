"""Work for professionals and groups in the whole picture (R62), and how people came to groups (R59)."""

from uuid import UUID

from ketenwerk.courses.api import Enrolment
from ketenwerk.figures.api import Key, Numbers
from ketenwerk.kernel import dutch
from ketenwerk.kernel.charts import GroupPanel, Hidden, people_per_group
from ketenwerk.kernel.periods import Period
from ketenwerk.people.api import Organisation
from ketenwerk.reports.figure import Column, Figure, how_counted, value_of, words_of
from ketenwerk.reports.overviews import WORK, WORK_HEAD, work_rows

DRAWN = (Key.ATTENDANCES, Key.GROUP_ATTENDANCES)


def work_pictures(numbers: Numbers, period: Period, organisation: UUID | None) -> list[Figure]:
    """Those with something to show; a partner sees its own work."""
    partners = Organisation.objects.filter(kind=Organisation.Kind.PARTNER)
    houses = [house for house in partners if organisation in {None, house.id}]
    work = _work(numbers, period, houses)
    return [figure for figure in (work, _ways(numbers, period)) if figure.rows]


def _work(numbers: Numbers, period: Period, houses: list[Organisation]) -> Figure:
    panels = [
        GroupPanel(house.name, values)
        for house in houses
        if any(values := tuple(value_of(numbers.get(period, k, house.key)) for k in DRAWN))
    ]
    sentence = _sentence(panels)
    return Figure(
        key="deelnames",
        sentence=sentence,
        drawing=people_per_group(panels, periods=("voorlichting", "groepen"), title=sentence),
        note="Deelnames per partner. Wie vaker komt, telt vaker: het zijn geen mensen.",
        columns=(Column(WORK_HEAD[0], number=False), *(Column(head) for head in WORK_HEAD[1:])),
        rows=work_rows(period, numbers, houses),
        how=how_counted(*(key for key, _, _ in WORK)),
    )


def _sentence(panels: list[GroupPanel]) -> str:
    """The partner with the most of what is shown."""
    shown = {}
    for panel in panels:
        known = [value for value in panel.values if not isinstance(value, Hidden)]
        if len(known) == len(panel.values):
            shown[panel.label] = sum(known)
    most = max(shown, key=lambda label: shown[label], default="")
    if not most:
        return "Werk voor professionals en groepen, per partner."
    return f"{most} telde {dutch.number(shown[most])} deelnames aan voorlichting en groepen."


def _ways(numbers: Numbers, period: Period) -> Figure:
    found = {
        str(label): number
        for way, label in Enrolment.Found.choices
        if (number := numbers.get(period, Key.WAYS, way)) is not None and number.value != 0
    }
    panels = [GroupPanel(dutch.capital(way), (value_of(each),)) for way, each in found.items()]
    sentence = "Hoe deelnemers bij een groep kwamen, over alle partners samen."
    return Figure(
        key="hoe-gekomen",
        sentence=sentence,
        drawing=people_per_group(panels, periods=(str(period.start.year),), title=sentence),
        note="Aanmeldingen in dit jaar",
        columns=(Column("Hoe gekomen", number=False), Column("Aanmeldingen")),
        rows=tuple((dutch.capital(way), words_of(value_of(each))) for way, each in found.items()),
        how=how_counted(Key.WAYS),
    )
