"""The letters of this room; their texts are in `templates/sessions/letters/`."""

from django.utils.translation import gettext_lazy as _

from reminders.letters import (
    COORDINATORS,
    MEMBERS,
    MENTORS,
    TO_DO,
    WAITS,
    Letter,
    as_told,
)

LETTERS = [
    Letter(
        kind="sessions.sign",
        facts=WAITS,
        pressing=TO_DO,
        name=_("The confidentiality agreement"),
        to=MEMBERS,
    ),
    Letter(
        kind="sessions.agreements_missing",
        facts=WAITS,
        pressing=TO_DO,
        name=_("Working agreements to write down"),
        to=MENTORS,
    ),
    Letter(
        kind="sessions.extension",
        facts=WAITS,
        pressing=TO_DO,
        name=_("Votes on going on together"),
        to=MEMBERS,
    ),
    Letter(
        kind="sessions.extension_opened",
        facts=as_told,
        name=_("A group votes on going on"),
        to=COORDINATORS,
    ),
    Letter(
        kind="sessions.extension_closed",
        facts=as_told,
        name=_("Whether your group goes on"),
        to=MEMBERS,
    ),
    Letter(
        kind="sessions.extension_known",
        facts=as_told,
        name=_("Whether a group goes on"),
        to=COORDINATORS,
    ),
]
