"""The letters of this room; their texts are in `templates/workbook/letters/`."""

from django.utils.translation import gettext_lazy as _

from reminders.letters import NOBODY, WAITS, Letter

# Said on the Today page only: the worker cannot know whether there is a goal.
LETTERS = [
    Letter(
        kind="workbook.first_goal",
        name=_("Your first learning goal"),
        to=NOBODY,
        stoppable=False,
        facts=WAITS,
    )
]
