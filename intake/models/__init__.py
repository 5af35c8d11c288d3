from intake.models.before import IntakeReport, Preparation
from intake.models.click import ClickAnswer
from intake.models.conversation import Conversation
from intake.models.intake import Intake
from intake.models.judgement import Judgement
from intake.models.round import Round
from intake.models.seat import MenteeSeat

# The kinds of text of this room.
PREPARATION, REPORT, JUDGEMENT = "preparation", "report", "judgement"

__all__ = [
    "JUDGEMENT",
    "PREPARATION",
    "REPORT",
    "ClickAnswer",
    "Conversation",
    "Intake",
    "IntakeReport",
    "Judgement",
    "MenteeSeat",
    "Preparation",
    "Round",
]
