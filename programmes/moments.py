"""Moments at which somebody can still meet."""

from datetime import date, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from programmes import clock
from programmes.refusals import refuse_ended
from spaces.errors import DomainError


def refuse_unfit(*, programme, on: date, at: time) -> None:
    """Raise DomainError for a moment that has passed there, or that no clock shows.

    And for every moment of a programme that has ended.
    """
    refuse_ended(programme)
    if clock.has_begun(programme, on, at):
        raise DomainError(_("Choose a moment that is still to come."))
    if clock.is_skipped(programme, on, at):
        raise DomainError(
            _(
                "The clocks are put forward that night, and skip this hour: choose"
                " another time."
            )
        )


def is_short_notice(*, programme, on: date, at: time) -> bool:
    """Whether it is nearer than the days of notice that the programme keeps."""
    starts_at = clock.wall_clock(programme, on, at)
    return starts_at < timezone.now() + timedelta(days=programme.notice_days)
