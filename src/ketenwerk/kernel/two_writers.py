"""Two people write in the same place at once: nobody's text is lost, and the later one sees both.

The action refuses what was written over something unread. The view then calls `show_both`, and its page says what
stands there now, with `web/components/stands.html` or in a history that is on it anyway.
"""

from collections.abc import Iterable, Mapping
from datetime import date, time

from django import forms
from django.db.models import Model
from django.http import QueryDict

from ketenwerk.kernel import dutch
from ketenwerk.kernel.refusals import Overtaken


class Stale(Overtaken):
    """It was saved elsewhere first. Holds what stands there now, in words, so that the writer sees both."""

    def __init__(self, version: int, stands: Mapping[str, str]) -> None:
        super().__init__(
            "Dit is net ook ergens anders opgeslagen. Hieronder staat wat er nu staat."
        )
        self.version = version
        self.stands = stands


def replace_version(row: Model, version: int, values: dict[str, object]) -> int:
    """Writes over this version and no other; raises Stale when another version stands there. Returns the new one."""
    rows = type(row)._default_manager.filter(pk=row.pk)  # noqa: SLF001
    if rows.filter(version=version).update(**values, version=version + 1):
        return version + 1
    now = rows.get()
    raise Stale(now.version, words_of(now, values))  # type: ignore[attr-defined]


def show_both(form: forms.Form, **seen: object) -> None:
    """What was typed stays in the form. `seen` are its hidden fields that say up to where the writer has read:
    this page shows what stands there now, so sending it again is a choice with open eyes.
    """
    if isinstance(form.data, QueryDict):
        sent = form.data.copy()
        for name, value in seen.items():
            sent[name] = str(value)
        form.data = sent


def words_of(row: Model, names: Iterable[str]) -> dict[str, str]:
    """Fields as a reader knows them: the label of a choice, else the value itself."""
    shown = {name: getattr(row, f"get_{name}_display", None) for name in names}
    return {name: _words(label() if label else getattr(row, name)) for name, label in shown.items()}


def differences(form: forms.Form, now: Mapping[str, str]) -> list[tuple[str, str]]:
    """The label of each field of a valid form that stands there otherwise than it was typed, and what stands there."""
    return [
        (str(form.fields[name].label), text or "leeg")
        for name, text in now.items()
        if name in form.fields and text.strip() not in _typed(form, name)
    ]


def _typed(form: forms.Form, name: str) -> set[str]:
    """What was typed, as it was sent and as its choice is called on screen."""
    value = form.cleaned_data.get(name)
    sent = _words(value)
    return {sent, str(dict(getattr(form.fields[name], "choices", ())).get(value, sent))}


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return dutch.full_day(value)
    return f"{value:%H:%M}" if isinstance(value, time) else str(value).strip()
