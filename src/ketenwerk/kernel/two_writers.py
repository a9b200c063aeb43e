"""Two people write in the same place at once: nobody's text is lost, and the later one sees both.

The action refuses what was written over something unread. The view then calls `show_both`, and its page says what
stands there now, with `web/components/stands.html` or in a history that is on it anyway.
"""

from collections.abc import Mapping

from django import forms
from django.http import QueryDict


def show_both(form: forms.Form, **seen: object) -> None:
    """What was typed stays in the form. `seen` are its hidden fields that say up to where the writer has read:
    this page shows what stands there now, so sending it again is a choice with open eyes.
    """
    if isinstance(form.data, QueryDict):
        sent = form.data.copy()
        for name, value in seen.items():
            sent[name] = str(value)
        form.data = sent


def differences(form: forms.Form, now: Mapping[str, str]) -> list[tuple[str, str]]:
    """The label of each field of a valid form that stands there otherwise than it was typed, and what stands there."""
    return [
        (str(form.fields[name].label), text or "leeg")
        for name, text in now.items()
        if name in form.fields and text.strip() != str(form.cleaned_data.get(name, "")).strip()
    ]
