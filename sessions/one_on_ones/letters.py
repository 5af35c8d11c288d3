"""The letters of this room; their texts are in `templates/sessions/letters/`."""

from django.utils.translation import gettext_lazy as _

from reminders.letters import MEMBERS, NOBODY, TO_DO, WAITS, Letter
from sessions.one_on_ones import facts

LETTERS = [
    Letter(
        kind="sessions.one_on_one_asked",
        facts=facts.asked,
        pressing=TO_DO,
        name=_("One-on-ones asked for"),
        to=MEMBERS,
    ),
    Letter(
        kind="sessions.one_on_one_offered",
        facts=facts.turn,
        pressing=TO_DO,
        name=_("Times offered for a one-on-one"),
        to=MEMBERS,
    ),
    Letter(
        kind="sessions.one_on_one_others",
        facts=facts.turn,
        pressing=TO_DO,
        name=_("Other times asked for a one-on-one"),
        to=MEMBERS,
    ),
    Letter(
        kind="sessions.one_on_one_to_log",
        facts=WAITS,
        name=_("One-on-ones to write down"),
        to=NOBODY,
    ),
]
