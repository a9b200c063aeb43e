"""The case conference: every two weeks, codes only, and an item only for who has part in it (R70, R72)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from tests.making import a_client
from tests.making_conferences import a_conference, agree, an_item, chair

from ketenwerk.access.api import Refused, Role, acting_for
from ketenwerk.access.models import KeyGrant
from ketenwerk.audit.models import AuditEvent
from ketenwerk.clients.api import Consent, involve
from ketenwerk.conferences.api import (
    ConferenceRefused,
    DayFacts,
    Outcome,
    Overtaken,
    SeriesFacts,
    actions_question,
    add_outcome,
    case_of,
    change_conference,
    conference,
    invitation_text,
    places_of,
    plan_until,
    reopen_agenda,
    set_present,
    settle_outcome,
    start_series,
    write_column,
)
from ketenwerk.conferences.models import (
    CaseColumn,
    CaseItem,
    CaseOutcome,
    ConferenceSeries,
    ConferenceSlot,
)
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing

pytestmark = pytest.mark.django_db
TODAY = date(2021, 11, 23)
CANARY = "KANARIE-overleg"


@pytest.fixture
def roos(actor):
    return actor("roos")


@pytest.fixture
def client(anna, bram):
    with acting_for(anna):
        row = a_client(anna)
        agree(anna, row.id, bram)
    return row


@pytest.fixture
def day(anna, bram, roos):
    return a_conference(anna, bram, roos)


@pytest.fixture
def item(anna, bram, day, client):
    """Anna of MEE asks IrisZorg. Sterker is in the room and is not asked."""
    with acting_for(anna):
        return an_item(anna, day, client.id, bram, question=f"{CANARY} wie gaat mee?")


@pytest.mark.requirement("R70")
def test_a_year_of_conferences_every_two_weeks_is_52_hours(actor):
    by = chair()
    first = date(2021, 1, 5)
    with acting_for(by):
        series = start_series(by=by, facts=SeriesFacts(first, clock.now().time()))
        assert plan_until(by=by, series=series.id, until=date(2021, 12, 31)) == 26
        assert plan_until(by=by, series=series.id, until=date(2021, 12, 31)) == 0
        rows = list(series.conferences.all())
    assert {(b.on - a.on).days for a, b in pairwise(rows)} == {14}
    assert sum(row.minutes for row in rows) == 52 * 60


@pytest.mark.requirement("R72")
@pytest.mark.parametrize(
    ("who", "role", "reads"),
    [
        ("anna", None, True),  # involved
        ("emma", None, False),  # a colleague who is not involved
        ("bram", None, True),  # asked and invited
        ("yara", None, False),  # of the asked partner, not invited
        ("roos", None, False),  # invited, not asked
        ("ilse", Role.COORDINATOR, False),  # organises
        ("ilse", Role.CARE_WORKER, False),
        ("petra", None, False),
        ("marja", None, False),  # municipality
    ],
)
def test_who_reads_an_item(who, role, reads, actor, item):
    by = actor(who, role)
    with acting_for(by):
        if reads:
            assert CANARY in case_of(by, item.id).question
        else:
            with pytest.raises(Refused):
                case_of(by, item.id)


def test_for_who_has_no_part_in_it_an_item_is_a_number(roos, bram, day, item):
    for by in (roos, chair()):
        with acting_for(by):
            (place,) = places_of(by, conference(by, day.id))
            assert (place.number, place.code) == (1, "")
    with acting_for(bram):
        (place,) = places_of(bram, conference(bram, day.id))
        assert place.code == item.code


@pytest.mark.requirement("R72")
@pytest.mark.parametrize("how", ["refused", "withdrawn", "expired"])
def test_without_consent_an_item_cannot_be_put_on_the_agenda(how, anna, bram, day):
    with acting_for(anna):
        client = a_client(anna)
        if how in {"withdrawn", "expired"}:
            agree(anna, client.id, bram)
        if how == "withdrawn":
            agree(anna, client.id, given=False)
        if how == "expired":
            Consent.objects.filter(client=client, purpose="conference").update(until=TODAY)
        with pytest.raises(ConferenceRefused, match="toestemming"):
            an_item(anna, day, client.id, bram)
        assert not CaseItem.objects.exists()


@pytest.mark.requirement("R72")
def test_a_consent_that_is_taken_back_closes_the_item_for_the_partner_at_once(
    anna, bram, day, client, item
):
    with acting_for(anna):
        agree(anna, client.id, given=False)
    with acting_for(bram), pytest.raises(Refused):
        case_of(bram, item.id)
    with acting_for(anna):
        (place,) = places_of(anna, conference(anna, day.id))
        assert not place.complete
        assert CANARY in case_of(anna, item.id).question
    by = chair()
    with acting_for(by):
        assert [place.complete for place in places_of(by, conference(by, day.id))] == [False]


def test_a_consent_that_ran_out_ends_the_share_when_the_owner_opens_the_agenda(
    anna, bram, day, client, item
):
    with acting_for(anna):
        Consent.objects.filter(client=client, purpose="conference").update(until=TODAY)
        places_of(anna, conference(anna, day.id))
    with acting_for(bram), pytest.raises(Refused):
        case_of(bram, item.id)


def test_only_partners_that_are_invited_can_be_asked(anna, bram, actor, day, client):
    with acting_for(anna), pytest.raises(ConferenceRefused, match="niet uitgenodigd"):
        an_item(anna, day, client.id, bram, actor("fleur"))


def test_only_an_own_client_can_be_put_on_the_agenda(bram, anna, day, client):
    with acting_for(bram), pytest.raises(Refused):
        an_item(bram, day, client.id, anna)


@pytest.mark.parametrize(
    "question",
    [
        "Gaat Linde mee?",
        "Gaat LINDE mee?",
        "Mevrouw Zonneveld?",
        "Bel 06 12345678",
        "jo@voorbeeld.nl",
    ],
)
def test_no_name_or_number_stands_on_the_shared_screen(question, anna, bram, day, client, item):
    with acting_for(anna):
        for act in (
            lambda: an_item(anna, day, client.id, bram, question=question),
            lambda: write_column(by=anna, item=item.id, kind="picture", words=question, seen=0),
            lambda: add_outcome(
                by=anna, item=item.id, outcome=Outcome("decision", anna.house, question)
            ),
        ):
            with pytest.raises(ConferenceRefused):
                act()


@pytest.mark.parametrize(("days_before", "is_open"), [(2, True), (1, False), (0, False)])
def test_the_agenda_closes_a_day_before(days_before, is_open, anna, bram, day, client):
    with clock.on_day(day.on - timedelta(days=days_before)), acting_for(anna):
        if is_open:
            an_item(anna, day, client.id, bram)
        else:
            with pytest.raises(ConferenceRefused, match="gesloten"):
                an_item(anna, day, client.id, bram)


def test_after_closing_only_the_chair_lets_an_item_in_with_a_reason(anna, bram, day, client):
    by = chair()
    with clock.on_day(day.on - timedelta(days=1)):
        with acting_for(anna), pytest.raises(Refused):
            reopen_agenda(by=anna, conference=day.id, reason="urgent")
        with acting_for(by):
            with pytest.raises(ConferenceRefused):
                reopen_agenda(by=by, conference=day.id, reason="")
            reopen_agenda(by=by, conference=day.id, reason="urgent")
        with acting_for(anna):
            an_item(anna, day, client.id, bram)
            assert [p.late for p in places_of(anna, conference(anna, day.id))] == [True]


@pytest.mark.requirement("R72")
def test_the_office_reads_places_and_no_item_at_all(item):
    for role in ("coordinator", "subsidy_officer"):
        with standing(Standpoint(DatabaseRole.OFFICE, None, item.organisation_id, role)):
            for table in ("caseitem", "caseask", "casecolumn", "caseoutcome"):
                with (
                    pytest.raises(ProgrammingError, match="permission denied"),
                    transaction.atomic(),
                    connection.cursor() as cursor,
                ):
                    cursor.execute(f"SELECT * FROM conferences_{table}")
            assert ConferenceSlot.objects.count() == (1 if role == "coordinator" else 0)


def test_two_writers_at_once_overwrite_nothing(anna, bram, item):
    with acting_for(anna):
        write_column(by=anna, item=item.id, kind="picture", words="Eerst dit.", seen=0)
    with acting_for(bram):
        with pytest.raises(Overtaken):
            write_column(by=bram, item=item.id, kind="picture", words="Of dit.", seen=0)
        assert case_of(bram, item.id).column("picture").words == "Eerst dit."
        write_column(by=bram, item=item.id, kind="judgement", words="Wonen gaat voor.", seen=0)
        write_column(by=bram, item=item.id, kind="picture", words="Eerst dit. Of dit.", seen=1)
    with acting_for(anna):
        seen = case_of(anna, item.id)
        assert [c.words for c in seen.columns] == ["Eerst dit. Of dit.", "Wonen gaat voor.", ""]


def test_the_later_writer_sees_both_texts_on_the_page(browse, anna, item):
    browser = browse("bram")
    path = f"/casuspunt/{item.id}/kolom/picture/"
    assert browser.get(path).status_code == 200
    with acting_for(anna):
        write_column(by=anna, item=item.id, kind="picture", words="Tekst van Anna.", seen=0)
    answer = browser.post(path, {"words": "Tekst van Bram.", "seen": "0"})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Tekst van Anna." in body
    assert "Tekst van Bram." in body
    assert browser.post(path, {"words": "Samen.", "seen": "1"}).status_code == 302


def test_a_partner_that_is_not_asked_writes_nothing_in_the_database_either(bram, roos, item):
    for by, count in ((roos, 0), (bram, 1)):
        with acting_for(by):
            rows = CaseColumn.objects.filter(item_id=item.id, kind="picture")
            assert rows.update(version=0) == count


def test_an_action_lands_with_its_partner_and_only_that_partner_settles_it(anna, bram, roos, item):
    due = TODAY + timedelta(days=3)
    with acting_for(anna):
        made = add_outcome(
            by=anna, item=item.id, outcome=Outcome("action", bram.house, "Gesprek plannen", due)
        )
        assert actions_question(anna).ask() == []
        with pytest.raises(Refused):
            settle_outcome(by=anna, outcome=made.id, to="done")
    with acting_for(roos):
        assert actions_question(roos).ask() == []
    with acting_for(bram):
        assert [(a.item, a.due) for a in actions_question(bram).ask()] == [(item.id, due)]
        settle_outcome(by=bram, outcome=made.id, to="done")
        assert actions_question(bram).ask() == []
        with pytest.raises(ConferenceRefused):
            settle_outcome(by=bram, outcome=made.id, to="dropped")


def test_an_asked_partner_records_an_outcome_too(anna, bram, item):
    with acting_for(bram):
        add_outcome(
            by=bram, item=item.id, outcome=Outcome("decision", anna.house, "Zo doen we het.")
        )
    with acting_for(anna):
        assert [o.words for o in case_of(anna, item.id).outcomes] == ["Zo doen we het."]


def test_an_action_needs_a_day_and_a_partner_of_the_item(anna, bram, roos, item):
    with acting_for(anna):
        for outcome in (
            Outcome("action", bram.house, "Bellen"),
            Outcome("action", bram.house, "Bellen", TODAY - timedelta(days=1)),
            Outcome("decision", roos.house, "Bellen"),
            Outcome("decision", bram.house, " "),
        ):
            with pytest.raises(ConferenceRefused):
                add_outcome(by=anna, item=item.id, outcome=outcome)


@pytest.mark.parametrize(("after", "gone"), [(-1, False), (0, True)])
def test_after_three_months_the_content_is_gone_and_the_outcome_stays(
    after, gone, anna, bram, day, item
):
    with acting_for(anna):
        add_outcome(
            by=anna,
            item=item.id,
            outcome=Outcome("action", bram.house, "Gesprek plannen", TODAY + timedelta(days=3)),
        )
    end = date(2022, 2, 28) + timedelta(days=after)
    with clock.on_day(end):
        with acting_for(anna):
            involve(by=anna, client=item.client_id, member=anna.person)
            if gone:
                with pytest.raises(Refused):
                    case_of(anna, item.id)
            else:
                assert case_of(anna, item.id).code == item.code
        call_command("expire", "--apply")
    with acting_for(anna):
        assert CaseItem.objects.exists() is not gone
        assert KeyGrant.objects.filter(dossier=item.id).exists() is not gone
        (left,) = CaseOutcome.objects.all()
        assert (left.item_id is None, left.words is None) == (gone, gone)
        assert (left.partner_id, left.state, left.due) == (bram.house, "open", date(2021, 11, 26))


def test_a_cancelled_or_moved_day_says_why(day):
    by = chair()
    with acting_for(by):
        facts = DayFacts(day.on, day.starts_at, 120, "", True, "cancelled", "", 1)
        with pytest.raises(ConferenceRefused, match="waarom"):
            change_conference(by=by, conference=day.id, facts=facts)
        facts = DayFacts(day.on, day.starts_at, 120, "", True, "cancelled", "measures", 1)
        assert change_conference(by=by, conference=day.id, facts=facts).version == 2
        with pytest.raises(Overtaken):
            change_conference(by=by, conference=day.id, facts=facts)


def test_who_came_is_recorded_after_the_day_began(anna, bram, day):
    by = chair()
    with acting_for(by), pytest.raises(ConferenceRefused):
        set_present(by=by, conference=day.id, members={anna.person})
    with clock.on_day(day.on), acting_for(by):
        assert set_present(by=by, conference=day.id, members={anna.person}) == 1


def test_the_invitation_is_neutral(anna, day, item):
    with acting_for(anna):
        assert invitation_text(day) == "overleg 30-11, 1 punt"


@pytest.mark.requirement("R72")
def test_the_called_name_and_the_question_of_others_stand_on_no_screen(browse, day, item):
    agenda, meeting = f"/casuistiek/{day.id}/", f"/casuistiek/{day.id}/vergadering/1/"
    for who, role in (("roos", None), ("ilse", Role.COORDINATOR)):
        browser = browse(who, role) if role else browse(who)
        for path in (agenda, meeting):
            body = browser.get(path).content.decode()
            assert "Punt 1" in body
            assert CANARY not in body
            assert item.code not in body
    body = browse("anna").get(meeting).content.decode()
    assert CANARY in body
    assert item.code in body
    assert "Linde" not in body
    paused = browse("anna").get(f"{meeting}?pauze").content.decode()
    assert CANARY not in paused


def test_the_log_holds_no_word_of_it(superless_log, anna, item):
    assert CANARY not in superless_log(anna)


@pytest.fixture
def superless_log():
    def read(by):
        with standing(Standpoint(DatabaseRole.OFFICE, None, by.organisation, Role.PRIVACY_OFFICER)):
            return str(list(AuditEvent.objects.values()))

    return read


def test_what_is_typed_stays_when_consent_is_missing(browse, anna, bram, day):
    with acting_for(anna):
        client = a_client(anna)
    answer = browse("anna").post(
        f"/casuistiek/{day.id}/punt/",
        {
            "client": str(client.id),
            "question": "Mijn lange vraag",
            "partners": [str(bram.house)],
            "minutes": "15",
            "reason": "",
        },
    )
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "Vraag eerst toestemming" in body
    assert "Mijn lange vraag" in body


@pytest.mark.parametrize(("until", "made"), [("2022-11-24", 1), ("2022-11-25", 0)])
def test_planning_too_far_ahead_leaves_no_series_behind(until, made, browse):
    fields = {
        "first_on": "2021-12-02",
        "starts_at": "13:30",
        "minutes": "120",
        "every_weeks": "2",
        "place": "",
        "until": until,
    }
    answer = browse("ilse", Role.COORDINATOR).post("/casuistiek/reeks/", fields)
    assert answer.status_code == (302 if made else 422)
    with acting_for(chair()):
        assert ConferenceSeries.objects.count() == made
