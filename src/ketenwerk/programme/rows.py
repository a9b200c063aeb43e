"""From values that the schema has found right to the frozen rows of facts.py: Dutch fields to English names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ketenwerk.programme import facts
from ketenwerk.programme.facts import ProgrammeFile
from ketenwerk.programme.yaml_lines import Path, Tree


@dataclass(frozen=True)
class Row:
    """One block of the file, already found right by the schema."""

    values: Mapping[str, Any]
    path: Path
    tree: Tree

    @property
    def line(self) -> int:
        return self.tree.line(self.path)

    @property
    def origin(self) -> str:
        return self.text("herkomst")

    def text(self, name: str) -> str:
        return str(self.values.get(name, ""))

    def maybe(self, name: str) -> str | None:
        return self.text(name) or None

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(str(text) for text in self.values.get(name, ()))

    def whole(self, name: str) -> int | None:
        value = self.values.get(name)
        return value if isinstance(value, int) else None

    def sure(self, name: str) -> int:
        return int(self.values[name])

    def number(self, name: str) -> Decimal | None:
        value = self.values.get(name)
        return None if value is None else Decimal(value)

    def exact(self, name: str) -> Decimal:
        return Decimal(self.values[name])

    def date(self, name: str) -> date | None:
        value = self.values.get(name)
        return None if value is None else date.fromisoformat(value)

    def yes(self, name: str, *, unsaid: str = "nee") -> bool:
        return bool(self.values.get(name, unsaid) == "ja")

    def range(self, name: str) -> tuple[int | None, int | None]:
        """Low and high; a single number is both."""
        value = self.values.get(name)
        if value is None:
            return None, None
        low, _, high = str(value).partition(" tot ")
        return int(low), int(high or low)

    def rows(self, name: str) -> Iterator["Row"]:
        for place, values in enumerate(self.values.get(name, ())):
            yield Row(values, (*self.path, name, place), self.tree)


def programme(tree: Tree) -> ProgrammeFile:
    top = Row(tree.value, (), tree)
    head = Row(top.values["programma"], ("programma",), top.tree)
    everyone = tuple(row.text("sleutel") for row in top.rows("partners"))
    activities = tuple(_activity(row, everyone) for row in top.rows("activiteiten"))
    first_partner = {
        activity.key: activity.partners[0] for activity in activities if activity.partners
    }
    return ProgrammeFile(
        key=head.text("sleutel"),
        name=head.text("naam"),
        abbreviation=head.text("afkorting"),
        also=head.texts("ook"),
        region=head.text("regio"),
        coordinator=head.text("coordinator"),
        grantor=head.maybe("verstrekker"),
        started=head.sure("gestart"),
        note=head.text("toelichting"),
        line=head.line,
        origin=head.origin,
        names=tuple(_programme_name(row) for row in head.rows("namen")),
        documents=tuple(_document(row) for row in top.rows("documenten")),
        municipalities=tuple(_municipality(row) for row in top.rows("gemeenten")),
        coverage=tuple(_coverage(row) for row in top.rows("dekking")),
        partners=tuple(_partner(row) for row in top.rows("partners")),
        units=tuple(
            _unit(row, owner) for owner in top.rows("partners") for row in owner.rows("onderdelen")
        ),
        work_areas=tuple(_work_area(row) for row in top.rows("werkgebieden")),
        other_parties=tuple(_other_party(row) for row in top.rows("andere_partijen")),
        groups=tuple(_group(row) for row in top.rows("doelgroepen")),
        activities=activities,
        targets=tuple(_target(row, first_partner) for row in top.rows("afspraken")),
        sources=tuple(_source(row) for row in top.rows("geldbronnen")),
        source_amounts=tuple(
            _source_amount(row, owner)
            for owner in top.rows("geldbronnen")
            for row in owner.rows("bedragen")
        ),
        budgets=tuple(_budget(row) for row in top.rows("begrotingen")),
        parts=tuple(_part(row, owner) for owner, row in _parts(top)),
        lines=tuple(
            _line(row, owner, part) for owner, part in _parts(top) for row in part.rows("regels")
        ),
        totals=tuple(_totals(top)),
        without_subsidy=tuple(
            _without(row, owner)
            for owner in top.rows("begrotingen")
            for row in owner.rows("zonder_subsidie")
        ),
        numbers=tuple(_stated_number(row) for row in top.rows("cijfers")),
        shares=tuple(_stated_share(row) for row in top.rows("aandelen")),
        counts=tuple(_stated_count(row) for row in top.rows("aantallen")),
        advices=tuple(_advice(row) for row in top.rows("adviezen")),
        advice_points=tuple(
            _point(row, owner) for owner in top.rows("adviezen") for row in owner.rows("punten")
        ),
        arguments=tuple(
            _argument(row, owner)
            for owner in top.rows("adviezen")
            for row in owner.rows("argumenten")
        ),
        meetings=tuple(_meeting(row, everyone) for row in top.rows("overleggen")),
        goals=tuple(_goal(row) for row in top.rows("doelen")),
        rules=tuple(_rule(row) for row in top.rows("subsidieregels")),
        cycle=tuple(_moment(row) for row in top.rows("subsidiecyclus")),
        terms=tuple(_term(row) for row in top.rows("begrippen")),
    )


def _parts(top: Row) -> Iterator[tuple[Row, Row]]:
    for budget in top.rows("begrotingen"):
        for part in budget.rows("delen"):
            yield budget, part


def _totals(top: Row) -> Iterator[facts.StatedTotal]:
    for budget, part in _parts(top):
        yield from (_total(row, budget, part.text("partner")) for row in part.rows("totalen"))
    for budget in top.rows("begrotingen"):
        yield from (_total(row, budget, None) for row in budget.rows("totalen"))


def _programme_name(row: Row) -> facts.ProgrammeName:
    return facts.ProgrammeName(
        row.text("naam"), row.date("van"), row.date("tot"), row.line, row.origin
    )


def _document(row: Row) -> facts.Document:
    return facts.Document(
        key=row.text("sleutel"),
        title=row.text("titel"),
        kind=row.text("soort"),
        year=row.whole("jaar"),
        date=row.date("datum"),
        note=row.text("toelichting"),
        line=row.line,
    )


def _municipality(row: Row) -> facts.Municipality:
    return facts.Municipality(
        row.text("naam"), row.date("van"), row.date("tot"), row.line, row.origin
    )


def _coverage(row: Row) -> facts.Coverage:
    said = row.values.get("gemeenten")
    return facts.Coverage(
        partner=row.text("partner"),
        service=row.text("dienst"),
        municipalities=tuple(said) if isinstance(said, list) else None,
        whole_region=said == "alle",
        source=row.maybe("geldbron"),
        start=row.date("van"),
        end=row.date("tot"),
        note=row.text("toelichting"),
        line=row.line,
        origin=row.origin,
    )


def _partner(row: Row) -> facts.Partner:
    return facts.Partner(
        key=row.text("sleutel"),
        name=row.text("naam"),
        also=row.texts("ook"),
        abbreviation=row.text("afkorting"),
        theme=facts.Theme(row.text("thema")),
        weeks_per_year=row.number("weken_per_jaar"),
        note=row.text("toelichting"),
        line=row.line,
        origin=row.origin,
    )


def _unit(row: Row, partner: Row) -> facts.Unit:
    return facts.Unit(
        key=row.text("sleutel"),
        partner=partner.text("sleutel"),
        name=row.text("naam"),
        legal_basis=row.text("grondslag"),
        wall=facts.Wall(row.text("muur")),
        age_from=row.whole("leeftijd_van"),
        age_below=row.whole("leeftijd_tot"),
        line=row.line,
        origin=row.origin,
    )


def _work_area(row: Row) -> facts.WorkArea:
    return facts.WorkArea(
        row.text("sleutel"), row.text("naam"), row.text("partner"), row.line, row.origin
    )


def _other_party(row: Row) -> facts.OtherParty:
    return facts.OtherParty(
        key=row.text("sleutel"),
        name=row.text("naam"),
        also=row.texts("ook"),
        kind=facts.PartyKind(row.text("soort")),
        role=row.text("rol"),
        line=row.line,
        origin=row.origin,
    )


def _group(row: Row) -> facts.Group:
    return facts.Group(
        key=row.text("sleutel"),
        name=row.text("naam"),
        definition=row.text("omschrijving"),
        age_from=row.whole("leeftijd_van"),
        age_below=row.whole("leeftijd_tot"),
        cross=row.yes("overstijgend"),
        clients=row.yes("clienten", unsaid="ja"),
        line=row.line,
        origin=row.origin,
    )


def _activity(row: Row, everyone: tuple[str, ...]) -> facts.Activity:
    return facts.Activity(
        key=row.text("sleutel"),
        name=row.text("naam"),
        partners=_who(row, "partners", everyone),
        everyone=row.values.get("partners") == "alle",
        unit=row.maybe("onderdeel"),
        groups=row.texts("groepen"),
        mode=facts.Mode(row.text("vorm")),
        core=row.yes("kern", unsaid="ja"),
        prevention=tuple(facts.Prevention(level) for level in row.texts("preventie")),
        legal_basis=row.text("grondslag"),
        funding=facts.Funding(row.text("bekostiging")),
        extra_on_invoice=row.yes("extra_op_factuur"),
        trajectories=row.yes("trajecten"),
        start=row.date("van"),
        end=row.date("tot"),
        note=row.text("toelichting"),
        line=row.line,
        origin=row.origin,
    )


def _who(row: Row, name: str, everyone: tuple[str, ...]) -> tuple[str, ...]:
    return everyone if row.values.get(name) == "alle" else row.texts(name)


def _target(row: Row, first_partner: Mapping[str, str]) -> facts.Target:
    low, high = row.range("aantal")
    weeks_low, weeks_high = row.range("weken")
    return facts.Target(
        key=row.text("sleutel"),
        activity=row.text("activiteit"),
        partner=first_partner[row.text("activiteit")],
        budget=row.text("begroting"),
        groups=row.texts("groepen"),
        unit=row.text("eenheid"),
        low=low,
        high=high,
        weeks_low=weeks_low,
        weeks_high=weeks_high,
        hours_per_week=row.number("uren_per_week"),
        sessions=row.whole("bijeenkomsten"),
        seats=row.whole("plaatsen"),
        mentions=row.texts("genoemd_in"),
        note=row.text("toelichting"),
        line=row.line,
        origin=row.origin,
    )


def _source(row: Row) -> facts.Source:
    return facts.Source(
        key=row.text("sleutel"),
        name=row.text("naam"),
        also=row.texts("ook"),
        kind=facts.SourceKind(row.text("soort")),
        start=row.date("van"),
        end=row.date("tot"),
        cofinanced_by=row.texts("cofinanciering_door"),
        budget_field=row.text("taakveld"),
        product=row.text("deelproduct"),
        code=row.text("code"),
        note=row.text("toelichting"),
        line=row.line,
        origin=row.origin,
    )


def _source_amount(row: Row, source: Row) -> facts.SourceAmount:
    structural = "vanaf_jaar" in row.values
    return facts.SourceAmount(
        key=row.text("sleutel"),
        source=source.text("sleutel"),
        euros=row.sure("euro"),
        year=row.sure("vanaf_jaar" if structural else "jaar"),
        structural=structural,
        stated_in=row.text("volgens"),
        stated_on=row.date("datum"),
        line=row.line,
        origin=row.origin,
    )


def _budget(row: Row) -> facts.Budget:
    return facts.Budget(
        key=row.text("sleutel"),
        name=row.text("naam"),
        kind=facts.BudgetKind(row.text("soort")),
        year=row.sure("jaar"),
        source=row.maybe("geldbron"),
        supplement=row.maybe("aanvulling"),
        line=row.line,
        origin=row.origin,
    )


def _part(row: Row, budget: Row) -> facts.BudgetPart:
    return facts.BudgetPart(
        budget=budget.text("sleutel"),
        partner=row.text("partner"),
        accounting=facts.Accounting(row.text("verantwoording")),
        note=row.text("toelichting"),
        line=row.line,
        origin=row.origin,
    )


def _line(row: Row, budget: Row, part: Row) -> facts.BudgetLine:
    return facts.BudgetLine(
        key=row.text("sleutel"),
        budget=budget.text("sleutel"),
        partner=part.text("partner"),
        name=row.text("naam"),
        activities=row.texts("activiteiten"),
        hours_per_week=row.number("uren_per_week"),
        hours=row.number("uren"),
        euros=row.whole("euro"),
        withheld=row.text("euro") == "niet openbaar",
        rate=row.number("tarief"),
        source=row.maybe("geldbron") or budget.maybe("geldbron"),
        note=row.text("toelichting"),
        line=row.line,
        origin=row.origin,
    )


def _total(row: Row, budget: Row, partner: str | None) -> facts.StatedTotal:
    return facts.StatedTotal(
        budget=budget.text("sleutel"),
        partner=partner,
        euros=row.whole("euro"),
        hours=row.number("uren"),
        line=row.line,
        origin=row.origin,
    )


def _without(row: Row, budget: Row) -> facts.WithoutSubsidy:
    return facts.WithoutSubsidy(
        budget.text("sleutel"), row.text("partner"), row.text("reden"), row.line, row.origin
    )


def _stated_number(row: Row) -> facts.StatedNumber:
    return facts.StatedNumber(
        key=row.text("sleutel"),
        subject=row.text("over"),
        kind=facts.NumberKind(row.text("soort")),
        number=row.exact("aantal"),
        approximate=row.yes("ongeveer"),
        unit=row.text("eenheid"),
        measure=row.text("maat"),
        year=row.whole("jaar"),
        partner=row.maybe("partner"),
        activity=row.maybe("activiteit"),
        line=row.line,
        origin=row.origin,
    )


def _stated_share(row: Row) -> facts.StatedShare:
    return facts.StatedShare(
        key=row.text("sleutel"),
        name=row.text("naam"),
        budget=row.text("deel"),
        partner=row.maybe("partner"),
        whole=row.text("geheel"),
        relation=facts.Relation(row.text("vergelijking")),
        percent=row.exact("procent"),
        line=row.line,
        origin=row.origin,
    )


def _stated_count(row: Row) -> facts.StatedCount:
    return facts.StatedCount(
        facts.Counted(row.text("wat")),
        row.maybe("partner"),
        row.sure("aantal"),
        row.line,
        row.origin,
    )


def _advice(row: Row) -> facts.Advice:
    return facts.Advice(
        key=row.text("sleutel"),
        title=row.text("naam"),
        year=row.sure("jaar"),
        attachments=row.texts("bijlagen"),
        line=row.line,
        origin=row.origin,
    )


def _point(row: Row, advice: Row) -> facts.AdvicePoint:
    return facts.AdvicePoint(advice.text("sleutel"), row.sure("nummer"), row.text("naam"), row.line)


def _argument(row: Row, advice: Row) -> facts.Argument:
    return facts.Argument(advice.text("sleutel"), row.sure("bij"), row.text("naam"), row.line)


def _meeting(row: Row, everyone: tuple[str, ...]) -> facts.MeetingSeries:
    return facts.MeetingSeries(
        key=row.text("sleutel"),
        name=row.text("naam"),
        kind=facts.MeetingKind(row.text("soort")),
        every_weeks=row.whole("om_de_weken"),
        chair=row.maybe("voorzitter"),
        members=_who(row, "deelnemers", everyone),
        everyone=row.values.get("deelnemers") == "alle",
        line=row.line,
        origin=row.origin,
    )


def _goal(row: Row) -> facts.Goal:
    return facts.Goal(row.text("sleutel"), row.text("naam"), row.sure("jaar"), row.line, row.origin)


def _rule(row: Row) -> facts.SubsidyRule:
    return facts.SubsidyRule(
        key=row.text("sleutel"),
        name=row.text("naam"),
        start=row.date("van"),
        end=row.date("tot"),
        euros_from=row.sure("vanaf_euro"),
        euros_below=row.whole("tot_euro"),
        parts=row.texts("onderdelen"),
        settlement=facts.SettlementMode(row.text("vaststelling")),
        report_within_weeks=row.whole("verantwoorden_binnen_weken"),
        decide_within_weeks=row.whole("besluiten_binnen_weken"),
        confirmed_by=row.text("bevestigd_door"),
        line=row.line,
        origin=row.origin,
    )


def _moment(row: Row) -> facts.CycleMoment:
    return facts.CycleMoment(
        key=row.text("sleutel"),
        name=row.text("naam"),
        kind=facts.CycleKind(row.text("soort")),
        month=row.sure("maand"),
        day=row.sure("dag"),
        about=facts.AboutYear(row.text("gaat_over")),
        discuss_weeks=row.sure("bespreken_vanaf_weken"),
        confirmed_by=row.text("bevestigd_door"),
        line=row.line,
        origin=row.origin,
    )


def _term(row: Row) -> facts.Term:
    return facts.Term(row.text("naam"), row.texts("ook"), row.text("omschrijving"), row.line)
