"""What the page of a run shows to whom."""

from sessions.course import Course
from sessions.forms import RolesForm
from sessions.models import Run
from sessions.ready import readiness
from sessions.running import card_of, scene_of
from sessions.views.entrance import members_here
from sessions.views.run_ends import at_an_end
from spaces.audience import audiences

NAMES = ("case_owner", "timekeeper", "note_taker", "observer")


def page_of(run: Run, reader, asked: str) -> dict:
    """At the step that is asked for, where the group has come to it."""
    scene = scene_of(run, reader, asked)
    group = run.session.group
    leads = run.is_led_by(reader)
    return {
        "run": run,
        "session": run.session,
        "group": group,
        "programme": group.programme,
        "scene": scene,
        "box": scene.box(),
        "table": scene.on_the_table(),
        "card": card_of(scene.role),
        "circle": audiences([run.space_id], reader)[run.space_id],
        "leads": leads,
        "has_clock": leads or run.timekeeper_id == reader.pk,
        "roles": roles_form(run, group) if leads else None,
        **(ready_of(scene) if scene.is_now else {}),
        **at_an_end(scene),
    }


def news_of(run: Run, reader) -> dict:
    """What an open page asks, to know whether it is still right."""
    course = Course(run)
    found = readiness(course)
    return {
        "tag": run.tag,
        "version": run.version,
        "number": course.at + 1,
        "ready": found.words(run.is_led_by(reader)) if found else "",
    }


def roles_form(run, group) -> RolesForm:
    initial = {name: getattr(run, name) for name in NAMES}
    return RolesForm(people=members_here(group), initial=initial)


def ready_of(scene) -> dict:
    found, reader = readiness(scene.course), scene.reader
    if found is None:
        return {}
    return {
        "ready": found.words(scene.course.run.is_led_by(reader)),
        "asks_ready": found.asks(reader),
        "is_ready": reader.pk in found.ready,
    }
