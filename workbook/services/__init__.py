"""Every write of the workbook."""

from workbook.services.answers import move_answer, write_answer
from workbook.services.changes import (
    GoalReason,
    bring_back,
    let_go,
    pause,
    reach,
    resume,
    reword,
    split,
    unreach,
)
from workbook.services.checkins import check_in, drop_check_in
from workbook.services.goals import make_goal, show_goal, write_goal
from workbook.services.rhythms import choose_rhythm

__all__ = [
    "GoalReason",
    "bring_back",
    "check_in",
    "choose_rhythm",
    "drop_check_in",
    "let_go",
    "make_goal",
    "move_answer",
    "pause",
    "reach",
    "resume",
    "reword",
    "show_goal",
    "split",
    "unreach",
    "write_answer",
    "write_goal",
]
