"""Fields and error summaries as the form guidelines of NL Design System want them."""

from django import forms
from django.template import Context, Template

from ketenwerk.web.styleguide import TYPED_WRONG, ExampleForm, ExampleFormAgain


def drawn(template: str, **context: object) -> str:
    return Template("{% load house %}" + template).render(Context(context))


def wrong() -> ExampleFormAgain:
    return ExampleFormAgain(TYPED_WRONG)


def test_a_field_reads_label_help_error_control() -> None:
    html = drawn("{% field form.seats %}", form=wrong())
    parts = ("Hoeveel plaatsen?", "Hooguit 8", "Er staat nu 12.", "<input")
    places = [html.index(part) for part in parts]
    assert places == sorted(places)


def test_a_wrong_field_says_so_and_names_its_help_and_error() -> None:
    html = drawn("{% field form.seats %}", form=wrong())
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_again-seats_helptext id_again-seats_error"' in html
    assert 'id="id_again-seats_helptext"' in html
    assert 'id="id_again-seats_error"' in html


def test_a_help_that_is_left_out_is_not_pointed_at() -> None:
    html = drawn('{% field form.name help="" %}', form=ExampleForm())
    assert "aria-describedby" not in html
    assert "uitnodiging" not in html


def test_the_summary_counts_in_words_and_leads_to_each_field() -> None:
    html = " ".join(drawn("{% errors form %}", form=wrong()).split())
    assert "Drie dingen kloppen nog niet" in html
    assert (
        '<a href="#id_again-seats">Vul een getal in van 1 tot en met 8. Er staat nu 12.</a>' in html
    )
    group = drawn("{% field form.source %}", form=wrong())
    assert "<fieldset" in group
    assert 'id="id_again-source"' in group


def test_one_error_is_one_thing() -> None:
    class Small(forms.Form):
        name = forms.CharField(error_messages={"required": "Vul een naam in."})

    html = " ".join(drawn("{% errors form %}", form=Small({})).split())
    assert "Eén ding klopt nog niet" in html


def test_a_right_form_has_no_summary() -> None:
    assert drawn("{% errors form %}", form=ExampleForm()).strip() == ""


def test_what_someone_typed_stays_text() -> None:
    class Small(forms.Form):
        name = forms.CharField(max_length=3, error_messages={"max_length": "<b>Te lang</b>"})

    form = Small({"name": "<script>x</script>"})
    html = drawn("{% errors form %}{% field form.name %}", form=form)
    assert "<script" not in html
    assert "<b>" not in html


def test_a_second_line_of_a_choice_is_its_help() -> None:
    html = drawn("{% field form.groups %}", form=ExampleForm())
    assert "<small>4 tot en met 18 jaar</small>" in html


def test_a_placeholder_goes() -> None:
    class Small(forms.Form):
        name = forms.CharField(widget=forms.TextInput(attrs={"placeholder": "Naam"}))

    assert "placeholder" not in drawn("{% field form.name %}", form=Small())


def test_no_control_asks_the_browser_to_judge() -> None:
    html = drawn("{% for bound in form %}{% field bound %}{% endfor %}", form=ExampleForm())
    assert " required" not in html
