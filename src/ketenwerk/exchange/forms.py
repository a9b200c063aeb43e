"""The file that comes in."""

from django import forms

from ketenwerk.exchange.reading import LARGEST_FILE


class FileForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(
        label="Welk bestand?",
        help_text="Excel, CSV of JSON, hoogstens 2 MB. We bewaren het bestand niet.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.json"}),
        error_messages={
            "required": "Kies een bestand van hoogstens 2 MB.",
            "empty": "Het bestand is leeg. Kies een bestand met rijen.",
        },
    )

    def content(self) -> bytes:
        """The bytes, and one more than may be so that too large is noticed."""
        found: bytes = self.cleaned_data["file"].read(LARGEST_FILE + 1)
        return found
