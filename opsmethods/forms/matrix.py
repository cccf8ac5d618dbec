"""The matrix of a topic as a file."""

from django import forms

from opsmethods.exports.tables import KINDS

MOST_BYTES = 2_000_000


class MatrixFileForm(forms.Form):
    file = forms.FileField(help_text="CSV in UTF-8 or XLSX, with the columns of the file you can download here.")
    trying = forms.BooleanField(
        required=False, initial=True, label="Only try it", help_text="Say what would change, and save nothing."
    )

    @property
    def kind(self) -> str:
        return str(self.cleaned_data["file"].name).rpartition(".")[2].lower()

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if str(file.name).rpartition(".")[2].lower() not in KINDS:
            raise forms.ValidationError("Choose a file that ends in .csv or .xlsx.")
        if file.size > MOST_BYTES:
            raise forms.ValidationError("The file is larger than 2 MB.")
        return file
