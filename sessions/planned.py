"""Whether anything is planned in a programme, by its clock."""

from groups.models import Seat
from reminders.models import Standing
from sessions.dates.models.poll import DatePoll
from sessions.dates.models.series import Series
from sessions.one_on_ones.models.one_on_one import OneOnOne
from sessions.one_on_ones.services.one_on_ones import ONE_ON_ONE
from sessions.session.models.session import Session


def has_dates(programme) -> bool:
    """Of meetings, a series, a poll, or a one-on-one of which its open row tells."""
    of_programme = {"group__programme": programme}
    seats = Seat.objects.filter(**of_programme).values_list("pk", flat=True)
    return (
        Session.objects.standing().filter(**of_programme).exists()
        or Series.objects.filter(**of_programme).exists()
        or DatePoll.objects.filter(**of_programme).exists()
        or Standing.objects.filter(
            kind=ONE_ON_ONE,
            facts__state=OneOnOne.State.PLANNED,
            facts__seat__in=list(seats),
        ).exists()
    )
