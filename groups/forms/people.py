from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.choices import SearchField
from people.web.isolating import isolated


class PersonChoice(SearchField):
    """Choose a participation by name, team and discipline."""

    shown = ("team", "discipline")

    def __init__(self, **kwargs):
        super().__init__(empty_label=_("Choose somebody"), **kwargs)

    def label_from_instance(self, participation):
        person = participation.person
        parts = [person.apart, person.team, person.discipline]
        words = ", ".join(str(part) for part in parts if part)
        name = isolated(person.bare_name)
        label = f"{name} ({words})" if words else name
        if getattr(participation, "have_met", False):
            return gettext("%(who)s, was in a group with the mentor") % {"who": label}
        return label
