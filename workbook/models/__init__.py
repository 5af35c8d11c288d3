from workbook.models.change import GoalChange, What, Why
from workbook.models.checkin import FIGURES, NO_ROOM, NOTHING, CheckIn, ends_of
from workbook.models.goal import Goal
from workbook.models.rhythm import CheckInRhythm, Every
from workbook.models.shown import ShownLine

# The kinds of text of this room.
GOAL, EXERCISE = "goal", "exercise"

__all__ = [
    "EXERCISE",
    "FIGURES",
    "GOAL",
    "NOTHING",
    "NO_ROOM",
    "CheckIn",
    "CheckInRhythm",
    "Every",
    "Goal",
    "GoalChange",
    "ShownLine",
    "What",
    "Why",
    "ends_of",
]
