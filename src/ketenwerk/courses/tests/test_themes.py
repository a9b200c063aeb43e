"""A training is put together from what its participants ask for (R52)."""

from dataclasses import replace

import pytest
from tests.making import a_client
from tests.making_courses import PEERS, a_run, booking, coordinator, worker

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.courses.models import Course, Place, Session
from ketenwerk.courses.planning import keep_course
from ketenwerk.courses.queries import run_page
from ketenwerk.courses.refusals import CourseRefused
from ketenwerk.courses.seats import enrol, stop
from ketenwerk.courses.themes import set_themes, version_of
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.two_writers import Stale

pytestmark = pytest.mark.django_db
LIMITS, SEX, CHOICES = "grenzen laten zien", "veilige seks", "eigen keuzes"


@pytest.fixture
def run(anna, bram):
    """Given by Roos of another partner; a client of Anna and three people of Bram ask for themes."""
    made = a_run(worker("roos"), keys=("r75_train",), sessions=3)
    ilse = coordinator()
    with acting_for(ilse):
        owners = set(made.course.owners.values_list("organisation_id", flat=True))
        facts = replace(PEERS, themes=f"{LIMITS}\n{SEX}\n{CHOICES}")
        keep_course(
            by=ilse, course=made.course_id, facts=facts, owners=owners, groups=set(), version=1
        )
    with acting_for(anna):
        client = a_client(anna, called="Linde")
        asked = booking("Maan", client=client.id, needs=["quiet"], themes=[LIMITS, SEX])
        enrol(by=anna, run=made.id, booking=asked)
    with acting_for(bram):
        enrol(by=bram, run=made.id, booking=booking("Zon", themes=[LIMITS], needs=["quiet"]))
        enrol(by=bram, run=made.id, booking=booking("Ster"))
        gone = enrol(by=bram, run=made.id, booking=booking("Regen", themes=[CHOICES]))
        stop(by=bram, place=gone.id, why="time")
    return made


def lines(run, *themes: str) -> dict[str, str]:
    with acting_for(worker("roos")):
        version = version_of(Session.objects.filter(run=run))
    return {"version": str(version)} | {
        f"theme_{number}": theme for number, theme in enumerate(themes, start=1)
    }


def themes_of(run) -> list[str]:
    with acting_for(worker("roos")):
        return list(Session.objects.filter(run=run).values_list("theme", flat=True))


@pytest.mark.requirement("R52")
def test_the_trainer_sees_what_the_group_asks_as_counts_and_which_theme_has_no_meeting_yet(
    run, browse
):
    roos = worker("roos")
    with acting_for(roos):
        wishes = run_page(roos, run.id).wishes
        assert [(each.label, each.count) for each in wishes.themes] == [(LIMITS, 2), (SEX, 1)]
        assert [each.count for each in wishes.needs] == [2]
        assert wishes.open == [LIMITS, SEX]
    browser, path = browse("roos"), f"/groepen/{run.id}/themas/"
    assert path in browser.get(f"/groepen/{run.id}/").text
    form = browser.get(path).text
    for shown in (LIMITS, SEX, CHOICES, "nog geen bijeenkomst"):
        assert shown in form
    assert not any(name in form for name in ("Maan", "Zon", "Linde"))
    assert (
        browser.post(path, lines(run, "Grenzen laten zien", "kennismaken", "")).status_code == 302
    )
    assert themes_of(run) == ["Grenzen laten zien", "kennismaken", ""]
    with acting_for(roos):
        assert run_page(roos, run.id).wishes.open == [SEX]
    page = browser.get(f"/groepen/{run.id}/").text
    assert "kennismaken" in page
    assert page.count("nog geen bijeenkomst") == 1


@pytest.mark.requirement("R52")
def test_the_trainer_of_another_partner_reads_a_name_in_the_group_and_themes_and_no_client(
    run, browse
):
    page = browse("roos").get(f"/groepen/{run.id}/").text
    assert f"Vraagt: {LIMITS}, {SEX}" in page
    assert "Maan" in page
    assert not any(word in page for word in ("Linde", "Bram", "Iris"))


def test_who_does_not_give_it_gets_no_wishes_and_sets_no_themes(run, anna, browse):
    for person in (anna, coordinator()):
        with acting_for(person):
            wishes = run_page(person, run.id).wishes
            assert (wishes.themes, wishes.needs) == ([], [])
            with pytest.raises(Refused):
                set_themes(by=person, run=run.id, version=3, themes={})
    for key in ("anna", "bram", "ilse", "marja"):
        browser = browse(key)
        path = f"/groepen/{run.id}/themas/"
        assert browser.get(path).status_code == 404
        assert browser.post(path, lines(run, SEX, "", "")).status_code == 404
    assert themes_of(run) == ["", "", ""]


def test_a_name_in_a_theme_is_refused_and_what_was_typed_stays(run, browse):
    sent = lines(run, "praten over Linde", "kennismaken", "")
    answer = browse("roos").post(f"/groepen/{run.id}/themas/", sent)
    assert answer.status_code == 422
    for kept in ("Hier lijkt een naam te staan", "praten over Linde", "kennismaken"):
        assert kept in answer.text
    assert themes_of(run) == ["", "", ""]


def test_a_later_writer_sees_what_a_colleague_chose(run, browse):
    browser, path = browse("roos"), f"/groepen/{run.id}/themas/"
    first, late = lines(run, SEX, "", ""), lines(run, CHOICES, "", "")
    assert browser.post(path, first).status_code == 302
    answer = browser.post(path, late)
    assert answer.status_code == 409
    assert SEX in answer.text
    assert CHOICES in answer.text
    assert themes_of(run) == [SEX, "", ""]
    roos = worker("roos")
    with acting_for(roos), pytest.raises(Stale):
        set_themes(by=roos, run=run.id, version=3, themes={})


@pytest.mark.requirement("R52")
def test_enrolling_asks_which_themes_of_the_offer_and_no_others(run, bram, browse):
    browser, path = browse("bram"), f"/groepen/{run.id}/aanmelden/"
    assert "Welke thema" in browser.get(path).text
    sent = {"key": str(new_id()), "alias": "Wolk", "found": "own", "client": "", "priority": ""}
    wrong = browser.post(path, {**sent, "themes": ["iets anders"]})
    assert (wrong.status_code, "Wolk" in wrong.text) == (422, True)
    assert browser.post(path, {**sent, "themes": [SEX, CHOICES]}).status_code == 302
    with acting_for(bram):
        assert Place.objects.get(alias="Wolk").themes == [CHOICES, SEX]
        with pytest.raises(CourseRefused, match="thema"):
            enrol(by=bram, run=run.id, booking=booking("Wind", themes=["iets anders"]))


def test_an_offer_without_themes_asks_for_none(anna, browse):
    run = a_run(anna)
    assert "Welke thema" not in browse("bram").get(f"/groepen/{run.id}/aanmelden/").text


def test_the_owner_keeps_a_list_of_themes_one_a_line(run, browse):
    browser = browse("anna")
    path = f"/groepen/aanbod/{run.course_id}/"
    with acting_for(coordinator()):
        owner = str(run.course.owners.get().organisation_id)
    sent = {
        "name": "Training", "kind": "training", "audience": "clients", "seats": "8", "sessions": "8",
        "hours": "94", "goal": "Grenzen.", "materials": "", "owners": [owner], "version": "2",
    }  # fmt: skip
    for wrong in ("praten over Linde", "x" * 61, "\n".join(f"thema {n}" for n in range(13))):
        answer = browser.post(path, {**sent, "themes": wrong})
        assert (answer.status_code, wrong[:9] in answer.text) == (422, True)
    assert browser.post(path, {**sent, "themes": " seks \r\n\r\nkeuzes\r\nseks"}).status_code == 302
    with acting_for(worker()):
        assert Course.objects.get().theme_list == ["seks", "keuzes"]
