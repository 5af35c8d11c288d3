from django.utils.translation import gettext_lazy as _

from writing.textforms import TextForm


class SawForm(TextForm):
    label = _("What did I see or hear?")
    help_text = _(
        "So factually that somebody else could have filmed it. How often, and when was the last time?"
    )
    rows = 3


class DoesForm(TextForm):
    label = _("What does it do?")
    help_text = _(
        "To you, to the group, to the learning goal. Begin with yourself, or name an effect "
        "that you saw."
    )
    rows = 3


class WantForm(TextForm):
    label = _("What do I want?")
    help_text = _("One request or one open question. Then you are silent.")
    rows = 3
