from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from boards import services
from boards.models import Composition
from people.web.typed import Line


class CompositionForm(forms.ModelForm):
    class Meta:
        model = Composition
        fields = ["name"]
        field_classes = {"name": Line}


class KeptApartForm(forms.Form):
    """One is the mentee of the card."""

    one = forms.ModelChoiceField(queryset=None)
    other = forms.ModelChoiceField(queryset=None)

    def __init__(self, data, *, programme, mentee):
        super().__init__({"one": mentee, "other": data.get("other")})
        people = programme.participations.select_related("person")
        for field in self.fields.values():
            field.queryset = people

    def clean(self):
        if self.cleaned_data.get("one") == self.cleaned_data.get("other"):
            raise ValidationError({"other": _("Choose two different people.")})


class ProposeForm(forms.Form):
    """With a number: improve the board and move at most so many.

    `mentees`: how many there are, which says how long it usually takes.
    """

    move_limit = forms.IntegerField(min_value=1, max_value=1000, required=False)
    seconds = forms.TypedChoiceField(
        label=_("Search for"), coerce=float, empty_value=None, required=False
    )

    # So few are composed to perfection at once; there is nothing to choose.
    FEW = 15

    def __init__(self, *args, mentees=0, **kwargs):
        super().__init__(*args, **kwargs)
        self.has_choice = mentees > self.FEW
        times = services.search_times()
        self.fields["seconds"].choices = [(time, _time(time)) for time in times]
        self.fields["seconds"].initial = services.usual_time(mentees)


def _time(seconds) -> str:
    minutes, rest = divmod(int(seconds), 60)
    if minutes and not rest:
        words = ngettext("%(count)d minute", "%(count)d minutes", minutes)
        return words % {"count": minutes}
    words = ngettext("%(count)d second", "%(count)d seconds", int(seconds))
    return words % {"count": seconds}
