from django.utils.translation import gettext_lazy as _

from reminders.letters import COORDINATORS, TO_DO, WAITS, Letter

LETTERS = [
    Letter(
        kind="boards.to_compose",
        name=_("Groups to compose"),
        to=COORDINATORS,
        facts=WAITS,
        pressing=TO_DO,
    ),
]
