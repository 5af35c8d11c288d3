from groups.models.circle import FormerCircle
from groups.models.ending import SeatEnding
from groups.models.exclusion import Exclusion
from groups.models.group import LEAST, MentorGroup
from groups.models.pause import Pause
from groups.models.retention import RetentionRound
from groups.models.seat import Seat
from groups.models.tolerance import Breach, BreachRule, Tolerance
from groups.models.wait import Wait

__all__ = [
    "LEAST",
    "Breach",
    "BreachRule",
    "Exclusion",
    "FormerCircle",
    "MentorGroup",
    "Pause",
    "RetentionRound",
    "Seat",
    "SeatEnding",
    "Tolerance",
    "Wait",
]
