"""The reporting code: five steps in order, a weighing that forces a choice, and no content of a report (R35, R45)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.making import a_client

from ketenwerk.access.api import Refused, Role, acting_for
from ketenwerk.clients.api import dossier, involve
from ketenwerk.kernel import clock
from ketenwerk.safeguarding.api import (
    Outcomes,
    WorryRefused,
    confirm_deviation,
    decide_run,
    deviation,
    open_run,
    overseen,
    oversight,
    run_view,
    runs_of,
    set_offer,
    set_reference,
    stop_run,
    take_step,
    to_do_question,
)
from ketenwerk.safeguarding.models import ReportingCodeRun
from ketenwerk.safeguarding.tests.making import a_run_at, answers, taken

pytestmark = pytest.mark.django_db
TODAY = date(2021, 11, 23)


@pytest.fixture
def client(anna):
    with acting_for(anna):
        return a_client(anna)


@pytest.fixture
def focal(actor):
    return actor("emma", Role.FOCAL_OFFICER)


def outcome(decision: str = "report", **other: object) -> Outcomes:
    values = {"on": TODAY, "words": "Samen besloten."}
    if decision == "report":
        values |= {"reported_on": TODAY, "reference": "VT-21-00482"}
    return Outcomes(decision, **(values | other))


@pytest.mark.requirement("R45")
def test_the_steps_are_taken_in_order(anna, client):
    with acting_for(anna):
        run = open_run(by=anna, client=client.id)
        for number in (2, 3, 4, 5):
            with pytest.raises(WorryRefused):
                take_step(by=anna, run=run.id, taken=taken(number))
        with pytest.raises(WorryRefused):
            decide_run(by=anna, run=run.id, outcome=outcome())
        for number in (1, 2, 3, 4):
            assert take_step(by=anna, run=run.id, taken=taken(number)).step == number + 1
            with pytest.raises(WorryRefused):
                take_step(by=anna, run=run.id, taken=taken(number))
        assert decide_run(by=anna, run=run.id, outcome=outcome()).state == "finished"


@pytest.mark.parametrize("number", [1, 2, 4])
def test_only_the_talk_may_be_skipped(number, anna, client):
    with acting_for(anna):
        run = a_run_at(anna, client.id, number)
        with pytest.raises(WorryRefused, match="gesprek"):
            take_step(by=anna, run=run.id, taken=taken(number, skipped=True))


@pytest.mark.requirement("R45")
def test_the_talk_is_skipped_with_a_safety_reason_only(anna, client):
    with acting_for(anna):
        run = a_run_at(anna, client.id, 3)
        with pytest.raises(WorryRefused, match="niet veilig"):
            take_step(by=anna, run=run.id, taken=taken(3, skipped=True, words=" "))
        take_step(by=anna, run=run.id, taken=taken(3, skipped=True, words="Hij luistert mee."))
        view = run_view(ReportingCodeRun.objects.get(id=run.id), dossier(anna, client.id).key)
        assert (view.taken[2].skipped, view.taken[2].words) == (True, "Hij luistert mee.")


def test_the_weighing_needs_all_five_answers(anna, client):
    with acting_for(anna):
        run = a_run_at(anna, client.id, 4)
        four = answers(unsafe=False)
        del four["works"]
        with pytest.raises(WorryRefused, match="vijf"):
            take_step(by=anna, run=run.id, taken=taken(4, answers=four))


def test_a_step_in_the_future_is_refused(anna, client):
    with acting_for(anna):
        run = open_run(by=anna, client=client.id)
        with pytest.raises(WorryRefused, match="toekomst"):
            take_step(by=anna, run=run.id, taken=taken(1, on=TODAY + timedelta(days=1)))


@pytest.mark.requirement("R35", "R45")
@pytest.mark.parametrize(
    ("born", "needs"), [(2003, True), (2004, True), (2002, False), (1990, False), (None, False)]
)
def test_who_may_be_under_18_goes_by_veilig_thuis_first(born, needs, anna):
    """By the year alone the younger age counts: born in 2003 may still be 17."""
    with acting_for(anna):
        client = a_client(anna, birth_year=born)
        run = a_run_at(anna, client.id, 2)
        without = taken(2, consulted=("colleague",))
        if needs:
            with pytest.raises(WorryRefused, match="Veilig Thuis"):
                take_step(by=anna, run=run.id, taken=without)
            assert take_step(by=anna, run=run.id, taken=taken(2)).advice_on == TODAY
        else:
            assert take_step(by=anna, run=run.id, taken=without).advice_on is None


@pytest.mark.requirement("R45")
def test_unsafe_leads_to_a_report_or_to_a_second_person(anna, focal, client):
    with acting_for(anna):
        run = a_run_at(anna, client.id, 5, unsafe=True)
        with pytest.raises(WorryRefused, match="acuut of structureel"):
            decide_run(by=anna, run=run.id, outcome=outcome("help"))
        row = decide_run(by=anna, run=run.id, outcome=outcome("help", deviation="Ze is al veilig."))
        assert row.state == "confirming"
        with pytest.raises(Refused):
            confirm_deviation(by=anna, run=run.id, agrees=True)
    with acting_for(focal):
        assert deviation(focal, run.id).reason == "Ze is al veilig."
        done = confirm_deviation(by=focal, run=run.id, agrees=True)
        assert (done.state, done.confirmed_by_id) == ("finished", focal.member)


def test_nobody_confirms_the_own_deviation_in_another_function(actor):
    emma = actor("emma")
    with acting_for(emma):
        client = a_client(emma)
        run = a_run_at(emma, client.id, 5, unsafe=True)
        decide_run(by=emma, run=run.id, outcome=outcome("help", deviation="Ze is al veilig."))
    same = actor("emma", Role.FOCAL_OFFICER)
    with acting_for(same), pytest.raises(Refused):
        confirm_deviation(by=same, run=run.id, agrees=True)


def test_the_database_refuses_one_person_twice_and_an_unsafe_end_without_a_report(anna, client):
    with acting_for(anna):
        run = a_run_at(anna, client.id, 5, unsafe=True)
        rows = ReportingCodeRun.objects.filter(id=run.id)
        ended = {"state": "finished", "ended_on": TODAY, "decision": "help"}
        with pytest.raises(IntegrityError, match="unsafe_is_reported"), transaction.atomic():
            rows.update(**ended, decided_by=anna.person)
        with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
            rows.update(decided_by=anna.person, confirmed_by=anna.person, confirmed_on=TODAY)


def test_an_involved_colleague_may_be_the_second_and_a_stranger_may_not(anna, actor, client):
    emma, bram = actor("emma"), actor("bram", Role.FOCAL_OFFICER)
    with acting_for(anna):
        run = a_run_at(anna, client.id, 5, unsafe=True)
        decide_run(by=anna, run=run.id, outcome=outcome("help", deviation="Ze is al veilig."))
    for stranger in (emma, bram):
        with acting_for(stranger), pytest.raises(Refused):
            confirm_deviation(by=stranger, run=run.id, agrees=True)
    with acting_for(anna):
        involve(by=anna, client=client.id, member=emma.person)
    with acting_for(emma):
        assert confirm_deviation(by=emma, run=run.id, agrees=True).state == "finished"


def test_sent_back_the_decision_is_taken_again(anna, focal, client):
    with acting_for(anna):
        run = a_run_at(anna, client.id, 5, unsafe=True)
        decide_run(by=anna, run=run.id, outcome=outcome("help", deviation="Ze is al veilig."))
    with acting_for(focal):
        assert confirm_deviation(by=focal, run=run.id, agrees=False).state == "running"
    with acting_for(anna):
        done = decide_run(by=anna, run=run.id, outcome=outcome())
        assert (done.state, done.decision, done.deviation) == ("finished", "report", None)


@pytest.mark.requirement("R45")
def test_of_a_report_only_number_and_day_are_kept(anna, client):
    with acting_for(anna):
        run = a_run_at(anna, client.id, 5)
        with pytest.raises(WorryRefused, match="dag van de melding"):
            decide_run(by=anna, run=run.id, outcome=outcome(reported_on=None))
        decide_run(by=anna, run=run.id, outcome=outcome(reference=""))
        row = set_reference(by=anna, run=run.id, reference="VT-21-00482")
        assert (row.reported_on, row.reference) == (TODAY, "VT-21-00482")
    assert {f.name for f in ReportingCodeRun._meta.concrete_fields if "report" in f.name} == {
        "reported_on"
    }


def test_stopping_needs_a_reason_and_frees_the_way_for_a_new_run(anna, client):
    with acting_for(anna):
        run = a_run_at(anna, client.id, 3)
        with pytest.raises(WorryRefused, match="loopt al"):
            open_run(by=anna, client=client.id)
        with pytest.raises(WorryRefused, match="waarom"):
            stop_run(by=anna, run=run.id, reason="")
        assert stop_run(by=anna, run=run.id, reason="Bij een ander in zorg.").state == "stopped"
        assert open_run(by=anna, client=client.id).step == 1


@pytest.mark.requirement("R35")
@pytest.mark.parametrize(
    ("born", "given_by", "possible"),
    [
        (1990, "self", True),
        (1990, "guardian", False),
        (2004, "self", True),
        (2006, "self", False),
        (2006, "guardian", True),
        (None, "self", True),
        (1990, "", False),
    ],
)
def test_who_answers_about_comensha_goes_by_age(born, given_by, possible, anna):
    with acting_for(anna):
        client = a_client(anna, birth_year=born)
        run = open_run(by=anna, client=client.id)
        set_offer(by=anna, run=run.id, to="offered")
        if possible:
            set_offer(by=anna, run=run.id, to="consented", given_by=given_by)
            assert set_offer(by=anna, run=run.id, to="done").done_on == TODAY
        else:
            with pytest.raises(WorryRefused):
                set_offer(by=anna, run=run.id, to="consented", given_by=given_by)


@pytest.mark.requirement("R35")
def test_nothing_is_done_without_a_yes_and_a_yes_can_be_taken_back(anna, client):
    with acting_for(anna):
        run = open_run(by=anna, client=client.id)
        for wrong in ("consented", "done", "refused"):
            with pytest.raises(WorryRefused):
                set_offer(by=anna, run=run.id, to=wrong, given_by="self")
        set_offer(by=anna, run=run.id, to="offered")
        with pytest.raises(WorryRefused):
            set_offer(by=anna, run=run.id, to="done")
        set_offer(by=anna, run=run.id, to="consented", given_by="self")
        assert set_offer(by=anna, run=run.id, to="refused").state == "refused"


@pytest.mark.requirement("R45")
def test_the_focal_officer_sees_how_far_and_never_what(focal, anna, browse, client):
    with acting_for(anna):
        run = open_run(by=anna, client=client.id)
        take_step(by=anna, run=run.id, taken=taken(1, words="KANARIE-stap"))
    with acting_for(focal):
        rows = overseen(focal)
        assert [(row.code, row.step, row.stands_still) for row in rows] == [(client.code, 2, False)]
    browser = browse("emma", Role.FOCAL_OFFICER)
    page = browser.get("/meldcode/").content
    assert client.code.encode() in page
    assert b"KANARIE" not in page
    for path in (f"/meldcode/{run.id}/", f"/clienten/{client.id}/", f"/meldcode/{run.id}/stop/"):
        assert browser.get(path).status_code == 404
    assert browse("bram", Role.FOCAL_OFFICER).get("/meldcode/").content.count(b"2 van 5") == 0


@pytest.mark.parametrize(("days", "still"), [(13, False), (14, True)])
def test_a_run_that_stands_still_shows_after_fourteen_days(days, still, anna, focal, client):
    with acting_for(anna):
        open_run(by=anna, client=client.id)
    with clock.on_day(TODAY + timedelta(days=days)):
        with acting_for(anna):
            assert bool(to_do_question(anna).ask().runs) is still
        with acting_for(focal):
            assert overseen(focal)[0].stands_still is still


@pytest.mark.parametrize("who", ["emma", "bram"])
def test_who_is_not_involved_finds_no_run(who, anna, actor, client):
    with acting_for(anna):
        run = open_run(by=anna, client=client.id)
    other = actor(who)
    with acting_for(other), pytest.raises(Refused):
        take_step(by=other, run=run.id, taken=taken(1))


def test_a_run_is_resumed_where_it_was(anna, client):
    with acting_for(anna):
        a_run_at(anna, client.id, 4)
        found = runs_of(anna, dossier(anna, client.id))
        assert [(row.step, row.is_open) for row in found] == [(4, True)]


def test_the_focal_officer_pages_through_the_runs_and_counts_them_all(
    focal, anna, browse, monkeypatch
):
    for module in ("ketenwerk.safeguarding.queries.runs", "ketenwerk.safeguarding.api"):
        monkeypatch.setattr(f"{module}.RUNS_PAGE", 2)
    with acting_for(anna):
        codes = []
        for _ in range(3):
            opened = a_client(anna)
            open_run(by=anna, client=opened.id)
            codes.append(opened.code)
    browser = browse("emma", Role.FOCAL_OFFICER)
    first = browser.get("/meldcode/").text
    rest = browser.get("/meldcode/?vanaf=2").text
    assert "?vanaf=2" in first
    assert "?vanaf" not in rest
    assert [sum(code in page for code in codes) for page in (first, rest)] == [2, 1]
    assert browser.get("/meldcode/?vanaf=-1").status_code == 200
    assert browser.get(f"/meldcode/?vanaf={'9' * 30}").status_code == 200
    with acting_for(focal):
        told = oversight(focal)
    assert (told.running, told.still, told.to_confirm) == (3, 0, ())
