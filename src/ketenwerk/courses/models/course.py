"""What is offered, each time it is given, and who may give it. `seated` and `waiting` of a run are kept by the database."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ketenwerk.courses.models.words import MOST_SEATS, TERM, Reason, work
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import sensitive


class Course(models.Model):
    """Something that can be given: a training, a peer group, a workshop (R49, R51, R52, R53, R61)."""

    class Kind(models.TextChoices):
        TRAINING = "training", "training"
        PEERS = "peers", "lotgenotengroep"
        WORKSHOP = "workshop", "workshop"
        OTHER = "other", "andere groep"

    class Audience(models.TextChoices):
        CLIENTS = "clients", "cliënten"
        PROFESSIONALS = "professionals", "professionals"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField("naam", max_length=80)
    kind = models.CharField("soort", max_length=12, choices=Kind)
    audience = models.CharField("voor wie", max_length=16, choices=Audience)
    groups = models.ManyToManyField("programme.TargetGroup", related_name="+", blank=True)
    seats = models.PositiveSmallIntegerField("plekken")
    sessions = models.PositiveSmallIntegerField("bijeenkomsten")
    planned_minutes = models.PositiveIntegerField("minuten voor een uitvoering")
    goal = models.CharField("doel", max_length=300)
    materials = models.CharField("materiaal", max_length=300, blank=True)
    # One a line.
    themes = models.TextField("thema's", blank=True)
    ended_on = models.DateField("gestopt op", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "aanbod"
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(seats__gt=0, seats__lte=MOST_SEATS, sessions__gt=0),
                name="course_has_seats",
            )
        ]

    declared = work(
        *("name", "kind", "audience", "groups", "seats", "sessions", "planned_minutes"),
        *("goal", "materials", "themes", "ended_on", "version"),
    )

    def __str__(self) -> str:
        return self.name

    @property
    def theme_list(self) -> list[str]:
        return self.themes.splitlines()


class CourseOwner(models.Model):
    """An organisation that develops and plans this course, together with the others (R61)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    course = models.ForeignKey("courses.Course", models.CASCADE, related_name="owners")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "eigenaar van aanbod"
        ordering: ClassVar = ["organisation__position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "organisation"], name="course_owner_once")
        ]

    declared = work("course", "organisation")

    def __str__(self) -> str:
        return str(self.id)


class CourseRun(models.Model):
    """One time that a course is given. The database refuses more people than seats."""

    class State(models.TextChoices):
        PLANNED = "planned", "gepland"
        RECRUITING = "recruiting", "werving"
        FULL = "full", "vol"
        RUNNING = "running", "loopt"
        ADAPTED = "adapted", "loopt aangepast"
        POSTPONED = "postponed", "uitgesteld"
        FINISHED = "finished", "afgerond"
        CANCELLED = "cancelled", "vervallen"

    class Mode(models.TextChoices):
        GROUP = "group", "in een groep"
        INDIVIDUAL = "individual", "individueel, telt als contact in een traject"

    class Funding(models.TextChoices):
        AWARD = "award", "uit de afspraken van het programma"
        INVOICE = "invoice", "op factuur, telt niet mee in de afspraken"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    course = models.ForeignKey("courses.Course", models.PROTECT, related_name="runs")
    course_version = models.PositiveIntegerField("versie van het aanbod")
    state = models.CharField("status", max_length=12, choices=State, default=State.PLANNED)
    reason = models.CharField("reden", max_length=8, choices=Reason, blank=True)
    mode = models.CharField("vorm", max_length=12, choices=Mode, default=Mode.GROUP)
    funding = models.CharField("betaald", max_length=8, choices=Funding, default=Funding.AWARD)
    seats = models.PositiveSmallIntegerField("plekken")
    seated = models.PositiveSmallIntegerField("bezet", default=0, editable=False)
    waiting = models.PositiveSmallIntegerField("wachtend", default=0, editable=False)
    first_on = models.DateField("eerste keer")
    every = models.PositiveSmallIntegerField("om de hoeveel weken", default=1)
    start = models.TimeField("begintijd")
    minutes = models.PositiveSmallIntegerField("minuten")
    preparation = models.PositiveSmallIntegerField("minuten voorbereiding", default=0)
    planned_minutes = models.PositiveIntegerField("geplande minuten")
    where = models.CharField("plaats", max_length=120, blank=True)
    started = models.PositiveSmallIntegerField("begonnen", null=True, blank=True)
    completed = models.PositiveSmallIntegerField("afgemaakt", null=True, blank=True)
    closed_on = models.DateField("afgesloten op", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "uitvoering"
        ordering: ClassVar = ["first_on", "start"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(seated__lte=F("seats")), name="run_seats_hold"),
            models.CheckConstraint(
                condition=Q(seats__gt=0, seats__lte=MOST_SEATS, minutes__gt=0, every__gt=0),
                name="run_has_seats",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["postponed", "cancelled", "adapted"]) | Q(reason__gt=""),
                name="run_changed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="finished")
                | Q(closed_on__isnull=False, started__isnull=False, completed__isnull=False),
                name="finished_run_is_counted",
            ),
        ]

    declared = work(
        *("course", "course_version", "state", "reason", "mode", "funding", "seats", "seated"),
        *("waiting", "first_on", "every", "start", "minutes", "preparation", "planned_minutes"),
        *("where", "started", "completed", "closed_on", "version"),
    )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def free(self) -> int:
        return self.seats - self.seated


R = CourseRun.State
# Full and recruiting follow from the seats; the database moves between these two.
RUN_STEPS: dict[str, tuple[str, ...]] = {
    R.PLANNED: (R.RECRUITING, R.POSTPONED, R.CANCELLED),
    R.RECRUITING: (R.FULL, R.RUNNING, R.POSTPONED, R.CANCELLED),
    R.FULL: (R.RECRUITING, R.RUNNING, R.POSTPONED, R.CANCELLED),
    R.RUNNING: (R.ADAPTED, R.POSTPONED, R.FINISHED, R.CANCELLED),
    R.ADAPTED: (R.RUNNING, R.POSTPONED, R.FINISHED, R.CANCELLED),
    R.POSTPONED: (R.RECRUITING, R.RUNNING, R.ADAPTED, R.CANCELLED),
    R.FINISHED: (),
    R.CANCELLED: (),
}
OPEN = (R.RECRUITING, R.FULL, R.RUNNING, R.ADAPTED)
ENDED = (R.FINISHED, R.CANCELLED)
WITH_REASON = (R.POSTPONED, R.CANCELLED, R.ADAPTED)


class RunTrainer(models.Model):
    """Who gives this run, and on which activity of the own organisation the time is written (by key).

    Who gave a meeting and is taken off stays here, ended: the hours hang on it. From then on she sees nobody.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    run = models.ForeignKey("courses.CourseRun", models.CASCADE, related_name="trainers")
    member = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    activity_key = models.SlugField("activiteit", blank=True)
    ended_on = models.DateField("gestopt op", null=True, blank=True)

    class Meta:
        verbose_name = "trainer van een uitvoering"
        ordering: ClassVar = ["member__organisation__position", "member__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "member"], name="run_trainer_once")
        ]

    declared = {
        **work("run", "activity_key", "ended_on"),
        "member": sensitive("who gives it", TERM),
    }

    def __str__(self) -> str:
        return str(self.id)


class Skill(models.Model):
    """Who may give a course, until when, and whether that person may train others (R58)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    member = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    course = models.ForeignKey("courses.Course", models.PROTECT, related_name="skills")
    start = models.DateField("vanaf")
    until = models.DateField("geldig tot en met")
    trains = models.BooleanField("leidt trainers op", default=False)

    class Meta:
        verbose_name = "bekwaamheid"
        ordering: ClassVar = ["course__name", "member__name", "-until"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("start")), name="skill_ends_later")
        ]

    declared = {
        **work("organisation", "course", "start", "until", "trains"),
        "member": sensitive("who may give it", TERM),
    }

    def __str__(self) -> str:
        return str(self.id)
