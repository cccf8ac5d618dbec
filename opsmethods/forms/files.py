"""Notes as files: the matrix of a topic, or all of it."""

from django import forms

from opsmethods.exports.tables import KINDS

MOST_BYTES = 2_000_000


class ContentFileForm(forms.Form):
    """A file that is tried before it is saved. `kinds` are the endings its name may have."""

    kinds: tuple[str, ...] = ()
    file = forms.FileField()
    trying = forms.BooleanField(
        required=False, initial=True, label="Only try it", help_text="Say what would change, and save nothing."
    )

    @property
    def kind(self) -> str:
        return _ending(self.cleaned_data["file"])

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if _ending(file) not in self.kinds:
            raise forms.ValidationError(f"Choose a file that ends in .{' or .'.join(self.kinds)}.")
        if file.size > MOST_BYTES:
            raise forms.ValidationError("The file is larger than 2 MB.")
        return file


def _ending(file: object) -> str:
    return str(getattr(file, "name", "")).rpartition(".")[2].lower()


class MatrixFileForm(ContentFileForm):
    kinds = tuple(KINDS)


class PackFileForm(ContentFileForm):
    kinds = ("zip",)
