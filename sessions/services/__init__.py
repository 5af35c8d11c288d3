from sessions.services.actions import (
    add_action,
    change_action,
    drop_action,
    finish_action,
    go_on_with,
    put_before_group,
    reopen_action,
)
from sessions.services.agenda import (
    choose_way,
    set_leader,
    set_minutes,
    write_working,
)
from sessions.services.attempts import ask_again
from sessions.services.casting import (
    drop_wish,
    offer_case,
    take_back_case,
    wish_for,
    write_case,
)
from sessions.services.coming import answer
from sessions.services.extensions import (
    allow_three,
    cast_ballot,
    leave_with_thanks,
    may_leave,
)
from sessions.services.group import sign, write_agreement
from sessions.services.hours import add_preparation, remove_spent, take_from_dates
from sessions.services.kept import drop_kept, keep_words
from sessions.services.kinds import set_kind
from sessions.services.late import note_late
from sessions.services.learnt import put_line
from sessions.services.marks import mark_question
from sessions.services.members import who_cannot_on
from sessions.services.note_takers import name_note_taker
from sessions.services.offers import offer_dates
from sessions.services.one_on_ones import (
    ask_one_on_one,
    follow_up,
    log_one_on_one,
    plan_one_on_one,
    withdraw_one_on_one,
)
from sessions.services.planning import plan_series
from sessions.services.points import (
    add_point,
    carry_point,
    end_point,
    put_point,
    reopen_point,
    take_back_point,
)
from sessions.services.polls import (
    close_poll,
    pick_date,
    propose_dates,
    vote,
)
from sessions.services.ready import say_busy, say_ready
from sessions.services.reasons import give_reason
from sessions.services.running import (
    add_minutes,
    end_run,
    pause,
    resume,
    set_roles,
    start_run,
    step_back,
    step_on,
    take_lead,
)
from sessions.services.seats import follow_seats
from sessions.services.series import (
    agree_on_series,
    days_agreed,
    days_in_question,
    may_be_moved_with_the_rest,
    propose_series,
)
from sessions.services.sessions import (
    cancel_session,
    log_session,
    move_session,
    plan_session,
)
from sessions.services.shared_hours import (
    ask_hours,
    keep_hours,
    share_hours,
    shares_hours,
)
from sessions.services.slots import (
    ask_other_slots,
    offer_slots,
    pick_slot,
    slots_of,
)

__all__ = [
    "add_action",
    "add_minutes",
    "add_point",
    "add_preparation",
    "agree_on_series",
    "allow_three",
    "answer",
    "ask_again",
    "ask_hours",
    "ask_one_on_one",
    "ask_other_slots",
    "cancel_session",
    "carry_point",
    "cast_ballot",
    "change_action",
    "choose_way",
    "close_poll",
    "days_agreed",
    "days_in_question",
    "drop_action",
    "drop_kept",
    "drop_wish",
    "end_point",
    "end_run",
    "finish_action",
    "follow_seats",
    "follow_up",
    "give_reason",
    "go_on_with",
    "keep_hours",
    "keep_words",
    "leave_with_thanks",
    "log_one_on_one",
    "log_session",
    "mark_question",
    "may_be_moved_with_the_rest",
    "may_leave",
    "move_session",
    "name_note_taker",
    "note_late",
    "offer_case",
    "offer_dates",
    "offer_slots",
    "pause",
    "pick_date",
    "pick_slot",
    "plan_one_on_one",
    "plan_series",
    "plan_session",
    "propose_dates",
    "propose_series",
    "put_before_group",
    "put_line",
    "put_point",
    "remove_spent",
    "reopen_action",
    "reopen_point",
    "resume",
    "say_busy",
    "say_ready",
    "set_kind",
    "set_leader",
    "set_minutes",
    "set_roles",
    "share_hours",
    "shares_hours",
    "sign",
    "slots_of",
    "start_run",
    "step_back",
    "step_on",
    "take_back_case",
    "take_back_point",
    "take_from_dates",
    "take_lead",
    "vote",
    "who_cannot_on",
    "wish_for",
    "withdraw_one_on_one",
    "write_agreement",
    "write_case",
    "write_working",
]
