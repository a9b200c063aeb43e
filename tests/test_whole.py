"""Looking through a timeline, everything on paper, and the law under which help is given."""

from datetime import date

import pytest

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.clients.api import dossier, move_group
from ketenwerk.kernel import clock
from ketenwerk.programme.api import Activity, TargetGroup
from ketenwerk.trajectories.api import (
    STEPS,
    Asked,
    Plan,
    Trajectory,
    kept_under,
    look_through,
    open_trajectory,
    print_whole,
    write_note,
)
from ketenwerk.trajectories.regimes import usual_regime
from ketenwerk.web.demo import PASSWORD
from tests.making import a_client, a_past, a_trajectory
from tests.sweeping import log_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(anna):
    with acting_for(anna):
        return a_client(anna)


def note(by, client, seen, *, kind="talk", day=None, thought=""):
    written = write_note(
        by=by,
        client=client.id,
        trajectory=None,
        day=day or clock.today(),
        kind=kind,
        minutes=15,
        seen=seen,
        thought=thought,
    )
    return written.note.id


# Timeline


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        (Asked(), ["Huurbrief gelezen", "Gebeld over werk"]),
        (Asked(kinds=("call",)), ["Gebeld over werk"]),
        (Asked(kinds=("call", "talk"), since=date(2021, 11, 20)), ["Huurbrief gelezen"]),
        (Asked(until=date(2021, 11, 1)), ["Gebeld over werk"]),
        (Asked(words="HUURBRIEF appel"), []),
        (Asked(words="huurbrief"), ["Huurbrief gelezen"]),
        (Asked(words="twijfel"), ["Gebeld over werk"]),
        (Asked(kinds=(STEPS,)), []),
    ],
)
def test_kind_period_and_words_narrow_the_timeline_together(anna, client, asked, seen):
    with acting_for(anna):
        note(anna, client, "Huurbrief gelezen")
        day = date(2021, 11, 1)
        note(anna, client, "Gebeld over werk", kind="call", day=day, thought="Ze heeft twijfel")
        found = look_through(anna, dossier(anna, client.id), asked)
    assert [each.seen for each in found.notes] == seen


def test_that_somebody_looked_for_words_is_logged_and_the_words_are_not(anna, client, browse):
    browser = browse("anna")
    with acting_for(anna):
        note(anna, client, "Huurbrief gelezen")
    answer = browser.post(f"/clienten/{client.id}/tijdlijn/", {"words": "huurbrief"})
    assert "Huurbrief gelezen" in answer.content.decode()
    assert "note:searched" in [line.event for line in log_of(anna.organisation)]
    assert "huurbrief" not in answer.wsgi_request.get_full_path()


# Everything on paper


def test_thoughts_go_along_only_where_they_were_chosen(anna, client):
    with acting_for(anna):
        told = note(anna, client, "Koffie", thought="Ze lijkt moe")
        other = note(anna, client, "Thee", thought="Haar broer dwingt haar")
        hidden = note(anna, client, "Over een ander")
        paper = print_whole(
            by=anna, client=client.id, reason="access", notes={told, other}, thoughts={told, hidden}
        )
    chosen = {each.seen: with_thought for each, with_thought in paper.notes}
    assert chosen == {"Koffie": True, "Thee": False}
    assert paper.left_out == 1


def test_the_paper_holds_everything_and_no_name_in_its_title(anna, client, browse):
    with acting_for(anna):
        a_past(anna, client)
        a_trajectory(anna, client, "mee_ind", goal="Bloemist worden")
        seen = note(anna, client, "Koffie gedronken", thought="Verborgen gedachte")
        group = TargetGroup.objects.get(key="risicogroep")
        move_group(
            by=anna, client=client.id, group=group, start=clock.today(), reason="Ze stopte ermee"
        )
    browser = browse("anna")
    page = f"/clienten/{client.id}/heel-dossier/"
    asked = browser.get(page)
    assert asked.headers["Location"].startswith("/account/reauthenticate/")
    browser.post(asked.headers["Location"], {"password": PASSWORD})
    text = browser.post(page, {"reason": "access", "notitie": str(seen)}).content.decode()
    for part in (
        *("Bloemist worden", "Koffie gedronken", "Ze stopte ermee", "ander woord", "niet bellen"),
        *("Meetellen zonder naam", "Anna de Wit", "Wie keek of schreef", "begeleider"),
    ):
        assert part in text, part
    assert "Verborgen gedachte" not in text
    title = text.partition("<title>")[2].partition("</title>")[0]
    assert client.code in title
    assert "Linde" not in title
    assert "client:printed" in [line.event for line in log_of(anna.organisation)]


def test_without_a_reason_nothing_is_printed(anna, client, browse):
    browser = browse("anna")
    page = f"/clienten/{client.id}/heel-dossier/"
    browser.post(browser.get(page).headers["Location"], {"password": PASSWORD})
    assert browser.post(page, {}).status_code == 422
    assert "client:printed" not in [line.event for line in log_of(anna.organisation)]


def test_who_looked_tells_roles_and_reasons_of_the_own_organisation(anna, client, browse):
    browse("anna").get(f"/clienten/{client.id}/")
    with acting_for(anna):
        paper = print_whole(by=anna, client=client.id, reason="access", notes=(), thoughts=())
    assert {(look.role, look.organisation) for look in paper.looks} == {
        ("begeleider", paper.looks[0].organisation)
    }
    assert "Dossier bekeken" in {look.what for look in paper.looks}


@pytest.mark.parametrize("who", ["emma", "bram", "marja", "wil"])
def test_nobody_prints_the_dossier_of_somebody_elses_client(actor, client, browse, who):
    stranger = actor(who)
    with acting_for(stranger), pytest.raises(Refused):
        print_whole(by=stranger, client=client.id, reason="access", notes=(), thoughts=())
    assert browse(who).get(f"/clienten/{client.id}/heel-dossier/").status_code == 404


# The law


@pytest.mark.requirement("R42")
@pytest.mark.parametrize(
    ("basis", "regime"),
    [("Wmo (Oggz)", "wmo"), ("AMW", "amw"), ("Wpg", "wpg"), ("Jeugdwet", "jeugdwet"), ("", "wmo")],
)
def test_the_regime_follows_the_legal_basis_of_the_activity(basis, regime):
    assert usual_regime(Activity(legal_basis=basis)) == regime


@pytest.mark.requirement("R42")
@pytest.mark.parametrize(("chosen", "kept"), [("", "wmo"), ("jeugdwet", "jeugdwet")])
def test_a_trajectory_keeps_the_regime_of_its_opening(anna, client, chosen, kept):
    with acting_for(anna):
        activity = Activity.objects.select_related("line").get(key="mee_ind", year=2021)
        plan = Plan(activity, "Werk", 60, 4, regime=chosen)
        made = open_trajectory(by=anna, client=client.id, plan=plan)
        assert Trajectory.objects.get(id=made.id).legal_regime == kept


@pytest.mark.requirement("R42")
@pytest.mark.parametrize(
    ("regime", "years"), [("wmo", 15), ("jeugdwet", 20), ("amw", 2), ("wpg", 2)]
)
def test_the_term_of_a_regime_is_data_that_waits_for_confirmation(anna, regime, years):
    with acting_for(anna):
        kept = kept_under(regime)
        assert (kept.years, kept.confirmed) == (years, False)
        assert "te bevestigen door de privacyfunctionaris" in kept.words
        assert kept_under(regime, date(2019, 12, 31)) is None
        assert kept_under("") is None
