"""A brake on mails to others: who sends many in a short time waits a while.

What goes to many on one confirmed press (publishing, a series, invitations to enrol) is
not counted: those letters say `braked=False`.
"""

import datetime as dt
from collections import Counter

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from reminders import letters
from reminders.models import Mail
from spaces.errors import DomainError

SHORT, LONG = dt.timedelta(minutes=10), dt.timedelta(hours=1)
# Mails that one person may cause: to one other in a short time, to all in a long one.
TO_ONE, TO_ALL = 12, 200


# Mails to one other that changes of dates may cause: one press can mean nine of them.
BY_WORKER = 60


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


def refuse_more(by: int, kinds: list[str]) -> None:
    """Raise TooMuch when `by` has caused very many mails of these kinds to somebody.

    For what a worker posts later: by then nobody can be told to wait.
    """
    lately = Mail.objects.caused_by(by, since=timezone.now() - SHORT)
    lately = lately.filter(kind__in=kinds).order_by().values_list("person_id")
    if any(count > BY_WORKER for _, count in lately.annotate(Count("pk"))):
        raise TooMuch(
            _(
                "You have changed very many dates in a short time. Wait ten minutes and "
                "try again: nothing of this was done."
            )
        )


def _counts(mail, by) -> bool:
    return mail.person_id != by and letters.letter_for(mail.kind).braked


def _unbraked() -> list[str]:
    return [
        letter.kind for letter in letters.all_letters().values() if not letter.braked
    ]
