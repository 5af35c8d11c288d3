"""One number of the hours of a programme's mentors (R8): the database makes it."""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from sessions.one_on_ones.models.spent import Spent
from spaces.errors import DomainError


@transaction.atomic
def share_hours(*, by, first, last) -> None:
    """Put in what the month took `by`, a mentor who acts; again replaces it.

    Raises DomainError where nothing is written down, or the number is made already.
    """
    minutes = Spent.objects.of(by).between(first, last).minutes()
    if not minutes:
        raise DomainError(_("Write down first what this month took."))
    if not _answer("sessions_share_hours(%s, %s)", first, minutes):
        raise DomainError(
            _("Nothing is asked of you of this month, or its number is made already.")
        )


@transaction.atomic
def keep_hours(*, first) -> None:
    """Take back what who acts had put in of that month."""
    _answer("sessions_share_hours(%s, NULL)", first)


def shares_hours(first) -> bool:
    """Whether who acts has put in that month, and no number is made of it yet."""
    return _answer("sessions_shares_hours(%s)", first)


@transaction.atomic
def ask_hours(*, programme, first) -> int | None:
    """The minutes that a mentor took in that month on average, fixed from then on.

    For who acts and coordinates the programme. None before the month is over there,
    for fewer than five who shared, and where one to four others did not.
    """
    return _answer("sessions_hours_of(%s, %s)", programme.pk, first)


def _answer(function, *arguments):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}", arguments)
        return cursor.fetchone()[0]
