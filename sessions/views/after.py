"""The page of a meeting once it is over: what is left of it."""

from sessions import notes
from sessions.forms import NoteTakerForm
from sessions.models import Action, Run
from sessions.note_takers import note_taking
from sessions.views.actions import marked
from sessions.views.entrance import members_here
from spaces.audience import audience_of


def after(request, session) -> dict:
    reader = request.user
    note = notes.note_of(session, reader)
    circle_id = note.space_id if note else session.group.circle_id
    actions = Action.objects.visible_to(reader).of_session(session).standing()
    attendance = session.attendance.select_related("person")
    return {
        "note": note,
        "note_audience": note and audience_of(circle_id, reader),
        "attendance": attendance.order_by("person__sort_key"),
        "actions": marked(actions, reader, session.group),
        # One may still go on: it is over when its group says so.
        "runs": Run.objects.visible_to(reader).of_session(session),
        **note_takers(session, reader, circle_id),
    }


def note_takers(session, reader, circle_id) -> dict:
    taking = note_taking(session, circle_id)
    form = None
    if taking.may_name(reader):
        people, named = members_here(session.group), taking.people[:1]
        form = NoteTakerForm(people=people, initial={"person": (named or [None])[0]})
    return {
        "note_takers": taking.people,
        "may_write_log": taking.may_write(reader),
        "note_taker_form": form,
    }
