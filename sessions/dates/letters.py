"""The letters of this room; their texts are in `templates/sessions/letters/`."""

from django.utils.translation import gettext_lazy as _

from reminders.letters import MEMBERS, MENTORS, TO_DO, WAITS, Letter

LETTERS = [
    Letter(
        kind="sessions.propose_dates",
        facts=WAITS,
        name=_("Dates to propose"),
        to=MENTORS,
    ),
    Letter(
        kind="sessions.vote",
        facts=WAITS,
        pressing=TO_DO,
        name=_("Votes on dates"),
        to=MEMBERS,
    ),
    Letter(
        kind="sessions.pick_date",
        facts=WAITS,
        pressing=TO_DO,
        name=_("Dates to pick"),
        to=MENTORS,
    ),
]
