"""What is told about somebody else stays outside every dossier and ends by itself (R36)."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection, models

from ketenwerk.access.api import Refused, Role, acting_for
from ketenwerk.access.models import KeyGrant
from ketenwerk.audit.models import AuditEvent
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.safeguarding.api import (
    Decision,
    WorryRefused,
    decide_observation,
    observation,
    observations,
    unnamed_indications,
    write_observation,
)
from ketenwerk.safeguarding.forms import ObservationForm
from ketenwerk.safeguarding.models import ThirdPartyObservation
from ketenwerk.safeguarding.tests.making import noticed

pytestmark = pytest.mark.django_db
HEARD = "KANARIE vertelde dat een ander bang is."


@pytest.fixture
def row(anna):
    with acting_for(anna):
        return write_observation(by=anna, heard=HEARD)


@pytest.fixture
def focal(actor):
    return actor("emma", Role.FOCAL_OFFICER)


@pytest.mark.requirement("R36")
def test_no_client_can_be_chosen_and_none_can_be_pointed_at():
    led_to = {
        field.related_model.__name__
        for field in ThirdPartyObservation._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
    }
    assert led_to == {"Organisation", "Member"}
    assert list(ObservationForm.base_fields) == ["heard"]


@pytest.mark.requirement("R36")
@pytest.mark.parametrize(
    ("who", "role", "sees"),
    [
        ("anna", Role.CARE_WORKER, True),
        ("emma", Role.FOCAL_OFFICER, True),
        ("emma", Role.CARE_WORKER, False),
        ("bram", Role.FOCAL_OFFICER, False),
        ("bram", Role.CARE_WORKER, False),
        ("petra", Role.PARTNER_MANAGER, False),
        ("wil", Role.PRIVACY_OFFICER, False),
        ("marja", Role.SUBSIDY_OFFICER, False),
    ],
)
def test_the_author_and_the_focal_officer_of_the_house_read_it_and_nobody_else(
    who, role, sees, browse, row
):
    browser = browse(who, role)
    answer = browser.get(f"/waarnemingen/{row.id}/")
    assert (answer.status_code, b"KANARIE" in answer.content) == (
        (200, True) if sees else (404, False)
    )
    assert b"KANARIE" not in browser.get("/waarnemingen/").content


@pytest.mark.requirement("R36")
def test_the_database_itself_hides_it_from_a_colleague(anna, actor, row):
    emma = actor("emma")
    counts = []
    for by in (anna, emma, actor("emma", Role.FOCAL_OFFICER), actor("bram", Role.FOCAL_OFFICER)):
        side = Standpoint(DatabaseRole.CARE, by.member, by.organisation, by.role)
        with standing(side), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM safeguarding_thirdpartyobservation")
            counts.append(cursor.fetchone()[0])
    assert counts == [1, 0, 1, 0]


@pytest.mark.requirement("R36")
@pytest.mark.parametrize(
    ("day", "there"), [(date(2021, 12, 20), True), (date(2021, 12, 21), False)]
)
def test_from_the_28th_day_on_it_is_invisible_also_when_no_command_ran(
    day, there, anna, focal, row
):
    for by in (anna, focal):
        with clock.on_day(day), acting_for(by):
            assert len(observations(by)) == int(there)
            if there:
                assert observation(by, row.id).heard == HEARD
            else:
                with pytest.raises(Refused):
                    observation(by, row.id)


@pytest.mark.requirement("R36")
@pytest.mark.parametrize(
    ("day", "there"), [(date(2021, 12, 20), True), (date(2021, 12, 21), False)]
)
def test_the_command_takes_row_and_key_on_the_28th_day_and_tells_first(
    day, there, anna, row, capsys
):
    with clock.on_day(day):
        call_command("expire")
        said = capsys.readouterr().out
        assert f"{0 if there else 1} waarnemingen van derden" in said
        assert "Er is niets weggehaald" in said
        assert kept(anna, row) == (True, True)
        call_command("expire", "--apply")
    assert kept(anna, row) == (there, there)


def kept(anna, row) -> tuple[bool, bool]:
    with standing(Standpoint(DatabaseRole.CARE, anna.member, anna.organisation, anna.role)):
        return (
            ThirdPartyObservation.objects.filter(id=row.id).exists(),
            KeyGrant.objects.filter(dossier=row.id).exists(),
        )


@pytest.mark.requirement("R36")
@pytest.mark.parametrize("decision", Decision)
def test_after_the_decision_the_text_is_gone_and_the_log_keeps_only_the_decision(
    decision, anna, focal, row
):
    facts = noticed("Een ander is bang.") if decision == Decision.INDICATION else None
    with acting_for(focal):
        decide_observation(by=focal, observation=row.id, decision=decision, noticed=facts)
    assert kept(anna, row) == (False, False)
    with standing(Standpoint(DatabaseRole.OFFICE, None, anna.organisation, "privacy_officer")):
        line = AuditEvent.objects.get(event="observation:decided")
    assert (line.facts, line.subjects, line.object_id) == (
        {"decision": decision.value},
        [],
        str(row.id),
    )
    with acting_for(anna):
        found = [each.facts for each in unnamed_indications(anna)]
    assert found == (["Een ander is bang."] if facts else [])


def test_the_author_may_destroy_and_nothing_else(anna, row):
    with acting_for(anna):
        for decision in set(Decision) - {Decision.DESTROY}:
            with pytest.raises(Refused):
                decide_observation(by=anna, observation=row.id, decision=decision)
        decide_observation(by=anna, observation=row.id, decision=Decision.DESTROY)
    assert kept(anna, row) == (False, False)


@pytest.mark.requirement("R36")
@pytest.mark.parametrize("decision", Decision)
def test_nobody_decides_on_what_they_wrote_themselves_also_not_as_focal_officer(
    decision, anna, actor, row
):
    anna_as_officer = actor("anna", Role.FOCAL_OFFICER)
    with acting_for(anna_as_officer):
        assert observation(anna_as_officer, row.id).may_decide is False
        with pytest.raises(Refused):
            decide_observation(by=anna_as_officer, observation=row.id, decision=decision)
    assert kept(anna, row) == (True, True)
    other = actor("emma", Role.FOCAL_OFFICER)
    with acting_for(other):
        assert observation(other, row.id).may_decide is True


@pytest.mark.requirement("R36")
def test_the_database_keeps_the_author_from_deciding_as_focal_officer(anna, actor, row):
    removed = []
    for by in (actor("anna", Role.FOCAL_OFFICER), actor("emma"), anna):
        side = Standpoint(DatabaseRole.CARE, by.member, by.organisation, by.role)
        with standing(side), connection.cursor() as cursor:
            cursor.execute("DELETE FROM safeguarding_thirdpartyobservation")
            removed.append(cursor.rowcount)
    assert removed == [0, 0, 1]


def test_the_author_as_focal_officer_reads_that_another_decides(browse, actor):
    emma = actor("emma")
    with acting_for(emma):
        row = write_observation(by=emma, heard=HEARD)
    page = browse("emma", Role.FOCAL_OFFICER).get(f"/waarnemingen/{row.id}/").content.decode()
    assert "een andere aandachtsfunctionaris" in page
    assert "Vernietig waarneming" not in page
    assert "Neem een besluit" not in page


def test_as_an_indication_it_needs_its_own_words(focal, row):
    with acting_for(focal), pytest.raises(WorryRefused, match="zonder naam"):
        decide_observation(by=focal, observation=row.id, decision=Decision.INDICATION)


def test_an_empty_observation_is_refused(anna):
    with acting_for(anna), pytest.raises(WorryRefused):
        write_observation(by=anna, heard="  ")
