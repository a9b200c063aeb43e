"""Who is focal officer where in the demo. One work area has nobody, as a warning has to be seen somewhere."""

from datetime import date

from ketenwerk.access.api import Role, acting_for
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor, Source
from ketenwerk.programme.api import appoint, posts
from ketenwerk.web import demo

SINCE = date(2021, 1, 4)
# Person, and the work area by its name; an empty name is the whole organisation.
OFFICERS = (
    ("ilse", ""),
    ("anna", ""),
    ("bram", ""),
    ("fleur", ""),
    ("roos", "Noord/West"),
    ("sjoerd", "Midden/Zuid/Hatert"),
    ("koen", "Dukenburg/Lindenholt"),
)


def appoint_focal_officers() -> None:
    for key, area in OFFICERS:
        who = demo.actor_of(key)
        by = Actor(None, who.organisation, Role.ADMINISTRATOR, source=Source.SHELL)
        with clock.on_day(SINCE), acting_for(by):
            areas = {
                post.area_name: post.area for post in posts(by) if post.organisation == by.house
            }
            appoint(by=by, member=who.person, area=areas.get(area), start=SINCE)
