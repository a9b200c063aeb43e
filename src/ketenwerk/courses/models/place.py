"""Who sits where. A `Place` holds what the trainers see: another name and what somebody needs.

Which client that is stands in `Enrolment`, which only the own organisation reads.
"""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ketenwerk.courses.models.words import SHORT
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import ordinary, sensitive

NEEDS = {
    "interpreter": "een tolk",
    "plain": "extra uitleg, rustig tempo",
    "quiet": "een plek om even alleen te zijn",
    "access": "een ruimte zonder drempels",
    "childcare": "oppas tijdens de groep",
    "travel": "hulp met reizen",
}


class Place(models.Model):
    """A seat or a turn on the waiting list, under another name. No client and no organisation stands in it."""

    class State(models.TextChoices):
        WAITING = "waiting", "wacht"
        SEATED = "seated", "doet mee"
        STOPPED = "stopped", "gestopt"
        WITHDRAWN = "withdrawn", "van de wachtlijst"
        COMPLETED = "completed", "afgemaakt"

    class Why(models.TextChoices):
        TIME = "time", "tijd, werk of zorg voor anderen"
        HEALTH = "health", "het ging nu niet"
        GROUP = "group", "de groep paste niet"
        SAFETY = "safety", "het was niet veilig"
        MOVED = "moved", "niet meer in de regio"
        OTHER = "other", "een andere reden"
        UNKNOWN = "unknown", "dat is niet bekend"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    run = models.ForeignKey("courses.CourseRun", models.PROTECT, related_name="places")
    alias = models.CharField("naam in de groep", max_length=24)
    needs = models.JSONField("nodig", default=list)
    themes = models.JSONField("thema's", default=list)
    first = models.BooleanField("gaat voor", default=False)
    asked_at = models.DateTimeField("gevraagd op")
    state = models.CharField("status", max_length=12, choices=State)
    why = models.CharField("waarom gestopt", max_length=8, choices=Why, blank=True)
    ended_on = models.DateField("gestopt op", null=True, blank=True)

    class Meta:
        verbose_name = "plek in een groep"
        ordering: ClassVar = ["-first", "asked_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "alias"], name="alias_once_in_a_run"),
            models.CheckConstraint(
                condition=Q(state__in=["stopped", "withdrawn"], why__gt="", ended_on__isnull=False)
                | (~Q(state__in=["stopped", "withdrawn"]) & Q(why="", ended_on__isnull=True)),
                name="stopped_place_has_a_reason",
            ),
        ]

    declared = {
        **{name: ordinary("which turn", SHORT) for name in ("id", "run", "asked_at", "ended_on")},
        "alias": sensitive("what the group says to somebody; never the own name", SHORT),
        "needs": sensitive("what the trainer arranges, from a fixed list", SHORT),
        "themes": sensitive("what somebody wants to learn, from the list of the offer", SHORT),
        "first": sensitive(
            "whether somebody goes before others; why stays with the own worker", SHORT
        ),
        "state": sensitive("in the group, waiting or stopped", SHORT),
        "why": sensitive("why somebody stopped, from a fixed list", SHORT),
    }

    def __str__(self) -> str:
        return str(self.id)

    def sits_on(self, day: date) -> bool:
        """Whether this is, or was on that day, somebody in the group."""
        return self.state in CHAIRS and (self.ended_on is None or day <= self.ended_on)


P = Place.State
CHAIRS = (P.SEATED, P.STOPPED, P.COMPLETED)
PLACE_STEPS: dict[str, tuple[str, ...]] = {
    P.WAITING: (P.SEATED, P.WITHDRAWN),
    P.SEATED: (P.STOPPED, P.COMPLETED),
    P.STOPPED: (),
    P.WITHDRAWN: (),
    P.COMPLETED: (),
}


class Enrolment(models.Model):
    """Who enrolled whom. Only the own organisation reads it; without a client it is an alias and nothing more."""

    class Found(models.TextChoices):
        """How somebody came to the group (R59)."""

        OWN = "own", "van onze eigen cliënten"
        SCHOOL = "school", "via school of ROC"
        PARTNER = "partner", "via een ketenpartner"
        OUTREACH = "outreach", "via veldwerk"
        SELF = "self", "vroeg er zelf om"
        OTHER = "other", "anders"

    class Priority(models.TextChoices):
        NONE = "", "geen voorrang"
        SAFETY = "safety", "voor de veiligheid"
        EARLIER = "earlier", "een eerdere groep ging niet door"
        PLAN = "plan", "het hoort bij het plan dat nu loopt"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey(
        "clients.Client", models.PROTECT, null=True, blank=True, related_name="+"
    )
    place = models.OneToOneField("courses.Place", models.PROTECT, related_name="enrolment")
    member = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    found = models.CharField("hoe gekomen", max_length=8, choices=Found)
    priority = models.CharField("voorrang", max_length=8, choices=Priority, blank=True)
    made_on = models.DateField("aangemeld op")

    class Meta:
        verbose_name = "deelname"
        ordering: ClassVar = ["made_on"]

    declared = {
        "id": ordinary("internal id; the same form sent twice is one enrolment", SHORT),
        "organisation": ordinary("whose client", SHORT),
        "client": sensitive("which own dossier", SHORT),
        "place": ordinary("which seat", SHORT),
        "member": ordinary("who enrolled", SHORT),
        "found": sensitive("how somebody came to the group (R59)", SHORT),
        "priority": sensitive("why somebody goes before others", SHORT),
        "made_on": ordinary("when", SHORT),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> object:
        return self.client_id


class Presence(models.Model):
    """That a chair was taken at one meeting, or stayed empty."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey("courses.Session", models.CASCADE, related_name="presences")
    place = models.ForeignKey("courses.Place", models.CASCADE, related_name="presences")
    there = models.BooleanField("was erbij")

    class Meta:
        verbose_name = "aanwezigheid in een groep"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "place"], name="presence_once")
        ]

    declared = {
        **{
            name: ordinary("which chair at which meeting", SHORT)
            for name in ("id", "session", "place")
        },
        "there": sensitive("whether the chair was taken", SHORT),
    }

    def __str__(self) -> str:
        return str(self.id)
