"""Medical content has no place in this product: no field, no choice and no domain asks for it (R40)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from ketenwerk import referrals
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.progress.api import ladders

OURS = [model for model in apps.get_models() if model.__module__.startswith("ketenwerk.")]
REFERRALS = Path(referrals.__file__).parent
MEDICAL = re.compile(
    r"diagnos|medicat|medicijn|medical|\bsoa|\bsti\b|\bstd\b|\bhiv|hepatit|syfilis|chlamydia|gonor"
    r"|zwanger|pregnan|abortus|anticoncep|contracep|vaccin|ziekte|disease|illness|symptom|klacht"
    r"|bloed|blood|labuitslag|lab_result|test_result|testuitslag|recept\b|prescription|behandelplan"
    r"|dsm|icd|psychiatr|dosis|dosage|huisarts|patient|patiënt",
    re.IGNORECASE,
)


def words_of(model: type[models.Model]) -> Iterator[str]:
    """What a model asks: names, labels, choices and the purpose in its declaration."""
    yield from (model.__name__, str(model._meta.verbose_name))
    for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
        yield from (field.name, str(field.verbose_name), str(field.help_text))
        for value, label in field.flatchoices:
            yield from (str(value), str(label))
    for declared in vars(model).get("declared", {}).values():
        yield declared.purpose


def medical_in(words: Iterator[str]) -> list[str]:
    return [text for text in words if MEDICAL.search(text)]


@pytest.mark.requirement("R40")
@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_no_field_asks_for_medical_content(model: type[models.Model]) -> None:
    assert medical_in(words_of(model)) == []


@pytest.mark.django_db
@pytest.mark.requirement("R40")
def test_no_instrument_asks_for_medical_content() -> None:
    with standing(Standpoint(DatabaseRole.OFFICE)):
        known = ladders()
    names: list[str] = []
    for instrument in known.values():
        names += [instrument.name, *(level.name for level in instrument.levels)]
        names += [text for domain in instrument.domains for text in (domain.key, domain.name)]
    assert medical_in(iter(names)) == []


@pytest.mark.requirement("R39")
@pytest.mark.requirement("R40")
def test_no_page_or_form_of_a_referral_asks_for_medical_content() -> None:
    """Also where she is pointed to a clinic: whether she got there, and nothing of what came out of it."""
    texts = [path.read_text("utf-8") for path in (REFERRALS / "templates").rglob("*.html")]
    texts.append((REFERRALS / "forms.py").read_text("utf-8"))
    assert len(texts) > 5
    assert medical_in(iter(texts)) == []


@pytest.mark.parametrize(
    "planted",
    ["diagnose", "soa-uitslag", "HIV-status", "medicatie", "hepatitis_b", "zwangerschapsduur"],
)
def test_a_planted_field_would_be_found(planted: str) -> None:
    assert medical_in(iter([planted])) == [planted]
