"""Advice, education and visits to own teams. Nothing here has room for a client or a pupil."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import Declared, ordinary, sensitive

TERM = "7 years"


def work(*names: str) -> dict[str, Declared]:
    return {name: ordinary("work for professionals, about nobody", TERM) for name in names}


class Theme(models.TextChoices):
    SIGNALS = "signals", "signalen herkennen"
    TALKING = "talking", "het gesprek beginnen"
    PLAIN = "plain", "licht verstandelijke beperking"
    LANGUAGE = "language", "taal en houding"
    ONLINE = "online", "online contact en beelden"
    SAFETY = "safety", "veiligheid"
    CODE = "code", "meldcode"
    WORK = "work", "rechten en ander werk"
    LEAVING = "leaving", "hulp bij stoppen"
    WAYS = "ways", "wie doet wat in de keten"
    OTHER = "other", "iets anders"


class RequesterFunction(models.TextChoices):
    """What somebody does who asks. Never who."""

    TEACHER = "teacher", "docent of mentor"
    SCHOOL_CARE = "school_care", "zorgcoördinator op school"
    SOCIAL = "social", "maatschappelijk werker"
    NEIGHBOURHOOD = "neighbourhood", "medewerker wijkteam"
    YOUTH = "youth", "jeugdhulpverlener"
    COUNSELLOR = "counsellor", "begeleider wonen of dagbesteding"
    BEHAVIOUR = "behaviour", "gedragswetenschapper"
    NURSE = "nurse", "verpleegkundige of arts"
    FOCAL = "focal", "aandachtsfunctionaris"
    WORK = "work", "medewerker werk en inkomen"
    LEADER = "leader", "teamleider of beleidsadviseur"
    OTHER = "other", "andere functie"


class Mode(models.TextChoices):
    PHONE = "phone", "telefoon"
    PLACE = "place", "op locatie"
    ONLINE = "online", "online"


class Booked(models.Model):
    """Work that took minutes on a day, of which one hour entry was booked. Corrected with a reason, never removed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    member = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    day = models.DateField("dag")
    minutes = models.PositiveIntegerField("minuten")
    activity = models.ForeignKey("programme.Activity", models.PROTECT, related_name="+")
    hour = models.UUIDField("urenregel")
    reason = models.CharField("reden van verbetering", max_length=200, blank=True)
    version = models.PositiveIntegerField("versie", default=1)
    made_at = models.DateTimeField("vastgelegd op")
    withdrawn_at = models.DateTimeField("weggehaald op", null=True, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["-day", "-made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(minutes__gt=0), name="%(class)s_takes_time"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(reason__gt=""),
                name="%(class)s_withdrawn_with_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "-day"])]

    booked: ClassVar = {
        **work("id", "organisation", "day", "minutes", "activity", "hour", "version", "made_at"),
        **work("withdrawn_at"),
        "member": sensitive("which colleague did it", TERM),
        "reason": ordinary("why it was corrected, looked through for names", TERM),
    }

    def __str__(self) -> str:
        return str(self.id)


class Coaching(models.Model):
    """Temporary coaching of one professional over more talks (R55). Known by organisation and function only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    requester = models.CharField("organisatie", max_length=120)
    function = models.CharField("functie", max_length=16, choices=RequesterFunction)
    theme = models.CharField("thema", max_length=12, choices=Theme)
    start_on = models.DateField("vanaf")
    end_on = models.DateField("tot en met", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "coachingstraject"
        ordering: ClassVar = ["-start_on", "requester"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
                name="coaching_ends_later",
            )
        ]

    declared = work(
        *("id", "organisation", "requester", "function", "theme", "start_on", "end_on", "version")
    )

    def __str__(self) -> str:
        return self.requester


class Consult(Booked):
    """Advice to a professional: which organisation asked, about what, how long (R55, R56, R57). Never about whom."""

    class Kind(models.TextChoices):
        ADVICE = "advice", "adviesgesprek"
        CONSULT = "consult", "consult"
        COACHING = "coaching", "coaching"
        PEER = "peer", "advies ervaringsdeskundige"

    kind = models.CharField("soort", max_length=12, choices=Kind)
    requester = models.CharField("organisatie", max_length=120)
    function = models.CharField("functie", max_length=16, choices=RequesterFunction)
    theme = models.CharField("thema", max_length=12, choices=Theme)
    mode = models.CharField("hoe", max_length=8, choices=Mode)
    question = models.CharField("vraag in algemene woorden", max_length=300, blank=True)
    coaching = models.ForeignKey(
        "consults.Coaching", models.PROTECT, null=True, blank=True, related_name="talks"
    )

    class Meta(Booked.Meta):
        verbose_name = "consult"
        constraints: ClassVar = [
            *Booked.Meta.constraints,
            models.CheckConstraint(
                condition=Q(coaching__isnull=True) | Q(kind="coaching"),
                name="consult_in_coaching_is_coaching",
            ),
        ]

    declared = {
        **Booked.booked,
        **work("kind", "requester", "function", "theme", "mode", "coaching"),
        "question": ordinary("the question in general words, looked through for names", TERM),
    }


class EducationSession(Booked):
    """A lesson, game or talk for a group (R60, R62). Counts who took part; the same pupil may count twice."""

    class Kind(models.TextChoices):
        LESSON = "lesson", "les"
        GAME = "game", "spel"
        QUESTIONS = "questions", "vragen van het ROC"
        INFORMATION = "information", "voorlichting"

    class Level(models.TextChoices):
        PRIMARY = "primary", "basisschool"
        PRACTICAL = "practical", "praktijkonderwijs"
        SPECIAL = "special", "voortgezet speciaal onderwijs"
        VMBO = "vmbo", "vmbo"
        HIGHER = "higher", "havo of vwo"
        MBO = "mbo", "mbo"
        ELSEWHERE = "elsewhere", "buiten school"

    kind = models.CharField("soort", max_length=12, choices=Kind)
    place = models.CharField("school of plek", max_length=120)
    level = models.CharField("niveau", max_length=12, choices=Level)
    participants = models.PositiveSmallIntegerField("deelnames")

    class Meta(Booked.Meta):
        verbose_name = "voorlichting"
        constraints: ClassVar = [
            *Booked.Meta.constraints,
            models.CheckConstraint(condition=Q(participants__gt=0), name="education_for_somebody"),
        ]

    declared = {**Booked.booked, **work("kind", "place", "level", "participants")}


class Team(models.Model):
    """A team of the own organisation to which knowledge is spread (R13)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = models.CharField("naam", max_length=80)
    ended_on = models.DateField("bestaat niet meer sinds", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "eigen team"
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="team_once")
        ]

    declared = work("id", "organisation", "name", "ended_on", "version")

    def __str__(self) -> str:
        return self.name


class TeamVisit(Booked):
    class Kind(models.TextChoices):
        VISITED = "visited", "bezocht"
        TRAINED = "trained", "getraind"

    team = models.ForeignKey("consults.Team", models.PROTECT, related_name="visits")
    kind = models.CharField("soort", max_length=8, choices=Kind)
    colleagues = models.PositiveSmallIntegerField("aantal collega's")

    class Meta(Booked.Meta):
        verbose_name = "teambezoek"
        constraints: ClassVar = [
            *Booked.Meta.constraints,
            models.CheckConstraint(condition=Q(colleagues__gt=0), name="visit_to_somebody"),
        ]

    declared = {**Booked.booked, **work("team", "kind", "colleagues")}
