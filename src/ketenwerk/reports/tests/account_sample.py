"""An account of 2021 with the real promises and invented results."""

from datetime import date
from decimal import Decimal

from ketenwerk.kernel.money import euros
from ketenwerk.reports.account_document import (
    Account,
    AccountLine,
    AccountOrganisation,
    Definition,
    Mode,
    PeopleCount,
    Picture,
    Place,
    Remark,
    TargetResult,
    target_result,
)

GGD = AccountOrganisation("GGD", "GGD Gelderland-Zuid", "#3BA0A3", Mode.PER_LINE)
MEE = AccountOrganisation("MEE", "MEE Gelderse Poort", "#8C9831", Mode.ON_TOTAL)
STERKER = AccountOrganisation("STK", "Sterker", "#944702", Mode.PER_LINE)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 90" width="760" height="90">'
    '<g font-family="\'Source Sans 3\', sans-serif" font-size="16">'
    '<text x="0" y="27">Sekswerkers</text><rect x="180" y="10" width="420" height="24" fill="#24477F"/>'
    '<text x="610" y="27">14</text>'
    '<text x="0" y="67">Risicogroep</text><rect x="180" y="50" width="270" height="24" fill="#24477F"/>'
    '<text x="460" y="67">9</text></g></svg>'
)


def line(
    organisation: AccountOrganisation,
    label: str,
    promised: str,
    *targets: TargetResult,
    hours: int | None,
    minutes: int | None,
    budget: int,
    rate: str | None,
    explanation: str = "",
) -> AccountLine:
    spent = euros(minutes, Decimal(rate)) if minutes is not None and rate else Decimal(budget)
    return AccountLine(
        organisation=organisation.abbreviation,
        label=label,
        promised=promised,
        targets=targets,
        hours_budget=hours,
        minutes_done=minutes,
        euros_budget=Decimal(budget),
        euros_done=spent,
        explanation=explanation,
    )


def lines() -> tuple[AccountLine, ...]:
    return (
        line(
            GGD, "Coördinatie", "475 uur", hours=475, minutes=468 * 60, budget=44650, rate="94.00"
        ),
        line(
            GGD,
            "Ervaringsdeskundige",
            "634 uur",
            hours=634,
            minutes=641 * 60,
            budget=42478,
            rate="67.00",
            explanation="In het najaar kwamen er extra avonden bij voor veldwerk op internet.",
        ),
        line(
            MEE,
            "Coaching en advies aan professionals",
            "20–40 gesprekken, 104 uur",
            target_result("gesprekken", low=20, high=40, done=34, people=False),
            hours=104,
            minutes=112 * 60,
            budget=9058,
            rate="87.10",
        ),
        line(
            MEE,
            "Deskundigheidsbevordering",
            "1 workshop, 12 plaatsen, 25 uur",
            target_result("workshop", low=1, high=1, done=1, people=False),
            target_result("plaatsen", low=12, high=12, done=11, people=True),
            hours=25,
            minutes=25 * 60,
            budget=2178,
            rate="87.10",
            explanation="Iemand meldde zich op de dag zelf af. Er was geen wachtlijst. Die is er nu wel.",
        ),
        line(
            MEE,
            "Individuele begeleiding",
            "3–5 cliënten, 156 uur",
            target_result("cliënten", low=3, high=5, done=4, people=True),
            hours=156,
            minutes=149 * 60,
            budget=13588,
            rate="87.10",
        ),
        line(
            MEE,
            "Lotgenotengroep",
            "8 bijeenkomsten, 8 plaatsen, 50 uur",
            target_result("bijeenkomsten", low=8, high=8, done=5, people=False),
            target_result("plaatsen", low=8, high=8, done=6, people=True),
            hours=50,
            minutes=31 * 60 + 15,
            budget=4355,
            rate="87.10",
            explanation=(
                "Tot mei waren er te weinig aanmeldingen. Daarna begon de groep.\n\n"
                "De bijeenkomsten die overbleven, schuiven door naar het volgende jaar."
            ),
        ),
        line(
            MEE,
            "Ondersteuning bij uitstappen",
            "5–10 trajecten, 104 uur",
            target_result("trajecten", low=5, high=10, done=6, people=True),
            hours=104,
            minutes=101 * 60,
            budget=9058,
            rate="87.10",
        ),
        line(
            MEE,
            "Projectmanager en doorontwikkeling",
            "104 uur",
            hours=104,
            minutes=106 * 60,
            budget=9058,
            rate="87.10",
        ),
        line(
            STERKER,
            "Uitbreiding uren R75",
            "6–10 trajecten, 4 uur per week",
            target_result("trajecten", low=6, high=10, done=11, people=True),
            hours=None,
            minutes=166 * 60,
            budget=11000,
            rate=None,
            explanation="Er kwamen meer jonge mensen dan verwacht. Het bedrag bleef gelijk.",
        ),
    )


def definitions() -> tuple[Definition, ...]:
    since = date(2021, 1, 1)
    return (
        Definition(
            "K-01",
            "Verschillende mensen",
            "Iedereen met een lopend traject bij een of meer partners. Wie bij twee partners komt, "
            "telt één keer. Er is geen lijst met namen. Daarom staan er een laagste en een hoogste "
            "getal bij.",
            2,
            since,
        ),
        Definition("K-04", "Traject", "Loopt als er een plan is en nog geen einddatum.", 1, since),
        Definition("K-20", "Uur", "Gewerkte tijd, bevestigd door de medewerker zelf.", 1, since),
        Definition(
            "K-21", "Euro besteed", "Bevestigde uren maal het tarief, per post afgerond.", 1, since
        ),
    )


def account(**changes: object) -> Account:
    facts: dict[str, object] = {
        "programme_short": "KIS",
        "region": "Gelderland-Zuid",
        "title": "Verantwoording 2021",
        "year": 2021,
        "period_label": "2021",
        "start": date(2021, 1, 1),
        "end": date(2022, 1, 1),
        "frozen_on": date(2022, 3, 14),
        "check_number": "7F3A 91C2",
        "version": 1,
        "for_organisation": None,
        "grantor": "gemeente Nijmegen",
        "organisations": (GGD, MEE, STERKER),
        "people": PeopleCount(54, 58, 61, 60, "Zeker tussen 54 en 61."),
        "lines": lines(),
        "what_stood_out": (
            Remark("Lotgenotengroep", "Die begon pas na mei, door te weinig aanmeldingen."),
            Remark("R75", "Er kwamen meer jonge mensen dan verwacht, binnen hetzelfde bedrag."),
        ),
        "what_we_ask": (
            "Stel de subsidie vast op het bestede bedrag.",
            "Spreek voor R75 jaaruren af. Die ontbreken in de begroting.",
        ),
        "definitions": definitions(),
        "hidden": (
            "Aantallen onder de 5 mensen staan er niet in. Er staat onder, binnen of boven.",
        ),
        "oddities": (
            Remark(
                "Twee rekenweken",
                "De GGD rekent met 39,6 werkweken per jaar, MEE met 52. Uren per week zijn dus niet "
                "te vergelijken. Jaaruren wel.",
            ),
        ),
        "pictures": (
            Picture(
                name="mensen",
                place=Place.SUMMARY,
                title="Sekswerkers kregen het vaakst hulp",
                svg=SVG,
                alt="Mensen met een traject in het vierde kwartaal. Sekswerkers 14, risicogroep 9.",
                note="Vierde kwartaal. Iemand kan in twee groepen staan.",
                head=("Groep", "1e", "2e", "3e", "4e"),
                rows=(("Sekswerkers", "9", "11", "12", "14"), ("Risicogroep", "8", "7", "<5", "9")),
            ),
        ),
    }
    return Account(**(facts | changes))  # type: ignore[arg-type]


def half_year(**changes: object) -> Account:
    facts: dict[str, object] = {
        "title": "Verantwoording eerste helft 2021",
        "period_label": "eerste helft van 2021",
        "end": date(2021, 7, 1),
        "frozen_on": date(2021, 8, 1),
    }
    return account(**(facts | changes))
