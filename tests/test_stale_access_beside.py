"""Access that ended, beside the dossiers: groups, advice, hours of a team and invoices close at the next request.

Each page is opened first with the words that should not be seen afterwards, and asked again on the same session.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db.models import QuerySet
from django.test import Client as Browser

from ketenwerk.access.api import Role, acting_for
from ketenwerk.consults.tests.making import a_consult, a_session, a_visit
from ketenwerk.courses.models import Course
from ketenwerk.courses.planning import keep_course
from ketenwerk.hours.api import NOTE, book
from ketenwerk.invoicing.tests.making import a_seller, an_order
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Function, Member, Organisation
from ketenwerk.web import demo
from tests.making_courses import a_run, coordinator, fill
from tests.making_hours import MONDAY, activity, rostered
from tests.making_sign_ups import WORKSHOP, a_workshop, opened, sign, somebody
from tests.sweeping import visitor

OFFICE = Standpoint(DatabaseRole.OFFICE)
SIGN_IN = "/inloggen/"
Browse = Callable[..., Browser]


@dataclass(frozen=True)
class Place:
    """Pages that somebody may open, and the words on the first of them that nobody else may read."""

    who: str
    words: str
    pages: tuple[str, ...]


def a_group() -> Place:
    """Given by Anna; Bram enrolled who sits there."""
    anna, bram = demo.actor_of("anna"), demo.actor_of("bram", Role.CARE_WORKER)
    run = a_run(anna)
    fill(bram, run, 1, name="Zwaluw")
    return Place("anna", "Zwaluw 0", (f"/groepen/{run.id}/", f"/groepen/{run.id}/evaluatie/"))


def a_list_of_guests() -> Place:
    anna = demo.actor_of("anna")
    run = a_workshop(anna)
    sign(opened(anna, run), somebody())
    return Place("anna", "Noud Verbeek", (f"/groepen/{run.id}/aanmeldingen/",))


def advice() -> Place:
    anna = demo.actor_of("anna")
    with acting_for(anna):
        talk = a_consult(anna, question="Zwaluwvraag?")
        lesson, visit = a_session(anna), a_visit(anna, name="Team Zwaluw")
    pages = (
        f"/advies/gesprek/{talk.id}/",
        f"/voorlichting/{lesson.id}/",
        f"/teambezoeken/{visit.id}/",
    )
    return Place("anna", "Zwaluwvraag?", pages)


def a_team() -> Place:
    anna = demo.actor_of("anna")
    with acting_for(anna):
        book(by=anna, activity=activity("mee_ind"), day=MONDAY, minutes=75, origin=NOTE)
    rostered(anna, "mee_coach", [60] + [0] * 6)
    here = f"/uren/team/{anna.member}/"
    return Place("petra", anna.name, (here, f"{here}rooster/", f"{here}vrij/"))


def an_invoice() -> Place:
    petra = demo.actor_of("petra")
    with acting_for(petra):
        a_seller(petra)
        made = an_order(petra)
    here = f"/facturen/{made.id}/"
    return Place("petra", "ROC Voorbeeld", (here, f"{here}verander/", f"{here}pdf/"))


PLACES = (a_group, a_list_of_guests, advice, a_team, an_invoice)


def leave(who: str) -> None:
    _member(who).update(is_active=False, left_on=clock.today())


def lose_the_function(who: str) -> None:
    Function.objects.filter(member__email=f"{who}@{demo.DOMAIN}").update(end=clock.today())


def move_house(who: str) -> None:
    _member(who).update(organisation_id=Organisation.objects.get(key="moviera").id)


def _member(who: str) -> QuerySet[Member]:
    return Member.objects.filter(email=f"{who}@{demo.DOMAIN}")


def asked(browser: Browser, place: Place) -> list[tuple[int, str, bool]]:
    answers = [visitor(browser).ask("GET", page) for page in place.pages]
    words = place.words.encode()
    return [
        (answer.status_code, answer.headers.get("Location", ""), words in answer.content)
        for answer in answers
    ]


def open_place(browse: Browse, place: Place) -> Browser:
    """As long as access lasts each page opens, and the first one shows the words."""
    browser = browse(place.who)
    found = asked(browser, place)
    assert [status for status, _, _ in found] == [200] * len(place.pages)
    assert found[0][2]
    return browser


@pytest.mark.parametrize("make", PLACES)
def test_who_left_is_sent_to_the_door(browse: Browse, make: Callable[[], Place]) -> None:
    place = make()
    browser = open_place(browse, place)
    with standing(OFFICE):
        leave(place.who)
    for status, location, seen in asked(browser, place):
        assert (status, location.startswith(SIGN_IN), seen) == (302, True, False)


# Who gives a group goes on giving it from another organisation: who plans it takes it away.
MOVED = [(make, move_house) for make in PLACES if make != a_group]


@pytest.mark.parametrize(("make", "end"), [*((make, lose_the_function) for make in PLACES), *MOVED])
def test_who_lost_the_function_or_moved_to_another_organisation_finds_nothing(
    browse: Browse, make: Callable[[], Place], end: Callable[[str], None]
) -> None:
    place = make()
    browser = open_place(browse, place)
    with standing(OFFICE):
        end(place.who)
    for status, _, seen in asked(browser, place):
        assert (status, seen) == (404, False)


def test_a_manager_loses_the_hours_of_who_moves_to_another_organisation(browse: Browse) -> None:
    place = a_team()
    browser = open_place(browse, place)
    with standing(OFFICE):
        move_house("anna")
    for status, _, seen in asked(browser, place):
        assert (status, seen) == (404, False)
    assert place.words not in browser.get("/uren/team/").content.decode()


def test_a_course_that_goes_to_another_organisation_takes_its_guests_along(browse: Browse) -> None:
    place, ilse = a_list_of_guests(), coordinator()
    browser = open_place(browse, place)
    with acting_for(ilse):
        course, other = Course.objects.get(), Organisation.objects.get(key="moviera").id
        keep_course(
            by=ilse,
            facts=WORKSHOP,
            owners={other},
            groups=set(),
            course=course.id,
            version=course.version,
        )
    assert asked(browser, place) == [(404, "", False)]
