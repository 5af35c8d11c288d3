"""What the first and the last step of a run show beside their words (A10).

What is answered here is there in `sessions/_run_first.html` and `sessions/_run_last.html`.
"""

from sessions import rules
from sessions.views.during import looking_back


def first(scene) -> dict:
    """With last time."""
    run, reader = scene.course.run, scene.reader
    session = run.session
    if run.space_id != session.group.circle_id:
        # Of a circle of before: there is nothing to go on with there.
        return {}
    session.group.is_led = rules.may_lead(reader, session.group)
    return looking_back(session, reader) | {"back": run.get_absolute_url()}


def last(scene) -> dict:
    """With next time."""
    return {}


def at_an_end(scene) -> dict:
    return (first(scene) if scene.is_first else {}) | (
        last(scene) if scene.is_last else {}
    )
