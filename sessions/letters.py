"""The letters of this room; their texts are in `templates/sessions/letters/`."""

from django.utils.translation import gettext_lazy as _

from reminders.letters import (
    COORDINATORS,
    MEMBERS,
    MENTEES,
    MENTORS,
    NOBODY,
    SOON,
    TO_DO,
    WAITS,
    Letter,
    as_told,
)
from sessions import answering, facts

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
    Letter(
        kind="sessions.tomorrow",
        facts=WAITS,
        pressing=SOON,
        name=_("A meeting tomorrow"),
        to=MEMBERS,
        link=answering.path_of,
    ),
    Letter(
        kind="sessions.casting",
        facts=WAITS,
        pressing=TO_DO,
        name=_("What you would bring to a meeting"),
        to=MENTEES,
    ),
    Letter(
        kind="sessions.log_to_write",
        facts=WAITS,
        pressing=TO_DO,
        name=_("Logs to write"),
        to=MENTORS,
    ),
    Letter(
        kind="sessions.under_way",
        facts=WAITS,
        name=_("A meeting under way"),
        to=NOBODY,
    ),
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
    Letter(
        kind="sessions.action_due",
        facts=WAITS,
        pressing=SOON,
        name=_("Actions that are due"),
        to=MEMBERS,
    ),
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
