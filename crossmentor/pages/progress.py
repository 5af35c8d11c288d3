"""How a programme goes, for its coordinators: of each step its state and its date.

First what needs a hand, then the groups; where there are many the groups by page on
pages of their own. Nothing that was said or written, and nothing that would compare
people: intakes and meetings as they were planned and held, group by group (design,
invariant 5).
"""

from dataclasses import dataclass, field

from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from crossmentor.pages.hand import PressingSign, line, pressing, signs_of
from groups.models import MentorGroup, Seat
from intake.models import MenteeSeat
from people.web import bounded
from programmes import clock
from programmes.models import Programme
from sessions.models import Session
from sessions.year.line import next_of, points

# So many groups on a page, or lines of what needs a hand.
GROUPS, LINES = 6, 20


@dataclass
class GroupProgress:
    """One group's steps, as far as a coordinator sees them."""

    group: MentorGroup
    today: object
    seats: list[Seat] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)

    @property
    def held(self) -> list[Session]:
        return [
            session for session in self.sessions if session.state == Session.State.HELD
        ]

    @property
    def next_session(self) -> Session | None:
        return next_of(self.sessions, self.today)

    @property
    def points(self) -> list[dict]:
        """The meetings as points on the line of the year."""
        return points(self.sessions, self.today)

    @property
    def intakes_held(self) -> int:
        return sum(
            bool(seat.held_intake and seat.intake.was_held) for seat in self.seats
        )


def progress_of(groups, today) -> list[GroupProgress]:
    """Each of these groups with its steps; two queries, none without groups."""
    if not groups:
        return []
    by_group = {group.pk: GroupProgress(group, today) for group in groups}
    for seat in MenteeSeat.objects.with_steps().filter(group__in=by_group):
        by_group[seat.group_id].seats.append(seat)
    for session in Session.objects.filter(group__in=by_group):
        by_group[session.group_id].sessions.append(session)
    return list(by_group.values())


@require_GET
def progress(request, pk):
    programme = get_object_or_404(Programme.objects.coordinated_by(request.user), pk=pk)
    now = timezone.now()
    today = clock.today_in(programme, now)
    asked = bool(bounded.text(request.GET, "groups"))
    groups = programme.mentor_groups.select_related("mentor")
    signs = {} if asked else {sign.pk: sign for sign in signs_of(programme, now)}
    waits = waiting(programme, signs.values(), today)
    is_worklist = bool(waits) and len(signs) > GROUPS
    if is_worklist:
        page = bounded.paged(waits, request.GET, LINES)
        waits, shown = list(page), []
    else:
        page = bounded.paged(groups if asked else list(signs), request.GET, GROUPS)
        shown = list(page)
    if not asked:
        by_pk = groups.in_bulk({*shown, *(sign.pk for sign in waits)})
        shown = [by_pk[key] for key in shown]
    context = {
        "programme": programme,
        "page": page,
        "asked": asked,
        "is_worklist": is_worklist,
        "count": len(signs),
        "lines": [line(sign, by_pk[sign.pk], signs[sign.pk], today) for sign in waits],
        "groups": progress_of(shown, today),
    }
    return render(request, "crossmentor/pages/progress.html", context)


def waiting(programme, signs, today) -> list[PressingSign]:
    """The most pressing first; in a programme that is over nothing is."""
    if programme.state != Programme.State.RUNNING:
        return []
    return sorted(filter(None, (pressing(sign, today) for sign in signs)))


urlpatterns = [path("programmes/<int:pk>/progress/", progress, name="progress")]
