from intake.models.before import IntakeReport, Preparation
from intake.models.click import ClickAnswer
from intake.models.conversation import Conversation
from intake.models.intake import Intake
from intake.models.judgement import Judgement
from intake.models.offered import OfferedTime
from intake.models.referral import Referral
from intake.models.round import Round
from intake.models.seat import MenteeSeat

# The kinds of text of this room.
PREPARATION, REPORT, JUDGEMENT = "preparation", "report", "judgement"
# The other questions of the preparation, put before the mentor with it.
FIRST_GOAL, HOPE, FEAR = "intake_goal", "intake_hope", "intake_fear"
PREPARATIONS = (PREPARATION, FIRST_GOAL, HOPE, FEAR)

__all__ = [
    "FEAR",
    "FIRST_GOAL",
    "HOPE",
    "JUDGEMENT",
    "PREPARATION",
    "PREPARATIONS",
    "REPORT",
    "ClickAnswer",
    "Conversation",
    "Intake",
    "IntakeReport",
    "Judgement",
    "MenteeSeat",
    "OfferedTime",
    "Preparation",
    "Referral",
    "Round",
]
