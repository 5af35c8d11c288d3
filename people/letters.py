"""The letters of this room; their texts are in `templates/people/letters/`."""

from django.utils.translation import gettext_lazy as _

from reminders.letters import Letter

LETTERS = [
    Letter(
        kind="people.new_password",
        name=_("Choosing a new password"),
        stoppable=False,
    )
]
