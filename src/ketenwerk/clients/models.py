"""The dossier core of one partner. What says who she is, is sealed; what is counted stays clear."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Func, Q

from ketenwerk.clients.emergencies import EmergencyAccess, EmergencyReview
from ketenwerk.clients.history import Correction, Exclusion, PastAgreement
from ketenwerk.clients.overrides import (
    OverrideDomain,
    OverrideGround,
    OverrideNotice,
    OverrideTold,
)
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import SealedField, identifying, ordinary, sensitive

__all__ = [
    "Client",
    "Consent",
    "Correction",
    "EmergencyAccess",
    "EmergencyReview",
    "Exclusion",
    "GroupMembership",
    "Involvement",
    "LinkToken",
    "OverrideDomain",
    "OverrideGround",
    "OverrideNotice",
    "OverrideTold",
    "OwnMark",
    "PastAgreement",
    "SafeContact",
]


class DateRange(Func):
    """From the first day up to the first day no longer, as PostgreSQL compares periods."""

    function = "DATERANGE"
    output_field = DateRangeField()


class Client(models.Model):
    class State(models.TextChoices):
        INTAKE = "intake", "intake"
        ACTIVE = "active", "actief"
        CLOSED = "closed", "afgesloten"
        ERASED = "erased", "gewist"

    class AgeBand(models.TextChoices):
        UNDER_12 = "0-11", "jonger dan 12"
        FROM_12 = "12-15", "12 tot en met 15"
        FROM_16 = "16-17", "16 of 17"
        FROM_18 = "18-22", "18 tot en met 22"
        FROM_23 = "23+", "23 of ouder"
        UNKNOWN = "", "onbekend"

    class Ground(models.TextChoices):
        ASKED = "asked", "vrijwillig: ze vroeg er zelf om"
        UNASKED = "unasked", "bemoeizorg: we kwamen ongevraagd"
        UNKNOWN = "", "nog niet vastgelegd"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    code = models.CharField("code", max_length=8)
    called = SealedField("hoe wil je genoemd worden")
    identity = SealedField("naam, werknaam en geboortedatum")
    own_words = SealedField("eigen woord voor het werk")
    talking = SealedField("voornaamwoord en hulp bij praten", null=True)
    age_band = models.CharField("leeftijd bij start", max_length=6, choices=AgeBand, blank=True)
    municipality = models.ForeignKey(
        "programme.Municipality", models.PROTECT, null=True, blank=True, related_name="+"
    )
    language = models.CharField("taal", max_length=40, blank=True)
    interpreter = models.BooleanField("tolk nodig", default=False)
    plain_words = models.BooleanField("extra uitleg nodig", default=False)
    legal_regime = models.CharField("wettelijk kader", max_length=24, blank=True)
    ground = models.CharField("contact gevraagd of niet", max_length=8, choices=Ground, blank=True)
    ground_since = models.DateField("contact sinds", null=True, blank=True)
    shielded = models.BooleanField("verscherpt dossier", default=False)
    age_seen = models.PositiveSmallIntegerField("leeftijdsgrens besproken", default=0)
    state = models.CharField("status", max_length=12, choices=State, default=State.INTAKE)
    registered_on = models.DateField("aangemeld op")
    registered_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    closed_on = models.DateField("afgesloten op", null=True, blank=True)
    erasure_asked_by = models.ForeignKey(
        "people.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    erasure_asked_on = models.DateField("wissen gevraagd op", null=True, blank=True)

    class Meta:
        verbose_name = "cliënt"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "code"], name="client_code_per_organisation"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["closed", "erased"], closed_on__isnull=False)
                | (~Q(state__in=["closed", "erased"]) & Q(closed_on__isnull=True)),
                name="closed_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="erased")
                | Q(erasure_asked_by__isnull=False, erasure_asked_on__isnull=False),
                name="erased_after_a_request",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-registered_on"], name="client_newest")
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose dossier", "dossier"),
        "code": sensitive("how colleagues refer to her", "dossier"),
        "called": identifying("how she wants to be called (D7)"),
        "identity": identifying("recognising her, once per organisation"),
        "own_words": sensitive("her word for her work (D7)"),
        "age_band": sensitive("route by age (R19) and counts"),
        "municipality": sensitive("is help available there (R8)"),
        "language": sensitive("talking with her"),
        "interpreter": sensitive("talking with her"),
        "plain_words": sensitive("talking with her (R33), never on lists"),
        "legal_regime": sensitive("rights and terms (R42)"),
        "talking": sensitive("pronoun (D7) and support in communication (R33), never on lists"),
        "ground": sensitive("whether contact was asked for (R37)"),
        "ground_since": ordinary("since when that ground holds (R37)", "dossier"),
        "shielded": sensitive("only named workers; each view is told (S12)"),
        "age_seen": ordinary("which change of route was dealt with: 18 or 23 (R19)", "dossier"),
        "state": ordinary("where the dossier stands", "dossier"),
        "registered_on": ordinary("start of the dossier", "dossier"),
        "registered_by": ordinary("who registered", "dossier"),
        "closed_on": ordinary("start of the term", "dossier"),
        "erasure_asked_by": ordinary("the first of two who erase", "proof of erasure"),
        "erasure_asked_on": ordinary("when erasing was asked", "proof of erasure"),
    }

    def __str__(self) -> str:
        return self.code

    @property
    def subject_id(self) -> object:
        return self.pk


class Involvement(models.Model):
    """Who works with this client. Access follows this, not membership of the organisation (decision D20)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="involvements")
    member = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    start = models.DateField("vanaf")
    end = models.DateField("tot", null=True, blank=True)

    class Meta:
        verbose_name = "betrokkenheid"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client", "member"], condition=Q(end__isnull=True), name="involved_once"
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=models.F("start")), name="involved_until"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["member", "client"], name="involved_member")]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose dossier", "dossier"),
        "client": sensitive("with whom"),
        "member": ordinary("who works with her", "dossier"),
        "start": ordinary("first day", "dossier"),
        "end": ordinary("first day no longer", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)


class SafeContact(models.Model):
    """How she can be reached without harm. Always shown before a name (safety S5)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.OneToOneField("clients.Client", models.CASCADE, related_name="safe_contact")
    agreement = SealedField("afspraak over veilig contact")
    checked_on = models.DateField("afgesproken op")
    recorded_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "veilig contact"

    declared = {
        "id": ordinary("internal id", "end of trajectory"),
        "organisation": ordinary("whose dossier", "end of trajectory"),
        "client": sensitive("for whom", "end of trajectory"),
        "agreement": identifying("reaching her safely", "end of trajectory"),
        "checked_on": ordinary("asks for a new check after 90 days", "end of trajectory"),
        "recorded_by": ordinary("who agreed it with her", "end of trajectory"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> object:
        return self.client_id


class Consent(models.Model):
    """One choice about one purpose. No is the default, and no never changes the help (finding 1)."""

    class Purpose(models.TextChoices):
        COUNT = "count", "meetellen zonder naam"
        CONFERENCE = "conference", "bespreken in het casuïstiekoverleg"
        SHARE = "share", "delen met een partner"
        PLAN = "plan", "het plan delen"
        COMENSHA = "comensha", "melden bij CoMensha"
        RESEARCH = "research", "meedoen aan onderzoek"

    class State(models.TextChoices):
        ASKED = "asked", "gevraagd"
        REFUSED = "refused", "nee"
        GIVEN = "given", "ja"
        WITHDRAWN = "withdrawn", "ingetrokken"
        EXPIRED = "expired", "verlopen"

    class GivenBy(models.TextChoices):
        SELF = "self", "zelf"
        PARENT = "parent", "ouder"
        BOTH = "both", "zelf en een ouder of voogd"
        GUARDIAN = "guardian", "voogd"

    class Form(models.TextChoices):
        SPOKEN = "mondeling", "mondeling"
        WITNESSED = "getuige", "mondeling met een getuige"
        WRITTEN = "schriftelijk", "schriftelijk"

    class Explained(models.TextChoices):
        TOLD = "told", "verteld"
        READ_OUT = "read_out", "voorgelezen"
        PICTURES = "pictures", "met plaatjes"
        INTERPRETER = "interpreter", "met een tolk"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="consents")
    purpose = models.CharField("waarvoor", max_length=16, choices=Purpose)
    recipient = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    domain = models.ForeignKey(
        "programme.LifeDomain", models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField("antwoord", max_length=12, choices=State, default=State.REFUSED)
    form = models.CharField("hoe", max_length=16, choices=Form, default=Form.SPOKEN)
    language = models.CharField("taal", max_length=40, blank=True)
    explained = models.CharField("uitleg", max_length=12, choices=Explained, default=Explained.TOLD)
    given_by = models.CharField("door", max_length=8, choices=GivenBy, default=GivenBy.SELF)
    decided_on = models.DateField("op")
    until = models.DateField("tot", null=True, blank=True)
    withdrawn_on = models.DateField("ingetrokken op", null=True, blank=True)
    recorded_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "toestemming"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client", "purpose", "recipient", "domain"],
                name="consent_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_on__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_on__isnull=True)),
                name="withdrawn_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=["share", "plan"], recipient__isnull=False)
                # To be discussed is a yes in general, and a yes to each partner at the table.
                | Q(purpose="conference", domain__isnull=True)
                | (
                    ~Q(purpose__in=["share", "plan", "conference"])
                    & Q(recipient__isnull=True, domain__isnull=True)
                ),
                name="sharing_names_a_recipient",
            ),
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose dossier", "dossier"),
        "client": sensitive("whose choice"),
        "purpose": sensitive("what the choice is about"),
        "recipient": sensitive("with whom may be shared"),
        "domain": sensitive("about which part of life; none is the choice about the partner"),
        "state": sensitive("yes, no, withdrawn"),
        "form": ordinary("spoken or written", "dossier"),
        "language": sensitive("in which language it was asked"),
        "explained": sensitive("read out, pictures, interpreter"),
        "given_by": sensitive("who decided, by age"),
        "decided_on": ordinary("when", "dossier"),
        "until": ordinary("at most 12 months", "dossier"),
        "withdrawn_on": ordinary("from when it no longer holds", "dossier"),
        "recorded_by": ordinary("who asked", "dossier"),
    }

    def __str__(self) -> str:
        return f"{self.purpose} {self.state}"

    @property
    def is_over(self) -> bool:
        """A yes past its day, whether or not anybody called it expired yet."""
        past = self.until is not None and self.until <= clock.today()
        return self.state == self.State.EXPIRED or (self.state == self.State.GIVEN and past)

    @property
    def subject_id(self) -> object:
        return self.client_id


class ConsentAnswer(models.Model):
    """One answer as it was given. Never changed: a new answer stands beside the earlier one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    consent = models.ForeignKey("clients.Consent", models.CASCADE, related_name="answers")
    state = models.CharField("antwoord", max_length=12, choices=Consent.State)
    form = models.CharField("hoe", max_length=16, choices=Consent.Form)
    language = models.CharField("taal", max_length=40, blank=True)
    explained = models.CharField("uitleg", max_length=12, choices=Consent.Explained)
    given_by = models.CharField("door", max_length=8, choices=Consent.GivenBy)
    witness = SealedField("wie erbij was", null=True)
    decided_on = models.DateField("op")
    until = models.DateField("tot", null=True, blank=True)
    recorded_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("genoteerd op")

    class Meta:
        verbose_name = "antwoord op toestemming"
        ordering: ClassVar = ["-recorded_at"]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose dossier", "dossier"),
        "consent": sensitive("which choice"),
        "state": sensitive("yes, no, withdrawn"),
        "form": ordinary("spoken or written", "dossier"),
        "language": sensitive("in which language it was asked"),
        "explained": sensitive("read out, pictures, interpreter"),
        "given_by": sensitive("who decided, by age"),
        "witness": identifying(
            "who witnessed, interpreted or read out: a function where that is enough"
        ),
        "decided_on": ordinary("when", "dossier"),
        "until": ordinary("at most 12 months", "dossier"),
        "recorded_by": ordinary("who asked", "dossier"),
        "recorded_at": ordinary("order of the answers", "dossier"),
    }

    def __str__(self) -> str:
        return self.state

    @property
    def subject_id(self) -> object:
        return self.consent.client_id


class RemovalTask(models.Model):
    """What was shared must be removed by the receiver: a reference and no name. The giver sees when it is done."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    receiver = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    consent = models.ForeignKey(
        "clients.Consent", models.CASCADE, null=True, blank=True, related_name="removals"
    )
    override = models.ForeignKey(
        "clients.OverrideGround", models.CASCADE, null=True, blank=True, related_name="removals"
    )
    reference = models.CharField("kenmerk", max_length=8)
    asked_on = models.DateField("gevraagd op")
    done_on = models.DateField("gedaan op", null=True, blank=True)
    done_by = models.ForeignKey(
        "people.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "verwijdertaak"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by__isnull=True)
                | Q(done_on__isnull=False, done_by__isnull=False),
                name="removed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(consent__isnull=True, override__isnull=False)
                | Q(consent__isnull=False, override__isnull=True),
                name="removal_has_one_basis",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["receiver", "done_on"], name="removal_open")]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("who shared", "dossier"),
        "receiver": ordinary("who removes", "dossier"),
        "consent": sensitive("on which choice it was shared"),
        "override": sensitive("on which exception it was shared without consent"),
        "reference": ordinary("what both sides call it, tells nothing", "dossier"),
        "asked_on": ordinary("when sharing stopped", "dossier"),
        "done_on": ordinary("when it was removed", "dossier"),
        "done_by": ordinary("who removed it", "dossier"),
    }

    def __str__(self) -> str:
        return self.reference


class GroupMembership(models.Model):
    """To which target group she belongs, from when to when; one at a time counts (R20)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="groups")
    group = models.ForeignKey("programme.TargetGroup", models.PROTECT, related_name="+")
    start = models.DateField("vanaf")
    end = models.DateField("tot", null=True, blank=True)
    reason = SealedField("reden van de wisseling", null=True)
    recorded_by = models.ForeignKey(
        "people.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "doelgroeplidmaatschap"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client"], condition=Q(end__isnull=True), name="one_group_at_a_time"
            ),
            ExclusionConstraint(
                name="one_group_per_period",
                expressions=[
                    ("client", RangeOperators.EQUAL),
                    (DateRange("start", "end"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose dossier", "dossier"),
        "client": sensitive("who"),
        "group": sensitive("counts per group"),
        "start": ordinary("from", "dossier"),
        "end": ordinary("until", "dossier"),
        "reason": sensitive("why another group fits better"),
        "recorded_by": ordinary("who changed it", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> object:
        return self.client_id


class LinkToken(models.Model):
    """A keyed code for counting. Written at registration, read by the counting role alone (decision D1)."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="+")
    kind = models.CharField("soort", max_length=24)
    value = models.BinaryField("waarde")

    class Meta:
        verbose_name = "koppelcode"

    declared = {
        "id": ordinary("internal id", "3 months after year close"),
        "organisation": ordinary("whose registration", "3 months after year close"),
        "client": sensitive("which registration", "3 months after year close"),
        "kind": ordinary("which recipe", "3 months after year close"),
        "value": identifying(
            "counting different people; keyed outside the database", "3 months after year close"
        ),
    }

    def __str__(self) -> str:
        return self.kind


class OwnMark(models.Model):
    """The same kind of code under the organisation's own key: finds doubles inside one organisation only."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="+")
    kind = models.CharField("soort", max_length=24)
    value = models.BinaryField("waarde")

    class Meta:
        verbose_name = "eigen kenmerk"
        indexes: ClassVar = [models.Index(fields=["organisation", "value"], name="own_mark_lookup")]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose registration", "dossier"),
        "client": sensitive("which registration"),
        "kind": ordinary("which recipe", "dossier"),
        "value": identifying("doubles inside one organisation; keyed per organisation"),
    }

    def __str__(self) -> str:
        return self.kind
