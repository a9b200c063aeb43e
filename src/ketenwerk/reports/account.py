"""The account of a half year or a year, put together from figures, hours and the partners' own words."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from ketenwerk.figures.api import INDICATORS, Audience, Key, Numbers, standing
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.charts import Theme, render
from ketenwerk.kernel.charts.palettes import PALETTES
from ketenwerk.kernel.charts.shapes import partner as partner_role
from ketenwerk.kernel.periods import Period, half, year
from ketenwerk.people.api import Organisation
from ketenwerk.programme.api import (
    BudgetLine,
    current_programme,
    expected_people,
    promised,
)
from ketenwerk.reports import account_document as doc
from ketenwerk.reports.account_beside import FixedPart, HouseHours, Overview, OwnLine
from ketenwerk.reports.counting import ESTIMATE, LOWER, UPPER, WORDS
from ketenwerk.reports.figure import Figure
from ketenwerk.reports.house_hours import house_hours
from ketenwerk.reports.lines import LineFacts, PromisedNumber, line_facts
from ketenwerk.reports.models import Explanation
from ketenwerk.reports.overviews import overviews
from ketenwerk.reports.picture import (
    groups_figure,
    partner_slots,
    people_sentence,
    promised_figure,
)
from ketenwerk.reports.units import hides_small

YEAR, FIRST_HALF = 0, 1
LABELS = {YEAR: "heel {year}", FIRST_HALF: "eerste helft {year}"}
NOT_FROZEN = "nog niet vastgezet"


@dataclass(frozen=True)
class Which:
    """Which account: a year, whole or the first half, of the chain (None) or one organisation."""

    year: int
    half: int
    organisation: Organisation | None

    @property
    def period(self) -> Period:
        return half(self.year, 1) if self.half == FIRST_HALF else year(self.year)

    @property
    def label(self) -> str:
        return LABELS[self.half].format(year=self.year)


def compose(which: Which, numbers: Numbers | None = None) -> doc.Account:
    """The account as it stands now, from the numbers of the last count that outsiders may see."""
    programme = current_programme()
    if programme is None:
        raise ValueError("there is no programme")
    found = numbers or standing(
        Audience.OUTSIDER, which.organisation.id if which.organisation else None
    )
    facts = line_facts(
        which.year, which.period, found, which.organisation.id if which.organisation else None
    )
    stories = _stories([each.line.id for each in facts], which.half)
    slots = partner_slots()
    return doc.Account(
        programme_short=programme.short,
        region=programme.region,
        title="Verantwoording",
        year=which.year,
        period_label=which.label if which.half else str(which.year),
        start=which.period.start,
        end=which.period.end,
        frozen_on=clock.today(),
        check_number=NOT_FROZEN,
        version=0,
        for_organisation=which.organisation.name if which.organisation else None,
        grantor=programme.grantor,
        organisations=_organisations(facts, slots),
        people=_people(found, which),
        lines=tuple(_line(each, stories.get(each.line.id, "")) for each in facts),
        what_stood_out=_stood_out(facts, stories),
        what_we_ask=_asks(facts, which),
        definitions=_definitions(which.period.start),
        hidden=_hidden(facts),
        oddities=_oddities(which),
        pictures=_pictures(facts, found, which, slots),
        hours=house_hours(_houses(facts), which.period),
        overviews=overviews(which.period, found, _partners(which)),
    )


def _houses(facts: list[LineFacts]) -> list[Organisation]:
    """Who accounts here, in the order of the budget."""
    return list(dict.fromkeys(each.line.organisation for each in facts))


def _partners(which: Which) -> list[Organisation]:
    """Whose work is told: of one partner its own, of the chain also those without subsidy."""
    if which.organisation is not None:
        return [which.organisation]
    return list(Organisation.objects.filter(kind=Organisation.Kind.PARTNER))


def _stories(lines: list[uuid.UUID], which: int) -> dict[uuid.UUID, str]:
    rows = Explanation.objects.filter(line__in=lines, half=which)
    return dict(rows.values_list("line", "text"))


def _organisations(
    facts: list[LineFacts], slots: Mapping[str, int]
) -> tuple[doc.AccountOrganisation, ...]:
    found: dict[str, doc.AccountOrganisation] = {}
    for each in facts:
        organisation = each.line.organisation
        colour = PALETTES[Theme.LIGHT][partner_role(slots.get(organisation.abbreviation, 1))]
        mode = doc.Mode.ON_TOTAL if each.line.mode == BudgetLine.Mode.TOTAL else doc.Mode.PER_LINE
        found.setdefault(
            organisation.abbreviation,
            doc.AccountOrganisation(organisation.abbreviation, organisation.name, colour, mode),
        )
    return tuple(found.values())


def _people(numbers: Numbers, which: Which) -> doc.PeopleCount | None:
    if which.organisation is not None:
        return None
    found = [numbers.get(which.period, Key.PEOPLE, cell) for cell in (LOWER, ESTIMATE, UPPER)]
    values = [each.value for each in found if each and each.value is not None]
    if len(values) < 3 or values[0] < doc.SMALLEST_SHOWN:
        return None
    expected = expected_people(which.year) if which.half == YEAR else None
    return doc.PeopleCount(
        values[0], values[1], values[2], expected, people_sentence(values[0], values[2], None)
    )


def _line(facts: LineFacts, story: str) -> doc.AccountLine:
    line = facts.line
    targets = tuple(_result(each) for each in facts.promised if each.is_counted)
    words = [
        promised(activity) for activity in dict.fromkeys(each.activity for each in facts.promised)
    ]
    hours = f"{dutch.number(line.hours)} uur" if line.hours else ""
    return doc.AccountLine(
        organisation=line.organisation.abbreviation,
        label=line.label,
        promised=", ".join(part for part in (*words, hours) if part) or "geen aantal afgesproken",
        targets=targets,
        hours_budget=line.hours,
        minutes_done=facts.minutes,
        euros_budget=Decimal(line.euros or 0),
        euros_done=facts.euros_done,
        explanation=story,
    )


def _result(each: PromisedNumber) -> doc.TargetResult:
    """The result of a promise; a hidden number with the word that the count allowed, or none."""
    target, done = each.target, each.done
    if done is None or done.value is None:
        verdict = WORDS.get(done.hidden if done else "<", doc.Verdict.WITHHELD)
        return doc.TargetResult(
            target.unit, target.low, target.high, None, "niet getoond", verdict, people=True
        )
    return doc.target_result(
        target.unit,
        low=target.low,
        high=target.high,
        done=done.value,
        people=hides_small(target.unit),
    )


def _stood_out(facts: list[LineFacts], stories: Mapping[uuid.UUID, str]) -> tuple[doc.Remark, ...]:
    told = [
        doc.Remark(each.line.label, stories[each.line.id])
        for each in facts
        if stories.get(each.line.id)
    ]
    return tuple(told[:3])


def _asks(facts: list[LineFacts], which: Which) -> tuple[str, ...]:
    if which.half != YEAR or which.period.end > clock.today():
        return ()
    spent = [each.euros_done for each in facts if each.euros_done is not None]
    if len(spent) < len(facts):
        return ()
    total = min(sum(spent, Decimal(0)), Decimal(sum(each.line.euros or 0 for each in facts)))
    return (f"Stel de subsidie vast op {dutch.euros(total)}.",)


def _definitions(on: date) -> tuple[doc.Definition, ...]:
    return tuple(
        doc.Definition(
            each.key.value,
            each.word,
            each.holding(on).text,
            each.holding(on).number,
            each.holding(on).since,
        )
        for each in INDICATORS.values()
    )


def _hidden(facts: list[LineFacts]) -> tuple[str, ...]:
    notes = [
        "Aantallen van 1 tot en met 4 mensen staan er niet.",
        "Een groter aantal blijft weg als u er met dit of een eerder verslag een klein aantal mee kunt uitrekenen.",
    ]
    uncounted = sorted(
        {each.target.unit for f in facts for each in f.promised if not each.is_counted}
    )
    if uncounted:
        notes.append(f"Nog niet geteld in deze versie: {dutch.listing(uncounted)}.")
    return tuple(notes)


def _oddities(which: Which) -> tuple[doc.Remark, ...]:
    """What does not fit in the stated figures, said and not corrected (finding 9)."""
    weeks = {
        line.organisation.abbreviation: line.organisation.weeks_per_year
        for line in BudgetLine.objects.filter(year=which.year, funded=True).select_related(
            "organisation"
        )
        if line.organisation.weeks_per_year
    }
    remarks = []
    if len(set(weeks.values())) > 1:
        words = dutch.listing(
            [f"{who} met {dutch.short_number(number)} weken" for who, number in weeks.items()]
        )
        remarks.append(
            doc.Remark(
                "Rekenweken",
                f"Per jaar rekent {words}. Uren per week kunt u dus niet vergelijken, jaaruren wel.",
            )
        )
    return tuple(remarks)


def _pictures(
    facts: list[LineFacts], numbers: Numbers, which: Which, slots: dict[str, int]
) -> tuple[doc.Picture, ...]:
    found = []
    if any(each.is_counted for f in facts for each in f.promised):
        figure = promised_figure(facts, slots)
        found.append(_picture("afspraken", doc.Place.AGREEMENTS, figure))
    if which.organisation is None and which.half == YEAR:
        groups = groups_figure(numbers, which.year)
        if groups.rows:
            found.append(_picture("mensen", doc.Place.SUMMARY, groups))
    return tuple(found)


def _picture(name: str, place: doc.Place, figure: Figure) -> doc.Picture:
    return doc.Picture(
        name=name,
        place=place,
        title=figure.sentence,
        svg=render(figure.drawing, Theme.LIGHT, prefix=name),
        alt=figure.drawing.description,
        note=figure.note,
        head=tuple(column.label for column in figure.columns),
        rows=figure.rows,
    )


def as_content(account: doc.Account) -> dict[str, Any]:
    """The account as plain values for a freeze."""
    content: dict[str, Any] = _plain(asdict(account))
    return content


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def from_content(
    content: Mapping[str, Any], *, check_number: str, version: int, frozen_on: date
) -> doc.Account:
    """The frozen account back from its plain values."""
    values = dict(content)
    account = doc.Account(
        **{
            **values,
            "start": date.fromisoformat(values["start"]),
            "end": date.fromisoformat(values["end"]),
            "frozen_on": date.fromisoformat(values["frozen_on"]),
            "organisations": tuple(
                doc.AccountOrganisation(**{**each, "mode": doc.Mode(each["mode"])})
                for each in values["organisations"]
            ),
            "people": doc.PeopleCount(**values["people"]) if values["people"] else None,
            "lines": tuple(_line_back(each) for each in values["lines"]),
            "what_stood_out": tuple(doc.Remark(**each) for each in values["what_stood_out"]),
            "what_we_ask": tuple(values["what_we_ask"]),
            "definitions": tuple(
                doc.Definition(**{**each, "since": date.fromisoformat(each["since"])})
                for each in values["definitions"]
            ),
            "hidden": tuple(values["hidden"]),
            "oddities": tuple(doc.Remark(**each) for each in values["oddities"]),
            "pictures": tuple(_picture_back(each) for each in values["pictures"]),
            # Accounts that were frozen before these were told have none.
            "hours": tuple(_hours_back(each) for each in values.get("hours", ())),
            "overviews": tuple(_overview_back(each) for each in values.get("overviews", ())),
        }
    )
    return replace(account, check_number=check_number, version=version, frozen_on=frozen_on)


def _line_back(each: Mapping[str, Any]) -> doc.AccountLine:
    return doc.AccountLine(
        **{
            **each,
            "targets": tuple(
                doc.TargetResult(**{**t, "verdict": doc.Verdict(t["verdict"])})
                for t in each["targets"]
            ),
            "euros_budget": Decimal(each["euros_budget"]),
            "euros_done": Decimal(each["euros_done"]) if each["euros_done"] is not None else None,
        }
    )


def _picture_back(each: Mapping[str, Any]) -> doc.Picture:
    return doc.Picture(
        **{
            **each,
            "place": doc.Place(each["place"]),
            "head": tuple(each["head"]),
            "rows": tuple(tuple(row) for row in each["rows"]),
        }
    )


def _hours_back(each: Mapping[str, Any]) -> HouseHours:
    return HouseHours(
        **{
            **each,
            "own": tuple(OwnLine(**line) for line in each["own"]),
            "fixed": tuple(FixedPart(**part) for part in each["fixed"]),
        }
    )


def _overview_back(each: Mapping[str, Any]) -> Overview:
    rows = tuple(tuple(row) for row in each["rows"])
    return Overview(**{**each, "head": tuple(each["head"]), "rows": rows})
