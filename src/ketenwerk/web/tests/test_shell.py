"""The bar of places: somebody sees where they are, and in one place only."""

import pytest
from django.test import RequestFactory
from django.urls import resolve

from ketenwerk.access.api import Role
from ketenwerk.people.api import Actor
from ketenwerk.web.shell import PLACES, places


def marked(role: str, path: str) -> list[object]:
    request = RequestFactory().get(path)
    request.resolver_match = resolve(path)
    actor = Actor(member=None, organisation=None, role=Role(role), name="")
    return [place["label"] for place in places(request, actor) if place["current"]]


@pytest.mark.parametrize("role", PLACES)
def test_each_place_marks_itself_and_no_other(role: str) -> None:
    assert {place.url: marked(role, place.url) for place in PLACES[role]} == {
        place.url: [place.label] for place in PLACES[role]
    }


@pytest.mark.parametrize(
    ("role", "path", "place"),
    [
        ("care_worker", "/advies/", "Groepen"),
        ("field_worker", "/advies/", "Advies"),
        ("care_worker", "/groepen/aanbod/", "Groepen"),
        ("care_worker", "/uren/rooster/", "Uren"),
        ("care_worker", "/wachtlijst/", "Cliënten"),
        ("coordinator", "/overleg/", "Overleg"),
    ],
)
def test_a_page_marks_the_place_it_belongs_to(role: str, path: str, place: str) -> None:
    assert marked(role, path) == [place]
