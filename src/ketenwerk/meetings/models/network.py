"""The wider network, what gets stuck in it, what was agreed and what was learnt. About organisations, never about clients."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import identifying
from ketenwerk.meetings.models.meeting import TERM, work


class NetworkContact(models.Model):
    """An organisation or function outside the chain (R10). A name only when that person works under it; nothing private."""

    class Kind(models.TextChoices):
        SCHOOL = "school", "onderwijs"
        NEIGHBOURHOOD = "neighbourhood", "wijkteam"
        WORK = "work", "werk en inkomen"
        YOUTH = "youth", "jeugdhulp"
        CARE = "care", "zorg en opvang"
        MONEY = "money", "geld en recht"
        NATIONAL = "national", "landelijk"
        OTHER = "other", "anders"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField("organisatie", max_length=120)
    kind = models.CharField("soort", max_length=16, choices=Kind)
    function = models.CharField("functie of loket", max_length=120)
    person = models.CharField("naam van de medewerker", max_length=80, blank=True)
    phone = models.CharField("telefoon van het werk", max_length=20, blank=True)
    mail = models.EmailField("mailadres van het werk", blank=True)
    area = models.CharField("werkgebied", max_length=120, blank=True)
    helps_with = models.CharField("waarvoor", max_length=300, blank=True)
    checked_on = models.DateField("nagekeken op")
    ended_on = models.DateField("vervallen op", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "netwerkcontact"
        ordering: ClassVar = ["name", "function"]

    declared = {
        **work("name", "kind", "function", "phone", "mail", "area", "helps_with"),
        **work("checked_on", "ended_on", "version"),
        "person": identifying("a colleague elsewhere, by the name used at work", TERM),
    }

    def __str__(self) -> str:
        return self.name


class NetworkTalk(models.Model):
    """A talk with a partner or somebody in the network, or a national network day (R12)."""

    class Kind(models.TextChoices):
        PARTNER = "partner", "gesprek met ketenpartner"
        NETWORK = "network", "gesprek in het netwerk"
        NATIONAL_DAY = "national_day", "landelijke netwerkdag"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField("soort", max_length=16, choices=Kind)
    day = models.DateField("dag")
    subject = models.CharField("onderwerp", max_length=120)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    contact = models.ForeignKey(
        "meetings.NetworkContact", models.PROTECT, null=True, blank=True, related_name="talks"
    )
    text = models.TextField("wat er is besproken", max_length=5_000, blank=True)

    class Meta:
        verbose_name = "netwerkgesprek"
        ordering: ClassVar = ["-day", "subject"]

    declared = work("kind", "day", "subject", "organisation", "contact", "text")

    def __str__(self) -> str:
        return self.subject


class Bottleneck(models.Model):
    """Something that does not work in the chain, with who picks it up and what comes next (R12)."""

    class State(models.TextChoices):
        OPEN = "open", "open"
        BUSY = "busy", "in behandeling"
        WAITING = "waiting", "wacht op een ander"
        SOLVED = "solved", "opgelost"
        ACCEPTED = "accepted", "niet op te lossen"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    title = models.CharField("knelpunt", max_length=120)
    text = models.TextField("toelichting", max_length=3_000, blank=True)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    state = models.CharField("status", max_length=12, choices=State, default=State.OPEN)
    next_step = models.CharField("volgende stap", max_length=200, blank=True)
    due_on = models.DateField("voor", null=True, blank=True)
    raised_on = models.DateField("gemeld op")
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "knelpunt"
        ordering: ClassVar = ["raised_on", "title"]

    declared = work(
        *("title", "text", "organisation", "state", "next_step", "due_on", "raised_on", "version")
    )

    def __str__(self) -> str:
        return self.title


B = Bottleneck.State
BOTTLENECK_STEPS: dict[str, tuple[str, ...]] = {
    B.OPEN: (B.BUSY, B.WAITING, B.SOLVED, B.ACCEPTED),
    B.BUSY: (B.WAITING, B.SOLVED, B.ACCEPTED),
    B.WAITING: (B.BUSY, B.SOLVED, B.ACCEPTED),
    B.SOLVED: (B.OPEN,),
    B.ACCEPTED: (B.OPEN,),
}


class ProviderAgreement(models.Model):
    """One version of what was agreed with a care provider. A new version stands beside the old one (R7)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    partner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField("versie")
    text = models.TextField("afspraken", max_length=10_000)
    agreed_on = models.DateField("afgesproken op")
    review_on = models.DateField("opnieuw bekijken op")
    ends_on = models.DateField("tot", null=True, blank=True)
    reference = models.CharField("kenmerk", max_length=40, blank=True)

    class Meta:
        verbose_name = "samenwerkingsafspraak"
        ordering: ClassVar = ["provider__name", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider", "partner", "version"], name="agreement_version_once"
            ),
            models.CheckConstraint(
                condition=Q(review_on__gt=F("agreed_on")), name="review_comes_later"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("agreed_on")),
                name="agreement_ends_later",
            ),
        ]

    declared = work(
        *("provider", "partner", "version", "text", "agreed_on", "review_on", "ends_on"),
        "reference",
    )

    def __str__(self) -> str:
        return str(self.id)


class Evaluation(models.Model):
    class Kind(models.TextChoices):
        YEAR = "year", "over een jaar"
        YEARS = "years", "over meer jaren"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    title = models.CharField("naam", max_length=120)
    kind = models.CharField("soort", max_length=8, choices=Kind)
    made_on = models.DateField("gehouden op")
    text = models.TextField("samenvatting", max_length=5_000, blank=True)

    class Meta:
        verbose_name = "evaluatie"
        ordering: ClassVar = ["-made_on"]

    declared = work("title", "kind", "made_on", "text")

    def __str__(self) -> str:
        return self.title


class Finding(models.Model):
    """What the partners found, and the change that follows from it (R73)."""

    class State(models.TextChoices):
        PLANNED = "planned", "gepland"
        BUSY = "busy", "bezig"
        DONE = "done", "doorgevoerd"
        DROPPED = "dropped", "niet doorgegaan"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    evaluation = models.ForeignKey("meetings.Evaluation", models.CASCADE, related_name="findings")
    text = models.CharField("bevinding", max_length=300)
    change = models.CharField("wat gaat er anders", max_length=300)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    state = models.CharField("status", max_length=8, choices=State, default=State.PLANNED)
    reason = models.CharField("toelichting", max_length=200, blank=True)
    moved_on = models.DateField("status sinds")

    class Meta:
        verbose_name = "bevinding"
        ordering: ClassVar = ["moved_on", "text"]

    declared = work(
        *("evaluation", "text", "change", "organisation", "state", "reason", "moved_on")
    )

    def __str__(self) -> str:
        return self.text


S = Finding.State
FINDING_STEPS: dict[str, tuple[str, ...]] = {
    S.PLANNED: (S.BUSY, S.DONE, S.DROPPED),
    S.BUSY: (S.DONE, S.DROPPED),
    S.DONE: (),
    S.DROPPED: (),
}
