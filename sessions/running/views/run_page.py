"""What the page of a run shows to whom."""

from sessions.methods.course import Course
from sessions.methods.models.run import Run
from sessions.running.ready import readiness
from sessions.running.scene import card_of, scene_of
from sessions.running.views.run_ends import at_an_end
from spaces.audience import audiences


def page_of(run: Run, reader, asked: str) -> dict:
    """At the step that is asked for, where the group has come to it."""
    circle = audiences([run.space_id], reader)[run.space_id]
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
        **table_of(scene),
        "card": card_of(scene.role),
        "circle": circle,
        "audience": circle,
        "leads": leads,
        "has_clock": leads or run.timekeeper_id == reader.pk,
        **(ready_of(scene) if scene.is_now else {}),
        **at_an_end(scene),
    }


def news_of(run: Run, reader) -> dict:
    """What an open page asks, to know whether it is still right."""
    course = Course(run)
    ready = readiness(course)
    return {
        "tag": run.tag,
        "version": run.version,
        "number": course.at + 1,
        "paused": run.is_paused,
        "ready": ready.words(run.is_led_by(reader)) if ready else "",
    }


def table_of(scene) -> dict:
    """What is turned over, as texts or as questions to be marked."""
    if scene.shows_marks:
        return {"questions": scene.questions()}
    return {"table": scene.on_the_table()}


def page_of_table(run: Run, reader) -> dict:
    """Of the step of now, what all around one telephone may read."""
    circle = audiences([run.space_id], reader)[run.space_id]
    scene = scene_of(run, reader, "")
    leads = run.is_led_by(reader)
    return {
        "run": run,
        "session": run.session,
        "programme": run.session.group.programme,
        "scene": scene,
        "circle": circle,
        "audience": circle,
        "leads": leads,
        "has_clock": leads or run.timekeeper_id == reader.pk,
        "on_table": True,
        **table_of(scene),
    }


def ready_of(scene) -> dict:
    ready, reader = readiness(scene.course), scene.reader
    if ready is None:
        return {}
    return {
        "ready": ready.words(scene.course.run.is_led_by(reader)),
        "asked": ready.of(reader),
    }
