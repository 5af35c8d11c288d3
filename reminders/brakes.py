"""A brake on mails to others: who sends many in a short time waits a while.

What goes to many on one confirmed press (publishing, a series, invitations to enrol) is
not counted: those letters say `braked=False`.
"""

import datetime as dt
from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext as _

from reminders import letters
from reminders.models import Mail
from spaces.errors import DomainError

SHORT, LONG = dt.timedelta(minutes=10), dt.timedelta(hours=1)
# Mails that one person may cause: to one other in a short time, to all in a long one.
TO_ONE, TO_ALL = 12, 200


class TooMuch(DomainError):
    """The sender is to wait; nothing of what was asked has happened."""


def hold_back(by: int, mails: list[Mail]) -> None:
    """Raise TooMuch when these mails, written a moment ago, are more than `by` may send."""
    others = {mail.person_id: mail.person for mail in mails if _counts(mail, by)}
    if not others:
        return
    now = timezone.now()
    sent = Mail.objects.caused_by(by, since=now - LONG).exclude(kind__in=_unbraked())
    sent = list(sent.values_list("person_id", "created_at"))
    lately = Counter(person for person, at in sent if at > now - SHORT)
    for person_id, person in others.items():
        if lately[person_id] > TO_ONE:
            raise TooMuch(
                _(
                    "You have sent %(name)s many messages in a short time. Wait ten "
                    "minutes and try again: nothing of this was sent."
                )
                % {"name": person.full_name}
            )
    if len(sent) > TO_ALL:
        raise TooMuch(
            _(
                "You have sent many messages in the last hour. Wait a while and try "
                "again: nothing of this was sent."
            )
        )


def _counts(mail, by) -> bool:
    return mail.person_id != by and letters.letter_for(mail.kind).braked


def _unbraked() -> list[str]:
    return [one.kind for one in letters.all_letters().values() if not one.braked]
