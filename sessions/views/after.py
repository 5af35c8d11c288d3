"""The page of a meeting once it is over: what is left of it."""

from sessions import notes
from sessions.models import Action
from sessions.views.actions import marked
from spaces.audience import audience_of


def after(request, session) -> dict:
    reader = request.user
    note = notes.note_of(session, reader)
    actions = Action.objects.visible_to(reader).of_session(session).standing()
    attendance = session.attendance.select_related("person")
    return {
        "note": note,
        "note_audience": note and audience_of(note.space_id, reader),
        "attendance": attendance.order_by("person__sort_key"),
        "actions": marked(actions, reader, session.group),
    }
