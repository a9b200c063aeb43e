"""What a row says otherwise than the dossier: offered, never overwritten."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client as Browser
from tests.sweeping import log_of

from ketenwerk.access.api import acting_for
from ketenwerk.clients.api import (
    Client,
    correct_details,
    corrected,
    corrections_of,
    details_of,
    dossier,
    groups_over_time,
)
from ketenwerk.exchange.actions import Taken, take_over
from ketenwerk.exchange.offers import Offer
from ketenwerk.exchange.queries import plan_of
from ketenwerk.exchange.tests.test_actions import ONE, everything, table, take
from ketenwerk.exchange.tests.test_views import ROWS, upload
from ketenwerk.people.api import Actor

OTHER = ONE.replace("Roos", "Rosa").replace("1994", "1995").replace("sekswerkers", "risicogroep")


def offers(by: Actor, *rows: str) -> tuple[Offer, ...]:
    with acting_for(by):
        return tuple(offer for step in plan_of(by, table(*rows)).steps for offer in step.offers)


def tick(by: Actor, row: str, *chosen: Offer) -> Taken:
    with acting_for(by):
        ticked = frozenset(offer.token for offer in chosen)
        return take_over(by=by, table=table(row), ticked=ticked)


@pytest.mark.requirement("R99")
def test_a_changed_name_year_and_group_are_shown_beside_what_stands_there(anna: Actor) -> None:
    take(anna, ONE)
    shown = {(each.field, each.now, each.new) for each in offers(anna, OTHER)}
    assert shown == {
        ("naam", "Roos", "Rosa"),
        ("geboorte", "1994", "1995"),
        ("groep", "Sekswerkers", "Risicogroep"),
    }


@pytest.mark.requirement("R99")
def test_without_a_tick_nothing_is_overwritten_and_it_is_offered_again(anna: Actor) -> None:
    take(anna, ONE)
    before = everything(anna)
    take(anna, OTHER)
    assert everything(anna) == before
    assert len(offers(anna, OTHER)) == 3


@pytest.mark.requirement("R99")
def test_what_is_ticked_is_put_right_and_what_stood_there_stays_readable(anna: Actor) -> None:
    take(anna, ONE)
    found = offers(anna, OTHER)
    tick(anna, OTHER, *found)
    with acting_for(anna):
        opened = dossier(anna, Client.objects.get().id)
        assert (opened.called, opened.identity.year) == ("Rosa", 1995)
        assert {each.before for each in corrected(opened)} == {"Roos", "1994"}
        assert groups_over_time(opened)[0].group == found[2].new
    assert offers(anna, OTHER) == ()
    before = everything(anna)
    take(anna, OTHER)
    assert everything(anna) == before


def test_one_tick_puts_right_one_thing_and_the_rest_is_offered_again(anna: Actor) -> None:
    take(anna, ONE)
    name = next(each for each in offers(anna, OTHER) if each.field == "naam")
    tick(anna, OTHER, name)
    assert {each.field for each in offers(anna, OTHER)} == {"geboorte", "groep"}


def test_how_she_wants_to_be_called_stays_hers(anna: Actor) -> None:
    take(anna, ONE)
    with acting_for(anna):
        opened = dossier(anna, Client.objects.get().id)
        hers = replace(details_of(opened), called="Bo")
        correct_details(by=anna, client=opened.client.id, details=hers, seen=0)
    tick(anna, OTHER, *offers(anna, OTHER))
    with acting_for(anna):
        opened = dossier(anna, Client.objects.get().id)
    assert (opened.called, opened.identity.working_name) == ("Bo", "Rosa")


def test_a_tick_on_what_somebody_changed_meanwhile_does_nothing_and_says_so(anna: Actor) -> None:
    take(anna, ONE)
    seen = next(each for each in offers(anna, OTHER) if each.field == "naam")
    with acting_for(anna):
        opened = dossier(anna, Client.objects.get().id)
        now = details_of(opened)
        later = replace(now, called="Roosje", identity=replace(now.identity, working_name="Roosje"))
        seen_before = corrections_of(opened.client)
        correct_details(by=anna, client=opened.client.id, details=later, seen=seen_before)
    assert tick(anna, OTHER, seen).missed == 1
    with acting_for(anna):
        assert dossier(anna, Client.objects.get().id).called == "Roosje"


def test_an_empty_cell_takes_nothing_away(anna: Actor) -> None:
    take(anna, ONE)
    assert offers(anna, ONE.replace("1994", "")) == ()


def test_a_colleague_is_offered_nothing_of_her(anna: Actor, actor: Callable[..., Actor]) -> None:
    take(anna, ONE)
    assert offers(actor("emma"), OTHER) == ()


@pytest.mark.requirement("R99")
def test_from_the_file_to_the_tick(anna: Actor, browse: Callable[..., Browser]) -> None:
    browser, head = browse("anna"), "referentie;naam;groep\n"
    first = upload(browser, f"{head}A;Roos;sekswerkers").content.decode()
    browser.post("/overnemen/bevestig/", {"rijen": ROWS.search(first)[1]})
    before = max(line.number for line in log_of(anna.organisation))
    page = upload(browser, f"{head}A;Rosa;sekswerkers").content.decode()
    assert "Nu: Roos. In het bestand: Rosa." in page
    assert "client:read" in {line.event for line in log_of(anna.organisation, before)}
    token = page.split('name="verbeter" value="')[1].split('"')[0]
    fields = {"rijen": ROWS.search(page)[1], "verbeter": token}
    assert browser.post("/overnemen/bevestig/", fields).status_code == 302
    with acting_for(anna):
        assert dossier(anna, Client.objects.get().id).called == "Rosa"
