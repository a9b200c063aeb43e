"""What is handed over to one worker of a care provider, how it ended, and what that worker writes."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import SealedField, identifying, ordinary, sensitive


class Handover(models.Model):
    """A client handed to one outside worker after a scale-up (R7, R29). It is a dossier part with its own key.

    How it ended stands in HandoverEnd: an end is added, never changed, and closes it in the database too.
    """

    class State(models.TextChoices):
        RUNNING = "running", "begeleidt"
        DONE = "done", "klaar"
        RETURNED = "returned", "teruggegeven"
        STOPPED = "stopped", "gestopt"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="+")
    scale_up = models.ForeignKey("trajectories.ScaleUp", models.CASCADE, related_name="handovers")
    provider = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    worker = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    facts = SealedField("wat is overgedragen")
    told_on = models.DateField("doorgegeven op")
    handed_on = models.DateField("overgedragen op")
    until = models.DateField("tot")
    by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "overdracht"
        ordering: ClassVar = ["-handed_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__gt=models.F("handed_on")), name="handover_ends_later"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["worker", "until"], name="handover_worker")]

    declared = {
        "id": ordinary("internal id, and the id of its key", "dossier"),
        "organisation": ordinary("who hands over", "dossier"),
        "client": sensitive("about whom"),
        "scale_up": sensitive("on which decision of the municipality"),
        "provider": sensitive("to which organisation"),
        "worker": ordinary("to whom", "dossier"),
        "facts": identifying("what the other needs, as chosen; nothing more"),
        "told_on": ordinary("how old the facts are", "dossier"),
        "handed_on": ordinary("first day", "dossier"),
        "until": ordinary("first day no longer", "dossier"),
        "by": ordinary("who handed over", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> uuid.UUID:
        return self.client_id


class HandoverEnd(models.Model):
    """That a hand-over ended: by the outside worker, or stopped by who handed over. One each, never changed."""

    class Reason(models.TextChoices):
        """A short list, so that no story about her stands here."""

        ASKED = "asked", "zij vroeg erom"
        NO_CONTACT = "no_contact", "er kwam geen contact"
        OTHER_HELP = "other_help", "andere hulp past beter"
        MOVED = "moved", "verhuisd"
        NO_ROOM = "no_room", "er is nu geen plek"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    handover = models.OneToOneField("handovers.Handover", models.CASCADE, related_name="ending")
    provider = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    state = models.CharField("hoe", max_length=8, choices=Handover.State)
    reason = models.CharField("waarom", max_length=12, choices=Reason, blank=True)
    on = models.DateField("op")
    by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "einde van een overdracht"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="returned", reason__gt="")
                | Q(state__in=["done", "stopped"], reason=""),
                name="returned_with_a_reason",
            )
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("who handed over", "dossier"),
        "handover": sensitive("which"),
        "provider": sensitive("to which organisation"),
        "state": sensitive("done, given back or stopped"),
        "reason": sensitive("why it came back"),
        "on": ordinary("when", "dossier"),
        "by": ordinary("who", "dossier"),
    }

    def __str__(self) -> str:
        return self.state


class HandoverContact(models.Model):
    """A contact of the outside worker, with its time. It belongs to the provider; who handed over never reads it.

    The time stands here and nowhere else: it is no hour of the programme (R29).
    """

    class Kind(models.TextChoices):
        TALK = "talk", "Gesprek"
        CALL = "call", "Bellen"
        JOIN = "join", "Meegaan"
        ARRANGE = "arrange", "Regelen"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    handover = models.ForeignKey("handovers.Handover", models.CASCADE, related_name="contacts")
    author = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    day = models.DateField("dag")
    kind = models.CharField("wat deed je", max_length=8, choices=Kind)
    minutes = models.PositiveSmallIntegerField("minuten")
    words = SealedField("wat er gebeurde")
    written_at = models.DateTimeField("geschreven op")

    class Meta:
        verbose_name = "contactmoment van een zorgaanbieder"
        ordering: ClassVar = ["-day", "-written_at"]

    declared = {
        "id": ordinary("internal id, and the id of its key", "dossier"),
        "organisation": ordinary("whose note: the provider", "dossier"),
        "handover": sensitive("about whom"),
        "author": ordinary("who wrote", "dossier"),
        "day": ordinary("when", "dossier"),
        "kind": sensitive("what was done"),
        "minutes": ordinary("how long; time of the provider", "dossier"),
        "words": sensitive("what happened"),
        "written_at": ordinary("when it was written", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> uuid.UUID:
        return self.handover.client_id
