from sessions.dates.models.poll import DatePoll, PollDate, Vote
from sessions.dates.models.reason import ChangeReason
from sessions.dates.models.series import Rhythm, Series
from sessions.dates.models.working import WorkingAgreement
from sessions.log.models.action import Action, ActionWord
from sessions.log.models.attendance import Attendance, CameLate
from sessions.log.models.note_taker import NoteTaker
from sessions.log.models.session_note import SessionNote
from sessions.methods.models.mark import Mark
from sessions.methods.models.ready import Ready
from sessions.methods.models.run import Run
from sessions.one_on_ones.models.one_on_one import NOTE, OWN_NOTE, QUESTION, OneOnOne
from sessions.one_on_ones.models.point import Point
from sessions.one_on_ones.models.shared_hours import HoursOfMonth, SharedHours
from sessions.one_on_ones.models.slot import Slot
from sessions.one_on_ones.models.spent import Spent
from sessions.running.models.casting import Case, Pressing, Wish
from sessions.session.models.coming import Coming
from sessions.session.models.kept import Kept
from sessions.session.models.session import Session
from sessions.year.models.agenda import AgendaChoice, Item, Way
from sessions.year.models.agreement import GroupAgreement
from sessions.year.models.extension import Answer, Ballot, Extension
from sessions.year.models.promise import Signature

__all__ = [
    "NOTE",
    "OWN_NOTE",
    "QUESTION",
    "Action",
    "ActionWord",
    "AgendaChoice",
    "Answer",
    "Attendance",
    "Ballot",
    "CameLate",
    "Case",
    "ChangeReason",
    "Coming",
    "DatePoll",
    "Extension",
    "GroupAgreement",
    "HoursOfMonth",
    "Item",
    "Kept",
    "Mark",
    "NoteTaker",
    "OneOnOne",
    "Point",
    "PollDate",
    "Pressing",
    "Ready",
    "Rhythm",
    "Run",
    "Series",
    "Session",
    "SessionNote",
    "SharedHours",
    "Signature",
    "Slot",
    "Spent",
    "Vote",
    "Way",
    "Wish",
    "WorkingAgreement",
]
