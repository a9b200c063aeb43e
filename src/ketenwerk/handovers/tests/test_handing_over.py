"""Who may hand over, on what, until when; and what the other is told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from tests.making import a_client, a_trajectory
from tests.making_handovers import an_agreement, consented, handed, scaled_up

from ketenwerk.access.api import Refused, acting_for, open_key, open_keys
from ketenwerk.clients.api import dossier, set_safe_contact
from ketenwerk.handovers.api import (
    Handover,
    HandoverRefused,
    NewContact,
    Selection,
    back_question,
    give_back,
    hand_over,
    handovers_of,
    own_contacts,
    received,
    received_client,
    stop,
    tell_again,
    write_contact,
)
from ketenwerk.hours.api import HourEntry
from ketenwerk.kernel import clock
from ketenwerk.people.api import Function, Member
from ketenwerk.trajectories.api import Trajectory, TrajectoryRefused, write_note

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R29")]
GOAL = "Weer rustig slapen"
TODAY = date(2021, 11, 23)


@pytest.fixture
def sjoerd(actor):
    return actor("sjoerd")


@pytest.fixture
def lena(actor):
    return actor("lena")


@pytest.fixture
def daan(actor):
    return actor("daan")


@pytest.fixture
def row(sjoerd) -> Trajectory:
    """A granted scale-up at the partner, under a running agreement; nothing asked of her yet."""
    an_agreement(sjoerd.house)
    with acting_for(sjoerd):
        client = a_client(sjoerd)
    return scaled_up(sjoerd, client, "sterker_amw", goal=GOAL)


def tried(by, row, to, until=None):
    with acting_for(by):
        selection = Selection(to.person, until or clock.days_later(30))
        return hand_over(by=by, trajectory=row.id, selection=selection)


def stands(by, row):
    with acting_for(by):
        opened = dossier(by, row.client_id)
        return [(each.state_label, each.reason) for each in handovers_of(by, row, opened)]


# What must hold


def test_without_her_yes_nothing_is_handed_over(row, sjoerd, lena):
    with pytest.raises(HandoverRefused, match="geen toestemming"):
        tried(sjoerd, row, lena)
    consented(sjoerd, row.client_id)
    tried(sjoerd, row, lena)
    assert stands(sjoerd, row) == [("begeleidt", "")]


@pytest.mark.requirement("R7")
@pytest.mark.parametrize(
    ("ends_on", "begins", "may"),
    [
        (None, date(2021, 11, 1), True),
        (date(2022, 1, 1), date(2021, 11, 1), True),
        (TODAY, date(2021, 11, 1), False),
        (None, TODAY + timedelta(days=1), True),
    ],
    ids=["open", "ends later", "ended today", "a next version that is still to begin"],
)
def test_only_under_an_agreement_that_runs_today(row, sjoerd, lena, ends_on, begins, may):
    """The newest version that has begun decides; one for later changes nothing yet."""
    consented(sjoerd, row.client_id)
    an_agreement(sjoerd.house, ends_on=ends_on, day=begins)
    if may:
        assert tried(sjoerd, row, lena)
    else:
        with pytest.raises(HandoverRefused, match="geen afspraak"):
            tried(sjoerd, row, lena)


@pytest.mark.requirement("R7")
def test_an_agreement_of_another_partner_is_no_agreement(sjoerd, anna, lena):
    an_agreement(anna.house)
    with acting_for(sjoerd):
        client = a_client(sjoerd)
    row = scaled_up(sjoerd, client, "sterker_amw")
    consented(sjoerd, row.client_id)
    with pytest.raises(HandoverRefused, match="geen afspraak"):
        tried(sjoerd, row, lena)


def test_only_after_the_municipality_granted_it(sjoerd, lena):
    an_agreement(sjoerd.house)
    with acting_for(sjoerd):
        row = a_trajectory(sjoerd, a_client(sjoerd), "sterker_amw")
    consented(sjoerd, row.client_id)
    with pytest.raises(HandoverRefused, match="toegekend"):
        tried(sjoerd, row, lena)


@pytest.mark.parametrize(
    ("until", "may"),
    [
        (TODAY, False),
        (TODAY + timedelta(days=1), True),
        (date(2022, 2, 1), True),
        (date(2022, 2, 2), False),
    ],
    ids=["today no longer", "today only", "with the agreement", "longer than the agreement"],
)
def test_it_never_lasts_longer_than_the_agreement(row, sjoerd, lena, until, may):
    an_agreement(sjoerd.house, ends_on=date(2022, 2, 1))
    consented(sjoerd, row.client_id)
    if may:
        assert tried(sjoerd, row, lena, until).until == until
    else:
        with pytest.raises(HandoverRefused):
            tried(sjoerd, row, lena, until)


def test_it_never_lasts_longer_than_her_yes(row, sjoerd, lena):
    consented(sjoerd, row.client_id)
    with pytest.raises(HandoverRefused, match="laatste dag"):
        tried(sjoerd, row, lena, clock.days_later(366))
    assert tried(sjoerd, row, lena, clock.days_later(365))


def test_only_to_an_outside_worker_of_the_provider_in_the_decision(row, sjoerd, anna, lena, actor):
    consented(sjoerd, row.client_id)
    with pytest.raises(HandoverRefused, match="Kies een begeleider"):
        tried(sjoerd, row, anna)
    with acting_for(actor("rik")):
        Function.objects.filter(member_id=lena.person).update(end=TODAY)
    with pytest.raises(HandoverRefused, match="Kies een begeleider"):
        tried(sjoerd, row, lena)


def test_one_at_a_time_and_again_after_it_stopped(row, sjoerd, lena, daan):
    first = handed(sjoerd, row, lena)
    with pytest.raises(HandoverRefused, match="al overgedragen"):
        tried(sjoerd, row, daan)
    with acting_for(sjoerd):
        stop(by=sjoerd, handover=first.id)
    tried(sjoerd, row, daan)
    assert stands(sjoerd, row) == [("begeleidt", ""), ("gestopt", "")]


@pytest.mark.parametrize("who", ["roos", "anna", "lena"])
def test_who_does_not_work_with_her_hands_nothing_over(row, sjoerd, lena, actor, who):
    consented(sjoerd, row.client_id)
    with pytest.raises(Refused):
        tried(actor(who), row, lena)


# What the other is told


def test_chosen_is_told_and_nothing_else(row, sjoerd, lena):
    least = handed(sjoerd, row, lena)
    with acting_for(lena):
        facts = received_client(lena, least.id).facts
    assert (facts.called, facts.goal, facts.domains, facts.contact) == ("", "", (), None)
    assert facts.code
    with acting_for(sjoerd):
        stop(by=sjoerd, handover=least.id)
    most = handed(
        sjoerd, row, lena, called=True, goal=True, contact=True, domains=frozenset({"huisvesting"})
    )
    with acting_for(lena):
        facts = received_client(lena, most.id).facts
    assert (facts.called, facts.goal, len(facts.domains)) == ("Linde", GOAL, 1)
    assert facts.contact is not None
    assert facts.contact.never == "niet bellen"


def test_a_new_agreement_on_safe_contact_can_be_passed_on(row, sjoerd, lena):
    made = handed(sjoerd, row, lena, contact=True)
    with acting_for(sjoerd):
        opened = dossier(sjoerd, row.client_id)
        new = replace(opened.safe_contact, never="nooit appen")
        set_safe_contact(by=sjoerd, client=row.client_id, agreement=new)
        opened = dossier(sjoerd, row.client_id)
        assert handovers_of(sjoerd, row, opened)[0].contact_is_old
        tell_again(by=sjoerd, handover=made.id)
        assert not handovers_of(sjoerd, row, opened)[0].contact_is_old
    with acting_for(lena):
        told = received_client(lena, made.id).facts.contact
    assert told is not None
    assert told.never == "nooit appen"


# Own contacts, and the hours of the old trajectory


def test_the_time_of_the_outside_worker_is_no_hour_of_the_programme(row, sjoerd, lena):
    made = handed(sjoerd, row, lena)
    with acting_for(lena):
        contact = NewContact(TODAY, "talk", 50, "Samen gewandeld.")
        write_contact(by=lena, handover=made.id, contact=contact)
        assert [(each.minutes, each.words) for each in own_contacts(lena, made.id)] == [
            (50, "Samen gewandeld.")
        ]
        assert not HourEntry.objects.exists()
        with pytest.raises(Refused):
            write_note(
                by=lena,
                client=row.client_id,
                trajectory=row.id,
                day=TODAY,
                kind="talk",
                minutes=50,
                seen="Thee.",
            )
    with acting_for(sjoerd):
        row.refresh_from_db()
        assert row.used_minutes == 0
        with pytest.raises(TrajectoryRefused):
            write_note(
                by=sjoerd,
                client=row.client_id,
                trajectory=row.id,
                day=TODAY,
                kind="talk",
                minutes=50,
                seen="Thee.",
            )


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": TODAY - timedelta(days=1)},
        {"day": TODAY + timedelta(days=1)},
        {"minutes": 0},
        {"minutes": 601},
        {"words": "  "},
        {"kind": "party"},
    ],
    ids=["before the hand-over", "tomorrow", "no time", "too long", "no words", "no kind"],
)
def test_a_contact_that_cannot_be(row, sjoerd, lena, wrong):
    made = handed(sjoerd, row, lena)
    right = {"day": TODAY, "kind": "call", "minutes": 600, "words": "Gebeld."}
    with acting_for(lena):
        assert write_contact(by=lena, handover=made.id, contact=NewContact(**right))
        with pytest.raises(HandoverRefused):
            write_contact(by=lena, handover=made.id, contact=NewContact(**(right | wrong)))


def test_who_handed_over_reads_no_contact(row, sjoerd, lena):
    made = handed(sjoerd, row, lena)
    with acting_for(lena):
        write_contact(by=lena, handover=made.id, contact=NewContact(TODAY, "talk", 5, "Thee."))
    with acting_for(sjoerd):
        assert not Handover.objects.get(id=made.id).contacts.exists()
        assert own_contacts(sjoerd, made.id) == []


# The end


@pytest.mark.parametrize(
    ("state", "reason", "shown"),
    [
        ("done", "", ("klaar", "")),
        ("done", "asked", ("klaar", "")),
        ("returned", "no_contact", ("teruggegeven", "er kwam geen contact")),
    ],
)
def test_after_the_end_the_sender_sees_how_and_the_other_nothing(
    row, sjoerd, lena, state, reason, shown
):
    made = handed(sjoerd, row, lena)
    with acting_for(lena):
        give_back(by=lena, handover=made.id, state=state, reason=reason)
        assert received(lena) == []
        with pytest.raises(Refused):
            received_client(lena, made.id)
    assert stands(sjoerd, row) == [shown]
    with acting_for(sjoerd):
        assert [each.trajectory for each in back_question(sjoerd).ask()] == (
            [row.id] if state == "returned" else []
        )
        with pytest.raises(HandoverRefused):
            stop(by=sjoerd, handover=made.id)


@pytest.mark.requirement("R7")
@pytest.mark.parametrize(("state", "reason"), [("done", ""), ("returned", "no_room")])
def test_who_ends_it_has_no_key_any_more_and_the_sender_gets_a_new_one(
    row, sjoerd, lena, state, reason
):
    made = handed(sjoerd, row, lena)
    with acting_for(lena):
        kept = open_key(by=lena, dossier=made.id)
        give_back(by=lena, handover=made.id, state=state, reason=reason)
        assert open_keys(by=lena, dossiers=[made.id]) == {}
    call_command("expire", "--apply")
    with acting_for(sjoerd):
        now = open_key(by=sjoerd, dossier=made.id)
    assert now != kept
    assert now.endswith(kept)


@pytest.mark.parametrize(
    ("state", "reason"), [("returned", ""), ("returned", "story"), ("stopped", ""), ("running", "")]
)
def test_an_end_that_cannot_be(row, sjoerd, lena, state, reason):
    made = handed(sjoerd, row, lena)
    with acting_for(lena), pytest.raises(HandoverRefused):
        give_back(by=lena, handover=made.id, state=state, reason=reason)
    assert stands(sjoerd, row) == [("begeleidt", "")]


def test_what_came_back_stays_to_do_until_somebody_goes_on(row, sjoerd, lena, daan):
    made = handed(sjoerd, row, lena)
    with acting_for(lena):
        give_back(by=lena, handover=made.id, state="returned", reason="no_room")
    with acting_for(sjoerd):
        assert len(back_question(sjoerd).ask()) == 1
    tried(sjoerd, row, daan)
    with acting_for(sjoerd):
        assert back_question(sjoerd).ask() == []


@pytest.mark.requirement("R7")
def test_a_member_of_the_provider_without_the_function_is_in_no_list(row, sjoerd, lena):
    with acting_for(sjoerd):
        from ketenwerk.handovers.api import outside_workers

        names = set(outside_workers(lena.house).values_list("name", flat=True))
        everybody = set(
            Member.objects.filter(organisation=lena.house).values_list("name", flat=True)
        )
    assert names == everybody == {"Lena Hofman", "Daan Verbeek"}
