"""The letters of this room; their texts are in `templates/sessions/letters/`."""

from django.utils.translation import gettext_lazy as _

from reminders.letters import MEMBERS, SOON, WAITS, Letter
from sessions.session import answering

LETTERS = [
    Letter(
        kind="sessions.tomorrow",
        facts=WAITS,
        pressing=SOON,
        name=_("A meeting tomorrow"),
        to=MEMBERS,
        link=answering.path_of,
    ),
]
