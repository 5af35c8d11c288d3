"""The letters of this room; their texts are in `templates/sessions/letters/`."""

from django.utils.translation import gettext_lazy as _

from reminders.letters import MEMBERS, MENTORS, SOON, TO_DO, WAITS, Letter

LETTERS = [
    Letter(
        kind="sessions.log_to_write",
        facts=WAITS,
        pressing=TO_DO,
        name=_("Logs to write"),
        to=MENTORS,
    ),
    Letter(
        kind="sessions.action_due",
        facts=WAITS,
        pressing=SOON,
        name=_("Actions that are due"),
        to=MEMBERS,
    ),
]
