"""The page of a meeting once it is over: what is left of it."""

from sessions.log.absences import often_away, said_of
from sessions.log.forms.log import CameLateForm, NoteTakerForm
from sessions.log.learnt import left_of
from sessions.log.models.action import Action
from sessions.log.note_takers import note_taking
from sessions.log.views.actions import marked
from sessions.session.views.entrance import members_here
from spaces.audience import audience_of


def after(request, session) -> dict:
    reader, people = request.user, list(members_here(session.group))
    note, lines = left_of(session, reader, people)
    actions = Action.objects.visible_to(reader).of_session(session).standing()
    return {
        "note": note,
        "lines": lines,
        "circle": audience_of(lines.circle_id, reader),
        "attendance": session.attendance.with_person(),
        "actions": marked(actions, reader, session.group, people),
        **note_takers(session, reader, lines.circle_id, people),
        **(for_mentor(session, people) if session.is_led else {}),
    }


def note_takers(session, reader, circle_id, people) -> dict:
    taking = note_taking(session, circle_id)
    takers = taking.among(people)
    form = None
    if taking.may_name(reader):
        first = takers[0].pk if takers else None
        form = NoteTakerForm(people=people, initial={"person": first})
    return {
        "note_takers": takers,
        "may_write_log": taking.may_write(reader),
        "note_taker_form": form,
    }


def for_mentor(session, people) -> dict:
    """What the mentor alone sees: who came late, and who is often late or away."""
    attendances = said_of(session.group)
    mentees = [person for person in people if person.pk != session.group.mentor_id]
    late = [
        attendance.person_id
        for attendance in attendances
        if attendance.session_id == session.pk and attendance.late
    ]
    form = CameLateForm(people=mentees, initial={"people": late})
    return {"away": often_away(mentees, attendances), "late_form": form}
