from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groups.forms.people import PersonChoice
from people.choices import SearchForm


class ApartForm(SearchForm):
    one = PersonChoice(label=_("This person"))
    other = PersonChoice(label=_("and this person"))

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        people = programme.participations.enrolled().for_list()
        for name in self.fields:
            self.offer(name, people)

    def clean(self):
        if self.cleaned_data.get("one") == self.cleaned_data.get("other") is not None:
            raise ValidationError({"other": _("Choose two different people.")})
