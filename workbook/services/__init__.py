"""Every write of the workbook."""

from workbook.services.answers import move_answer, write_answer
from workbook.services.goals import (
    bring_back,
    make_goal,
    put_away,
    reach,
    show,
    unreach,
    write_goal,
)

__all__ = [
    "bring_back",
    "make_goal",
    "move_answer",
    "put_away",
    "reach",
    "show",
    "unreach",
    "write_answer",
    "write_goal",
]
