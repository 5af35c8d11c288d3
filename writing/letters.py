"""The letters of this room; their texts are in `templates/writing/letters/`."""

from django.utils.translation import gettext_lazy as _

from reminders.letters import Letter
from spaces.models import AuditEvent

ENDS = [AuditEvent.Verb.REVOKED, AuditEvent.Verb.EXPIRED]


def still_given(mail) -> dict | None:
    ended = AuditEvent.objects.filter(space_id=mail.object_id, verb__in=ENDS)
    return None if ended.exists() else mail.context


LETTERS = [
    Letter(
        kind="writing.given", name=_("Texts that others give you"), facts=still_given
    )
]
