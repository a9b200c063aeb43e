"""The demo year of meetings and network, without the rest of the year."""

from collections import Counter

import pytest

from ketenwerk.access.api import Role, acting_for
from ketenwerk.hours.models import HourEntry, HourProposal
from ketenwerk.meetings.models import Bottleneck, Meeting, NetworkContact, NetworkTalk
from ketenwerk.web import demo
from ketenwerk.web.seeding.meetings import meet_all_year


@pytest.mark.django_db
@pytest.mark.requirement("R71")
def test_the_year_has_its_meetings_and_its_network_once():
    meet_all_year()
    meet_all_year()
    ilse = demo.actor_of("ilse", Role.COORDINATOR)
    with acting_for(ilse):
        kinds = Counter(Meeting.objects.values_list("series__kind", flat=True))
        assert kinds == {"project": 12, "steering": 4, "other": 1}
        assert NetworkContact.objects.count() == 24
        assert NetworkTalk.objects.filter(kind="national_day").count() == 3
        assert Bottleneck.objects.count() == 5
        assert set(HourProposal.objects.values_list("member__name", "minutes")) == {
            ("Ilse Vermeer", 90),
            ("Petra Blom", 90),
        }
        assert not HourEntry.objects.exists()
