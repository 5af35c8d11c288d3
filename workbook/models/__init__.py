from workbook.models.goal import Goal, GoalQuerySet

# The kinds of text of this room.
GOAL, EXERCISE = "goal", "exercise"

__all__ = ["EXERCISE", "GOAL", "Goal", "GoalQuerySet"]
