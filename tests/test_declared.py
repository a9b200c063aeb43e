"""Every field says what it is for and how long it is kept; every model stands in the glossary under its own name."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from ketenwerk.kernel.sealed import Declared, SealedField, Sensitivity, ordinary

GLOSSARY = Path(__file__).parents[1] / "docs" / "glossary.md"
ROW = re.compile(r"^\| `(?P<code>\w+)` \| (?P<dutch>[^|]+?) \|", re.MULTILINE)
OURS = [model for model in apps.get_models() if model.__module__.startswith("ketenwerk.")]
# Bytes that are no sealed text: keyed codes, and keys that are wrapped themselves.
KEYED = {
    "ImportedRow.reference",
    "ImportedRow.person_mark",
    "LinkToken.value",
    "OwnMark.value",
    "KeyGrant.wrapped",
    "ImportedHour.key_mark",
    # A whole file, sealed, and gone once it is read.
    "ImportRun.content",
}


def declared_of(model: type[models.Model]) -> dict[str, Declared]:
    return vars(model).get("declared", {})


def undeclared(model: type[models.Model]) -> set[str]:
    """Fields without a declaration, and declarations without a field."""
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return {field.name for field in fields} ^ set(declared_of(model))


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_field_is_declared_and_nothing_else(model: type[models.Model]) -> None:
    assert undeclared(model) == set()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_declaration_has_a_purpose_and_a_term(model: type[models.Model]) -> None:
    for name, declared in declared_of(model).items():
        assert isinstance(declared, Declared)
        assert declared.purpose.strip(), name
        assert declared.term.strip(), name


def test_a_field_without_a_declaration_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    model = apps.get_model("clients.Client")
    without = {name: declared for name, declared in model.declared.items() if name != "called"}
    monkeypatch.setattr(model, "declared", without | {"shoe_size": ordinary("none")})
    assert undeclared(model) == {"called", "shoe_size"}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_what_is_sealed_is_declared_as_telling_and_what_identifies_a_client_is_sealed(
    model: type[models.Model],
) -> None:
    about_clients = model._meta.app_label in {
        "clients",
        "trajectories",
        "plans",
        "referrals",
        "safeguarding",
        "exchange",
        "handovers",
        "access",
        "letters",
        "conferences",
        "courses",
    }
    for field in model._meta.concrete_fields:
        declared = declared_of(model)[field.name]
        if isinstance(field, SealedField):
            assert declared.sensitivity != Sensitivity.ORDINARY, field.name
        elif about_clients and declared.sensitivity == Sensitivity.IDENTIFYING:
            assert f"{model.__name__}.{field.name}" in KEYED, field.name


@pytest.mark.parametrize(
    "model",
    [
        m
        for m in OURS
        if m._meta.app_label
        in {
            "clients",
            "trajectories",
            "plans",
            "referrals",
            "safeguarding",
            "exchange",
            "handovers",
            "letters",
            "conferences",
        }
    ],
    ids=lambda model: model.__name__,
)
def test_no_free_text_about_a_client_is_stored_open(model: type[models.Model]) -> None:
    """Open columns are codes, dates, numbers and short choices. The language spoken, a money reason, where a conference is and the key of an activity are the short texts."""
    texts = {
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.TextField)
        or (
            isinstance(field, models.CharField)
            and not field.choices
            and (field.max_length or 0) > 24
        )
    }
    assert texts <= {"activity_key", "language", "reason", "place"}


def glossary() -> dict[str, str]:
    return {row["code"]: row["dutch"] for row in ROW.finditer(GLOSSARY.read_text("utf-8"))}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_model_stands_in_the_glossary_with_its_word_on_screen(
    model: type[models.Model],
) -> None:
    assert glossary().get(model.__name__) == str(model._meta.verbose_name)


def test_a_word_stands_in_the_glossary_once() -> None:
    codes = [row["code"] for row in ROW.finditer(GLOSSARY.read_text("utf-8"))]
    assert len(codes) > 40
    assert sorted(codes) == sorted(set(codes))
