"""Times that one of two offers, of which the other picks one."""

from django.utils.translation import gettext as _

from groups.services.times_for_two import AT_MOST
from programmes import clock
from programmes.moments import refuse_unfit
from spaces.errors import DomainError


def offered_anew(*, programme, times, before, minutes: int, place: str) -> list | None:
    """The (on, at, minutes, place) of what is offered from now on, in their order.

    None where that is what was offered `before`, rows such as these. Raises DomainError
    for no time, for too many, and for one at which nobody can meet.
    """
    times = sorted(set(times))
    if not times:
        raise DomainError(_("Choose at least one time."))
    if len(times) > AT_MOST:
        raise DomainError(
            _("Offer at most %(most)s times: fewer are easier to choose from.")
            % {"most": AT_MOST}
        )
    for on, at in times:
        refuse_unfit(programme=programme, on=on, at=at)
    wanted = [(on, at, minutes, place) for on, at in times]
    known = before.values_list("on", "at", "minutes", "place")
    return None if list(known) == wanted else wanted


def still_to_come(programme, offered) -> list:
    """Those of the `offered` times that can be picked still."""
    coming = offered.since(clock.today_in(programme))
    return [
        moment
        for moment in coming
        if not clock.has_begun(programme, moment.on, moment.at)
    ]
