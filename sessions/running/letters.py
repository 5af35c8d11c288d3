"""The letters of this room; their texts are in `templates/sessions/letters/`."""

from django.utils.translation import gettext_lazy as _

from reminders.letters import MENTEES, NOBODY, TO_DO, WAITS, Letter

LETTERS = [
    Letter(
        kind="sessions.casting",
        facts=WAITS,
        pressing=TO_DO,
        name=_("What you would bring to a meeting"),
        to=MENTEES,
    ),
    Letter(
        kind="sessions.under_way",
        facts=WAITS,
        name=_("A meeting under way"),
        to=NOBODY,
    ),
]
