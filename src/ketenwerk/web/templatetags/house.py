"""The template tags of the house: icons, fields, errors and small signs.

Each draws one component of `web/templates/web/components/`; the styleguide shows them all.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from django import forms, template
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ketenwerk.access.api import has
from ketenwerk.kernel import dutch
from ketenwerk.kernel.charts.shapes import Drawing
from ketenwerk.kernel.charts.svg import svg
from ketenwerk.web.shell import CLIENT_PAGES, OFFER_PAGES, READ_IN_EMERGENCY

register = template.Library()
Forms: TypeAlias = "forms.BaseForm | forms.BaseFormSet[forms.BaseForm]"

COUNT_WORDS = "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf".split()  # noqa: SIM905
STATE_ICONS = {"good": "check", "care": "clock", "stop": "octagon-alert", "soft": "minus"}
TEXTBOX = "utrecht-textbox utrecht-textbox--html-input kw-input"
TEXTAREA = "utrecht-textarea utrecht-textarea--html-textarea kw-input"
SELECT = "utrecht-select utrecht-select--html-select kw-input"


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """A sign from the sprite. It says nothing to a screen reader: put a word beside it."""
    return format_html(
        '<svg class="kw-icon" aria-hidden="true"><use href="{}#{}"></use></svg>',
        static("web/icons.svg"),
        name,
    )


@register.filter
def count_word(number: int) -> str:
    """Write a number in words up to twelve, as Dutch running text does."""
    return COUNT_WORDS[number] if 0 <= number < len(COUNT_WORDS) else str(number)


@register.inclusion_tag("web/components/stamp.html")
def stamp(letters: str, *, own: bool = False, name: str = "") -> dict[str, object]:
    return {"letters": letters, "own": own, "name": name}


@register.inclusion_tag("web/components/state.html")
def state(kind: str, words: str, *, sign: str = "") -> dict[str, object]:
    """Icon and word; kind is good, care, stop or soft."""
    return {"kind": kind, "words": words, "sign": sign or STATE_ICONS[kind]}


@register.inclusion_tag("web/components/tabs.html", takes_context=True)
def client_tabs(context: template.Context, client: uuid.UUID) -> dict[str, object]:
    """The pages of this client; which they are stands in the shell."""
    match = context["request"].resolver_match
    here = match.url_name if match else ""
    dossier = context.get("dossier")
    return {
        "label": "Dossier",
        "tabs": [
            {"label": label, "url": reverse(name, args=[client]), "current": name == here}
            for name, label in CLIENT_PAGES
            if name in READ_IN_EMERGENCY or not getattr(dossier, "emergency_until", None)
        ],
    }


@register.inclusion_tag("web/components/tabs.html", takes_context=True)
def offer_tabs(context: template.Context) -> dict[str, object]:
    """The pages of groups and advice that this role may open."""
    request = context["request"]
    here = request.resolver_match.url_name if request.resolver_match else ""
    return {
        "label": "Groepen en advies",
        "tabs": [
            {"label": label, "url": reverse(name), "current": name == here}
            for name, label, permission in OFFER_PAGES
            if has(request.actor.role, permission)
        ],
    }


@dataclass(frozen=True, slots=True)
class Problem:
    message: str
    # Where the summary's link goes; empty for an error of the whole form.
    target: str


def problems_of(form: forms.BaseForm) -> Iterator[Problem]:
    for message in form.non_field_errors():
        yield Problem(str(message), "")
    for bound in form:
        for message in bound.errors:
            yield Problem(str(message), bound.auto_id)


def all_problems_of(form: Forms) -> Iterator[Problem]:
    if isinstance(form, forms.BaseForm):
        yield from problems_of(form)
        return
    if form.is_bound:
        yield from (Problem(str(message), "") for message in form.non_form_errors())
        for each in form.forms:
            yield from problems_of(each)


def count_sentence(number: int) -> str:
    if number == 1:
        return "Eén ding klopt nog niet"
    return f"{count_word(number).capitalize()} dingen kloppen nog niet"


@register.inclusion_tag("web/components/errors.html")
def errors(*all_forms: Forms, kept: str = "") -> dict[str, object]:
    """Sum up what is wrong in one or more forms or rows of forms; draws nothing when all is well."""
    problems = [problem for each in all_forms for problem in all_problems_of(each)]
    return {
        "problems": problems,
        "heading": count_sentence(len(problems)),
        "kept": kept or "De rest van wat je invulde staat er nog.",
    }


@dataclass(frozen=True, slots=True)
class Choice:
    control: SafeString
    label: str
    help: str


def choices_of(bound: BoundField) -> list[Choice]:
    """The options of a group; a second line in a choice's label becomes its help."""
    found = []
    for option in bound.subwidgets:
        label, _, help_text = str(option.choice_label).partition("\n")
        found.append(Choice(option.tag(), label, help_text))
    return found


def kind_of(widget: forms.Widget) -> str:
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    if getattr(widget, "use_fieldset", False):  # the type stubs do not know it
        return "group"
    return "select" if type(widget) is forms.Select else "single"


def classes_of(widget: forms.Widget, width: str) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return ""
    if isinstance(widget, forms.Textarea):
        look = TEXTAREA
    else:
        look = SELECT if isinstance(widget, forms.Select) else TEXTBOX
    if not width and isinstance(widget, forms.NumberInput | forms.TimeInput):
        width = "short"
    if not width and isinstance(widget, forms.DateInput):
        width = "mid"
    return f"{look} kw-input--{width}" if width else look


def control_of(bound: BoundField, width: str) -> SafeString:
    """The control with our classes; Django itself points it at its help and its error."""
    widget = bound.field.widget
    classes = f"{classes_of(widget, width)} {widget.attrs.get('class', '')}".strip()
    # False takes an attribute away: a label stays, a placeholder goes when it is needed.
    return bound.as_widget(attrs={"class": classes or False, "placeholder": False})


@register.inclusion_tag("web/components/field.html")
def field(
    bound: BoundField,
    *,
    look: str = "",
    width: str = "",
    unit: str = "",
    label: str = "",
    help: str | None = None,  # noqa: A002 -- the word that templates and Django use
) -> dict[str, object]:
    """Draw one form field: label, help, error, then the control.

    look: "chips" draws the options of a group as chips instead of rows.
    width: "short" (7 rem) or "mid" (14 rem); else the reading width.
    unit: a word behind the control, as "uur".
    label, help: other words than a form that is not ours has; help="" leaves it out.
    """
    kind = kind_of(bound.field.widget)
    bound.label = label or bound.label
    bound.help_text = bound.help_text if help is None else help
    return {
        "field": bound,
        "kind": kind,
        "look": look,
        "unit": unit,
        "choices": choices_of(bound) if kind == "choices" else [],
        "control": None if kind == "choices" else control_of(bound, width),
    }


@register.simple_tag
def drawing(picture: Drawing, prefix: str, *, beside_table: bool = False) -> SafeString:
    """A drawing of the chart module. The only place where SVG text becomes part of a page:
    the module escapes every word it draws. `prefix` is unique on the page.
    """
    return SafeString(svg(picture, prefix=prefix, beside_table=beside_table))


@register.filter
def hours(minutes: int) -> str:
    """Minutes as hours in words: 90 is "1,5 uur"."""
    return dutch.hours(minutes)


@register.filter
def span(target: object) -> str:
    """A range as text: 3–5."""
    return dutch.span(getattr(target, "low", 0), getattr(target, "high", None))


@register.filter
def hours_number(minutes: int) -> str:
    """Minutes as a bare number of hours, for a column: 90 is "1,5"."""
    return dutch.short_number(minutes / 60)


@register.filter
def number(value: int) -> str:
    """A whole number with Dutch thousands: 1.109."""
    return dutch.number(value)


@register.filter
def euros(amount: Decimal) -> str:
    return dutch.euros(amount)


@register.filter
def cents(amount: Decimal) -> str:
    return dutch.euros(amount, cents=True)


@register.filter
def short_day(day: date) -> str:
    """A day in a narrow column: 16 nov 2021."""
    return f"{day.day} {dutch.SHORT_MONTHS[day.month - 1]} {day.year}"
