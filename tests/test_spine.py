"""The spine, from registering to hours, as the people who do it."""

import pytest

from ketenwerk.access.api import acting_for
from ketenwerk.clients.api import caseload
from ketenwerk.kernel import clock
from ketenwerk.trajectories.api import write_note
from tests.making import a_client, a_trajectory


@pytest.mark.django_db
def test_a_note_books_its_hour_and_only_the_writer_sees_the_client(anna, bram):
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
            seen="Koffie gedronken.",
        )
        assert written.booked is not None
        assert [row.code for row in caseload(anna).rows] == [client.code]
    with acting_for(bram):
        assert caseload(bram).rows == ()
