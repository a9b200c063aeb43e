"""Who reads a referral when, and what both sides may do with it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, models, transaction
from tests.making import a_client
from tests.sweeping import log_of

from ketenwerk.access.api import Refused, Role, acting_for, open_key, open_keys, standpoint_of
from ketenwerk.access.models import KeyGrant
from ketenwerk.clients.api import Choice, Client, dossier, involve, removal_tasks
from ketenwerk.clients.models import Consent
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.kernel.working_days import working_days_before
from ketenwerk.people.api import Actor
from ketenwerk.referrals.api import (
    NO_ANSWER_AFTER,
    ChangedMeanwhile,
    Handover,
    Referral,
    ReferralRefused,
    ToNetwork,
    feed_back,
    link_referred,
    network_of_client,
    note_network,
    of_client,
    received,
    received_page,
    register_referred,
    send,
    sent_page,
    set_handover,
    settle_network,
    to_do_question,
    to_sender,
    withdraw,
)
from ketenwerk.referrals.models import NetworkReferral, ReferralReceipt
from ketenwerk.referrals.tests.making import (
    ASKED,
    QUESTION,
    WHY,
    a_question,
    agree,
    an_intake,
    given_back,
    sent_to,
    stands,
    taken_by,
)

pytestmark = pytest.mark.django_db
TABLES = ("referral", "referralreceipt", "networkreferral")


@pytest.fixture
def client(anna: Actor) -> Client:
    with acting_for(anna):
        return a_client(anna)


@pytest.fixture
def yara(actor: Callable[..., Actor]) -> Actor:
    """Another care worker of Bram's organisation."""
    return actor("yara")


def reads(who: Actor, referral: Referral) -> bool:
    """Whether somebody reads what was handed over, by the product's own doors."""
    with acting_for(who):
        try:
            return received_page(who, referral.id).content.asked == ASKED
        except Refused:
            pass
        try:
            row = to_sender(who, referral.id)
            return sent_page(who, row, dossier(who, row.client_id)).content.asked == ASKED
        except Refused:
            return False


def rows_seen(who: Actor, table: str) -> int:
    with standing(standpoint_of(who)), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM referrals_{table}")
        return int(cursor.fetchone()[0])


def refused_by_sql(who: Actor, sql: str, *values: object) -> bool:
    try:
        with standing(standpoint_of(who)), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, list(values))
            return cursor.rowcount == 0
    except ProgrammingError:
        return True


def test_until_somebody_takes_it_every_care_worker_of_the_receiver_reads_it_then_one(
    client, anna, bram, yara, actor
):
    referral = sent_to(anna, client.id, bram)
    people = {
        "who sent it": anna,
        "colleague of the sender without involvement": actor("emma"),
        "care worker of the receiver": bram,
        "another care worker of the receiver": yara,
        "focal officer of the receiver": actor("bram", Role.FOCAL_OFFICER),
        "care worker of a third partner": actor("roos"),
    }
    before = {"who sent it", "care worker of the receiver", "another care worker of the receiver"}
    assert {name for name, who in people.items() if reads(who, referral)} == before
    taken_by(bram, referral.id)
    after = {"who sent it", "care worker of the receiver"}
    assert {name for name, who in people.items() if reads(who, referral)} == after
    assert rows_seen(yara, "referral") == 0


def test_a_colleague_who_works_with_her_too_reads_what_was_sent(client, anna, bram, actor):
    referral = sent_to(anna, client.id, bram)
    emma = actor("emma")
    with acting_for(anna):
        involve(by=anna, client=client.id, member=emma.person)
    assert reads(emma, referral)


def test_the_least_goes_along_unless_she_said_more(client, anna, bram):
    least, most = (
        sent_to(anna, client.id, bram, everything=all_of_it) for all_of_it in (False, True)
    )
    with acting_for(bram):
        content = received_page(bram, least.id).content
        assert (content.called, content.own_question, content.contact) == ("", "", None)
        content = received_page(bram, most.id).content
        assert (content.called, content.own_question) == ("Linde", QUESTION)
        assert content.contact is not None
        assert content.contact.never == "niet bellen"


def test_a_referral_opens_nothing_of_the_dossier(client, anna, bram):
    taken_by(bram, sent_to(anna, client.id, bram).id)
    with acting_for(bram):
        with pytest.raises(Refused):
            dossier(bram, client.id)
        assert not Client.objects.filter(id=client.id).exists()
        assert not Consent.objects.filter(client_id=client.id).exists()


@pytest.mark.parametrize("state", ["refused", "withdrawn", "expired"])
def test_without_a_yes_to_this_partner_nothing_is_sent(client, anna, bram, state):
    if state != "refused":
        agree(anna, client.id, bram.house)
    if state == "withdrawn":
        agree(anna, client.id, bram.house, given=False)
    with acting_for(anna):
        if state == "expired":
            Consent.objects.filter(client=client).update(until=clock.today())
        with pytest.raises(ReferralRefused, match="geen toestemming"):
            send(by=anna, client=client.id, new=a_question(bram.house))
        assert not Referral.objects.filter(client=client).exists()


def test_a_yes_to_one_partner_is_no_yes_to_another(client, anna, bram, actor):
    agree(anna, client.id, actor("roos").house)
    with acting_for(anna), pytest.raises(ReferralRefused, match="geen toestemming"):
        send(by=anna, client=client.id, new=a_question(bram.house))


def test_it_can_be_read_no_longer_than_her_yes_holds(client, anna, bram):
    agree(anna, client.id, bram.house)
    ends = clock.days_later(5)
    with acting_for(anna):
        Consent.objects.filter(client=client, recipient=bram.house).update(until=ends)
        referral = send(by=anna, client=client.id, new=a_question(bram.house, days=90))
    assert referral.until == ends
    with acting_for(anna):
        grant = KeyGrant.objects.get(dossier=referral.id, organisation_id=bram.house)
        assert grant.end - grant.start <= timedelta(days=5)


@pytest.mark.parametrize("taken", [False, True])
def test_taking_back_a_yes_closes_it_at_once_and_asks_to_remove(client, anna, bram, taken):
    referral = sent_to(anna, client.id, bram)
    if taken:
        taken_by(bram, referral.id)
    agree(anna, client.id, bram.house, given=False)
    assert not reads(bram, referral)
    assert rows_seen(bram, "referral") == 0
    assert reads(anna, referral)
    with acting_for(anna):
        page = sent_page(anna, to_sender(anna, referral.id), dossier(anna, client.id))
        assert not page.opens
    with acting_for(bram):
        assert [task.done_on for task in removal_tasks(bram)] == [None]


def test_after_a_yes_was_taken_back_the_own_dossier_of_the_receiver_stands(client, anna, bram):
    referral = sent_to(anna, client.id, bram)
    taken_by(bram, referral.id)
    with acting_for(bram):
        own = register_referred(by=bram, referral=referral.id, intake=an_intake(), choices={})
    agree(anna, client.id, bram.house, given=False)
    with acting_for(bram):
        assert dossier(bram, own.id).called == "Linde"
        with pytest.raises(Refused):
            feed_back(by=bram, referral=referral.id, feedback="started", seen=2)


def test_consent_is_asked_anew_at_the_receiver(client, anna, bram):
    referral = sent_to(anna, client.id, bram)
    taken_by(bram, referral.id)
    with acting_for(bram):
        choices = {Choice("count"): False, Choice("share", anna.house): False}
        own = register_referred(by=bram, referral=referral.id, intake=an_intake(), choices=choices)
        assert set(Consent.objects.filter(client=own).values_list("state", flat=True)) == {
            "refused"
        }


def test_who_sent_it_cannot_tell_whether_she_was_known_already(client, anna, bram):
    """Two referrals, one registered as new and one linked: for the sender the rows are the same (D1)."""
    with acting_for(bram):
        known = a_client(bram, called="Zus")
    rows = {}
    for way in ("new", "known"):
        with acting_for(anna):
            other = a_client(anna, called="Linde")
        referral = sent_to(anna, other.id, bram)
        taken_by(bram, referral.id)
        with acting_for(bram):
            if way == "new":
                register_referred(by=bram, referral=referral.id, intake=an_intake(), choices={})
            else:
                link_referred(by=bram, referral=referral.id, code=known.code)
        with acting_for(anna):
            row = Referral.objects.values().get(id=referral.id)
            differs = ("id", "client_id", "reference", "content")
            rows[way] = {name: value for name, value in row.items() if name not in differs}
            assert not ReferralReceipt.objects.exists()
    assert rows["new"] == rows["known"]
    told = [line.event for line in log_of(anna.house)]
    assert not {"referral:registered", "referral:linked"} & set(told)


def test_a_referral_is_linked_only_to_an_own_client_and_once(client, anna, bram, yara):
    referral = sent_to(anna, client.id, bram)
    with acting_for(yara):
        of_colleague = a_client(yara)
    with acting_for(bram):
        mine = a_client(bram)
    with acting_for(bram), pytest.raises(ReferralRefused, match="eerst aan"):
        link_referred(by=bram, referral=referral.id, code=mine.code)
    taken_by(bram, referral.id)
    with acting_for(bram):
        for code in (of_colleague.code, client.code, "XXXX"):
            with pytest.raises(Refused):
                link_referred(by=bram, referral=referral.id, code=code)
        link_referred(by=bram, referral=referral.id, code=mine.code)
        with pytest.raises(ReferralRefused, match="al geregistreerd"):
            register_referred(by=bram, referral=referral.id, intake=an_intake(), choices={})
        assert received_page(bram, referral.id).own_client == mine.id


def test_who_gives_it_back_says_why_and_reads_nothing_any_more(client, anna, bram):
    referral = sent_to(anna, client.id, bram)
    with pytest.raises(ReferralRefused, match="Schrijf kort"):
        given_back(bram, referral.id, reason="other")
    given_back(bram, referral.id, "Bel ons in januari.")
    assert not reads(bram, referral)
    with acting_for(anna):
        page = sent_page(anna, to_sender(anna, referral.id), dossier(anna, client.id))
    assert (page.reason_label, page.reason_words) == ("er is nu geen plek", "Bel ons in januari.")


@pytest.mark.requirement("R7")
def test_who_gives_it_back_has_no_key_any_more_and_the_sender_gets_a_new_one(client, anna, bram):
    referral = sent_to(anna, client.id, bram)
    with acting_for(bram):
        kept = open_key(by=bram, dossier=referral.id)
    given_back(bram, referral.id)
    with acting_for(bram):
        assert open_keys(by=bram, dossiers=[referral.id]) == {}
    call_command("expire", "--apply")
    with acting_for(anna):
        now = open_key(by=anna, dossier=referral.id)
    assert now != kept
    assert now.endswith(kept)


def test_withdrawn_is_gone_at_the_receiver_at_the_next_request(client, anna, bram):
    referral = sent_to(anna, client.id, bram)
    with acting_for(anna):
        withdraw(by=anna, referral=referral.id)
    assert not reads(bram, referral)
    assert stands(bram, referral.id) == ""
    assert stands(anna, referral.id) == "withdrawn"
    with pytest.raises(Refused):
        taken_by(bram, referral.id)


def test_what_was_taken_cannot_be_withdrawn_or_taken_twice(client, anna, bram, yara):
    referral = sent_to(anna, client.id, bram)
    taken_by(bram, referral.id)
    with acting_for(anna), pytest.raises(ReferralRefused, match="al beantwoord"):
        withdraw(by=anna, referral=referral.id)
    with pytest.raises(ReferralRefused):
        taken_by(bram, referral.id)
    with pytest.raises(Refused):
        taken_by(yara, referral.id)


@pytest.mark.parametrize(
    ("said", "state"), [("contact", "accepted"), ("started", "done"), ("failed", "done")]
)
def test_feedback_is_one_of_three_and_started_or_failed_ends_it(client, anna, bram, said, state):
    referral = sent_to(anna, client.id, bram)
    with acting_for(bram), pytest.raises(ReferralRefused):
        feed_back(by=bram, referral=referral.id, feedback=said, seen=1)
    taken_by(bram, referral.id)
    with acting_for(bram):
        feed_back(by=bram, referral=referral.id, feedback=said, seen=2)
    assert stands(anna, referral.id) == state
    with acting_for(anna):
        (row,) = of_client(anna, dossier(anna, client.id))
        assert row.feedback_label == dict(Referral.Feedback.choices)[said]
        with pytest.raises(Refused):
            feed_back(by=anna, referral=referral.id, feedback=said, seen=3)


def test_of_two_who_set_the_handover_the_later_one_hears_it(client, anna, bram):
    referral = sent_to(anna, client.id, bram)
    taken_by(bram, referral.id)
    first = Handover(clock.days_later(2), "sender")
    with acting_for(anna):
        set_handover(by=anna, referral=referral.id, handover=first, seen=2)
    with acting_for(bram):
        with pytest.raises(ChangedMeanwhile):
            set_handover(
                by=bram, referral=referral.id, handover=replace(first, place="call"), seen=2
            )
        done = Handover(clock.today(), "receiver", "done")
        with pytest.raises(ReferralRefused, match="voor je"):
            set_handover(
                by=bram, referral=referral.id, handover=replace(first, state="done"), seen=3
            )
        set_handover(by=bram, referral=referral.id, handover=done, seen=3)
        page = received_page(bram, referral.id)
    assert (page.handover.place, page.handover.state) == ("receiver", "done")


def test_before_it_is_taken_only_who_sent_it_plans_a_handover(client, anna, bram):
    referral = sent_to(anna, client.id, bram)
    planned = Handover(clock.days_later(2), "sender")
    with acting_for(bram), pytest.raises(ReferralRefused):
        set_handover(by=bram, referral=referral.id, handover=planned, seen=1)
    with acting_for(anna):
        set_handover(by=anna, referral=referral.id, handover=planned, seen=1)


@pytest.mark.parametrize(
    ("day", "number", "before"),
    [
        ("2021-11-23", 5, "2021-11-16"),
        ("2021-11-22", 1, "2021-11-19"),
        ("2021-11-21", 5, "2021-11-15"),
    ],
)
def test_working_days_leave_out_the_weekend(day, number, before):
    counted = working_days_before(date.fromisoformat(day), number)
    assert counted == date.fromisoformat(before)


@pytest.mark.parametrize(("days", "late"), [(6, False), (7, True), (30, True)])
def test_without_an_answer_in_five_working_days_who_sent_it_hears_it(
    client, anna, bram, days, late
):
    sent_to(anna, client.id, bram)
    with clock.on_day(clock.days_later(days)), acting_for(anna):
        assert [each.kind for each in to_do_question(anna).ask()] == (["late"] if late else [])
        (row,) = of_client(anna, dossier(anna, client.id))
        assert row.state_label == ("geen antwoord" if late else "verstuurd")
    assert NO_ANSWER_AFTER == 5


def test_vandaag_holds_a_reference_only(client, anna, bram, yara):
    referral = sent_to(anna, client.id, bram)
    for who in (bram, yara):
        with acting_for(who):
            (waits,) = to_do_question(who).ask()
            assert (waits.reference, waits.kind) == (referral.reference, "new")
    taken_by(bram, referral.id)
    with acting_for(yara):
        assert to_do_question(yara).ask() == ()
    with acting_for(bram):
        assert [each.kind for each in to_do_question(bram).ask()] == ["register"]
        register_referred(by=bram, referral=referral.id, intake=an_intake(), choices={})
        assert to_do_question(bram).ask() == ()


def test_who_sent_it_hears_for_a_week_that_it_came_back(client, anna, bram):
    referral = sent_to(anna, client.id, bram)
    given_back(bram, referral.id)
    with acting_for(anna):
        assert [each.kind for each in to_do_question(anna).ask()] == ["returned"]
        with clock.on_day(clock.days_later(7)):
            assert to_do_question(anna).ask() == ()


@pytest.mark.requirement("R39")
def test_going_along_is_kept_as_done_on_a_day_by_somebody(client, anna):
    with acting_for(anna):
        going = ToNetwork("sexual_health", clock.today(), accompanied_by=anna.person)
        row = note_network(by=anna, client=client.id, to=going)
        settle_network(by=anna, referral=row.id, outcome="arrived")
        (seen,) = network_of_client(anna, dossier(anna, client.id))
        ahead = replace(going, day=clock.days_later(1))
        with pytest.raises(ReferralRefused, match="gedaan"):
            note_network(by=anna, client=client.id, to=ahead)
    assert (seen.accompanied_by, seen.outcome, seen.day) == (anna.name, "arrived", clock.today())


@pytest.mark.requirement("R39")
@pytest.mark.requirement("R40")
def test_what_came_out_of_a_visit_has_no_place_to_be_written():
    """Only codes from a list, days and who went along: no text at all."""
    for field in NetworkReferral._meta.concrete_fields:
        written = isinstance(field, models.TextField | models.BinaryField) or (
            isinstance(field, models.CharField) and not field.choices
        )
        assert not written, field.name
    outcomes = {str(label) for _, label in NetworkReferral.Outcome.choices}
    assert outcomes == {"nog niet bekend", "aangekomen", "niet aangekomen"}


def test_a_colleague_of_another_organisation_did_not_go_along(client, anna, bram):
    to = ToNetwork("shelter", clock.today(), accompanied_by=bram.person)
    with acting_for(anna), pytest.raises(Refused):
        note_network(by=anna, client=client.id, to=to)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("who", ["marja", "ilse", "petra", "noor", "wil"])
def test_the_office_has_no_grant_on_any_table(client, actor, who, table):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        standing(standpoint_of(actor(who))),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SELECT 1 FROM referrals_{table}")


def test_the_public_side_has_no_grant_on_any_table(client):
    for table in TABLES:
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            standing(Standpoint(DatabaseRole.PUBLIC)),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT 1 FROM referrals_{table}")


def test_raw_sql_changes_nothing_that_is_not_ones_own_to_say(client, anna, bram, yara, actor):
    referral = sent_to(anna, client.id, bram)
    one = "WHERE id = %s"
    # What was handed over, to whom and until when never changes, for nobody.
    for who in (anna, bram):
        for column in ("content = ''", "receiver_id = organisation_id", "until = '2030-01-01'"):
            sql = f"UPDATE referrals_referral SET {column} {one}"
            assert refused_by_sql(who, sql, referral.id), (who.name, column)
    # Somebody else's name under a yes, or a third organisation.
    take = "UPDATE referrals_referral SET state = 'accepted', answered_on = now(), answered_by_id = %s "
    assert refused_by_sql(bram, take + one, yara.person, referral.id)
    roos = actor("roos")
    assert refused_by_sql(roos, take + one, roos.person, referral.id)
    # The sender does not end it for the receiver.
    done = "UPDATE referrals_referral SET state = 'done', answered_on = now(), answered_by_id = %s "
    assert refused_by_sql(anna, done + one, anna.person, referral.id)
    # Nor does the sender take it, in the own name or in that of somebody there.
    for person in (anna.person, bram.person):
        assert refused_by_sql(anna, take + one, person, referral.id)
    assert stands(anna, referral.id) == "sent"
    taken_by(bram, referral.id)
    other = "UPDATE referrals_referral SET answered_by_id = %s "
    assert refused_by_sql(anna, other + one, anna.person, referral.id)
    told = "UPDATE referrals_referral SET feedback = 'started', feedback_on = %s "
    assert refused_by_sql(anna, told + one, clock.today(), referral.id)
    back = "UPDATE referrals_referral SET state = %s, answered_by_id = NULL, answered_on = NULL "
    for state in ("withdrawn", "sent"):
        assert refused_by_sql(anna, back + one, state, referral.id)
    assert refused_by_sql(yara, done + one, yara.person, referral.id)
    assert refused_by_sql(bram, f"DELETE FROM referrals_referral {one}", referral.id)
    assert stands(anna, referral.id) == "accepted"


def test_the_log_and_the_database_hold_no_word_of_it(client, anna, bram):
    referral = sent_to(anna, client.id, bram, everything=True)
    given_back(bram, referral.id, "KANARIE-terug")
    with standing(standpoint_of(anna)), connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(r)::text FROM referrals_referral r")
        row = json.dumps(cursor.fetchall())
        cursor.execute("SELECT content || reason_words FROM referrals_referral")
        sealed = bytes(cursor.fetchone()[0])
    canaries = (ASKED, WHY, QUESTION, "KANARIE-terug", "Linde")
    assert not any(each in row or each.encode() in sealed for each in canaries)
    for house in (anna.house, bram.house):
        privacy = Standpoint(DatabaseRole.OFFICE, None, house, Role.PRIVACY_OFFICER)
        with standing(privacy), connection.cursor() as cursor:
            cursor.execute("SELECT row_to_json(e)::text FROM audit_auditevent e")
            log = str(cursor.fetchall())
        assert not any(each in log for each in canaries)
    assert "referral:sent" in {line.event for line in log_of(anna.house)}
    assert "referral:returned" in {line.event for line in log_of(bram.house)}


def test_reading_is_logged_on_both_sides_under_her_id(client, anna, bram):
    referral = sent_to(anna, client.id, bram)
    assert reads(anna, referral)
    assert reads(bram, referral)
    # For who sent it the dossier is the entry.
    for house, event in ((anna.house, "client:read"), (bram.house, "referral:read")):
        read = [line for line in log_of(house) if line.event == event]
        assert read
        assert all(line.subjects == (client.id,) for line in read)


def test_the_list_of_what_came_in_opens_nothing(client, anna, bram):
    referral = sent_to(anna, client.id, bram, everything=True)
    with acting_for(bram):
        (row,) = received(bram)
    assert (row.reference, row.code, row.called) == (referral.reference, "", "")
