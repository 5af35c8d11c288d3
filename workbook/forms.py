from django.utils.translation import gettext_lazy as _

from workbook.kinds import words
from workbook.prompts import LIST, LONG
from writing.textforms import TextForm, TitledForm


class PromptForm(TextForm):
    """The text of one prompt; where `has_fields` says so, fields of its kind show it."""

    def __init__(self, *args, prompt, prefix="", has_fields=True, **kwargs):
        super().__init__(*args, prefix=prefix or prompt.name, **kwargs)
        self.prompt = prompt
        body = self.fields["body"]
        body.label, body.help_text = prompt.label, prompt.help
        attrs = body.widget.attrs
        if rows := words.ROWS.get(prompt.kind):
            attrs["rows"] = rows
        elif not has_fields:
            attrs["rows"] = words.ROWS[LONG]
        elif prompt.kind == LIST:
            attrs |= {"rows": prompt.lines, "aria-labelledby": f"{self.prefix}-label"}
        else:
            attrs["hidden"] = True


class GoalForm(TitledForm):
    label = _("What does it look like?")
    help_text = _(
        "What you will do differently, how you will notice, and your first step."
    )
    rows = 10

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("What do you want to learn?")
        self.fields["title"].help_text = _("In one sentence, in your own words.")
