"""The texts of meetings and one-on-ones as they are typed."""

from django.utils.translation import gettext_lazy as _

from writing.textforms import TextForm


class BroughtInForm(TextForm):
    label = _("What was brought in?")
    help_text = _("The questions and cases, in a few words.")


class LearntForm(TextForm):
    label = _("What did we learn?")


class AgreementForm(TextForm):
    label = _("How we treat each other")
    help_text = _(
        "For example: on time, telephones away, let each other finish, and what "
        "is said here stays here."
    )


class QuestionForm(TextForm):
    label = _("What is it about?")
    help_text = _("A sentence is enough. The mail about it does not quote it.")


class NoteForm(TextForm):
    label = _("What did you discuss and agree?")
