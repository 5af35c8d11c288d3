"""Moments at which somebody can still meet."""

from datetime import date, time

from django.utils.translation import gettext as _

from people.errors import DomainError
from programmes import clock


def refuse_unfit(*, programme, on: date, at: time) -> None:
    """Raise DomainError for a moment that has passed there, or that no clock shows."""
    if clock.has_begun(programme, on, at):
        raise DomainError(_("Choose a moment that is still to come."))
    if clock.is_skipped(programme, on, at):
        raise DomainError(
            _(
                "The clocks are put forward that night, and skip this hour: choose"
                " another time."
            )
        )
