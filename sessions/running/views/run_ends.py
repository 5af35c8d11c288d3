"""What the first and the last step of a run show beside their words (A10).

What is answered here is there in `sessions/running/_run_first.html` and `sessions/running/_run_last.html`.
"""

from sessions.log.learnt import left_of
from sessions.log.models.action import Action
from sessions.log.views.actions import marked
from sessions.log.views.looking_back import looking_back
from sessions.session import rules
from sessions.session.views.entrance import members_here


def first(scene) -> dict:
    """With last time."""
    run, reader = scene.course.run, scene.reader
    session = run.session
    return looking_back(session, reader) | {"back": run.get_absolute_url()}


def last(scene) -> dict:
    """With next time: what each takes along, and who does what."""
    run, reader = scene.course.run, scene.reader
    session = run.session
    people = list(members_here(session.group))
    actions = Action.objects.visible_to(reader).of_session(session).standing()
    return {
        "lines": left_of(session, reader, people)[1],
        "agreed": marked(actions, reader, session.group, people),
        "back": run.get_absolute_url(),
    }


def at_an_end(scene) -> dict:
    group = scene.course.run.session.group
    is_of_now = scene.course.run.space_id == group.circle_id
    if not (is_of_now and (scene.is_first or scene.is_last)):
        # With a circle of before there is nothing to go on with.
        return {}
    group.is_led = rules.may_lead(scene.reader, group)
    return (first(scene) if scene.is_first else {}) | (
        last(scene) if scene.is_last else {}
    )
