"""Worries about somebody: indications, what was said about a third person, and the reporting code.

Facts and interpretation stand apart (R34). A third-party observation knows no client at all (R36).
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import SealedField, ordinary, sensitive

INDICATION_TERM = "dossier; refuted: 3 months"
OBSERVATION_TERM = "28 days"


class Indication(models.Model):
    """Something worrying that was noticed, about an own client or without a name."""

    class Source(models.TextChoices):
        SEEN = "seen", "zelf gezien of gehoord"
        CLIENT = "client", "van de cliënt zelf"
        NETWORK = "network", "van iemand om de cliënt heen"
        COLLEAGUE = "colleague", "van een collega"
        PARTNER = "partner", "van een ketenpartner"
        ONLINE = "online", "online gezien"
        OTHER = "other", "van iemand anders"

    class Urgency(models.TextChoices):
        NOW = "now", "direct: vandaag iets doen"
        SOON = "soon", "binnen een week"
        LATER = "later", "kan rustig"

    class Verification(models.TextChoices):
        UNCONFIRMED = "unconfirmed", "onbevestigd"
        PLAUSIBLE = "plausible", "aannemelijk"
        CONFIRMED = "confirmed", "bevestigd"
        REFUTED = "refuted", "weerlegd"

    class State(models.TextChoices):
        NEW = "new", "nieuw"
        EXAMINED = "examined", "in onderzoek"
        FOLLOWED_UP = "followed_up", "opgevolgd"
        REFUTED = "refuted", "weerlegd"
        CLOSED = "closed", "gesloten"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey(
        "clients.Client", models.CASCADE, null=True, blank=True, related_name="+"
    )
    source = models.CharField("hoe weet je dit", max_length=12, choices=Source)
    facts = SealedField("feiten")
    interpretation = SealedField("wat denk ik")
    urgency = models.CharField("haast", max_length=8, choices=Urgency)
    verification = models.CharField(
        "hoe zeker is het", max_length=12, choices=Verification, default=Verification.UNCONFIRMED
    )
    state = models.CharField("status", max_length=12, choices=State, default=State.NEW)
    owner = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    next_step = SealedField("volgende stap")
    next_step_on = models.DateField("wanneer", null=True, blank=True)
    recorded_on = models.DateField("vastgelegd op")
    recorded_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    delete_on = models.DateField("weg op", null=True, blank=True)

    class Meta:
        verbose_name = "signaal"
        ordering: ClassVar = ["-recorded_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="refuted", verification="refuted", delete_on__isnull=False)
                | (~Q(state="refuted") & ~Q(verification="refuted") & Q(delete_on__isnull=True)),
                name="refuted_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["refuted", "closed"]) | Q(next_step_on__isnull=False),
                name="open_indication_has_a_next_step",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client", "-recorded_on"], name="indication_client"),
            models.Index(fields=["owner", "next_step_on"], name="indication_due"),
        ]

    declared = {
        "id": ordinary("internal id", INDICATION_TERM),
        "organisation": ordinary("whose", INDICATION_TERM),
        "client": sensitive("about whom; empty when not about a known client", INDICATION_TERM),
        "source": sensitive("how it is known, as a kind", INDICATION_TERM),
        "facts": sensitive("what was seen and heard", INDICATION_TERM),
        "interpretation": sensitive("what the writer thinks", INDICATION_TERM),
        "urgency": sensitive("how fast to act", INDICATION_TERM),
        "verification": sensitive("how sure it is", INDICATION_TERM),
        "state": sensitive("where it stands", INDICATION_TERM),
        "owner": ordinary("who acts next", INDICATION_TERM),
        "next_step": sensitive("what happens next", INDICATION_TERM),
        "next_step_on": ordinary("when", INDICATION_TERM),
        "recorded_on": ordinary("date", INDICATION_TERM),
        "recorded_by": ordinary("who wrote", INDICATION_TERM),
        "delete_on": ordinary("end after a refutation", INDICATION_TERM),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> object:
        return self.client_id


class IndicationStep(models.Model):
    """One follow-up of an indication. Added, never changed, so that nobody's words are lost."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    indication = models.ForeignKey("safeguarding.Indication", models.CASCADE, related_name="steps")
    before = models.CharField("van", max_length=12)
    after = models.CharField("naar", max_length=12)
    verification = models.CharField(
        "hoe zeker", max_length=12, choices=Indication.Verification.choices
    )
    words = SealedField("wat is er gedaan", null=True)
    on = models.DateField("op")
    by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    handed_to = models.ForeignKey(
        "people.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "opvolging van een signaal"
        ordering: ClassVar = ["-id"]

    declared = {
        "id": ordinary("internal id", INDICATION_TERM),
        "organisation": ordinary("whose", INDICATION_TERM),
        "indication": sensitive("of which indication", INDICATION_TERM),
        "before": sensitive("state before", INDICATION_TERM),
        "after": sensitive("state after", INDICATION_TERM),
        "verification": sensitive("how sure it was then", INDICATION_TERM),
        "words": sensitive("what was done", INDICATION_TERM),
        "on": ordinary("date", INDICATION_TERM),
        "by": ordinary("who", INDICATION_TERM),
        "handed_to": ordinary("who acts next since then", INDICATION_TERM),
    }

    def __str__(self) -> str:
        return str(self.id)


class ThirdPartyObservation(models.Model):
    """What one person said about another. Outside every dossier: there is no way to point at a client.

    The row lives until a decision or until `end`, whichever comes first, and has its own key.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    author = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    heard = SealedField("wat is er verteld")
    written_on = models.DateField("vastgelegd op")
    end = models.DateField("weg op")

    class Meta:
        verbose_name = "waarneming van derden"
        ordering: ClassVar = ["end", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(end__gt=models.F("written_on")), name="observation_ends_later"
            )
        ]

    declared = {
        "id": ordinary("internal id", OBSERVATION_TERM),
        "organisation": ordinary("whose focal officer may help", OBSERVATION_TERM),
        "author": ordinary("who heard it", OBSERVATION_TERM),
        "heard": sensitive("what was told about somebody else", OBSERVATION_TERM),
        "written_on": ordinary("start of the term", OBSERVATION_TERM),
        "end": ordinary("first day on which it is gone", OBSERVATION_TERM),
    }

    def __str__(self) -> str:
        return str(self.id)


class ReportingCodeRun(models.Model):
    """The five steps of the reporting code for one client, in order (R35, R45).

    Of a report to Veilig Thuis only the number and the date are kept, never what was reported.
    """

    class State(models.TextChoices):
        RUNNING = "running", "bezig"
        CONFIRMING = "confirming", "wacht op een tweede persoon"
        FINISHED = "finished", "klaar"
        STOPPED = "stopped", "gestopt"

    class Decision(models.TextChoices):
        REPORT = "report", "melden bij Veilig Thuis"
        HELP = "help", "zelf hulp geven of regelen"
        NOTHING = "nothing", "geen vermoeden meer"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="+")
    opened_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    opened_on = models.DateField("begonnen op")
    step = models.PositiveSmallIntegerField("bij stap", default=1)
    moved_on = models.DateField("laatste stap op")
    state = models.CharField("status", max_length=12, choices=State, default=State.RUNNING)
    unsafe = models.BooleanField("acuut of structureel onveilig", null=True, blank=True)
    decision = models.CharField("besluit", max_length=8, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        "people.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    deviation = SealedField("waarom toch niet melden", null=True)
    confirmed_by = models.ForeignKey(
        "people.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_on = models.DateField("bevestigd op", null=True, blank=True)
    advice_on = models.DateField("advies gevraagd aan Veilig Thuis op", null=True, blank=True)
    reported_on = models.DateField("gemeld bij Veilig Thuis op", null=True, blank=True)
    reference = models.CharField("nummer van Veilig Thuis", max_length=24, blank=True)
    stop_reason = SealedField("waarom gestopt", null=True)
    ended_on = models.DateField("klaar of gestopt op", null=True, blank=True)

    class Meta:
        verbose_name = "meldcodedoorloop"
        ordering: ClassVar = ["-opened_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client"],
                condition=Q(state__in=["running", "confirming"]),
                name="one_reporting_code_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["finished", "stopped"], ended_on__isnull=False)
                | (~Q(state__in=["finished", "stopped"]) & Q(ended_on__isnull=True)),
                name="reporting_code_ended_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_on__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_on__isnull=False),
                name="confirmed_by_somebody_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=models.F("decided_by")),
                name="confirmed_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="finished", unsafe=True)
                | Q(decision="report")
                | Q(confirmed_by__isnull=False),
                name="unsafe_is_reported_or_confirmed_by_two",
            ),
            models.CheckConstraint(
                condition=Q(step__gte=1, step__lte=5), name="reporting_code_has_five_steps"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "state"], name="run_open")]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose", "dossier"),
        "client": sensitive("about whom"),
        "opened_by": ordinary("who began", "dossier"),
        "opened_on": ordinary("date", "dossier"),
        "step": sensitive("which step is next"),
        "moved_on": ordinary("asks for attention when it stands still", "dossier"),
        "state": sensitive("where it stands"),
        "unsafe": sensitive("forces the choice to report"),
        "decision": sensitive("outcome"),
        "decided_by": ordinary("who decided", "dossier"),
        "deviation": sensitive("why not reported although unsafe"),
        "confirmed_by": ordinary("second person of a deviation", "dossier"),
        "confirmed_on": ordinary("date", "dossier"),
        "advice_on": sensitive("that advice was asked"),
        "reported_on": sensitive("that a report was made"),
        "reference": sensitive("number at Veilig Thuis, never the content"),
        "stop_reason": sensitive("why it was stopped"),
        "ended_on": ordinary("date", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject_id(self) -> object:
        return self.client_id


class ReportingCodeStep(models.Model):
    """One step that was taken, with its day and words. The words and answers are sealed together."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    run = models.ForeignKey("safeguarding.ReportingCodeRun", models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField("stap")
    on = models.DateField("op")
    by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    skipped = models.BooleanField("overgeslagen voor de veiligheid", default=False)
    content = SealedField("wat is er gedaan", null=True)

    class Meta:
        verbose_name = "stap van de meldcode"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "number"], name="each_step_once"),
            models.CheckConstraint(
                condition=Q(skipped=False) | Q(number=3), name="only_the_talk_may_be_skipped"
            ),
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose", "dossier"),
        "run": sensitive("of which run"),
        "number": ordinary("one to five", "dossier"),
        "on": ordinary("date", "dossier"),
        "by": ordinary("who", "dossier"),
        "skipped": sensitive("no talk because it was not safe"),
        "content": sensitive("what was done, and the weighing"),
    }

    def __str__(self) -> str:
        return str(self.number)


class VictimReportOffer(models.Model):
    """That a report to CoMensha was offered, and the answer. Nothing is sent; who refuses loses nothing."""

    class State(models.TextChoices):
        OFFERED = "offered", "aangeboden"
        CONSENTED = "consented", "toestemming"
        DONE = "done", "gedaan"
        REFUSED = "refused", "geweigerd"

    class GivenBy(models.TextChoices):
        SELF = "self", "zelf"
        GUARDIAN = "guardian", "ouders of voogd"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    run = models.OneToOneField(
        "safeguarding.ReportingCodeRun", models.CASCADE, related_name="offer"
    )
    state = models.CharField("status", max_length=12, choices=State, default=State.OFFERED)
    given_by = models.CharField("wie antwoordde", max_length=8, choices=GivenBy, blank=True)
    offered_on = models.DateField("aangeboden op")
    answered_on = models.DateField("antwoord op", null=True, blank=True)
    done_on = models.DateField("gedaan op", null=True, blank=True)
    recorded_by = models.ForeignKey("people.Member", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "aanbod van een CoMensha-melding"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False)
                | (~Q(state="done") & Q(done_on__isnull=True)),
                name="done_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["consented", "done"]) | Q(given_by__gt=""),
                name="consent_is_given_by_somebody",
            ),
        ]

    declared = {
        "id": ordinary("internal id", "dossier"),
        "organisation": ordinary("whose", "dossier"),
        "run": sensitive("in which run"),
        "state": sensitive("offered, yes, no, done"),
        "given_by": sensitive("herself, or parents or guardian under 16"),
        "offered_on": ordinary("date", "dossier"),
        "answered_on": ordinary("date", "dossier"),
        "done_on": ordinary("date", "dossier"),
        "recorded_by": ordinary("who wrote", "dossier"),
    }

    def __str__(self) -> str:
        return str(self.id)
