"""The letters of this room; their texts are in `templates/workbook/letters/`."""

from django.utils.translation import gettext_lazy as _

from reminders.letters import MEMBERS, NOBODY, TO_DO, WAITS, Letter

# Said on the Today page only: the worker cannot know whether there is a goal.
LETTERS = [
    Letter(
        kind="workbook.first_goal",
        name=_("Your first learning goal"),
        to=NOBODY,
        stoppable=False,
        facts=WAITS,
    ),
    Letter(
        kind="workbook.check_in",
        name=_("How it goes with your learning goals"),
        to=MEMBERS,
        pressing=TO_DO,
        facts=WAITS,
    ),
    # The last one, on the Today page: after two without an answer we mail no more.
    Letter(
        kind="workbook.still_fits",
        name=_("Whether your learning goal still fits"),
        to=NOBODY,
        stoppable=False,
        facts=WAITS,
    ),
]
