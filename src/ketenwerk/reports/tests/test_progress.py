"""Measurements added up: the numbers are right, nothing small is told, and nobody's score leaves its organisation."""

from collections import Counter
from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.making import a_client

from ketenwerk.access.api import acting_for, counting
from ketenwerk.figures.api import (
    SMALLEST_SHOWN,
    TOTAL,
    Audience,
    Counted,
    Key,
    Published,
    differences,
    standing,
)
from ketenwerk.figures.models import Standing
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.periods import year
from ketenwerk.progress.api import Measured, Moved, moved_in, replace
from ketenwerk.progress.tests.factories import levels, measured_on
from ketenwerk.reports.counting import NIGHT
from ketenwerk.reports.progress_counting import WAYS, _changed, _safe, progress_figures
from ketenwerk.reports.tests.chain import NEW_YEAR, count_on

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R32")]
SPRING, AUTUMN = date(2021, 3, 2), date(2021, 9, 7)
WHOLE = year(2021)


def measured_twice(by, before: dict[str, int], after: dict[str, int]):
    """A client of this person, measured in spring and in autumn."""
    with acting_for(by):
        with clock.on_day(date(2021, 1, 4)):
            client = a_client(by)
        measured_on(by, client.id, SPRING, levels(**before))
        return client, measured_on(by, client.id, AUTUMN, levels(**after))


def shown(by, audience=Audience.COORDINATOR, house=None) -> dict[str, int | None]:
    with acting_for(by):
        numbers = standing(audience, house)
    wanted = {Key.MEASURED.value, Key.CHANGED.value}
    return {
        cell: number.value
        for (_, indicator, cell), number in numbers.found.items()
        if indicator in wanted
    }


def test_two_measurements_are_added_up_per_group_and_per_domain(anna, bram, actor):
    for by in (anna, anna, anna, bram, bram):
        measured_twice(by, {"financien": 2, "huisvesting": 3}, {"financien": 4, "huisvesting": 3})
    count_on(NEW_YEAR)
    found = shown(actor("ilse"))
    assert found["sekswerkers"] == found[TOTAL] == 5
    assert [found[f"financien|{way}"] for way in WAYS] == [5, 0, 0, 0]
    assert [found[f"huisvesting|{way}"] for way in WAYS] == [0, 5, 0, 0]
    assert [found[f"justitie|{way}"] for way in WAYS] == [0, 0, 0, 5]


def test_below_five_the_coordinator_reads_nothing(anna, actor):
    for _ in range(4):
        measured_twice(anna, {"financien": 2}, {"financien": 4})
    count_on(NEW_YEAR)
    found = shown(actor("ilse"))
    assert found[TOTAL] is None
    assert {value for cell, value in found.items() if "|" in cell} == {None}


def test_one_measurement_or_a_replaced_one_or_another_year_counts_nowhere(anna):
    with acting_for(anna):
        with clock.on_day(date(2021, 1, 4)):
            once, wrong, later = (a_client(anna, called=name) for name in ("Noa", "Mila", "Zoë"))
        measured_on(anna, once.id, SPRING, levels(financien=2))
        first = measured_on(anna, wrong.id, SPRING, levels(financien=2))
        with clock.on_day(AUTUMN):
            new = Measured("zrm", "start", SPRING, levels(financien=3))
            replace(by=anna, assessment=first.id, measured=new, why="Verkeerd overgenomen.")
        measured_on(anna, later.id, SPRING, levels(financien=2))
        measured_on(anna, later.id, date(2022, 1, 3), levels(financien=5))
    with clock.on_day(date(2022, 2, 1)):
        assert moved_in(WHOLE) == []
        assert [each.steps["financien"] for each in moved_in(year(2022))] == [3]


def test_a_partner_reads_its_own_number_and_never_what_few_people_scored(anna, bram, actor):
    measured_twice(anna, {"financien": 2}, {"financien": 1})
    for _ in range(6):
        measured_twice(bram, {"financien": 2}, {"financien": 4})
    count_on(NEW_YEAR)
    petra = actor("petra")
    own = shown(petra, Audience.PARTNER, petra.organisation)
    assert own[TOTAL] == 1
    assert {value for cell, value in own.items() if "|" in cell} == {None}
    with acting_for(petra):
        assert not Standing.objects.exclude(organisation=petra.organisation).exists()


def test_the_municipality_gets_nothing_of_it(anna, actor):
    for _ in range(6):
        measured_twice(anna, {"financien": 2}, {"financien": 4})
    count_on(NEW_YEAR)
    with acting_for(actor("ilse")):
        outside = Standing.objects.filter(audience=Audience.OUTSIDER)
        keys = set(outside.values_list("indicator", flat=True))
    assert keys.isdisjoint({Key.MEASURED.value, Key.CHANGED.value})


def test_the_counting_role_still_reads_no_measurement(anna):
    measured_twice(anna, {"financien": 2}, {"financien": 4})
    with counting(NIGHT), pytest.raises(ProgrammingError, match="permission denied"):
        look()


def look() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM progress_assessment LIMIT 1")


def test_what_leaves_the_organisation_names_nobody(anna):
    client, _ = measured_twice(anna, {"financien": 2}, {"financien": 4})
    (moved,) = moved_in(WHOLE)
    assert str(client.id) not in repr(moved)
    assert set(vars(moved)) == {"organisation", "group", "steps"}


def test_the_page_shows_both_with_how_they_were_counted(anna, actor, browse):
    for _ in range(6):
        measured_twice(anna, {"financien": 2}, {"financien": 4})
    count_on(NEW_YEAR)
    with clock.on_day(NEW_YEAR):
        page = browse("ilse").get("/totaalbeeld/?jaar=2021").content.decode()
    assert "Zes cliënten zijn twee keer gemeten." in page
    assert "Het vaakst ging het beter op financiën: bij 6 cliënten." in page
    assert "6 (100 %)" in page
    assert "Beter, gelijk of slechter (K-41)" in page


DOMAINS = ("financien", "huisvesting", "justitie")
HOUSES = (new_id(), new_id(), new_id())


def people(groups: list) -> st.SearchStrategy[list[Moved]]:
    steps = st.fixed_dictionaries({key: st.sampled_from([-1, 0, 1, 1, None]) for key in DOMAINS})
    one = st.builds(Moved, st.sampled_from(HOUSES), st.sampled_from(groups), steps)
    return st.lists(one, max_size=40)


def published(found: list[Counted], audience: str) -> list[Published]:
    return [
        Published(
            each.indicator.value,
            tuple(each.cell.split("|")),
            each.period.start,
            each.period.end,
            each.value,
        )
        for each in found
        if each.audience == audience
    ]


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_no_number_of_the_chain_is_small_or_gives_a_small_one_away(data):
    found = data.draw(people([new_id()]))
    told = _safe(_changed(found, WHOLE))
    inner = [each for each in told if TOTAL not in each.cell]
    assert not [each for each in inner if 0 < (each.value or 0) < SMALLEST_SHOWN]
    if len(found) >= SMALLEST_SHOWN:
        assert differences(told, [], SMALLEST_SHOWN) == []


def test_groups_and_domains_together_give_no_small_group_away(actor):
    """A group of two beside a large one: with the total of the domains it could be subtracted."""
    from ketenwerk.programme.api import TargetGroup

    with acting_for(actor("ilse")):
        groups = list(TargetGroup.objects.filter(for_clients=True).order_by("key"))
        steps = dict.fromkeys(DOMAINS, 1)
        found = [Moved(HOUSES[0], groups[0].id, steps) for _ in range(20)]
        found += [Moved(HOUSES[1], groups[1].id, steps) for _ in range(2)]
        told = published(progress_figures(found, WHOLE), Audience.COORDINATOR)
    assert differences(told, [], SMALLEST_SHOWN) == []
    groups_shown = Counter(
        each.value is not None
        for each in told
        if each.indicator == Key.MEASURED and each.value != 0
    )
    assert groups_shown[False] >= 2
    totals = {each.value for each in told if each.indicator == Key.CHANGED and TOTAL in each.cell}
    whole = next(each.value for each in told if each.cell == (TOTAL,))
    assert totals == {whole}
