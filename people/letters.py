"""The letters of this room; their texts are in `templates/people/letters/`."""

from django.utils.translation import gettext_lazy as _

from people.services.passwords import new_password_path
from reminders.letters import Letter

LETTERS = [
    Letter(
        kind="people.new_password",
        name=_("Choosing a new password"),
        stoppable=False,
        link=lambda mail: new_password_path(mail.person),
    )
]
