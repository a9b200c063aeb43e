"""What saving a note says about the line that pays for it."""

from datetime import date

import pytest
from tests.making import a_client, a_trajectory
from tests.making_hours import hours_a_day, manager, rostered

from ketenwerk.access.api import acting_for
from ketenwerk.hours.api import outlooks, words_of
from ketenwerk.kernel import clock
from ketenwerk.trajectories.api import write_note

pytestmark = pytest.mark.django_db


def receipt(anna, browse) -> str:
    """Of one hour, written today."""
    with acting_for(anna):
        client = a_client(anna)
        trajectory = a_trajectory(anna, client, "mee_ind")
        written = write_note(
            by=anna,
            client=client.id,
            trajectory=trajectory.id,
            day=clock.today(),
            kind="talk",
            minutes=60,
            seen="Samen koffie gedronken.",
            thought="",
        )
    page: str = browse("anna").get(f"/notities/{written.note.id}/").content.decode()
    return page


def test_the_receipt_names_the_day_that_the_manager_reads(anna, browse):
    """156 hours: 1 is used, 55 are planned in November, so 100 of the 184 in December: 13 of its 23 working days."""
    rostered(anna, "mee_ind", hours_a_day(8, 8, 8, 8, 8), start=date(2021, 11, 22))
    assert "Nog 155 uur. Verwachting: op 17 december op." in receipt(anna, browse)
    petra = manager()
    with acting_for(petra):
        (mee,) = outlooks(petra, clock.today())
    told = {row.line.label: words_of(row.outlook, clock.today()) for row in mee.subsidised}
    assert told["Individuele begeleiding"] == "op 17 december op"


def test_without_a_roster_the_receipt_says_what_is_left_and_no_more(anna, browse):
    page = receipt(anna, browse)
    assert "Nog 155 uur." in page
    assert "Verwachting" not in page
