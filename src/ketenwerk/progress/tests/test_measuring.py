"""Measuring life domains: what may stay open, who may put right, and what two measurements say."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from tests.making import a_client

from ketenwerk.access.api import Refused, acting_for, visible
from ketenwerk.access.permissions import Permission
from ketenwerk.clients.api import dossier, involve
from ketenwerk.kernel import clock
from ketenwerk.programme.api import life_domains
from ketenwerk.progress.api import (
    OWN,
    ZRM,
    Answer,
    Assessment,
    ChangedMeanwhile,
    Measured,
    ProgressRefused,
    Screening,
    comparison,
    correct,
    ladders,
    may_correct,
    measure,
    measurements,
    replace,
    screen,
    screened,
)
from ketenwerk.progress.screens import sentence_of
from ketenwerk.progress.tests.factories import levels, measured_on

pytestmark = pytest.mark.django_db

SPRING, AUTUMN = date(2021, 3, 2), date(2021, 9, 7)


@pytest.fixture
def client(anna):
    with clock.on_day(date(2021, 1, 4)), acting_for(anna):
        return a_client(anna)


def today_zrm(**by_domain: int) -> Measured:
    return Measured("zrm", "start", clock.today(), levels(**by_domain))


# The instruments


@pytest.mark.requirement("R25", "R32")
def test_thirteen_domains_on_five_levels_each_belonging_to_an_exit_domain(anna):
    with acting_for(anna):
        known = ladders()
    domains = known[ZRM].domains
    assert len(domains) == len({domain.key for domain in domains}) == 13
    assert [level.number for level in known[ZRM].levels] == [1, 2, 3, 4, 5]
    assert {domain.exit_domain for domain in domains} == {d.key for d in known[OWN].domains}


def test_what_is_measured_are_the_life_domains_of_the_programme_and_no_second_list(anna):
    with acting_for(anna):
        measured = [(domain.key, domain.name.lower()) for domain in ladders()[ZRM].domains]
        assert measured == [(row.key, row.name.lower()) for row in life_domains()]


# Saving


@pytest.mark.requirement("R25", "R32")
def test_a_part_is_enough_and_her_own_view_stands_beside(anna, client):
    with acting_for(anna):
        answers = {"financien": Answer(2, 4, "Regeling met de bank."), "justitie": Answer(own=5)}
        measure(by=anna, client=client.id, measured=Measured("zrm", "start", SPRING, answers))
        (kept,) = measurements(anna, dossier(anna, client.id))
    assert kept.answers["financien"] == Answer(2, 4, "Regeling met de bank.")
    assert kept.answers["justitie"] == Answer(None, 5)
    assert kept.answers["huisvesting"] == Answer()
    assert (kept.moment, kept.assessor) == ("start", "Anna de Wit")


@pytest.mark.parametrize(
    ("measured", "why"),
    [
        (Measured("zrm", "start", SPRING, {}), "minstens één gebied"),
        (Measured("zrm", "start", SPRING, {"financien": Answer()}), "minstens één gebied"),
        (Measured("zrm", "start", SPRING, {"financien": Answer(0)}), "1 tot en met 5"),
        (Measured("zrm", "start", SPRING, {"financien": Answer(6)}), "1 tot en met 5"),
        (Measured("zrm", "start", SPRING, {"financien": Answer(3, 6)}), "1 tot en met 5"),
        (Measured("zrm", "start", SPRING, {"liefde": Answer(3)}), "1 tot en met 5"),
        (Measured("zrm", "ooit", SPRING, {"financien": Answer(3)}), "welk moment"),
        (Measured("scil", "start", SPRING, {"financien": Answer(3)}), "wat je meet"),
        (Measured("zrm", "start", date(2021, 11, 24), {"financien": Answer(3)}), "toekomst"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(anna, client, measured, why):
    with acting_for(anna):
        with pytest.raises(ProgressRefused, match=why):
            measure(by=anna, client=client.id, measured=measured)
        assert not Assessment.objects.filter(client=client).exists()


def test_a_stranger_and_a_colleague_without_involvement_find_nothing(anna, bram, actor, client):
    with acting_for(anna):
        made = measure(by=anna, client=client.id, measured=today_zrm(financien=2))
    for other in (bram, actor("emma")):
        with acting_for(other):
            assert not visible(other, Permission.PROGRESS_READ, Assessment).exists()
            for act in (
                lambda by: measure(by=by, client=client.id, measured=today_zrm(financien=3)),
                lambda by: correct(
                    by=by,
                    assessment=made.id,
                    measured=today_zrm(financien=3),
                    seen=made.changed_at,
                ),
                lambda by: replace(
                    by=by, assessment=made.id, measured=today_zrm(financien=3), why="x"
                ),
            ):
                with pytest.raises(Refused):
                    act(other)


# Putting right


def test_the_writer_puts_right_within_a_day(anna, client):
    with acting_for(anna):
        made = measure(by=anna, client=client.id, measured=today_zrm(financien=2))
        correct(by=anna, assessment=made.id, measured=today_zrm(financien=3), seen=made.changed_at)
        (kept,) = measurements(anna, dossier(anna, client.id))
    assert kept.answers["financien"].level == 3


def test_after_a_day_a_new_measurement_replaces_it_and_the_old_one_stays(anna, client):
    with acting_for(anna):
        made = measured_on(anna, client.id, clock.today() - timedelta(days=2), levels(justitie=2))
        new = today_zrm(justitie=4)
        assert not may_correct(anna, made)
        with pytest.raises(ProgressRefused, match="een dag lang"):
            correct(by=anna, assessment=made.id, measured=new, seen=made.changed_at)
        with pytest.raises(ProgressRefused, match="waarom"):
            replace(by=anna, assessment=made.id, measured=new, why="  ")
        replace(by=anna, assessment=made.id, measured=new, why="Verkeerd begrepen.")
        newest, old = measurements(anna, dossier(anna, client.id))
    assert (newest.replaced, newest.why) == (False, "Verkeerd begrepen.")
    assert (old.id, old.replaced, old.answers["justitie"].level) == (made.id, True, 2)


def test_what_was_replaced_is_not_replaced_again(anna, client):
    with acting_for(anna):
        made = measure(by=anna, client=client.id, measured=today_zrm(justitie=2))
        replace(by=anna, assessment=made.id, measured=today_zrm(justitie=3), why="Tikfout")
        with pytest.raises(ProgressRefused, match="al vervangen"):
            replace(by=anna, assessment=made.id, measured=today_zrm(justitie=4), why="Tikfout")
        assert not may_correct(anna, made)


def test_a_colleague_who_works_with_her_too_replaces_but_never_puts_right(anna, actor, client):
    emma = actor("emma")
    with acting_for(anna):
        made = measure(by=anna, client=client.id, measured=today_zrm(justitie=2))
        involve(by=anna, client=client.id, member=emma.person)
    with acting_for(emma):
        new = today_zrm(justitie=3)
        with pytest.raises(ProgressRefused):
            correct(by=emma, assessment=made.id, measured=new, seen=made.changed_at)
        assert Assessment.objects.filter(id=made.id).update(moment="end") == 0
        replace(by=emma, assessment=made.id, measured=new, why="Samen nog eens bekeken.")


def test_a_newer_version_is_not_overwritten(anna, client):
    with acting_for(anna):
        made = measure(by=anna, client=client.id, measured=today_zrm(justitie=2))
        seen = made.changed_at
        correct(by=anna, assessment=made.id, measured=today_zrm(justitie=3), seen=seen)
        with pytest.raises(ChangedMeanwhile):
            correct(by=anna, assessment=made.id, measured=today_zrm(justitie=5), seen=seen)
        (kept,) = measurements(anna, dossier(anna, client.id))
    assert kept.answers["justitie"].level == 3


@pytest.mark.parametrize("column", ["client_id", "assessor_id", "instrument", "recorded_at"])
def test_the_database_lets_nobody_say_it_was_another_measurement(anna, client, column):
    with acting_for(anna):
        made = measure(by=anna, client=client.id, measured=today_zrm(justitie=2))
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Assessment.objects.filter(id=made.id).update(**{column: getattr(made, column)})
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Assessment.objects.filter(id=made.id)._raw_delete("default")


# Change


@pytest.mark.requirement("R32")
def test_change_takes_two_measurements_with_the_same_instrument(anna, client):
    with acting_for(anna):
        measured_on(anna, client.id, SPRING, levels(financien=2))
        measured_on(anna, client.id, AUTUMN, levels(uit_geld=4), instrument="own")
        found = measurements(anna, dossier(anna, client.id))
        assert comparison(found, ZRM) is None
        assert comparison(found, OWN) is None
        measured_on(anna, client.id, AUTUMN, levels(financien=3))
        compared = comparison(measurements(anna, dossier(anna, client.id)), ZRM)
    assert compared is not None
    assert (compared.first.day, compared.last.day) == (SPRING, AUTUMN)
    assert compared.changes[0].steps == 1


@pytest.mark.requirement("R32")
def test_a_replaced_measurement_does_not_count_as_one_of_the_two(anna, client):
    with acting_for(anna):
        old = measured_on(anna, client.id, SPRING, levels(financien=1))
        with clock.on_day(AUTUMN):
            new = Measured("zrm", "start", SPRING, levels(financien=2))
            replace(by=anna, assessment=old.id, measured=new, why="Verkeerde persoon.")
        assert comparison(measurements(anna, dossier(anna, client.id)), ZRM) is None


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ((2, 2, 2, 3), (3, 3, 4, 1), "Op drie gebieden gaat het beter, op één slechter."),
        ((2, 2), (3, 2), "Op één gebied gaat het beter, nergens slechter."),
        ((3, 3), (1, 2), "Op twee gebieden gaat het slechter, nergens beter."),
        ((3, 3), (3, 3), "Op twee gebieden bleef het gelijk."),
        (
            (3, None),
            (None, 3),
            "Geen gebied is twee keer gemeten. Er valt nog niets te vergelijken.",
        ),
    ],
)
def test_the_sentence_on_top_says_it_in_plain_words(anna, client, before, after, sentence):
    keys = ["financien", "werk-opleiding", "tijdsbesteding", "huisvesting"]

    def answers(given):
        return {key: Answer(level, 3) for key, level in zip(keys, given, strict=False)}

    with acting_for(anna):
        measured_on(anna, client.id, SPRING, answers(before))
        measured_on(anna, client.id, AUTUMN, answers(after))
        compared = comparison(measurements(anna, dossier(anna, client.id)), ZRM)
    assert compared is not None
    assert sentence_of(compared.changes) == sentence


# SCIL


@pytest.mark.requirement("R33")
def test_of_a_scil_the_outcome_and_the_version_are_kept_and_only_when_she_agreed(anna, client):
    with acting_for(anna):
        outcome = Screening("presumed", "18+")
        with pytest.raises(ProgressRefused, match="akkoord"):
            screen(by=anna, client=client.id, day=SPRING, screening=outcome, agreed=False)
        screen(by=anna, client=client.id, day=SPRING, screening=outcome, agreed=True)
        opened = dossier(anna, client.id)
        kept = screened(anna, opened)
        assert kept is not None
        assert (kept.day, kept.screening, kept.screening.words) == (SPRING, outcome, "vermoeden")
        assert measurements(anna, opened) == []
        row = Assessment.objects.get(client=client)
        assert b"presumed" not in bytes(row.answers)


@pytest.mark.requirement("R33")
def test_the_database_refuses_a_scil_without_agreement(anna, client):
    with acting_for(anna):
        made = screen(
            by=anna,
            client=client.id,
            day=SPRING,
            screening=Screening("none", "18+"),
            agreed=True,
        )
        made.pk, made.agreed = client.id, False
        with pytest.raises(IntegrityError, match="scil_only_when_agreed"), transaction.atomic():
            made.save(force_insert=True)


@pytest.mark.requirement("R33")
def test_a_scil_shows_on_her_own_page_and_on_no_list(anna, client, browse):
    with acting_for(anna):
        screening = Screening("unsure", "KANARIE-18")
        screen(by=anna, client=client.id, day=SPRING, screening=screening, agreed=True)
    browser = browse("anna")
    assert b"KANARIE-18" in browser.get(f"/clienten/{client.id}/ontwikkeling/").content
    for path in ("/", "/clienten/", "/noteer/", f"/clienten/{client.id}/"):
        body = browser.get(path).content
        assert b"KANARIE" not in body
        assert b"SCIL" not in body
    hits = browser.post("/zoeken/", {"zoek": "linde"}).content
    assert b"Linde" in hits
    assert b"SCIL" not in hits


@pytest.mark.requirement("R33")
def test_the_log_does_not_tell_that_it_was_a_scil(anna, client, browse):
    with acting_for(anna):
        screening = Screening("presumed", "18+")
        screen(by=anna, client=client.id, day=SPRING, screening=screening, agreed=True)
    body = browse("wil").get("/logboek/").content.decode()
    assert "Meting opgeslagen" in body
    assert "SCIL" not in body.upper().replace("SCILL", "")
