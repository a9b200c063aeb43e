"""A conference of MEE, IrisZorg and Sterker, with one item."""

from datetime import timedelta

import pytest
from tests.making import a_client
from tests.making_conferences import a_conference, agree, an_item, chair

from ketenwerk.access.api import acting_for
from ketenwerk.conferences.api import invite, plan_until
from ketenwerk.conferences.models import Conference
from ketenwerk.conferences.tests.making import CANARY


@pytest.fixture
def roos(actor):
    return actor("roos")


@pytest.fixture
def client(anna, bram, roos):
    with acting_for(anna):
        row = a_client(anna)
        agree(anna, row.id, bram, roos)
    return row


@pytest.fixture
def day(anna, bram, roos):
    return a_conference(anna, bram, roos)


@pytest.fixture
def item(anna, bram, roos, day, client):
    """Anna of MEE asks IrisZorg and Sterker."""
    with acting_for(anna):
        return an_item(anna, day, client.id, bram, roos, question=f"{CANARY} wie gaat mee?")


@pytest.fixture
def emma(actor):
    return actor("emma")


@pytest.fixture
def later(anna, bram, roos, day):
    """The next day of the same series, with the same people."""
    by = chair()
    with acting_for(by):
        until = day.on + timedelta(weeks=2)
        plan_until(by=by, series=day.series_id, until=until)
        row = Conference.objects.get(series=day.series_id, on=until)
        people = [anna.person, bram.person, roos.person]
        invite(by=by, conference=row.id, members=people)
    return row
