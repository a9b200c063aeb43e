"""What was before: earlier agreements on contact, corrections, and who may never look. Part of the dossier's tables."""

from typing import ClassVar

from django.db import models

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import SealedField, identifying, ordinary, sensitive


class PastAgreement(models.Model):
    """An agreement on safe contact that was replaced or said again. Readable until the dossier closes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="earlier_agreements")
    agreement = SealedField("afspraak over veilig contact")
    checked_on = models.DateField("afgesproken op")
    recorded_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField("vervangen op")

    class Meta:
        verbose_name = "eerdere afspraak"
        ordering: ClassVar = ["-replaced_at"]
        indexes: ClassVar = [
            models.Index(fields=["client", "-replaced_at"], name="agreement_newest")
        ]

    declared = {
        "id": ordinary("internal id", "end of trajectory"),
        "organisation": ordinary("whose dossier", "end of trajectory"),
        "client": sensitive("for whom", "end of trajectory"),
        "agreement": identifying("what was agreed before", "end of trajectory"),
        "checked_on": ordinary("when it was agreed", "end of trajectory"),
        "recorded_by": ordinary("who agreed it with her", "end of trajectory"),
        "replaced_at": ordinary("until when it held", "end of trajectory"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> object:
        return self.client_id


class Correction(models.Model):
    """One field of a dossier that was put right: which, by whom, when, and what stood there."""

    class Field(models.TextChoices):
        CALLED = "called", "hoe ze genoemd wil worden"
        GIVEN_NAME = "given_name", "voornaam"
        FAMILY_NAME = "family_name", "achternaam"
        WORKING_NAME = "working_name", "werknaam"
        BIRTH_DATE = "birth_date", "geboortedatum"
        BIRTH_YEAR = "birth_year", "geboortejaar"
        PRONOUN = "pronoun", "voornaamwoord"
        OWN_WORDS = "own_words", "eigen woord voor het werk"
        LANGUAGE = "language", "taal"
        INTERPRETER = "interpreter", "tolk"
        PLAIN_WORDS = "plain_words", "uitleg in korte zinnen"
        SUPPORT = "support", "hulp bij praten en lezen"
        SCREENING = "screening", "uitkomst van de SCIL"
        MUNICIPALITY = "municipality", "gemeente"
        GROUND = "ground", "contact gevraagd of niet"
        GROUND_SINCE = "ground_since", "contact sinds"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="corrections")
    field = models.CharField("wat", max_length=16, choices=Field)
    before = SealedField("wat er stond")
    at = models.DateTimeField("wanneer")
    by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "verbetering"
        ordering: ClassVar = ["-at", "field"]
        indexes: ClassVar = [models.Index(fields=["client", "-at"], name="correction_newest")]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose dossier", "dossier"),
        "client": sensitive("in whose dossier"),
        "field": sensitive("what was put right"),
        "before": identifying("what stood there"),
        "at": ordinary("when", "dossier"),
        "by": ordinary("who", "dossier"),
    }

    def __str__(self) -> str:
        return self.field

    @property
    def subject_id(self) -> object:
        return self.client_id


class Exclusion(models.Model):
    """A colleague who may never see this dossier, not even in an emergency (safety S11). Without a reason: that could tell."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="exclusions")
    member = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    since = models.DateField("sinds")
    recorded_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "mag niet inzien"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client", "member"], name="excluded_once")
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose dossier", "dossier"),
        "client": sensitive("whose dossier stays closed"),
        "member": sensitive("for which colleague"),
        "since": ordinary("from when", "dossier"),
        "recorded_by": ordinary("who decided", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> object:
        return self.client_id
