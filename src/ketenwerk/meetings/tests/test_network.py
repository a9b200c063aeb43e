"""The wider network: a directory without clients, bottlenecks with an owner, agreements by version, findings that are followed."""

from datetime import date

import pytest
from django.db import ProgrammingError, transaction
from tests.making_meetings import coordinator, house

from ketenwerk.access.api import Refused, Role, acting_for
from ketenwerk.kernel import clock
from ketenwerk.kernel.two_writers import Stale
from ketenwerk.meetings.actions import MeetingRefused
from ketenwerk.meetings.models import Bottleneck, Finding, NetworkContact, NetworkTalk
from ketenwerk.meetings.network_actions import (
    AgreementFacts,
    BottleneckFacts,
    ContactFacts,
    TalkFacts,
    add_contact,
    add_finding,
    agree,
    change_contact,
    evaluate,
    log_talk,
    move_bottleneck,
    move_finding,
    place_finding,
    raise_bottleneck,
)
from ketenwerk.meetings.network_queries import (
    agreements,
    bottlenecks,
    directory,
    evaluations,
    missing_ways,
    plan_places,
    talks,
)
from ketenwerk.programme.api import Activity

pytestmark = pytest.mark.django_db
TODAY = date(2021, 11, 23)
SCHOOL = ContactFacts("Roc Rivierstad", "school", "Zorgcoördinator", "", "", "", "Nijmegen", "")
DESK = ContactFacts("Loket werk", "work", "Consulent", "", "", "", "hele regio", "Ander werk")


def stuck(**other: object) -> BottleneckFacts:
    facts = {"title": "Wachttijd", "text": "", "organisation_id": house("ggd"), "next_step": ""}
    return BottleneckFacts(**(facts | {"due_on": None} | other))


@pytest.mark.requirement("R10")
def test_partners_find_an_organisation_by_kind_and_by_word(anna):
    ilse = coordinator()
    with acting_for(ilse):
        add_contact(by=ilse, facts=SCHOOL)
        add_contact(by=ilse, facts=DESK)
    with acting_for(anna):
        assert [row.name for row in directory(anna)] == ["Loket werk", "Roc Rivierstad"]
        assert [row.name for row in directory(anna, kind="school")] == ["Roc Rivierstad"]
        assert [row.name for row in directory(anna, words="ander werk")] == ["Loket werk"]
        assert directory(anna, words="nergens") == []


@pytest.mark.requirement("R10")
def test_only_the_coordinator_writes_and_an_ended_entry_is_gone(anna, actor):
    ilse = coordinator()
    for other in (anna, actor("petra"), actor("marja")):
        with pytest.raises(Refused), acting_for(other):
            add_contact(by=other, facts=SCHOOL)
    with acting_for(ilse):
        add_contact(by=ilse, facts=SCHOOL)
        row = NetworkContact.objects.get()
        gone = ContactFacts(**(vars(SCHOOL) | {"ended_on": TODAY}))
        change_contact(by=ilse, contact=row.id, version=1, facts=gone)
        with pytest.raises(Stale):
            change_contact(by=ilse, contact=row.id, version=1, facts=SCHOOL)
        assert directory(ilse) == []


@pytest.mark.requirement("R10")
def test_nothing_in_the_network_or_the_meetings_leads_to_a_client():
    from django.apps import apps

    led_to = {
        field.related_model._meta.app_label
        for model in apps.get_app_config("meetings").get_models()
        for field in model._meta.get_fields()
        if field.is_relation
    }
    assert led_to <= {"meetings", "people"}


def test_the_municipality_reads_no_network_not_even_in_the_database(marja):
    ilse = coordinator()
    with acting_for(ilse):
        add_contact(by=ilse, facts=SCHOOL)
        raise_bottleneck(by=ilse, facts=stuck())
    with acting_for(marja):
        assert not NetworkContact.objects.exists()
        assert not Bottleneck.objects.exists()
        assert directory(marja) == []
        with pytest.raises(ProgrammingError), transaction.atomic():
            NetworkContact.objects.create(**vars(SCHOOL), checked_on=TODAY)


@pytest.mark.requirement("R12")
def test_a_talk_and_a_national_day_are_kept(anna):
    ilse = coordinator()
    with acting_for(ilse):
        for kind, day in (("partner", date(2021, 3, 1)), ("national_day", date(2021, 6, 17))):
            facts = TalkFacts(kind, day, "Onderwerp", None, None, "")
            log_talk(by=ilse, facts=facts)
    with acting_for(anna):
        assert [row.kind for row in talks(anna)] == ["national_day", "partner"]
        with pytest.raises(Refused):
            log_talk(by=anna, facts=facts)
        assert NetworkTalk.objects.count() == 2


@pytest.mark.requirement("R12")
def test_a_bottleneck_moves_along_its_steps_and_says_what_comes_next():
    ilse = coordinator()
    with acting_for(ilse):
        raise_bottleneck(by=ilse, facts=stuck())
        row = Bottleneck.objects.get()

        def go(to, version, **facts: object) -> None:
            move_bottleneck(
                by=ilse, bottleneck=row.id, version=version, to=to, facts=stuck(**facts)
            )

        with pytest.raises(MeetingRefused):
            go("busy", 1)
        go("busy", 1, next_step="Bellen")
        with pytest.raises(MeetingRefused):
            go("open", 2)
        with pytest.raises(Stale):
            go("solved", 1)
        go("solved", 2)
        raise_bottleneck(by=ilse, facts=stuck(title="Tolken"))
        assert [each.title for each in bottlenecks(ilse)] == ["Tolken", "Wachttijd"]


@pytest.mark.requirement("R7")
def test_an_agreement_with_a_provider_keeps_every_version_and_asks_for_review():
    ilse = coordinator()
    with acting_for(ilse):
        sterker, other = house("sterker"), house("moviera")

    def made(text, agreed, review):
        agree(by=ilse, facts=AgreementFacts(other, sterker, text, agreed, review))

    with acting_for(ilse):
        made("Eerst", date(2021, 1, 1), TODAY)
        assert agreements(ilse, TODAY)[0].is_due
        assert not agreements(ilse, date(2021, 11, 22))[0].is_due
        made("Daarna", TODAY, date(2022, 6, 1))
        (found,) = agreements(ilse, TODAY)
        assert (found.now.text, found.now.version, found.is_due) == ("Daarna", 2, False)
        assert [each.text for each in found.before] == ["Eerst"]
        for review in (TODAY, date(2021, 11, 22)):
            with pytest.raises(MeetingRefused):
                made("Te vroeg", TODAY, review)


@pytest.mark.requirement("R73")
def test_a_finding_leads_to_a_change_that_is_followed(anna):
    ilse = coordinator()
    with acting_for(ilse):
        made = evaluate(by=ilse, title="Terugblik", kind="year", made_on=TODAY, text="")
        for text in ("Aanmelden kan sneller", "Scholen"):
            add_finding(
                by=ilse,
                evaluation=made.id,
                text=text,
                change="Eén formulier",
                organisation=house("ggd"),
            )
        first, second = Finding.objects.order_by("text")
        with clock.on_day(date(2021, 12, 1)):
            move_finding(by=ilse, finding=first.id, to="done", reason="")
        with pytest.raises(MeetingRefused):
            move_finding(by=ilse, finding=first.id, to="busy", reason="")
        with pytest.raises(MeetingRefused):
            move_finding(by=ilse, finding=second.id, to="dropped", reason="")
    with acting_for(anna):
        (found,) = evaluations(anna)[0].findings.filter(state="done")
        assert found.moved_on == date(2021, 12, 1)
        with pytest.raises(Refused):
            move_finding(by=anna, finding=second.id, to="busy", reason="")


@pytest.mark.requirement("R25")
def test_partners_find_what_leads_to_work_and_the_coordinator_where_nothing_leads(anna):
    ilse = coordinator()
    works = ContactFacts(**(vars(DESK) | {"leads_to": "work"}))
    course = ContactFacts(**(vars(SCHOOL) | {"leads_to": "training"}))
    with acting_for(ilse):
        add_contact(by=ilse, facts=works)
        add_contact(by=ilse, facts=course)
        add_contact(by=ilse, facts=SCHOOL)
        assert missing_ways(ilse) == ["werkervaring", "dagbesteding of vrijwilligerswerk"]
        row = NetworkContact.objects.get(leads_to="training")
        gone = ContactFacts(**(vars(course) | {"ended_on": TODAY}))
        change_contact(by=ilse, contact=row.id, version=1, facts=gone)
        assert "opleiding of cursus" in missing_ways(ilse)
    with acting_for(anna):
        assert [row.name for row in directory(anna, way="work")] == ["Loket werk"]
        assert directory(anna, way="training") == []


@pytest.mark.requirement("R25")
def test_the_page_of_the_directory_shows_one_way_and_what_is_missing(browse):
    ilse = coordinator()
    with acting_for(ilse):
        add_contact(by=ilse, facts=ContactFacts(**(vars(DESK) | {"leads_to": "work"})))
        add_contact(by=ilse, facts=SCHOOL)
    page = browse("ilse", Role.COORDINATOR).get("/netwerk/").text
    assert "Hier leidt nog niemand heen" in page
    seen = browse("anna").get("/netwerk/?naar=work").text
    assert "Loket werk" in seen
    assert "Roc Rivierstad" not in seen
    assert "Hier leidt nog niemand heen" not in seen


@pytest.mark.requirement("R73")
def test_a_change_points_at_the_activity_of_the_renewed_plan(anna, browse):
    ilse = coordinator()
    with acting_for(ilse):
        made = evaluate(by=ilse, title="Terugblik", kind="year", made_on=TODAY, text="")
        for text in ("Meer lessen", "Iets anders"):
            add_finding(
                by=ilse,
                evaluation=made.id,
                text=text,
                change="Twee lessen op het mbo",
                organisation=house("ggd"),
            )
        dropped, row = Finding.objects.order_by("text")
        places = plan_places(row)
        assert {each.year for each in places} == {2021, 2022}
        assert {each.organisation_id for each in places} <= {house("ggd"), None}
        with pytest.raises(MeetingRefused, match="niet in het plan"):
            place_finding(by=ilse, finding=row.id, year=2022, key="bestaat-niet")
        place_finding(by=ilse, finding=row.id, year=2022, key="ggd_prev")
        move_finding(by=ilse, finding=row.id, to="done", reason="")
        place_finding(by=ilse, finding=row.id, year=2022, key="coord")
        move_finding(by=ilse, finding=dropped.id, to="dropped", reason="Geen tijd")
        with pytest.raises(MeetingRefused, match="gaat niet door"):
            place_finding(by=ilse, finding=dropped.id, year=2022, key="coord")
    with acting_for(anna):
        labels = {each.plan_label for each in evaluations(anna)[0].findings.all()}
        assert labels == {"", Activity.objects.get(year=2022, key="coord").label}
        with pytest.raises(Refused):
            place_finding(by=anna, finding=row.id, year=2022, key="coord")
    assert "Staat in het plan van 2022" in browse("anna").get("/netwerk/evaluaties/").text
    path = f"/netwerk/bevinding/{row.id}/plan/"
    chair = browse("ilse", Role.COORDINATOR)
    assert chair.post(path, {"place": ""}).status_code == 422
    assert chair.post(path, {"place": "2022/ggd_prev"}).status_code == 302
    assert browse("anna").get(path).status_code == 404
