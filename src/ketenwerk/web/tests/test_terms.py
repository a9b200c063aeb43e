"""A draft that was left lying is taken away after 14 days, whoever typed it."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from ketenwerk.access.api import acting_for
from ketenwerk.kernel import clock
from ketenwerk.web import drafts
from ketenwerk.web.models import Draft


@pytest.mark.django_db
@pytest.mark.requirement("R36")
@pytest.mark.parametrize(
    ("age", "there"), [(timedelta(days=13, hours=23), True), (timedelta(days=14), False)]
)
def test_a_draft_goes_after_fourteen_days(age, there, anna):
    with acting_for(anna):
        drafts.keep(anna, "waarneming", {"heard": ["Gehoord."]})
        Draft.objects.update(saved_at=clock.real_now() - age)
    call_command("expire")
    with acting_for(anna):
        assert drafts.kept(anna, "waarneming") is not None
    call_command("expire", "--apply")
    with acting_for(anna):
        assert (drafts.kept(anna, "waarneming") is not None) is there
