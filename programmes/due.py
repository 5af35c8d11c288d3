"""What waits for whom here: invitations to answer, and groups when all are answered."""

import datetime as dt

from django.urls import reverse, reverse_lazy
from django.utils import timezone

from programmes import clock
from programmes.models import Participation, Programme, ProgrammeCoordinator
from programmes.rules import may_open_programmes
from reminders.due import Due, concerns

# Days after the invitation on which it is said once more.
AGAIN = (5, 12)
# Nearer to the start the room of groups says that there are none yet.
NEAR = 30


def waiting(*, now, person=None, roles=None, at_hand=None):
    """Everybody's (or one person's) invitations that wait for an answer, and
    programmes that wait for their groups.

    Today also says to a new coordinator where to begin. `at_hand` are the programmes in
    progress that the person coordinates, where they are asked for already.
    """
    if concerns(roles, "invited"):
        yield from _unanswered(now, person)
    if concerns(roles, "programme coordinator"):
        yield from _answered(now, person, at_hand)
    if person is not None and concerns(roles, "coordinator"):
        yield from _to_open(now, person, roles)


def _to_open(now, person, roles):
    runs = person.runs.exists() if roles is None else "programme coordinator" in roles
    if not runs and may_open_programmes(person):
        yield Due(
            kind="programmes.open",
            person=person,
            programme_id=None,
            object_id="",
            since=timezone.localdate(now),
            link=reverse("programmes:programme_new"),
            mail=False,
        )


def _answered(now, person, at_hand):
    near = dt.timedelta(NEAR)
    later = clock.earliest_day(now) + near
    far = Programme.objects.filter(starts_on__gt=later).enrolling()
    if person is not None:
        far = far.coordinated_by(person)
    # For most of a year there is none: then nobody is counted.
    if at_hand is None:
        is_there = far.exists()
    else:
        is_there = any(
            programme.is_enrolling and programme.starts_on > later
            for programme in at_hand
        )
    if not is_there:
        return
    programmes = {
        programme.pk: programme
        for programme in far.with_counts().answered()
        if programme.is_composable
        and programme.starts_on > clock.today_in(programme, now) + near
    }
    runs = ProgrammeCoordinator.objects.filter(programme__in=programmes)
    if person is not None:
        runs = runs.filter(person=person)
    for run in runs.with_person():
        programme = programmes[run.programme_id]
        answered_at = programme.answered_at or programme.created_at
        yield Due(
            kind="programmes.answered",
            person=run.person,
            programme_id=programme.pk,
            zone=programme.time_zone,
            # Who is invited later, and answers, completes it once more.
            object_id=f"{programme.pk}.{answered_at.timestamp():.0f}",
            since=clock.day_of(programme, answered_at),
            link=reverse("boards:composition_list", args=[programme.pk]),
            context={"programme": str(programme)},
        )


def _unanswered(now, person):
    invited = Participation.objects.awaiting_answer()
    if person is not None:
        # Today leads to it also where groups are under way; no mail says it again there.
        invited = Participation.objects.unanswered().filter(person=person)
    for part in invited.select_related("person", "programme"):
        today = clock.today_in(part.programme, now)
        since = clock.day_of(part.programme, part.invited_at)
        passed = [days for days in AGAIN if since + dt.timedelta(days) <= today]
        yield Due(
            kind="programmes.enrol",
            person=part.person,
            programme_id=part.programme_id,
            zone=part.programme.time_zone,
            object_id=str(part.pk),
            since=since,
            link=reverse_lazy("programmes:enrolment", args=[part.pk]),
            context={"programme": str(part.programme), "role": part.role},
            # The invitation itself was the first mail.
            mail=bool(passed),
            day=since + dt.timedelta(passed[-1]) if passed else None,
        )
