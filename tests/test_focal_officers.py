"""Focal officers: where one is missing, who appoints, who sees (R5, R6)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client as Browser

from ketenwerk.access.api import Refused, Role, acting_for
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import (
    FocalRefused,
    appoint,
    end_appointment,
    missing_posts,
)
from ketenwerk.web.seeding.focal_officers import appoint_focal_officers

TODAY = date(2021, 11, 23)


@pytest.fixture
def rik(actor: Callable[..., Actor]) -> Actor:
    """The administrator of MEE."""
    return actor("rik")


@pytest.fixture
def everybody(db: None) -> None:
    appoint_focal_officers()


def missing(by: Actor) -> list[str]:
    with acting_for(by):
        return [post.where for post in missing_posts(by)]


@pytest.mark.requirement("R5")
@pytest.mark.requirement("R6")
def test_one_work_area_of_sterker_is_uncovered(everybody: None, rik: Actor) -> None:
    assert [where for where in missing(rik) if where.startswith("Sterker")] == [
        "Sterker, Centrum/Oost"
    ]
    assert not [where for where in missing(rik) if where.startswith("MEE")]


@pytest.mark.requirement("R5")
@pytest.mark.parametrize(
    ("starts", "ends", "covered"),
    [(0, False, True), (1, False, False), (-1, True, False), (-1, False, True)],
)
def test_an_organisation_is_covered_from_the_first_day_until_the_end(
    rik: Actor, anna: Actor, *, starts: int, ends: bool, covered: bool
) -> None:
    with acting_for(rik):
        start = TODAY + timedelta(days=starts)
        row = appoint(by=rik, member=anna.person, area=None, start=start)
        if ends:
            end_appointment(by=rik, officer=row.id)
    assert ("MEE Gelderse Poort" not in missing(rik)) is covered


@pytest.mark.requirement("R5")
@pytest.mark.parametrize(("key", "role"), [("rik", None), ("ilse", Role.COORDINATOR)])
def test_who_can_act_on_it_is_warned_today(
    browse: Callable[..., Browser], key: str, role: Role | None
) -> None:
    assert "Geen aandachtsfunctionaris" in browse(key, role).get("/").content.decode()


def test_a_covered_house_warns_its_administrator_no_more(
    everybody: None, browse: Callable[..., Browser]
) -> None:
    assert "Geen aandachtsfunctionaris" not in browse("rik").get("/").content.decode()
    assert "Centrum/Oost" in browse("ilse", Role.COORDINATOR).get("/").content.decode()


@pytest.mark.parametrize(
    ("key", "status"),
    [("anna", 200), ("noor", 200), ("petra", 200), ("ilse", 200), ("wil", 200), ("rik", 200)],
)
def test_who_works_in_the_chain_sees_the_list(
    everybody: None, browse: Callable[..., Browser], key: str, status: int
) -> None:
    page = browse(key).get("/aandachtsfunctionarissen/")
    assert page.status_code == status
    assert "Bram Koster" in page.content.decode()
    assert "@demo" not in page.content.decode()


def test_the_municipality_does_not_see_colleagues(browse: Callable[..., Browser]) -> None:
    assert browse("marja").get("/aandachtsfunctionarissen/").status_code == 404


@pytest.mark.parametrize("key", ["anna", "petra", "ilse", "marja"])
def test_only_an_administrator_appoints(browse: Callable[..., Browser], key: str) -> None:
    assert browse(key).get("/aandachtsfunctionarissen/nieuw/").status_code == 404


def test_an_administrator_appoints_a_colleague_on_the_page(
    browse: Callable[..., Browser], anna: Actor
) -> None:
    typed = {"member": str(anna.member), "area": "", "start": "23-11-2021"}
    browser = browse("rik")
    assert browser.post("/aandachtsfunctionarissen/nieuw/", typed).status_code == 302
    assert "Anna de Wit" in browser.get("/aandachtsfunctionarissen/").content.decode()
    again = browser.post("/aandachtsfunctionarissen/nieuw/", typed)
    assert again.status_code == 422
    assert "is dat daar al" in again.content.decode()


def test_nobody_appoints_or_ends_at_another_organisation(
    rik: Actor, bram: Actor, anna: Actor
) -> None:
    with acting_for(rik), pytest.raises(FocalRefused):
        appoint(by=rik, member=bram.person, area=None, start=TODAY)
    other = Actor(None, bram.organisation, Role.ADMINISTRATOR)
    with acting_for(other):
        row = appoint(by=other, member=bram.person, area=None, start=TODAY)
    with acting_for(rik), pytest.raises(Refused):
        end_appointment(by=rik, officer=row.id)
    with acting_for(anna), pytest.raises(Refused):
        appoint(by=anna, member=anna.person, area=None, start=TODAY)
