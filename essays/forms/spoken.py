from django import forms

LONGEST_ANSWER = 1_000  # characters


class SpokenForm(forms.Form):
    @property
    def reason(self) -> str:
        """Every error in one line of words, for an answer that is not a page."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)
