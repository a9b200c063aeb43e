"""Talks, hours, attendances and teams as figures: exact for the own partner, small ones hidden for others."""

from datetime import date
from uuid import UUID

import pytest

from ketenwerk.access.api import acting_for
from ketenwerk.consults.api import Work
from ketenwerk.consults.tests.making import a_consult, a_session, at
from ketenwerk.figures.api import Audience, Key, Number, standing
from ketenwerk.kernel import clock
from ketenwerk.kernel.periods import year
from ketenwerk.people.api import Organisation
from ketenwerk.reports.consult_counting import consult_figures
from ketenwerk.reports.counting import take_count

pytestmark = pytest.mark.django_db
WHOLE = year(2021)


def house(key: str) -> UUID:
    return Organisation.objects.get(key=key).id


@pytest.mark.requirement("R62")
def test_one_to_four_is_hidden_for_the_coordinator_and_exact_for_the_partner(anna):
    with acting_for(anna):
        found = consult_figures([Work(house("mee"), 4, 89, 24, 0, 5)], WHOLE)
    told = {(each.audience, each.indicator): (each.value, each.hidden) for each in found}
    assert told[Audience.COORDINATOR, Key.TALKS] == (None, "<")
    assert told[Audience.COORDINATOR, Key.TALK_HOURS] == (None, "<")
    assert told[Audience.COORDINATOR, Key.ATTENDANCES] == (24, "")
    assert told[Audience.COORDINATOR, Key.TEAMS] == (5, "")
    assert told[Audience.PARTNER, Key.TALKS] == (4, "")
    assert told[Audience.PARTNER, Key.TALK_HOURS] == (1, "")


@pytest.mark.requirement("R62")
def test_the_nightly_count_holds_them_and_the_municipality_gets_none(anna, actor):
    with clock.on_day(date(2021, 11, 23)):
        with acting_for(anna):
            a_consult(anna, at(minutes=90))
            a_session(anna)
        take_count(2021)
        petra, marja = actor("petra"), actor("marja")
        with acting_for(petra):
            own = standing(Audience.PARTNER, petra.house)
            assert own.get(WHOLE, Key.TALKS) == Number(1, "")
            assert own.get(WHOLE, Key.ATTENDANCES) == Number(24, "")
        with acting_for(marja):
            outside = standing(Audience.OUTSIDER)
            assert outside.get(WHOLE, Key.TALKS, "mee") is None
