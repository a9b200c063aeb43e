"""Signing up of professionals, without an account: the page that is open, the own link of who came, and who it is.

The public side puts a `ProfessionalSignup` in and never reads one. What it reads back is the `SignUpTicket`: a seat or
a turn, and nothing about whom. The seat itself is a `Place`, as for clients, under the same id as the ticket.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ketenwerk.courses.models.place import Place
from ketenwerk.courses.models.words import SHORT, work
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import SealedField, identifying, ordinary, sensitive


class SignUpPage(models.Model):
    """That a run for professionals is open for signing up, at an address nobody can guess (R53)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    run = models.OneToOneField("courses.CourseRun", models.CASCADE, related_name="sign_up_page")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    token = models.UUIDField("adres", unique=True, default=new_id)
    closed_on = models.DateField("dicht sinds", null=True, blank=True)

    class Meta:
        verbose_name = "aanmeldpagina"

    declared = work("run", "organisation", "token", "closed_on")

    def __str__(self) -> str:
        return str(self.id)


class SignUpTicket(models.Model):
    """The own link of somebody who signed up: shows a seat or a turn, and takes it back. Its id is that of the seat.

    `state` and `came` are written by the database, each time the seat or a chair changes. So is `evaluated`, without a
    day: only the own link reads it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    run = models.ForeignKey("courses.CourseRun", models.PROTECT, related_name="+")
    secret_hash = models.CharField("controlegetal van de link", max_length=64, unique=True)
    mail_mark = models.CharField("kenmerk van het adres", max_length=64)
    asked_at = models.DateTimeField("gevraagd op")
    state = models.CharField("status", max_length=12, choices=Place.State, editable=False)
    cancelled_on = models.DateField("afgemeld op", null=True, blank=True)
    came = models.BooleanField("was erbij", default=False, editable=False)
    evaluated = models.BooleanField("evaluatie ingevuld", default=False, editable=False)

    class Meta:
        verbose_name = "eigen link"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "mail_mark"],
                condition=Q(state__in=["seated", "waiting"]),
                name="signed_up_once",
            )
        ]

    declared = {
        **{
            name: ordinary("which turn", SHORT)
            for name in ("id", "run", "asked_at", "state", "cancelled_on")
        },
        "came": sensitive("whether the evaluation can be filled in on the own link", SHORT),
        "evaluated": sensitive("one form for each seat; not which form, and not when", SHORT),
        "secret_hash": ordinary("recognises the own link, hashed", SHORT),
        "mail_mark": sensitive("one address signs up once; keyed, leads back to nobody", SHORT),
    }

    def __str__(self) -> str:
        return str(self.id)


class OwnForm(models.Model):
    """An evaluation on its way in over the own link. The database adds it up and keeps no row of this table:
    nothing leads from a form to a seat.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    secret_hash = models.CharField("controlegetal van de link", max_length=64)
    scores = models.JSONField("cijfers")
    remark = models.CharField("opmerking", max_length=200, blank=True)

    class Meta:
        verbose_name = "eigen evaluatieformulier"

    declared = {
        "id": ordinary("internal id, never kept", SHORT),
        "secret_hash": ordinary("whether this link may, never kept", SHORT),
        "scores": sensitive("added up at once, never kept", SHORT),
        "remark": sensitive("put with the other remarks at once, never kept here", SHORT),
    }

    def __str__(self) -> str:
        return str(self.id)


class ProfessionalSignup(models.Model):
    """Who signed up for a workshop, at work. Sealed; read by the organisations whose course it is."""

    class Heard(models.TextChoices):
        """How somebody heard of it (R59)."""

        COWORKER = "coworker", "van een collega"
        PARTNER = "partner", "van een ketenpartner"
        MAIL = "mail", "uit een mail of nieuwsbrief"
        WEB = "web", "van een website"
        EARLIER = "earlier", "door een eerdere workshop"
        OTHER = "other", "anders"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    run = models.ForeignKey("courses.CourseRun", models.PROTECT, related_name="sign_ups")
    place = models.OneToOneField("courses.Place", models.PROTECT, related_name="sign_up")
    name = SealedField()
    employer = SealedField()
    function = SealedField()
    mail = SealedField()
    heard = models.CharField("hoe gehoord", max_length=8, choices=Heard)

    class Meta:
        verbose_name = "aanmelding van een professional"
        ordering: ClassVar = ["place__asked_at"]

    declared = {
        "id": ordinary("internal id", SHORT),
        "run": ordinary("which workshop", SHORT),
        "place": ordinary("which seat", SHORT),
        "name": identifying("the list and the certificate; the name at work", SHORT),
        "employer": identifying("where somebody works, for the list and the certificate", SHORT),
        "function": identifying("the work, so that the workshop fits", SHORT),
        "mail": identifying("the work address, to remind", SHORT),
        "heard": ordinary("how somebody heard of it (R59)", SHORT),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> uuid.UUID | None:
        """About no client."""
        return None
