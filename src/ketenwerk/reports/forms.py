from django import forms

from ketenwerk.kernel.free_text import warn_about


class ExplainForm(forms.Form):
    use_required_attribute = False

    text = forms.CharField(
        label="Toelichting",
        help_text="Schrijf wat er anders liep en waardoor. Noem niemand, ook niet zonder naam.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        for problem in warn_about(text):
            self.add_error("text", problem)
        return text
