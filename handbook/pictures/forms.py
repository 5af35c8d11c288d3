from django import forms

from people.web.typed import Lines
from writing.textforms import TextForm


class PictureForm(forms.Form):
    """What is chosen in a picture: nothing of it has to be. `note` is the page's id."""

    note = forms.UUIDField(widget=forms.HiddenInput, required=False)
    turned = forms.BooleanField(required=False)
    line = Lines(
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, picture, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["line"].label = picture.line
        places = [(place.key, place.name) for place in picture.places]
        self.hands = [hand.key for hand in picture.hands]
        for key in self.hands:
            self.fields[key] = forms.ChoiceField(choices=places, required=False)

    @property
    def chosen(self) -> dict[str, str]:
        """The place of each hand that was put down, also before the form is valid."""
        known = {key: dict(self.fields[key].choices) for key in self.hands}
        sent = {key: self[key].value() for key in self.hands}
        return {key: place for key, place in sent.items() if place in known[key]}


class PictureNoteForm(TextForm):
    """What was kept of a picture."""

    rows = 8
