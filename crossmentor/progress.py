"""How a programme goes, for its coordinators: of each step its state and its date.

Nothing that was said or written, and nothing that would compare people: intakes and
meetings as they were planned and held, group by group (design, invariant 5).
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from groups.models import MentorGroup, Seat
from intake.models import Intake
from programmes.models import Programme
from sessions.models import Session


@dataclass
class GroupProgress:
    """One group's steps, as far as a coordinator sees them."""

    group: MentorGroup
    intakes: list[tuple[Seat, Intake | None]] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)

    @property
    def held(self) -> list[Session]:
        return [one for one in self.sessions if one.state == Session.State.HELD]

    @property
    def next_session(self) -> Session | None:
        today = timezone.localdate()
        planned = [
            one
            for one in self.sessions
            if one.state == Session.State.PLANNED and one.on >= today
        ]
        return planned[0] if planned else None

    @property
    def points(self) -> list[dict]:
        """The meetings as points on the line of the year."""
        upcoming = self.next_session
        states = {Session.State.HELD: "done", Session.State.CANCELLED: "cancelled"}
        return [
            {
                "date": one.on,
                "state": "next"
                if one == upcoming
                else states.get(one.state, "planned"),
            }
            for one in self.sessions
        ]

    @property
    def intakes_held(self) -> int:
        return sum(bool(intake and intake.is_held) for _seat, intake in self.intakes)


def progress_of(programme) -> list[GroupProgress]:
    """Every group of the programme with its steps; three queries."""
    groups = {
        group.pk: GroupProgress(group)
        for group in programme.mentor_groups.select_related("mentor")
    }
    seats = Seat.objects.mentees().filter(group__programme=programme)
    seats = list(seats.select_related("person").order_by("person__sort_key", "pk"))
    intakes = {
        intake.seat_id: intake for intake in Intake.objects.filter(seat__in=seats)
    }
    for seat in seats:
        groups[seat.group_id].intakes.append((seat, intakes.get(seat.pk)))
    by_group = defaultdict(list)
    for session in Session.objects.filter(group__programme=programme):
        by_group[session.group_id].append(session)
    for pk, sessions in by_group.items():
        groups[pk].sessions = sorted(sessions, key=lambda one: (one.on, one.at))
    return list(groups.values())


@require_GET
def progress(request, pk):
    programme = get_object_or_404(Programme.objects.coordinated_by(request.user), pk=pk)
    context = {"programme": programme, "groups": progress_of(programme)}
    return render(request, "crossmentor/progress.html", context)


urlpatterns = [path("programmes/<int:pk>/progress/", progress, name="progress")]
