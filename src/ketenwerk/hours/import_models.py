"""What lets hours in from outside: who is meant by a code, a delivery, the keys it brought, and the token of a system."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import identifying, ordinary, sensitive

TERM = "7 years"


class MemberCode(models.Model):
    """By which code the own system of an organisation knows somebody. Who checks hours sees the code and no name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    member = models.OneToOneField("people.Member", models.CASCADE, related_name="+")
    code = models.CharField("personeelscode", max_length=20)

    class Meta:
        verbose_name = "personeelscode"
        constraints: ClassVar = [
            models.UniqueConstraint("organisation", Lower("code"), name="code_of_one_member")
        ]

    declared = {
        "id": ordinary("internal id", TERM),
        "organisation": ordinary("whose code", TERM),
        "member": sensitive("who is meant", TERM),
        "code": identifying("to find who worked in a file of hours", TERM),
    }

    def __str__(self) -> str:
        return self.code


class ApiToken(models.Model):
    """What the own system of an organisation shows when it brings hours. Shown once; only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = models.CharField("naam van het systeem", max_length=60)
    token_hash = models.CharField("controlegetal", max_length=64, unique=True)
    made_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    made_at = models.DateTimeField("gemaakt op")
    expires_at = models.DateTimeField("geldig tot")
    used_at = models.DateTimeField("laatst gebruikt op", null=True, blank=True)
    revoked_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    class Meta:
        verbose_name = "koppeling"
        ordering: ClassVar = ["-made_at"]

    declared = {
        "id": ordinary("internal id", TERM),
        "organisation": ordinary("whose system", TERM),
        "name": ordinary("which system", TERM),
        "token_hash": ordinary("to recognise the token", TERM),
        "made_by": sensitive("who made it", TERM),
        "made_at": ordinary("when", TERM),
        "expires_at": ordinary("until when", TERM),
        "used_at": ordinary("whether it is still in use", TERM),
        "revoked_at": ordinary("when it ended", TERM),
    }

    def __str__(self) -> str:
        return self.name


class ImportRun(models.Model):
    """One delivery of hours: it goes in whole or not at all. The file itself is kept sealed, and only while it waits."""

    class State(models.TextChoices):
        WAITING = "waiting", "wacht"
        WORKING = "working", "bezig"
        DONE = "done", "ingelezen"
        REFUSED = "refused", "niet ingelezen"
        STOPPED = "stopped", "gestopt"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    made_by = models.ForeignKey("people.Member", models.PROTECT, null=True, related_name="+")
    token = models.ForeignKey("hours.ApiToken", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField("gebracht op")
    touched_at = models.DateTimeField("laatst verder op")
    state = models.CharField("status", max_length=8, choices=State, default=State.WAITING)
    content = models.BinaryField("bestand, verzegeld", default=bytes)
    done = models.PositiveIntegerField("regels nagekeken", default=0)
    total = models.PositiveIntegerField("regels", default=0)
    stop = models.BooleanField("stoppen gevraagd", default=False)
    added = models.PositiveIntegerField("nieuw", default=0)
    same = models.PositiveIntegerField("gelijk", default=0)
    corrected = models.PositiveIntegerField("gecorrigeerd", default=0)
    wrong = models.PositiveIntegerField("wat niet klopte", default=0)
    problems = models.JSONField("rij, vak en wat er is", default=list)

    class Meta:
        verbose_name = "urenlevering"
        ordering: ClassVar = ["-made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(made_by__isnull=False) | Q(token__isnull=False),
                name="hours_came_from_somebody",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-made_at"], name="hours_run_newest")
        ]

    declared = {
        name: ordinary("what was brought and what became of it", TERM)
        for name in (
            *("id", "organisation", "token", "made_at", "touched_at", "state", "done", "total"),
            *("stop", "added", "same", "corrected", "wrong", "problems"),
        )
    } | {
        "made_by": sensitive("who brought it", TERM),
        "content": sensitive("hours of members, until they are read", TERM),
    }

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d} {self.state}"


IMPORT_STEPS: dict[str, tuple[str, ...]] = {
    ImportRun.State.WAITING: (ImportRun.State.WORKING, ImportRun.State.STOPPED),
    ImportRun.State.WORKING: (
        ImportRun.State.DONE,
        ImportRun.State.REFUSED,
        ImportRun.State.STOPPED,
    ),
    ImportRun.State.DONE: (),
    ImportRun.State.REFUSED: (),
    ImportRun.State.STOPPED: (),
}


class ImportedHour(models.Model):
    """The own key of a line that came in, as a keyed hash, so that a second time the same changes nothing.

    `minutes` is what was told last: the entry and its counter-entries together.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    key_mark = models.BinaryField("kenmerk van de eigen sleutel")
    # The database refuses to remove an entry that came in; who removes an own entry need not see this table.
    entry = models.OneToOneField("hours.HourEntry", models.DO_NOTHING, related_name="+")
    run = models.ForeignKey("hours.ImportRun", models.PROTECT, related_name="+")
    minutes = models.PositiveIntegerField("minuten, laatst gezegd")

    class Meta:
        verbose_name = "ingelezen uur"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "key_mark"], name="hour_comes_in_once")
        ]

    declared = {
        "id": ordinary("internal id", TERM),
        "organisation": ordinary("whose hours", TERM),
        "key_mark": ordinary("to know the line again", TERM),
        "entry": ordinary("what it became", TERM),
        "run": ordinary("with which delivery", TERM),
        "minutes": ordinary("how long, as told last", TERM),
    }

    def __str__(self) -> str:
        return str(self.minutes)
