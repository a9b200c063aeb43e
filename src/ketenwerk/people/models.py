"""Organisations, the people who work there, and the functions they act in."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import identifying, ordinary


class Organisation(models.Model):
    class Kind(models.TextChoices):
        PARTNER = "partner", "ketenpartner"
        PROVIDER = "provider", "zorgaanbieder"
        MUNICIPALITY = "municipality", "gemeente"
        OTHER = "other", "anders"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField("sleutel", unique=True)
    name = models.CharField("naam", max_length=120)
    abbreviation = models.CharField("afkorting", max_length=6)
    aliases = models.JSONField("andere schrijfwijzen", default=list, blank=True)
    kind = models.CharField("soort", max_length=16, choices=Kind, default=Kind.PARTNER)
    theme = models.SlugField("kleur", default="base")
    weeks_per_year = models.DecimalField(
        "rekenweken per jaar", max_digits=4, decimal_places=1, null=True, blank=True
    )
    position = models.PositiveSmallIntegerField("volgorde", default=99)

    class Meta:
        verbose_name = "ketenpartner"
        ordering: ClassVar = ["position", "name"]

    declared = {
        "id": ordinary("internal id"),
        "key": ordinary("name in the programme file"),
        "name": ordinary("shown everywhere"),
        "abbreviation": ordinary("stamp beside a colour"),
        "aliases": ordinary("other spellings in documents"),
        "kind": ordinary("which role in the chain"),
        "theme": ordinary("ink of the interface"),
        "weeks_per_year": ordinary("hint for hours per week"),
        "position": ordinary("order and colour in pictures"),
    }

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    class Division(models.TextChoices):
        CARE = "care", "zorg"
        SUPERVISION = "supervision", "toezicht"
        SAFE_AT_HOME = "safe_at_home", "veilig thuis"
        GENERAL = "general", "algemeen"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="units")
    key = models.SlugField("sleutel")
    name = models.CharField("naam", max_length=120)
    legal_basis = models.CharField("wettelijke basis", max_length=40, blank=True)
    division = models.CharField("afdeling", max_length=16, choices=Division, default=Division.CARE)

    class Meta:
        verbose_name = "organisatieonderdeel"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "key"], name="unit_key_per_organisation"
            )
        ]

    declared = {
        "id": ordinary("internal id"),
        "organisation": ordinary("whose unit"),
        "key": ordinary("name in the programme file"),
        "name": ordinary("shown to colleagues"),
        "legal_basis": ordinary("Wpg, Wmo, facultative (R3)"),
        "division": ordinary("care, supervision and general work stay apart"),
    }

    def __str__(self) -> str:
        return self.name


class MemberManager(BaseUserManager["Member"]):
    def get_queryset(self) -> models.QuerySet["Member"]:
        """With organisation and unit: every page asks them of who is signed in."""
        return super().get_queryset().select_related("organisation", "unit")

    def get_by_natural_key(self, username: str | None) -> "Member":
        return self.get(email__iexact=username)


class Member(AbstractBaseUser):
    """Somebody who works for an organisation and signs in. There is no superuser."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField("e-mailadres", unique=True)
    name = models.CharField("naam", max_length=120)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="members")
    unit = models.ForeignKey(
        "people.Unit", models.SET_NULL, null=True, blank=True, related_name="members"
    )
    is_active = models.BooleanField("in dienst", default=True)
    left_on = models.DateField("uit dienst op", null=True, blank=True)
    minutes_per_week = models.PositiveIntegerField("werktijd per week in minuten", default=0)
    scheme = models.CharField(
        "licht of donker",
        max_length=5,
        blank=True,
        choices={"": "zoals het toestel", "light": "licht", "dark": "donker"},
    )

    objects: ClassVar[MemberManager] = MemberManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "medewerker"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(left_on__isnull=True) | models.Q(is_active=False),
                name="who_left_is_not_active",
            )
        ]

    declared = {
        "id": ordinary("internal id"),
        "password": identifying("signing in, hashed", "2 years after leaving"),
        "last_login": ordinary("unused accounts are closed"),
        "email": identifying("signing in", "2 years after leaving"),
        "name": identifying("shown to colleagues", "2 years after leaving"),
        "organisation": ordinary("whose dossiers"),
        "unit": ordinary("which team"),
        "is_active": ordinary("may sign in"),
        "left_on": ordinary("when access ended"),
        "minutes_per_week": ordinary("target of the week grid"),
        "scheme": ordinary("own choice of light or dark"),
    }

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        words = self.name.split()
        return (words[0][:1] + words[-1][:1]).upper() if len(words) > 1 else self.name[:2].upper()

    def get_full_name(self) -> str:
        return self.name


class Function(models.Model):
    """A function in which somebody acts: one role, with dates. Never two at once (decision D6)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey("people.Member", models.CASCADE, related_name="functions")
    role = models.CharField("rol", max_length=40)
    start = models.DateField("vanaf")
    end = models.DateField("tot", null=True, blank=True)

    class Meta:
        verbose_name = "functie"
        ordering: ClassVar = ["start", "role"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gt=models.F("start")),
                name="function_ends_later",
            )
        ]

    declared = {
        "id": ordinary("internal id"),
        "member": ordinary("who"),
        "role": ordinary("which permissions"),
        "start": ordinary("first day"),
        "end": ordinary("first day that it no longer holds"),
    }

    def __str__(self) -> str:
        return self.role


class Invitation(models.Model):
    """The one way in for who has no password yet. The link itself is kept nowhere: only its hash (ASVS 6.5)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.OneToOneField("people.Member", models.CASCADE, related_name="invitation")
    token_hash = models.CharField("controlegetal van de link", max_length=64, unique=True)
    expires_at = models.DateTimeField("geldig tot")
    used_at = models.DateTimeField("gebruikt op", null=True, blank=True)

    class Meta:
        verbose_name = "uitnodiging"

    declared = {
        "id": ordinary("internal id", "2 years after leaving"),
        "member": ordinary("who is invited", "2 years after leaving"),
        "token_hash": ordinary("recognises the link, hashed", "2 years after leaving"),
        "expires_at": ordinary("until when the link works", "2 years after leaving"),
        "used_at": ordinary("a link works once", "2 years after leaving"),
    }

    def __str__(self) -> str:
        return str(self.id)
