"""Who of a programme could be seated."""

from django.db.models import Exists, OuterRef

from groups.models import Seat
from programmes.models import Participation


def successors(group):
    """Enrolled mentors of the programme without a group, who fit its mentees first."""
    return _free(group, beside=group.seats.held().mentees()).mentors()


def candidates(group):
    """Enrolled mentees of the programme without a seat, who fit the group first.

    Last come those who were in a group with its mentor before: they `have_met`.
    """
    mentees = _free(group, beside=group.seats.held()).mentees()
    before = Seat.objects.with_former_mentor().filter(
        participation=OuterRef("pk"),
        former_mentor__in=group.seats.held().mentors().values("participation"),
    )
    mentees = mentees.annotate(have_met=Exists(before))
    return mentees.order_by("have_met", *mentees.query.order_by)


def pool(programme):
    """Enrolled mentees of the programme without a seat."""
    return _unseated(programme).mentees()


def _unseated(programme):
    seated = Seat.objects.held().filter(group__programme=programme)
    return (
        Participation.objects.enrolled()
        .filter(programme=programme)
        .exclude(pk__in=seated.values("participation"))
        .exclude(person__in=programme.coordinators.values("person"))
    )


def _free(group, beside):
    work = list(beside.values_list("person__team", "person__discipline"))
    return (
        _unseated(group.programme)
        .select_related("person__team", "person__discipline")
        .fitting_first(
            teams={team for team, _field in work if team},
            disciplines={field for _team, field in work if field},
        )
    )
