"""One dossier over time: what was agreed, put right and changed stays; who is around her is never left to chance."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.clients.api import (
    ContactChanged,
    DetailsChanged,
    GroupRefused,
    Identity,
    InvolvementRefused,
    Talking,
    caseload,
    circle_of,
    confirm_safe_contact,
    correct_details,
    corrected,
    deal_with_age,
    details_of,
    dossier,
    earlier_agreements,
    exclude,
    groups_over_time,
    hand_over,
    involve,
    leave,
    move_group,
    on_today,
    own_doubles,
    readmit,
    search,
    set_safe_contact,
    shield,
    step_of,
)
from ketenwerk.clients.dossier import SafeAgreement
from ketenwerk.clients.forms import SafeContactForm
from ketenwerk.clients.models import (
    GroupMembership,
    Involvement,
    OwnMark,
    PastAgreement,
    SafeContact,
)
from ketenwerk.kernel import clock
from ketenwerk.programme.api import TargetGroup
from ketenwerk.trajectories.api import close_client, working_trajectories
from tests.making import a_client, a_trajectory

pytestmark = pytest.mark.django_db
TODAY = date(2021, 11, 23)


@pytest.fixture
def emma(actor):
    """A colleague of Anna at the same organisation."""
    return actor("emma")


@pytest.fixture
def client(anna):
    with acting_for(anna):
        return a_client(anna)


def group_of(key: str) -> TargetGroup:
    return TargetGroup.objects.get(key=key)


def move(by, client, key="risicogroep", start=None, reason="Ze is gestopt met dit werk."):
    move_group(
        by=by, client=client.id, group=group_of(key), start=start or clock.today(), reason=reason
    )


# Safe contact


def test_an_earlier_agreement_stays_readable_until_the_dossier_closes(anna, client):
    with acting_for(anna):
        now = dossier(anna, client.id).safe_contact
        set_safe_contact(by=anna, client=client.id, agreement=replace(now, never="geen post"))
        confirm_safe_contact(by=anna, client=client.id)
        told = [each.agreement.never for each in earlier_agreements(dossier(anna, client.id))]
        assert sorted(told) == ["geen post", "niet bellen"]
        close_client(by=anna, client=client.id)
        assert not PastAgreement.objects.filter(client=client).exists()


@pytest.mark.parametrize(("days", "asks"), [(90, False), (91, True)])
def test_after_90_days_client_page_and_note_form_ask_and_one_click_answers(
    anna, client, browse, days, asks
):
    with acting_for(anna):
        SafeContact.objects.update(checked_on=TODAY - timedelta(days=days))
    browser = browse("anna")
    for page in (f"/clienten/{client.id}/", f"/noteer/{client.id}/"):
        assert ("nog steeds goed" in browser.get(page).content.decode()) is asks, page
    if asks:
        answer = browser.post(
            f"/clienten/{client.id}/veilig-contact/nagekeken/", {"terug": "notitie"}
        )
        assert answer.headers["Location"] == f"/noteer/{client.id}/"
        assert "nog steeds goed" not in browser.get(f"/noteer/{client.id}/").content.decode()


def test_an_agreement_that_a_colleague_changed_meanwhile_is_not_overwritten(anna, client):
    with acting_for(anna):
        now = dossier(anna, client.id).safe_contact
        set_safe_contact(
            by=anna, client=client.id, agreement=replace(now, never="van Emma"), seen=1
        )
        with pytest.raises(ContactChanged):
            set_safe_contact(
                by=anna, client=client.id, agreement=replace(now, never="van Anna"), seen=1
            )
        assert dossier(anna, client.id).safe_contact.never == "van Emma"


def test_the_loser_of_two_agreements_sees_both(browse, client):
    page = f"/clienten/{client.id}/veilig-contact/"
    browser = browse("anna")
    browser.post(page, {"channel": "sms", "never": "van Emma", "seen": "1"})
    answer = browser.post(page, {"channel": "app", "never": "van Anna", "seen": "1"})
    assert answer.status_code == 422
    assert "van Emma" in answer.content.decode()
    assert 'value="van Anna"' in answer.content.decode()


@pytest.mark.parametrize(
    ("agreement", "words"),
    [
        (
            SafeAgreement(days=(1, 3), since="13:00", until="15:30"),
            "di, do, tussen 13.00 en 15.30 uur",
        ),
        (SafeAgreement(days=(0, 1, 2, 3, 4), since="20:00"), "doordeweeks, na 20.00 uur"),
        (
            SafeAgreement(until="18:00", moments="niet in de vakantie"),
            "voor 18.00 uur, niet in de vakantie",
        ),
        (SafeAgreement(), ""),
    ],
)
def test_days_and_times_read_as_words(agreement, words):
    assert agreement.when == words


def test_the_form_keeps_days_times_and_who_may_pick_up():
    form = SafeContactForm(
        {"channel": "call", "days": ["3", "1"], "since": "13:00", "pick_up": "haar zus"}
    )
    assert form.is_valid(), form.errors
    agreed = form.agreement()
    assert (agreed.days, agreed.since, agreed.pick_up) == ((1, 3), "13:00", "haar zus")


# Groups


@pytest.mark.requirement("R20")
def test_another_group_from_a_day_on_keeps_the_history_with_its_reason(anna, client):
    with acting_for(anna):
        GroupMembership.objects.filter(client=client).update(start=date(2021, 3, 1))
        move(anna, client, start=date(2021, 10, 1))
        told = [
            (g.group, g.start, g.end, g.reason) for g in groups_over_time(dossier(anna, client.id))
        ]
        after, before = group_of("risicogroep").label, group_of("sekswerkers").label
    assert told == [
        (after, date(2021, 10, 1), None, "Ze is gestopt met dit werk."),
        (before, date(2021, 3, 1), date(2021, 10, 1), ""),
    ]


@pytest.mark.requirement("R20")
@pytest.mark.parametrize(
    ("start", "key", "reason"),
    [
        (date(2021, 11, 24), "risicogroep", "Reden."),
        (date(2021, 11, 1), "risicogroep", "Reden."),
        (TODAY, "sekswerkers", "Reden."),
        (TODAY, "risicogroep", "  "),
    ],
    ids=["ahead", "before the group of now", "the same group", "no reason"],
)
def test_a_group_change_that_cannot_be_says_why(anna, client, start, key, reason):
    with acting_for(anna), pytest.raises(GroupRefused):
        move(anna, client, key, start, reason)


@pytest.mark.requirement("R20")
def test_the_database_itself_refuses_two_groups_in_one_period(anna, client):
    with acting_for(anna):
        now = GroupMembership.objects.get(client=client)
        now.start, now.end = date(2021, 1, 1), date(2021, 6, 1)
        now.save()
        with pytest.raises(IntegrityError), transaction.atomic():
            GroupMembership.objects.create(
                organisation_id=client.organisation_id,
                client=client,
                group=group_of("risicogroep"),
                start=date(2021, 5, 31),
            )
        GroupMembership.objects.create(
            organisation_id=client.organisation_id,
            client=client,
            group=group_of("risicogroep"),
            start=date(2021, 6, 1),
        )


# Corrections


def correct(by, client, seen=0, **changes: Any):
    details = replace(details_of(dossier(by, client.id)), **changes)
    return correct_details(by=by, client=client.id, details=details, seen=seen)


def test_a_correction_tells_what_stood_there_who_and_when_and_is_stored_sealed(anna, client):
    with acting_for(anna):
        assert correct(anna, client, called="Lindy") == ["called"]
        told = [(c.what, c.before, c.by) for c in corrected(dossier(anna, client.id))]
        with connection.cursor() as cursor:
            cursor.execute("SELECT before FROM clients_correction")
            assert b"Linde" not in bytes(cursor.fetchone()[0])
    assert told == [("hoe ze genoemd wil worden", "Linde", "Anna de Wit")]


def test_a_corrected_name_is_recognised_as_a_double_and_the_old_one_no_longer(anna, client):
    with acting_for(anna):
        correct(anna, client, identity=Identity("Roos", "Avondster", "", date(1990, 4, 5)))
        assert own_doubles(anna, Identity("Linde", "Zonneveld", "", None, 1994)) == []
        assert own_doubles(anna, Identity("Roos", "Avondster", "", date(1990, 4, 5))) == [
            client.code
        ]
        assert OwnMark.objects.filter(client=client).exists()


def test_what_a_colleague_put_right_meanwhile_is_not_overwritten(anna, client):
    with acting_for(anna):
        correct(anna, client, own_words="baan")
        with pytest.raises(DetailsChanged) as other:
            correct(anna, client, seen=0, own_words="salon")
        assert other.value.fields == ["eigen woord voor het werk"]
        assert dossier(anna, client.id).own_words == "baan"


@pytest.mark.requirement("R33")
def test_support_in_communication_stands_on_her_own_page_and_on_no_list(anna, client, browse):
    with acting_for(anna):
        talking = Talking(support="KANARIE-steun", screening="likely")
        correct(anna, client, talking=talking, plain_words=True)
        a_trajectory(anna, client, "mee_ind")
    browser = browse("anna")
    assert "KANARIE-steun" in browser.get(f"/clienten/{client.id}/").content.decode()
    lists = [browser.get(path) for path in ("/", "/clienten/", "/noteer/", "/zoeken/")]
    lists.append(browser.post("/zoeken/", {"zoek": "Linde"}))
    for answer in lists:
        text = answer.content.decode()
        assert "KANARIE" not in text
        assert "orte zinnen" not in text
        assert "beperking" not in text


@pytest.mark.requirement("R37")
def test_whether_contact_was_asked_for_is_kept_with_since_when(browse, client):
    browser = browse("anna")
    page = f"/clienten/{client.id}/gegevens/"
    data = {"called": "Linde", "given_name": "Linde", "seen": "0", "ground": "unasked"}
    assert browser.post(page, data | {"ground_since": "2021-09-01"}).status_code == 302
    told = browser.get(f"/clienten/{client.id}/").content.decode()
    assert "bemoeizorg" in told
    assert "1 september 2021" in told


# Ages


@pytest.mark.requirement("R19")
@pytest.mark.parametrize(
    ("identity", "seen", "flag"),
    [
        (Identity(birth_date=date(2003, 11, 23)), 0, (18, "Is 18 geworden")),
        (Identity(birth_date=date(2003, 11, 24)), 0, (18, "Wordt binnenkort 18")),
        (Identity(birth_date=date(2004, 1, 22)), 0, (18, "Wordt binnenkort 18")),
        (Identity(birth_date=date(2004, 1, 23)), 0, None),
        (Identity(birth_date=date(1998, 11, 1)), 0, (23, "Is 23 geworden")),
        (Identity(birth_date=date(1998, 11, 1)), 23, None),
        (Identity(birth_date=date(1998, 3, 1)), 0, None),
        (Identity(birth_year=2003), 0, (18, "Wordt dit jaar 18")),
        (Identity(birth_year=2004), 0, None),
        (Identity(), 0, None),
    ],
)
def test_reaching_18_or_23_after_registration_raises_a_flag(identity, seen, flag):
    with clock.on_day(TODAY):
        assert step_of(identity, date(2021, 6, 1), seen) == flag


@pytest.mark.requirement("R19")
def test_the_flag_stands_on_today_of_who_is_involved_only_and_goes_when_dealt_with(
    anna, emma, browse
):
    with acting_for(anna), clock.on_day(date(2021, 6, 1)):
        young = a_client(anna, birth_date=date(2003, 11, 20), birth_year=None)
    assert "Is 18 geworden" in browse("anna").get("/").content.decode()
    with acting_for(emma):
        assert on_today(emma, [], checks=0).ages == ()
    with acting_for(anna):
        assert [flag.code for flag in on_today(anna, [], checks=0).ages] == [young.code]
        deal_with_age(by=anna, client=young.id, age=18)
        assert on_today(anna, [], checks=0).ages == ()


# Who is around her


def test_the_giver_is_out_at_the_next_request_and_the_taker_goes_on_with_the_work(
    anna, emma, client, browse
):
    with acting_for(anna):
        running = a_trajectory(anna, client, "mee_ind")
        hand_over(by=anna, client=client.id, member=emma.person)
    assert browse("anna").get(f"/clienten/{client.id}/").status_code == 404
    assert browse("emma").get(f"/clienten/{client.id}/").status_code == 200
    with acting_for(emma):
        assert [t.id for t in working_trajectories(emma)] == [running.id]


@pytest.mark.parametrize(("days", "status"), [(0, 200), (6, 200), (7, 404)])
def test_the_giver_keeps_access_until_the_day_that_was_agreed(anna, emma, client, days, status):
    with acting_for(anna):
        until = clock.days_later(7)
        hand_over(by=anna, client=client.id, member=emma.person, kept_until=until)
    with clock.on_day(TODAY + timedelta(days=days)), acting_for(anna):
        found = {row.id for row in caseload(anna).rows}
        assert (client.id in found) is (status == 200)


def test_nobody_leaves_a_client_alone(anna, emma, client):
    with acting_for(anna):
        with pytest.raises(InvolvementRefused, match="Draag haar eerst over"):
            leave(by=anna, client=client.id)
        involve(by=anna, client=client.id, member=emma.person, start=clock.days_later(3))
        with pytest.raises(InvolvementRefused):
            leave(by=anna, client=client.id)
        Involvement.objects.filter(member=emma.person).update(start=clock.today())
        leave(by=anna, client=client.id)
        assert caseload(anna).rows == ()


def test_a_colleague_of_another_partner_cannot_be_involved(anna, bram, client):
    with acting_for(anna):
        for act in (involve, hand_over):
            with pytest.raises(Refused):
                act(by=anna, client=client.id, member=bram.person)


def test_who_is_excluded_gets_404_also_when_involved_before_and_cannot_be_given_it(
    anna, emma, client, browse
):
    with acting_for(anna):
        involve(by=anna, client=client.id, member=emma.person)
        exclude(by=anna, client=client.id, member=emma.person)
        for act in (involve, hand_over):
            with pytest.raises(InvolvementRefused):
                act(by=anna, client=client.id, member=emma.person)
        names = {name for _, name in circle_of(anna, dossier(anna, client.id)).available}
        assert "Emma Prins" not in names
    browser = browse("emma")
    assert browser.get(f"/clienten/{client.id}/").status_code == 404
    assert browser.post(f"/clienten/{client.id}/betrokken/", {"doe": "leave"}).status_code == 404


def test_an_exclusion_stands_above_an_involvement_that_slipped_through(anna, emma, client):
    with acting_for(anna):
        exclude(by=anna, client=client.id, member=emma.person)
        Involvement.objects.create(
            organisation_id=client.organisation_id,
            client=client,
            member_id=emma.person,
            start=clock.today(),
        )
    with acting_for(emma):
        assert caseload(emma).rows == ()
        with pytest.raises(Refused):
            dossier(emma, client.id)
        assert own_doubles(emma, Identity("Linde", "Zonneveld", "", None, 1994)) == []


def test_taking_an_exclusion_back_gives_no_access_by_itself(anna, emma, client):
    with acting_for(anna):
        exclude(by=anna, client=client.id, member=emma.person)
        readmit(by=anna, client=client.id, member=emma.person)
    with acting_for(emma), pytest.raises(Refused):
        dossier(emma, client.id)


def test_a_shielded_dossier_is_found_by_no_colleague_and_each_view_is_told_to_privacy(
    anna, emma, client, browse
):
    with acting_for(anna):
        shield(by=anna, client=client.id, on=True)
    with acting_for(emma):
        assert own_doubles(emma, Identity("Linde", "Zonneveld", "", None, 1994)) == []
        assert search(emma, "Linde") == []
    browse("anna").get(f"/clienten/{client.id}/")
    told = browse("wil").get("/logboek/?wat=verscherpt").content.decode()
    assert "Verscherpt dossier bekeken" in told
    assert client.code in told
    assert "Anna de Wit" in told
    assert "Linde" not in told
