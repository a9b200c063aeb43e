"""The wider network: a directory without clients, bottlenecks with an owner, agreements by version, findings that are followed."""

from datetime import date

import pytest
from django.db import ProgrammingError, transaction
from tests.making_meetings import coordinator, house

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.kernel import clock
from ketenwerk.meetings.actions import MeetingRefused, Stale
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
    raise_bottleneck,
)
from ketenwerk.meetings.network_queries import (
    agreements,
    bottlenecks,
    directory,
    evaluations,
    talks,
)

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
