"""The letters of this room; their texts are in `templates/writing/letters/`."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reminders.letters import Letter, as_told
from spaces.models import AuditEvent

ENDS = [AuditEvent.Verb.REVOKED, AuditEvent.Verb.EXPIRED]


def still_given(mail) -> dict | None:
    """Of a copy that can be read today, by the name of its giver today."""
    ended = AuditEvent.objects.filter(space_id=mail.object_id, verb__in=ENDS)
    until = dt.date.fromisoformat(mail.context["until"])
    if ended.exists() or until < timezone.localdate():
        return None
    given = AuditEvent.objects.given().filter(space_id=mail.object_id)
    event = given.select_related("actor").first()
    return mail.context | ({"author": event.actor.full_name} if event else {})


LETTERS = [
    Letter(
        kind="writing.given", name=_("Texts that others give you"), facts=still_given
    ),
    # Whoever else is in the account cannot stop it.
    Letter(
        kind="writing.erased",
        name=_("What you wrote is erased"),
        stoppable=False,
        facts=as_told,
        alone=True,
        lasts=dt.timedelta(days=60),
    ),
]
