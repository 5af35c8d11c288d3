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


class RunIntoForm(TextForm):
    label = _("What we run into")
    help_text = _(
        "Needs that several of you share, what you ask the mentor and each other, and "
        "how you want to learn."
    )
    rows = 8


class VisitsForm(TextForm):
    label = _("Work visits and guests")
    help_text = _("Whom and what would you like to see, and who arranges it?")


class VisitAgreedForm(TextForm):
    label = _("The contact, and what was agreed")
    help_text = _("Who receives you or comes to you, and what did you agree on?")


class VisitTasksForm(TextForm):
    label = _("Who prepares what")
    help_text = _("A line for each: the name, and what they see to.")


class VisitQuestionForm(TextForm):
    label = _("What would you ask?")
    help_text = _("The questions of all of you stand here together.")
    rows = 3


class ThanksForm(TextForm):
    label = _("A line of thanks")
    help_text = _("What you took along. One of you sends it; nothing goes by itself.")
    rows = 3


class QuestionForm(TextForm):
    label = _("What is it about?")
    help_text = _("A sentence is enough. The mail about it does not quote it.")


class NoteForm(TextForm):
    label = _("What did you discuss and agree?")
    rows = 8


class OwnNoteForm(TextForm):
    label = _("Your own note")
    help_text = _("What you want to remember, and keep to yourself.")
    rows = 8


class AloneForm(TextForm):
    label = _("Write, alone and in silence")
    rows = 6


class RunNoteForm(TextForm):
    label = _("A note for yourself")
    rows = 4


class TakenForm(TextForm):
    label = _("What do you take along?")
    rows = 4


class LearntFromForm(TextForm):
    label = _("What did you learn?")
    help_text = _("A line is enough. Say what it was, and what it does for you.")
    rows = 3
