"""Each address of the workbook: one's own goals and answers, and what others show."""

import pytest
from django.db import transaction

from spaces.acting import acting_as
from tests.doors import Door, walk
from workbook import services
from workbook.models import CheckIn
from workbook.services import GoalReason

READERS = "mentor other_mentee"
DOORS = {
    "workbook:home": Door("GET"),
    "workbook:chapter": Door("GET", about="learning-goals"),
    "workbook:chapter of mentors": Door("GET", "mentor", "mentor"),
    "workbook:overview": Door("GET", about="skills"),
    "workbook:earlier": Door("GET"),
    "workbook:exercise": Door("GET", about="make-it-concrete"),
    "workbook:goal_from_exercise": Door("POST", "mentee", "make-it-concrete"),
    "workbook:paper": Door("GET"),
    "workbook:paper_file": Door("GET"),
    "workbook:paper_chapter": Door("GET", about="learning-goals"),
    "workbook:paper_chapter_file": Door("GET", about="learning-goals"),
    "workbook:goal_list": Door("GET"),
    "workbook:new_goal": Door("GET"),
    "workbook:goal": Door("GET", "mentee", "goal"),
    "workbook:check_in": Door("GET POST", "mentee", "goal"),
    "workbook:look": Door("GET", "mentee", "goal"),
    "workbook:reword": Door("GET POST", "mentee", "goal"),
    "workbook:split": Door("GET POST", "mentee", "goal"),
    "workbook:pause": Door("GET POST", "mentee", "goal"),
    "workbook:resume": Door("POST", "mentee", "goal"),
    "workbook:let_go": Door("GET POST", "mentee", "goal"),
    "workbook:bring_back": Door("POST", "mentee", "goal"),
    "workbook:reach": Door("POST", "mentee", "goal"),
    "workbook:unreach": Door("POST", "mentee", "goal"),
    "workbook:show": Door("POST", "mentee", "goal circle"),
    "workbook:take_back": Door("POST", "mentee", "goal circle"),
    "workbook:check_in_list": Door("GET"),
    "workbook:rhythm": Door("GET POST"),
    "workbook:check_in_drop": Door("GET POST", "mentee", "check_in"),
    "workbook:shown": Door("GET"),
    # The circle reads it; its writer has the goal itself.
    "workbook:shown_goal": Door("GET", READERS, "shown"),
}
ELSEWHERE = {
    # Of a question that an edition renamed (test_editions.py).
    "workbook:move_answer",
}


@pytest.fixture
def world(group, mentee, goal, noted, answered, shown_to_circle):
    answered(mentee, "make-it-concrete.goal", "Vaker nee zeggen")
    noted(goal)
    with acting_as(mentee), transaction.atomic():
        check_in = CheckIn.objects.visible_to(mentee).get()
    return {
        "goal": goal,
        "circle": group.circle_id,
        "check_in": check_in,
        "shown": shown_to_circle,
    }


@pytest.mark.usefixtures("not_found_once")
def test_every_door_of_the_workbook(everybody, world):
    assert walk(DOORS, everybody, world) == []


def test_a_goal_is_its_writers_in_whatever_state(everybody, world, mentee):
    """Paused, let go and reached: to others it is there as little."""
    doors = {name: DOORS[name] for name in ("workbook:goal", "workbook:bring_back")}
    for change in (services.pause, services.resume, services.reach, services.let_go):
        more = {"reason": GoalReason()} if change is services.let_go else {}
        with acting_as(mentee), transaction.atomic():
            change(goal=world["goal"], **more)
        assert walk(doors, everybody, world) == [], change.__name__
