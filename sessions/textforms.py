"""The texts of meetings as they are typed."""

from django.utils.translation import gettext_lazy as _

from writing.textforms import TextForm


class BroughtIn(TextForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].label = _("What was brought in?")
        self.fields["body"].help_text = _("The questions and cases, in a few words.")


class Learnt(TextForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].label = _("What did we learn?")


class AgreementText(TextForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].label = _("How we treat each other")
        self.fields["body"].help_text = _(
            "For example: on time, telephones away, let each other finish, and what "
            "is said here stays here."
        )
