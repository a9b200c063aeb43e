"""The meetings of a run, who gave them, and what people thought of it. Nothing here leads to a client."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ketenwerk.courses.models.words import TERM, THEME, Reason, work
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import sensitive

QUESTIONS = (
    "Ik voelde me veilig in de groep.",
    "Ik werd serieus genomen.",
    "Ik heb iets geleerd waar ik wat aan heb.",
    "Ik kon mezelf zijn.",
    "Ik zou een ander deze groep aanraden.",
)
SCORES = range(1, 6)


class Session(models.Model):
    """One meeting of a run. How it was held is a status with a reason (R75)."""

    class Form(models.TextChoices):
        PHYSICAL = "physical", "fysiek"
        ONLINE = "online", "online"
        ADAPTED = "adapted", "aangepast"
        POSTPONED = "postponed", "uitgesteld"
        CANCELLED = "cancelled", "vervallen"

    OFF = (Form.POSTPONED, Form.CANCELLED)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    run = models.ForeignKey("courses.CourseRun", models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField("nummer")
    day = models.DateField("dag")
    start = models.TimeField("begintijd")
    minutes = models.PositiveSmallIntegerField("minuten")
    where = models.CharField("plaats", max_length=120, blank=True)
    form = models.CharField("vorm", max_length=12, choices=Form, default=Form.PHYSICAL)
    reason = models.CharField("reden", max_length=8, choices=Reason, blank=True)
    theme = models.CharField("thema", max_length=THEME, blank=True)
    present = models.PositiveSmallIntegerField("aanwezig", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "bijeenkomst"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "number"], name="session_number_once"),
            models.CheckConstraint(
                condition=Q(form__in=["physical", "online"]) | Q(reason__gt=""),
                name="session_changed_for_a_reason",
            ),
        ]

    declared = work(
        *("run", "number", "day", "start", "minutes", "where", "form", "reason", "theme"),
        *("present", "version"),
    )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_on(self) -> bool:
        return self.form not in self.OFF

    def was_held(self, today: date | None = None) -> bool:
        return self.is_on and self.day <= (today or clock.today())


S = Session.Form
SESSION_STEPS: dict[str, tuple[str, ...]] = {
    S.PHYSICAL: (S.ONLINE, S.ADAPTED, S.POSTPONED, S.CANCELLED),
    S.ONLINE: (S.PHYSICAL, S.ADAPTED, S.POSTPONED, S.CANCELLED),
    S.ADAPTED: (S.PHYSICAL, S.ONLINE, S.POSTPONED, S.CANCELLED),
    S.POSTPONED: (S.PHYSICAL, S.ONLINE, S.ADAPTED, S.CANCELLED),
    S.CANCELLED: (),
}


class Teaching(models.Model):
    """That a trainer gave a meeting. Its id is the source of one hour, once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey("courses.Session", models.CASCADE, related_name="teachings")
    trainer = models.ForeignKey("courses.RunTrainer", models.CASCADE, related_name="teachings")
    minutes = models.PositiveSmallIntegerField("minuten met voorbereiding")

    class Meta:
        verbose_name = "gegeven bijeenkomst"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "trainer"], name="teaching_once")
        ]

    declared = work("session", "trainer", "minutes")

    def __str__(self) -> str:
        return str(self.id)


class Score(models.Model):
    """How many forms gave this score to this question. Answers of one person are never kept together."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    run = models.ForeignKey("courses.CourseRun", models.CASCADE, related_name="scores")
    question = models.PositiveSmallIntegerField("vraag")
    score = models.PositiveSmallIntegerField("cijfer")
    count = models.PositiveSmallIntegerField("aantal", default=0)

    class Meta:
        verbose_name = "antwoorden in een evaluatie"
        ordering: ClassVar = ["question", "score"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "question", "score"], name="score_once"),
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5, question__lt=len(QUESTIONS)),
                name="score_from_one_to_five",
            ),
        ]

    declared = work("run", "question", "score", "count")

    def __str__(self) -> str:
        return str(self.id)


class Remark(models.Model):
    """One line from an evaluation, without a name, a day or the answers beside it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    run = models.ForeignKey("courses.CourseRun", models.CASCADE, related_name="remarks")
    text = models.CharField("opmerking", max_length=200)

    class Meta:
        verbose_name = "opmerking in een evaluatie"
        ordering: ClassVar = ["id"]

    declared = {
        **work("run"),
        "text": sensitive("what somebody wanted to say, under no name", TERM),
    }

    def __str__(self) -> str:
        return str(self.id)
