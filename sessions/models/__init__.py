from sessions.models.action import Action, ActionWord
from sessions.models.agenda import AgendaChoice, Item, Way, WorkingAgreement
from sessions.models.casting import Case, Pressing, Wish
from sessions.models.coming import Coming
from sessions.models.extension import Answer, Ballot, Extension
from sessions.models.group import GroupAgreement, Signature
from sessions.models.kept import Kept
from sessions.models.mark import Mark
from sessions.models.note_taker import NoteTaker
from sessions.models.one_on_one import NOTE, OWN_NOTE, QUESTION, OneOnOne
from sessions.models.point import Point
from sessions.models.poll import DatePoll, PollDate, Vote
from sessions.models.ready import Ready
from sessions.models.reason import ChangeReason
from sessions.models.run import Run, run_for_news
from sessions.models.series import Rhythm, Series
from sessions.models.session import Attendance, CameLate, Session, SessionNote
from sessions.models.shared_hours import HoursOfMonth, SharedHours
from sessions.models.slot import Slot
from sessions.models.spent import Spent

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
    "run_for_news",
]
