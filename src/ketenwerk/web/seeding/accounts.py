"""The first half of the year, made definite in the summer: what the municipality reads in the demo."""

from datetime import date

from ketenwerk.access.api import Role, acting_for
from ketenwerk.kernel import clock
from ketenwerk.people.api import Organisation
from ketenwerk.programme.api import lines_of
from ketenwerk.reports.api import FIRST_HALF, YEAR, Which, explain, freeze_account, take_count
from ketenwerk.web import demo

NUMBER = 2021
FROZEN_ON = date(2021, 8, 16)
STORIES = {
    "b2": "Het internetveldwerk vroeg in het voorjaar meer uren. In de zomer is het rustiger.",
    "b6": "Tot mei waren er te weinig aanmeldingen. De groep begint na de zomer.",
    "b9": "Er kwamen meer jonge mensen dan verwacht. Dat past binnen hetzelfde bedrag.",
}
OTHERWISE = "De uren liepen in dit halfjaar anders dan gepland. Over het hele jaar komt het uit."
SO_FAR = {
    "b6": "De groep begon later door te weinig aanmeldingen. Drie bijeenkomsten schuiven door."
}


def tell_and_freeze() -> None:
    """Counts, writes the stories of the first half and freezes it, for the chain and for one partner."""
    coordinator = demo.actor_of("ilse", Role.COORDINATOR)
    manager = demo.actor_of("petra", Role.PARTNER_MANAGER)
    with clock.on_day(FROZEN_ON):
        take_count(NUMBER)
        with acting_for(coordinator):
            for line in lines_of(NUMBER, funded=True):
                text = STORIES.get(line.key, OTHERWISE)
                explain(by=coordinator, line=line.id, half=FIRST_HALF, text=text)
            freeze_account(by=coordinator, which=Which(NUMBER, FIRST_HALF, None))
            mee = Organisation.objects.get(id=manager.house)
            freeze_account(by=coordinator, which=Which(NUMBER, FIRST_HALF, mee))
            for line in lines_of(NUMBER, funded=True):
                if line.key in SO_FAR:
                    explain(by=coordinator, line=line.id, half=YEAR, text=SO_FAR[line.key])
    take_count(NUMBER)
