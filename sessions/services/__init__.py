"""What other rooms may do here."""

from sessions.dates.services.planning import plan_series
from sessions.dates.services.polls import close_poll, pick_date, propose_dates, vote
from sessions.dates.services.seats import follow_seats
from sessions.dates.services.series import agree_on_series, may_be_moved_with_the_rest
from sessions.log.services.actions import (
    add_action,
    drop_action,
    finish_action,
    go_on_with,
)
from sessions.log.services.late import note_late
from sessions.log.services.learnt import put_line
from sessions.log.services.log import log_session
from sessions.log.services.note_takers import name_note_taker
from sessions.one_on_ones.services.hours import add_preparation
from sessions.one_on_ones.services.one_on_ones import (
    ask_one_on_one,
    log_one_on_one,
    plan_one_on_one,
    withdraw_one_on_one,
)
from sessions.one_on_ones.services.points import add_point, end_point
from sessions.one_on_ones.services.shared_hours import share_hours
from sessions.one_on_ones.services.slots import offer_slots, pick_slot
from sessions.running.services.casting import offer_case, wish_for, write_case
from sessions.running.services.ready import say_ready
from sessions.running.services.runs import end_run, pause, start_run, step_on
from sessions.session.services.coming import answer
from sessions.session.services.sessions import (
    cancel_session,
    move_session,
    plan_session,
)
from sessions.year.services.agenda import choose_way, set_leader, set_minutes
from sessions.year.services.extensions import cast_ballot
from sessions.year.services.promise import sign

__all__ = [
    "add_action",
    "add_point",
    "add_preparation",
    "agree_on_series",
    "answer",
    "ask_one_on_one",
    "cancel_session",
    "cast_ballot",
    "choose_way",
    "close_poll",
    "drop_action",
    "end_point",
    "end_run",
    "finish_action",
    "follow_seats",
    "go_on_with",
    "log_one_on_one",
    "log_session",
    "may_be_moved_with_the_rest",
    "move_session",
    "name_note_taker",
    "note_late",
    "offer_case",
    "offer_slots",
    "pause",
    "pick_date",
    "pick_slot",
    "plan_one_on_one",
    "plan_series",
    "plan_session",
    "propose_dates",
    "put_line",
    "say_ready",
    "set_leader",
    "set_minutes",
    "share_hours",
    "sign",
    "start_run",
    "step_on",
    "vote",
    "wish_for",
    "withdraw_one_on_one",
    "write_case",
]
