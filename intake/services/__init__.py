"""Planning, holding and closing the intake of a mentor with one mentee (R5, R6)."""

from intake.services.click import answer_click, change_mind
from intake.services.intakes import facts, hold_intake, intake_of, plan_intake
from intake.services.judgement import write_judgement
from intake.services.offered import (
    ask_other_times,
    offer_times,
    offered_times,
    pick_time,
)
from intake.services.outcome import (
    ask_another_group,
    come_back,
    decide_outcome,
    keep_seat,
)
from intake.services.referral import refer
from intake.services.texts import put_text, take_back_text

__all__ = [
    "answer_click",
    "ask_another_group",
    "ask_other_times",
    "change_mind",
    "come_back",
    "decide_outcome",
    "facts",
    "hold_intake",
    "intake_of",
    "keep_seat",
    "offer_times",
    "offered_times",
    "pick_time",
    "plan_intake",
    "put_text",
    "refer",
    "take_back_text",
    "write_judgement",
]
