"""Model fields that hold sealed text, and the declaration every field carries."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import models

from ketenwerk.kernel import crypto


class Sensitivity(StrEnum):
    IDENTIFYING = "identifying"
    SENSITIVE = "sensitive"
    ORDINARY = "ordinary"


@dataclass(frozen=True)
class Declared:
    """What a field is, what it is for and how long it is kept. A test fails on a field without one."""

    sensitivity: Sensitivity
    purpose: str
    term: str


def identifying(purpose: str, term: str = "dossier") -> Declared:
    return Declared(Sensitivity.IDENTIFYING, purpose, term)


def sensitive(purpose: str, term: str = "dossier") -> Declared:
    return Declared(Sensitivity.SENSITIVE, purpose, term)


def ordinary(purpose: str, term: str = "record") -> Declared:
    return Declared(Sensitivity.ORDINARY, purpose, term)


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """Bytes that only open with the key of the dossier; see seal_into and unseal_from."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("editable", False)
        super().__init__(*args, **options)


def place(row: models.Model, field: str) -> str:
    return f"{row._meta.db_table}|{field}|{row.pk}"  # noqa: SLF001


def seal_into(row: models.Model, key: bytes, **texts: str) -> None:
    """Seals each text into the field of that name. The row needs its id first; the caller saves."""
    for field, text in texts.items():
        setattr(row, field, crypto.seal(text, key=key, place=place(row, field)))


def unseal_from(row: models.Model, key: bytes, field: str) -> str:
    return crypto.unseal(getattr(row, field), key=key, place=place(row, field))
