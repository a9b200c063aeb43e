"""Trajectories and the notes about them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import SealedField, identifying, ordinary, sensitive


class Regime(models.TextChoices):
    """Under which law help is given; it decides rights and terms (R42)."""

    WMO = "wmo", "Wmo: ondersteuning"
    YOUTH = "jeugdwet", "Jeugdwet: jeugdhulp"
    WELFARE = "amw", "Welzijn en maatschappelijk werk"
    HEALTH = "wpg", "Wpg: publieke gezondheid"


class RegimeTerm(models.Model):
    """How long a dossier under a regime is kept after its end, from a day on, until somebody confirms it (D12)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    regime = models.CharField("wettelijk kader", max_length=24, choices=Regime)
    years = models.PositiveSmallIntegerField("jaren na het einde")
    holds_from = models.DateField("geldt vanaf")
    source = models.CharField("waar het vandaan komt", max_length=24)
    confirmed_on = models.DateField("bevestigd op", null=True, blank=True)

    class Meta:
        verbose_name = "bewaartermijn"
        ordering: ClassVar = ["regime", "-holds_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["regime", "holds_from"], name="one_term_per_day")
        ]

    declared = {
        name: ordinary("how long dossiers are kept (R42)")
        for name in ("id", "regime", "years", "holds_from", "source", "confirmed_on")
    }

    def __str__(self) -> str:
        return self.regime


class Trajectory(models.Model):
    class State(models.TextChoices):
        REQUESTED = "requested", "aangevraagd"
        WAITING = "waiting", "wachtlijst"
        RUNNING = "running", "lopend"
        EXTENDED = "extended", "verlengd"
        SCALED_UP = "scaled_up", "opgeschaald"
        COMPLETED = "completed", "afgerond"
        STOPPED = "stopped", "afgebroken"

    class EndReason(models.TextChoices):
        GOAL = "goal", "doel bereikt"
        EXITED = "exited", "uitgestapt"
        REFERRED = "referred", "toegeleid naar andere hulp"
        SCALED_UP = "scaled_up", "verder via de gemeente (Wmo)"
        DROPPED = "dropped", "uitgevallen"
        MOVED = "moved", "verhuisd"
        NO_CONTACT = "no_contact", "geen contact meer"
        DIED = "died", "overleden"

    class Priority(models.TextChoices):
        """Why somebody on the waiting list goes first: a short list, so that no story stands here."""

        SAFETY = "safety", "het is nu niet veilig"
        HOME = "home", "geen plek om te slapen"
        CHILDREN = "children", "er zijn kinderen bij"
        DATE = "date", "er staat een datum vast"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="trajectories")
    activity = models.ForeignKey("programme.Activity", models.PROTECT, related_name="+")
    worker = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    goal = SealedField("doel in eigen woorden")
    state = models.CharField("status", max_length=12, choices=State)
    opened_on = models.DateField("geopend op")
    started_on = models.DateField("gestart op", null=True, blank=True)
    ended_on = models.DateField("geëindigd op", null=True, blank=True)
    end_reason = models.CharField("reden van einde", max_length=12, choices=EndReason, blank=True)
    planned_minutes = models.PositiveIntegerField("afgesproken uren, in minuten", default=0)
    planned_weeks = models.PositiveSmallIntegerField("afgesproken weken", default=0)
    used_minutes = models.PositiveIntegerField("gebruikte minuten", default=0)
    legal_regime = models.CharField("wettelijk kader", max_length=24, choices=Regime, blank=True)
    priority = models.CharField("voorrang", max_length=12, choices=Priority, blank=True)

    class Meta:
        verbose_name = "traject"
        ordering: ClassVar = ["-opened_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client", "activity"],
                condition=Q(state__in=["running", "extended", "scaled_up"]),
                name="one_running_per_type",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["completed", "stopped"], ended_on__isnull=False, end_reason__gt=""
                )
                | (
                    ~Q(state__in=["completed", "stopped"]) & Q(ended_on__isnull=True, end_reason="")
                ),
                name="ended_has_date_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["requested", "waiting", "completed", "stopped"])
                | Q(started_on__isnull=False),
                name="running_has_started",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["organisation", "activity", "started_on"], name="trajectory_activity"
            ),
            models.Index(fields=["worker", "state"], name="trajectory_worker"),
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose trajectory", "dossier"),
        "client": sensitive("whose trajectory"),
        "activity": sensitive("type; derives line and source"),
        "worker": ordinary("who guides", "dossier"),
        "goal": sensitive("her goal in her own words"),
        "state": sensitive("where it stands"),
        "opened_on": ordinary("date", "dossier"),
        "started_on": ordinary("counts from here", "dossier"),
        "ended_on": ordinary("counts until here", "dossier"),
        "end_reason": sensitive("result"),
        "planned_minutes": ordinary("warning at 80 %", "dossier"),
        "planned_weeks": ordinary("warning at 80 %", "dossier"),
        "used_minutes": ordinary("sum of its notes", "dossier"),
        "legal_regime": sensitive("rights and terms (R42)"),
        "priority": sensitive("order of the waiting list"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> object:
        return self.client_id


class FundingPeriod(models.Model):
    """From which source this trajectory is paid, from when to when (R27)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(
        "trajectories.Trajectory", models.CASCADE, related_name="funding"
    )
    source = models.ForeignKey("programme.FundingSource", models.PROTECT, related_name="+")
    line = models.ForeignKey(
        "programme.BudgetLine", models.PROTECT, null=True, blank=True, related_name="+"
    )
    start = models.DateField("vanaf")
    end = models.DateField("tot", null=True, blank=True)
    reason = models.CharField("reden van wisseling", max_length=200, blank=True)

    class Meta:
        verbose_name = "financieringsperiode"
        ordering: ClassVar = ["start"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["trajectory"], condition=Q(end__isnull=True), name="one_source_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=models.F("start")),
                name="funding_ends_later",
            ),
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose", "dossier"),
        "trajectory": sensitive("which trajectory"),
        "source": ordinary("which money", "dossier"),
        "line": ordinary("which line", "dossier"),
        "start": ordinary("from", "dossier"),
        "end": ordinary("until", "dossier"),
        "reason": ordinary("why it changed; not about the person", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> object:
        return self.trajectory.client_id


class Phase(models.Model):
    """What the guidance is about from a day on. No row means guidance; a step back is a new row (R24)."""

    class Kind(models.TextChoices):
        GUIDANCE = "guidance", "begeleiding"
        PREVENTION = "prevention", "terugvalpreventie"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    trajectory = models.ForeignKey("trajectories.Trajectory", models.CASCADE, related_name="phases")
    kind = models.CharField("fase", max_length=12, choices=Kind)
    start = models.DateField("vanaf")
    by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "fase"
        ordering: ClassVar = ["start"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trajectory", "start"], name="one_phase_a_day")
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose", "dossier"),
        "trajectory": sensitive("which trajectory"),
        "kind": sensitive("guidance or against relapse"),
        "start": ordinary("from", "dossier"),
        "by": ordinary("who", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)


class ScaleUp(models.Model):
    """A request for a municipal provision (Wmo): status, dates and number, nothing of the decision itself (R29)."""

    class State(models.TextChoices):
        REQUESTED = "requested", "aangevraagd"
        GRANTED = "granted", "toegekend"
        REJECTED = "rejected", "afgewezen"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(
        "trajectories.Trajectory", models.CASCADE, related_name="scale_ups"
    )
    state = models.CharField("status", max_length=12, choices=State, default=State.REQUESTED)
    requested_on = models.DateField("aangevraagd op")
    decided_on = models.DateField("besloten op", null=True, blank=True)
    provider = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reference = SealedField("kenmerk van de gemeente", null=True)

    class Meta:
        verbose_name = "opschaling"
        ordering: ClassVar = ["requested_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["trajectory"], condition=Q(state="requested"), name="one_open_scale_up"
            ),
            models.CheckConstraint(
                condition=Q(state="requested", decided_on__isnull=True)
                | (~Q(state="requested") & Q(decided_on__gte=models.F("requested_on"))),
                name="decided_has_date",
            ),
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose", "dossier"),
        "trajectory": sensitive("which trajectory"),
        "state": sensitive("what the municipality decided"),
        "requested_on": ordinary("date", "dossier"),
        "decided_on": ordinary("date; hours stop here", "dossier"),
        "provider": sensitive("who goes on"),
        "reference": identifying("number at the municipality"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> object:
        return self.trajectory.client_id


class StateChange(models.Model):
    """Every step of a trajectory: from, to, when, who, why."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(
        "trajectories.Trajectory", models.CASCADE, related_name="changes"
    )
    before = models.CharField("van", max_length=12, blank=True)
    after = models.CharField("naar", max_length=12)
    on = models.DateField("op")
    by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    reason = SealedField("reden", null=True)
    minutes_before = models.PositiveIntegerField("eerst afgesproken minuten", null=True, blank=True)
    weeks_before = models.PositiveSmallIntegerField(
        "eerst afgesproken weken", null=True, blank=True
    )

    class Meta:
        verbose_name = "statuswisseling"
        ordering: ClassVar = ["id"]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose", "dossier"),
        "trajectory": sensitive("which trajectory"),
        "before": sensitive("state before"),
        "after": sensitive("state after"),
        "on": ordinary("date", "dossier"),
        "by": ordinary("who", "dossier"),
        "reason": sensitive("why"),
        "minutes_before": ordinary("what was agreed before an extension", "dossier"),
        "weeks_before": ordinary("what was agreed before an extension", "dossier"),
    }

    def __str__(self) -> str:
        return f"{self.before} {self.after}"


class Note(models.Model):
    """What was seen and heard, apart from what the writer thinks. Points at its hour; the hour knows nothing."""

    class Kind(models.TextChoices):
        TALK = "talk", "Gesprek"
        CALL = "call", "Bellen"
        JOIN = "join", "Meegaan"
        MEETING = "meeting", "Overleg"
        ARRANGE = "arrange", "Regelen"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="notes")
    trajectory = models.ForeignKey(
        "trajectories.Trajectory", models.CASCADE, null=True, blank=True, related_name="notes"
    )
    author = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    day = models.DateField("dag")
    kind = models.CharField("wat deed je", max_length=12, choices=Kind)
    minutes = models.PositiveSmallIntegerField("minuten")
    seen = SealedField("gezien en gehoord")
    thought = SealedField("wat denk ik")
    hour = models.UUIDField("urenregel", null=True, blank=True)
    written_at = models.DateTimeField("geschreven op")
    withdrawn_at = models.DateTimeField("ongedaan gemaakt op", null=True, blank=True)

    class Meta:
        verbose_name = "notitie"
        ordering: ClassVar = ["-day", "-written_at"]
        indexes: ClassVar = [
            models.Index(fields=["client", "-day", "-written_at"], name="note_newest")
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose", "dossier"),
        "client": sensitive("about whom"),
        "trajectory": sensitive("for which trajectory"),
        "author": ordinary("who wrote", "dossier"),
        "day": ordinary("when", "dossier"),
        "kind": sensitive("what was done"),
        "minutes": ordinary("how long", "dossier"),
        "seen": sensitive("what was seen and heard"),
        "thought": sensitive("what the writer thinks"),
        "hour": ordinary("its hour entry, as an opaque id", "dossier"),
        "written_at": ordinary("when it was written", "dossier"),
        "withdrawn_at": ordinary("undone shortly after writing", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> object:
        return self.client_id
