"""The indicators: each declared once, with its question, unit, smallest number shown and versions of its definition."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SMALLEST_SHOWN = 5


class Key(StrEnum):
    PEOPLE = "K-01"
    PEOPLE_PER_GROUP = "K-02"
    PEOPLE_PER_PARTNER = "K-03"
    TRAJECTORIES = "K-04"
    HOURS = "K-20"
    EUROS = "K-21"
    MET = "K-30"
    MEASURED = "K-40"
    CHANGED = "K-41"
    TALKS = "K-50"
    TALK_HOURS = "K-51"
    ATTENDANCES = "K-52"
    TEAMS = "K-53"
    GROUPS = "K-54"
    GROUP_ATTENDANCES = "K-55"
    PROFESSIONALS = "K-56"
    WAYS = "K-57"
    OTHERWISE = "K-60"


@dataclass(frozen=True)
class Version:
    """One text of a definition; a new text starts a new series (decision D22)."""

    number: int
    since: date
    text: str


@dataclass(frozen=True)
class Indicator:
    key: Key
    word: str
    question: str
    unit: str
    smallest: int
    versions: tuple[Version, ...]
    # Whether a year is the sum of its parts, as with talks, and not with people who were helped.
    adds_up: bool = False

    @property
    def hides(self) -> bool:
        """Whether a small number of it says something about somebody."""
        return self.smallest > 0

    @property
    def current(self) -> Version:
        return self.versions[-1]

    def holding(self, on: date) -> Version:
        """The version that held on a day; the first one for days before it."""
        return next((v for v in reversed(self.versions) if v.since <= on), self.versions[0])


START = date(2021, 1, 1)


def _indicator(
    key: Key,
    word: str,
    question: str,
    unit: str,
    text: str,
    smallest: int = SMALLEST_SHOWN,
    *,
    adds_up: bool = False,
) -> Indicator:
    return Indicator(key, word, question, unit, smallest, (Version(1, START, text),), adds_up)


INDICATORS: dict[Key, Indicator] = {
    each.key: each
    for each in (
        _indicator(
            Key.PEOPLE,
            "Verschillende mensen",
            "Hoeveel verschillende mensen hadden een traject?",
            "mensen",
            "Iedereen met minstens één dag een lopend traject bij één of meer partners. Wie bij twee partners komt, telt "
            "één keer. Er is geen lijst met namen. Daarom staat er een laagste en een hoogste getal bij. Wie niet wil "
            "meetellen of alleen een werknaam gaf, maakt het verschil groter en verdwijnt niet.",
        ),
        _indicator(
            Key.PEOPLE_PER_GROUP,
            "Mensen per doelgroep",
            "Hoeveel verschillende mensen per doelgroep, per kwartaal?",
            "mensen",
            "Zoals verschillende mensen, per kwartaal. Iedereen telt bij één doelgroep: die van het eind van het kwartaal. "
            "Kwartalen mag je niet optellen: wie langer hulp krijgt, staat in elk kwartaal.",
        ),
        _indicator(
            Key.PEOPLE_PER_PARTNER,
            "Mensen per partner",
            "Hoeveel mensen had elke partner in traject?",
            "mensen",
            "De cliënten van één partner met minstens één dag een lopend traject. Partners mag je niet optellen: iemand kan "
            "bij meer partners komen.",
        ),
        _indicator(
            Key.TRAJECTORIES,
            "Trajecten",
            "Hoeveel trajecten liepen er per afspraak?",
            "trajecten",
            "Trajecten met minstens één dag de status lopend, verlengd of opgeschaald in de periode. Is de afspraak in cliënten, "
            "dan telt iemand met twee trajecten één keer.",
        ),
        _indicator(
            Key.HOURS,
            "Uren",
            "Hoeveel uur is er gewerkt per post?",
            "uur",
            "Gewerkte minuten op een post, opgeteld per maand en met correcties erbij. Eén uur hoort bij één bron van geld.",
            smallest=0,
        ),
        _indicator(
            Key.EUROS,
            "Euro besteed",
            "Hoeveel is er besteed per post?",
            "euro",
            "Gewerkte uren maal het tarief van de post, per regel afgerond op hele euro’s. Zonder tarief telt het toegekende "
            "bedrag. Het totaal is de som van de afgeronde regels.",
            smallest=0,
        ),
        _indicator(
            Key.MET,
            "Gehaald",
            "Is de afspraak gehaald?",
            "oordeel",
            "Het aantal ligt binnen de afgesproken grenzen of erboven. Onder de vijf mensen staat er alleen een woord.",
            smallest=0,
        ),
        _indicator(
            Key.MEASURED,
            "Twee keer gemeten",
            "Hoeveel cliënten per doelgroep zijn twee keer gemeten?",
            "cliënten",
            "Cliënten met minstens twee metingen met de Zelfredzaamheid-Matrix, waarvan de laatste in het jaar. Iedereen telt "
            "bij één doelgroep: die van het eind van het jaar. Wie bij twee partners is gemeten, telt twee keer.",
        ),
        _indicator(
            Key.CHANGED,
            "Beter, gelijk of slechter",
            "Op welke leefgebieden gaat het beter, gelijk of slechter?",
            "cliënten",
            "Per leefgebied het verschil tussen de eerste en de laatste meting van dezelfde cliënt. Eén trede hoger of meer is "
            "beter. Open: één van de twee keer niet ingevuld. Het deel is van wie twee keer is ingevuld. Een begeleider "
            "geeft het cijfer. Het zegt niet waardoor het komt.",
        ),
        _indicator(
            Key.TALKS,
            "Gesprekken met professionals",
            "Hoeveel adviesgesprekken, consulten en coachingsgesprekken waren er per partner?",
            "gesprekken",
            "Gesprekken met een professional van wie de organisatie is vastgelegd. Een gesprek binnen een coaching telt ook. Wat "
            "is weggehaald telt niet. Er staat geen cliënt bij. Bij een afspraak tellen de gesprekken van die activiteit.",
            adds_up=True,
        ),
        _indicator(
            Key.TALK_HOURS,
            "Uren van gesprekken",
            "Hoeveel uur duurden de gesprekken met professionals?",
            "uur",
            "De minuten van de gesprekken zelf, opgeteld en afgerond op hele uren. Voorbereiding staat bij de uren van de post.",
        ),
        _indicator(
            Key.ATTENDANCES,
            "Deelnames aan voorlichting",
            "Hoeveel deelnames waren er aan lessen, spellen en voorlichting?",
            "deelnames",
            "Het aantal mensen per keer, opgeteld. Wie twee keer meedoet, telt twee keer. Het zijn dus geen verschillende mensen.",
            adds_up=True,
        ),
        _indicator(
            Key.TEAMS,
            "Teams bezocht of getraind",
            "Hoeveel teams van de eigen organisatie zijn bezocht of getraind?",
            "teams",
            "Eigen teams waar minstens één keer is verteld of getraind. Een team telt één keer. Het is deskundigheidsbevordering.",
        ),
        _indicator(
            Key.GROUPS,
            "Groepen en trainingen",
            "Hoeveel groepen, trainingen en workshops zijn er gegeven per afspraak?",
            "groepen",
            "Groepen die in de periode minstens één keer bij elkaar kwamen. Een groep telt bij elke activiteit waarop een trainer "
            "uren schrijft. Een training aan één persoon is geen groep. Wat op factuur gaat, telt niet.",
            smallest=0,
        ),
        _indicator(
            Key.GROUP_ATTENDANCES,
            "Deelnames aan groepen",
            "Hoeveel deelnames waren er aan groepen, trainingen en workshops?",
            "deelnames",
            "Bezette stoelen per bijeenkomst, opgeteld. Wie acht keer komt, telt acht keer. Het zijn dus geen verschillende mensen. "
            "Geven twee partners samen een groep, dan telt die bij allebei. Partners mag je daarom niet optellen.",
            adds_up=True,
        ),
        _indicator(
            Key.PROFESSIONALS,
            "Getrainde professionals",
            "Hoeveel professionals maakten een workshop af?",
            "professionals",
            "Wie een workshop voor professionals afmaakte. Het telt in de periode van de laatste bijeenkomst, zodra de workshop is "
            "afgerond. Wie twee workshops afmaakt, telt twee keer. Namen komen niet in de telling.",
            adds_up=True,
        ),
        _indicator(
            Key.WAYS,
            "Hoe deelnemers kwamen",
            "Hoe kwamen deelnemers bij een groep?",
            "aanmeldingen",
            "Aanmeldingen voor groepen over alle partners samen, op de dag van aanmelden. Wie zich twee keer aanmeldt, telt twee keer. "
            "Een jaar na een groep zijn de aanmeldingen weg, en dan tellen ze niet meer.",
            adds_up=True,
        ),
        _indicator(
            Key.OTHERWISE,
            "Anders gegaan",
            "Wat verviel, werd uitgesteld of ging anders?",
            "keer",
            "Groepen, bijeenkomsten en overleggen met de status aangepast, uitgesteld, verzet of vervallen. Is een hele groep vervallen "
            "of uitgesteld, dan tellen de bijeenkomsten ervan niet nog eens. Het zijn geen mensen.",
            smallest=0,
        ),
    )
}
