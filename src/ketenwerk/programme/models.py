"""The programme: partners' promises, groups, activities, targets and sources of money, with their origin."""

from typing import ClassVar

from django.db import models

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import ordinary


def facts(*names: str) -> dict[str, object]:
    """Everything of a programme is public planning; nothing in it is about a person."""
    return {name: ordinary("public planning", "public") for name in ("id", *names)}


class Programme(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField("sleutel", unique=True)
    name = models.CharField("naam", max_length=160)
    short = models.CharField("korte naam", max_length=24)
    region = models.CharField("regio", max_length=120)
    coordinator = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    grantor = models.CharField("subsidiegever", max_length=120, blank=True)
    names = models.JSONField("eerdere namen", default=list, blank=True)

    class Meta:
        verbose_name = "programma"

    declared: ClassVar = facts("key", "name", "short", "region", "coordinator", "grantor", "names")

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(
        "programme.Programme", models.CASCADE, related_name="municipalities"
    )
    key = models.SlugField("sleutel")
    name = models.CharField("naam", max_length=80)
    start = models.DateField("vanaf", null=True, blank=True)
    end = models.DateField("tot", null=True, blank=True)

    class Meta:
        verbose_name = "gemeente"
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "key"], name="municipality_key")
        ]

    declared: ClassVar = facts("programme", "key", "name", "start", "end")

    def __str__(self) -> str:
        return self.name


class Coverage(models.Model):
    """A service of a partner for a municipality, which money pays it, and since when (R8).

    Without a municipality it is not stated which municipalities have the service.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey("programme.Programme", models.CASCADE, related_name="+")
    municipality = models.ForeignKey(
        "programme.Municipality",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="coverage",
    )
    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    service = models.CharField("dienst", max_length=120)
    source = models.ForeignKey(
        "programme.FundingSource", models.PROTECT, null=True, blank=True, related_name="+"
    )
    start = models.DateField("vanaf", null=True, blank=True)
    end = models.DateField("tot", null=True, blank=True)

    class Meta:
        verbose_name = "dekking"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "municipality", "organisation", "service"],
                name="coverage_once",
                nulls_distinct=False,
            )
        ]

    declared: ClassVar = facts(
        "programme", "municipality", "organisation", "service", "source", "start", "end"
    )

    def __str__(self) -> str:
        return str(self.id)


class WorkArea(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    key = models.SlugField("sleutel")
    name = models.CharField("naam", max_length=80)
    staffed = models.BooleanField("bezet", default=True)

    class Meta:
        verbose_name = "werkgebied"
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "key"], name="work_area_key")
        ]

    declared: ClassVar = facts("organisation", "key", "name", "staffed")

    def __str__(self) -> str:
        return self.name


class FocalOfficer(models.Model):
    """The colleague to turn to at an organisation, or for one of its work areas, with dates (R5)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    area = models.ForeignKey(
        "programme.WorkArea", models.PROTECT, null=True, blank=True, related_name="+"
    )
    member = models.ForeignKey("people.Member", models.CASCADE, related_name="+")
    start = models.DateField("vanaf")
    end = models.DateField("tot", null=True, blank=True)

    class Meta:
        verbose_name = "aandachtsfunctionaris"
        ordering: ClassVar = ["start"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gt=models.F("start")),
                name="focal_officer_ends_later",
            )
        ]

    declared: ClassVar = {
        name: ordinary("whom colleagues turn to", "2 years after leaving")
        for name in ("id", "organisation", "area", "member", "start", "end")
    }

    def __str__(self) -> str:
        return str(self.id)


class TargetGroup(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey("programme.Programme", models.CASCADE, related_name="groups")
    key = models.SlugField("sleutel")
    label = models.CharField("naam", max_length=60)
    definition = models.CharField("omschrijving", max_length=300, blank=True)
    age_from = models.PositiveSmallIntegerField("vanaf leeftijd", null=True, blank=True)
    age_to = models.PositiveSmallIntegerField("tot en met leeftijd", null=True, blank=True)
    is_cross = models.BooleanField("over alle doelgroepen", default=False)
    for_clients = models.BooleanField("voor cliënten", default=True)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "doelgroep"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "key"], name="target_group_key")
        ]

    declared: ClassVar = facts(
        "programme",
        "key",
        "label",
        "definition",
        "age_from",
        "age_to",
        "is_cross",
        "for_clients",
        "position",
    )

    def __str__(self) -> str:
        return self.label


class FundingSource(models.Model):
    """A source of money. An amount is a dated fact with its origin, never overwritten (R76, R80)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey("programme.Programme", models.CASCADE, related_name="sources")
    key = models.SlugField("sleutel")
    name = models.CharField("naam", max_length=120)
    kind = models.CharField("soort", max_length=40)
    year = models.PositiveSmallIntegerField("jaar", null=True, blank=True)
    euros = models.PositiveIntegerField("bedrag in euro", null=True, blank=True)
    origin = models.CharField("herkomst", max_length=200, blank=True)
    dated_on = models.DateField("van", null=True, blank=True)
    start = models.DateField("loopt vanaf", null=True, blank=True)
    end = models.DateField("loopt tot", null=True, blank=True)

    class Meta:
        verbose_name = "financieringsbron"
        ordering: ClassVar = ["year", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "key"], name="funding_source_key")
        ]

    declared: ClassVar = facts(
        "programme", "key", "name", "kind", "year", "euros", "origin", "dated_on", "start", "end"
    )

    def __str__(self) -> str:
        return self.name


class SubsidyMoment(models.Model):
    """What returns every year around the subsidy, at the latest on a day. Confirmed when somebody is named (R71, D13)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey("programme.Programme", models.CASCADE, related_name="cycle")
    key = models.SlugField("sleutel")
    name = models.CharField("naam", max_length=100)
    kind = models.CharField("soort", max_length=20)
    month = models.PositiveSmallIntegerField("maand")
    day = models.PositiveSmallIntegerField("dag")
    about_year = models.SmallIntegerField("gaat over het jaar, ten opzichte van de dag")
    discuss_weeks = models.PositiveSmallIntegerField("bespreken vanaf, in weken ervoor")
    confirmed_by = models.CharField("bevestigd door", max_length=120, blank=True)
    origin = models.CharField("herkomst", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "moment in de subsidiecyclus"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "key"], name="subsidy_moment_key"),
            models.CheckConstraint(
                condition=models.Q(month__range=(1, 12), day__range=(1, 31)),
                name="subsidy_moment_in_a_year",
            ),
        ]

    declared: ClassVar = facts(
        *("programme", "key", "name", "kind", "month", "day", "about_year", "discuss_weeks"),
        *("confirmed_by", "origin", "position"),
    )

    def __str__(self) -> str:
        return self.name


class BudgetLine(models.Model):
    """One line of the application: the budget line, the hour code, the target and the row of the account."""

    class Mode(models.TextChoices):
        LINE = "line", "per regel"
        TOTAL = "total", "op het totaal"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey("programme.Programme", models.CASCADE, related_name="lines")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    source = models.ForeignKey(
        "programme.FundingSource", models.PROTECT, null=True, blank=True, related_name="+"
    )
    key = models.SlugField("sleutel")
    year = models.PositiveSmallIntegerField("jaar")
    label = models.CharField("post", max_length=120)
    hours = models.PositiveIntegerField("uren per jaar", null=True, blank=True)
    hours_per_week = models.DecimalField(
        "uren per week", max_digits=5, decimal_places=2, null=True, blank=True
    )
    euros = models.PositiveIntegerField("bedrag in euro", null=True, blank=True)
    rate = models.DecimalField(
        "tarief per uur", max_digits=7, decimal_places=2, null=True, blank=True
    )
    mode = models.CharField("verantwoorden", max_length=8, choices=Mode, default=Mode.LINE)
    funded = models.BooleanField("met subsidie", default=True)
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    origin = models.CharField("herkomst", max_length=200, blank=True)

    class Meta:
        verbose_name = "begrotingsregel"
        ordering: ClassVar = ["year", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "year", "key"], name="budget_line_key")
        ]

    declared: ClassVar = facts(
        *[
            "programme",
            "organisation",
            "source",
            "key",
            "year",
            "label",
            "hours",
            "hours_per_week",
            "euros",
            "rate",
            "mode",
            "funded",
            "position",
            "origin",
        ]
    )

    def __str__(self) -> str:
        return self.label


class Activity(models.Model):
    class Mode(models.TextChoices):
        INDIVIDUAL = "individual", "individueel"
        COLLECTIVE = "collective", "collectief"
        OUTREACH = "outreach", "vindplaats"
        NETWORK = "network", "netwerk"
        MEETING = "meeting", "overleg"
        INTERNAL = "internal", "intern"
        INSPECTION = "inspection", "toezicht"
        DESK = "desk", "meldpunt"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey("programme.Programme", models.CASCADE, related_name="activities")
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    line = models.ForeignKey(
        "programme.BudgetLine", models.SET_NULL, null=True, blank=True, related_name="activities"
    )
    key = models.SlugField("sleutel")
    year = models.PositiveSmallIntegerField("jaar")
    label = models.CharField("naam", max_length=120)
    groups = models.ManyToManyField("programme.TargetGroup", related_name="activities")
    mode = models.CharField("vorm", max_length=12, choices=Mode)
    is_core = models.BooleanField("kerntaak", default=True)
    funded = models.BooleanField("met subsidie", default=False)
    for_trajectories = models.BooleanField("kent trajecten", default=False)
    legal_basis = models.CharField("wettelijke basis", max_length=40, blank=True)
    prevention = models.CharField("preventie", max_length=12, blank=True)
    weeks_low = models.PositiveSmallIntegerField("weken, minstens", null=True, blank=True)
    weeks_high = models.PositiveSmallIntegerField("weken, hoogstens", null=True, blank=True)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "activiteit"
        ordering: ClassVar = ["year", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "year", "key"], name="activity_key")
        ]

    declared: ClassVar = facts(
        *[
            "programme",
            "organisation",
            "line",
            "key",
            "year",
            "label",
            "groups",
            "mode",
            "is_core",
            "funded",
            "for_trajectories",
            "legal_basis",
            "prevention",
            "weeks_low",
            "weeks_high",
            "position",
        ]
    )

    def __str__(self) -> str:
        return self.label


class Target(models.Model):
    """A promise as a range with a unit, stored once for all its groups (finding 4, R24–R27)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    activity = models.ForeignKey("programme.Activity", models.CASCADE, related_name="targets")
    unit = models.CharField("eenheid", max_length=24)
    low = models.PositiveIntegerField("minstens")
    high = models.PositiveIntegerField("hoogstens")
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "doelstelling"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "unit"], name="target_once"),
            models.CheckConstraint(
                condition=models.Q(high__gte=models.F("low")), name="target_range"
            ),
        ]

    declared: ClassVar = facts("activity", "unit", "low", "high", "position")

    def __str__(self) -> str:
        return f"{self.low}-{self.high} {self.unit}"


class StatedClaim(models.Model):
    """A number as a document states it: kept as stated, also when it does not fit (finding 9)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey("programme.Programme", models.CASCADE, related_name="claims")
    key = models.SlugField("sleutel")
    kind = models.CharField("soort", max_length=24)
    year = models.PositiveSmallIntegerField("jaar", null=True, blank=True)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    what = models.CharField("wat", max_length=200)
    value = models.DecimalField("waarde", max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField("eenheid", max_length=40, blank=True)
    origin = models.CharField("herkomst", max_length=200, blank=True)

    class Meta:
        verbose_name = "bewering"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "key"], name="stated_claim_key")
        ]

    declared: ClassVar = facts(
        "programme", "key", "kind", "year", "organisation", "what", "value", "unit", "origin"
    )

    def __str__(self) -> str:
        return self.what


class LifeDomain(models.Model):
    """A part of life to talk about, measure or share: the 13 names of the ZRM, and the domains of leaving (D10).

    Names only: the levels belong to a measurement, the texts of the instrument are not ours to copy.
    """

    class Scheme(models.TextChoices):
        ZRM = "zrm", "ZRM"
        EXIT = "exit", "uitstappen"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField("sleutel", unique=True)
    name = models.CharField("naam", max_length=60)
    plain = models.CharField("in gewone woorden", max_length=80)
    scheme = models.CharField("lijst", max_length=8, choices=Scheme)
    exit_domain = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="bij uitstappen",
    )
    order = models.PositiveSmallIntegerField("volgorde")

    class Meta:
        verbose_name = "leefgebied"
        ordering: ClassVar = ["scheme", "order"]

    declared = facts("key", "name", "plain", "scheme", "exit_domain", "order")

    def __str__(self) -> str:
        return self.name
