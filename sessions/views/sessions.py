from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groups.models import MentorGroup
from programmes import clock
from sessions.dates.models.reason import ChangeReason
from sessions.dates.services.series import may_be_moved_with_the_rest
from sessions.flags import with_vote
from sessions.running.choosing import with_course
from sessions.running.due import runs_of
from sessions.session import rules
from sessions.session.faces import Face, face_of
from sessions.session.models.session import Session
from sessions.session.services.sessions import may_be_logged
from sessions.session.views.entrance import session_of_member
from sessions.views.after import after
from sessions.views.before import before
from sessions.views.during import during
from spaces.audience import audience_of

# What each face of the page shows; one that is off has none.
CONTEXT = {Face.BEFORE: before, Face.DURING: during, Face.AFTER: after}
# Under which name a face has who reads the texts on it.
READERS = ("circle", "casting_audience", "carried_for")


@require_GET
def session_list(request):
    groups = list(
        MentorGroup.objects.of(request.user)
        .select_related("programme", "mentor")
        .order_by("pk")
    )
    sessions = sessions_of(request.user)
    upcoming = [
        session
        for session in sessions
        if session.is_planned and session.on >= session.today
    ]
    context = {
        "groups": groups,
        "led": rules.groups_led_by(request.user),
        "upcoming": upcoming,
        "past": [session for session in reversed(sessions) if session not in upcoming],
        "several": len(groups) > 1,
    }
    return render(request, "sessions/session_list.html", context)


def sessions_of(person) -> list[Session]:
    """Each with the day of its programme, and the run that goes on in it."""
    sessions = list(
        Session.objects.visible_to(person).select_related(
            "group__programme", "group__mentor"
        )
    )
    runs = runs_of(sessions, timezone.now())
    for session in sessions:
        session.today = clock.today_in(session.group.programme)
        session.going_on = runs.get(session.pk)
    return sessions


@require_GET
def session(request, pk):
    sessions = with_course(with_vote(Session.objects))
    session = session_of_member(request, pk, sessions)
    leads, by_clock = session.is_led, face_of(session)
    ended = session.gone_through and not session.going_on
    face = face_of(session, went_through=bool(ended))
    # What is not there is not asked for.
    reason = ChangeReason.objects.latest_of(session) if session.explained_at else None
    shown = CONTEXT[face](request, session) if face in CONTEXT else {}
    context = {
        "group": session.group,
        "session": session,
        "face": face,
        "back": session.get_absolute_url(),
        "leads": leads,
        "reason": reason,
        "reason_audience": reason and readers_of(reason, shown, request.user),
        "readers": next((shown[name] for name in READERS if shown.get(name)), None),
        "again": face == Face.AFTER and by_clock == Face.DURING,
        "with_the_rest": leads and may_be_moved_with_the_rest(session),
        "loggable": may_be_logged(session),
        **shown,
    }
    return render(request, "sessions/session_detail.html", context)


def readers_of(reason, shown, reader):
    """Of a reason; the face that is `shown` mostly knows who is in that circle."""
    known = shown.get("casting_audience")
    if known and known.space_id == reason.space_id:
        return known
    return audience_of(reason.space_id, reader)
