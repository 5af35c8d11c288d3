"""What waits for whom here: invitations that are not answered."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from programmes.models import Participation
from programmes.rules import may_open_programmes
from reminders.due import Due

# Days after the invitation on which it is said once more.
AGAIN = (5, 12)


def waiting(*, now, person=None):
    """Everybody's (or one person's) invitations that wait for an answer.

    Today also says to a new coordinator where to begin.
    """
    yield from _unanswered(now, person)
    if person is not None:
        yield from _to_open(now, person)


def _to_open(now, person):
    if may_open_programmes(person) and not person.runs.exists():
        yield Due(
            kind="programmes.open",
            person=person,
            programme_id=None,
            object_id="",
            since=timezone.localdate(now),
            link=reverse("programmes:programme_new"),
            mail=False,
        )


def _unanswered(now, person):
    invited = Participation.objects.awaiting_answer().select_related("programme")
    if person is not None:
        invited = invited.filter(person=person)
    today = timezone.localdate(now)
    for part in invited.select_related("person"):
        since = timezone.localdate(part.invited_at)
        passed = [days for days in AGAIN if since + dt.timedelta(days) <= today]
        yield Due(
            kind="programmes.enrol",
            person=part.person,
            programme_id=part.programme_id,
            object_id=str(part.pk),
            since=since,
            link=reverse("programmes:enrolment", args=[part.pk]),
            context={"programme": part.programme.name, "role": part.role},
            # The invitation itself was the first mail.
            mail=bool(passed),
            day=since + dt.timedelta(passed[-1]) if passed else None,
        )
