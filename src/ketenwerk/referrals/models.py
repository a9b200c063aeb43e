"""Passing a client on: to a partner, what came of it at the partner, and to the wider network."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import SealedField, ordinary, sensitive


class Referral(models.Model):
    """A question to a partner about one client (R35). A dossier part with its own key: the dossier stays shut."""

    class State(models.TextChoices):
        SENT = "sent", "verstuurd"
        ACCEPTED = "accepted", "aangenomen"
        RETURNED = "returned", "teruggegeven"
        WITHDRAWN = "withdrawn", "ingetrokken"
        DONE = "done", "afgerond"

    class Reason(models.TextChoices):
        NOT_OURS = "not_ours", "past niet bij ons aanbod"
        FULL = "full", "er is nu geen plek"
        ELSEWHERE = "elsewhere", "een ander kan beter helpen"
        NO_CONTACT = "no_contact", "er kwam geen contact"
        OTHER = "other", "anders"

    class Place(models.TextChoices):
        SENDER = "sender", "bij wie verwijst"
        RECEIVER = "receiver", "bij wie ontvangt"
        ELSEWHERE = "elsewhere", "op een andere plek"
        CALL = "call", "bellen of beeldbellen"

    class Handover(models.TextChoices):
        PLANNED = "planned", "afgesproken"
        DONE = "done", "gedaan"
        NOT_DONE = "not_done", "niet doorgegaan"

    class Feedback(models.TextChoices):
        CONTACT = "contact", "contact gelegd"
        STARTED = "started", "gestart"
        FAILED = "failed", "niet gelukt"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="+")
    receiver = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField("kenmerk", max_length=8)
    content = SealedField("wat wordt overgedragen")
    sent_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    sent_on = models.DateField("verstuurd op")
    until = models.DateField("te lezen tot")
    state = models.CharField("status", max_length=12, choices=State, default=State.SENT)
    answered_by = models.ForeignKey(
        "people.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_on = models.DateField("beantwoord op", null=True, blank=True)
    reason = models.CharField("reden", max_length=12, choices=Reason, blank=True)
    reason_words = SealedField("toelichting bij teruggeven", null=True)
    handover_on = models.DateField("samen contact op", null=True, blank=True)
    handover_place = models.CharField("waar", max_length=12, choices=Place, blank=True)
    handover = models.CharField("warme overdracht", max_length=12, choices=Handover, blank=True)
    feedback = models.CharField("terugkoppeling", max_length=12, choices=Feedback, blank=True)
    feedback_on = models.DateField("teruggekoppeld op", null=True, blank=True)
    version = models.PositiveSmallIntegerField("versie", default=1)

    class Meta:
        verbose_name = "verwijzing"
        ordering: ClassVar = ["-sent_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["sent", "withdrawn"], answered_by__isnull=True)
                | Q(
                    state__in=["accepted", "returned", "done"],
                    answered_by__isnull=False,
                    answered_on__isnull=False,
                ),
                name="answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="returned") ^ Q(reason=""), name="returned_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(handover="", handover_on__isnull=True, handover_place="")
                | (~Q(handover="") & Q(handover_on__isnull=False) & ~Q(handover_place="")),
                name="handover_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(feedback="", feedback_on__isnull=True)
                | (~Q(feedback="") & Q(feedback_on__isnull=False)),
                name="feedback_has_a_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client"], name="referrals_of_client"),
            models.Index(fields=["receiver", "state"], name="referrals_received"),
        ]

    declared = {
        "id": ordinary("internal id, and the id of its key", "dossier"),
        "organisation": ordinary("who sends", "dossier"),
        "client": sensitive("who is passed on"),
        "receiver": sensitive("to which organisation"),
        "reference": ordinary("what both sides call it, tells nothing", "dossier"),
        "content": sensitive("what is asked, why, and what she let go along"),
        "sent_by": ordinary("who sent it", "dossier"),
        "sent_on": ordinary("when", "dossier"),
        "until": ordinary("until when it can be read", "dossier"),
        "state": sensitive("how far it is"),
        "answered_by": ordinary("who took it or gave it back", "dossier"),
        "answered_on": ordinary("when it was answered", "dossier"),
        "reason": sensitive("why it was given back"),
        "reason_words": sensitive("why it was given back, in a few words"),
        "handover_on": sensitive("when both meet her"),
        "handover_place": sensitive("what kind of place"),
        "handover": sensitive("whether it went on"),
        "feedback": sensitive("what came of it, from a short list"),
        "feedback_on": ordinary("when", "dossier"),
        "version": ordinary("so that nobody overwrites another", "dossier"),
    }

    def __str__(self) -> str:
        return self.reference

    @property
    def subject_id(self) -> uuid.UUID:
        return self.client_id


class ReferralReceipt(models.Model):
    """Under which own client the receiver went on. Of the receiver alone: who sent never learns it (D1)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    referral = models.ForeignKey("referrals.Referral", models.CASCADE, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="+")
    received_on = models.DateField("geregistreerd op")

    class Meta:
        verbose_name = "ontvangen verwijzing"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["referral"], name="referral_received_once")
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("who received", "dossier"),
        "referral": sensitive("which referral"),
        "client": sensitive("which own client it became"),
        "received_on": ordinary("when", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> uuid.UUID:
        return self.client_id


class NetworkReferral(models.Model):
    """The fact that she was pointed to the wider network (R10, R39). No text, so that no outcome of care gets in."""

    class Kind(models.TextChoices):
        SEXUAL_HEALTH = "sexual_health", "spreekuur Seksuele Gezondheid"
        ADDICTION = "addiction", "verslavingszorg"
        MENTAL = "mental", "geestelijke gezondheidszorg"
        SHELTER = "shelter", "opvang of wonen"
        VICTIM = "victim", "Slachtofferhulp"
        NEIGHBOURHOOD = "neighbourhood", "sociaal wijkteam"
        SCHOOL = "school", "school of opleiding"
        WORK = "work", "werk en inkomen"
        TAX = "tax", "belastingadvies"
        LANGUAGE = "language", "taalles"
        YOUTH = "youth", "jeugdhulp"
        LAW = "law", "juridische hulp"
        OTHER = "other", "andere hulp"

    class Outcome(models.TextChoices):
        UNKNOWN = "unknown", "nog niet bekend"
        ARRIVED = "arrived", "aangekomen"
        NOT_ARRIVED = "not_arrived", "niet aangekomen"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="+")
    kind = models.CharField("soort hulp", max_length=16, choices=Kind)
    contact = models.ForeignKey(
        "meetings.NetworkContact", models.PROTECT, null=True, blank=True, related_name="+"
    )
    day = models.DateField("op")
    accompanied_by = models.ForeignKey(
        "people.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField("uitkomst", max_length=12, choices=Outcome, default=Outcome.UNKNOWN)
    noted_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "verwijzing naar het netwerk"
        ordering: ClassVar = ["-day", "-id"]
        indexes: ClassVar = [models.Index(fields=["client"], name="network_of_client")]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose dossier", "dossier"),
        "client": sensitive("who was pointed there"),
        "kind": sensitive("to which kind of help"),
        "contact": sensitive("to which place in the directory"),
        "day": ordinary("when", "dossier"),
        "accompanied_by": ordinary("which colleague went along; none is alone", "dossier"),
        "outcome": sensitive("whether she got there, nothing else"),
        "noted_by": ordinary("who wrote", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> uuid.UUID:
        return self.client_id
