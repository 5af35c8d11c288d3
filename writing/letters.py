"""The letters of this room; their texts are in `templates/writing/letters/`."""

from django.utils.translation import gettext_lazy as _

from reminders.letters import Letter
from spaces.models import AuditEvent

ENDS = [AuditEvent.Verb.REVOKED, AuditEvent.Verb.EXPIRED]


def still_given(mail) -> bool:
    return not AuditEvent.objects.filter(
        space_id=mail.object_id, verb__in=ENDS
    ).exists()


LETTERS = [
    Letter(
        kind="writing.given", name=_("Texts that others give you"), wanted=still_given
    )
]
