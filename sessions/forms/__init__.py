from sessions.forms.action import ActionForm, ActionRows, DropActionForm, GoOnForm
from sessions.forms.agenda import LeaderForm, MinutesForm, WayForm, WorkingForm
from sessions.forms.casting import CaseForm
from sessions.forms.certificate import CertificateForm
from sessions.forms.coming import ComingForm
from sessions.forms.extension import BallotForm, ReasonForm
from sessions.forms.group import SeriesForm, SeriesPlanForm
from sessions.forms.meeting import (
    CameLateForm,
    CancelForm,
    FromHereForm,
    KindForm,
    LogForm,
    MeetingForm,
    MoveForm,
    NoteTakerForm,
)
from sessions.forms.one_on_one import (
    AskForm,
    OneOnOneLogForm,
    PlanForm,
    SlotsForm,
)
from sessions.forms.point import DropForm, PointForm
from sessions.forms.poll import DateRows, PeriodForm, PollForm, VoteForm
from sessions.forms.run import MarkForm, RolesForm, RunForm
from sessions.forms.spent import PreparationForm

__all__ = [
    "ActionForm",
    "ActionRows",
    "AskForm",
    "BallotForm",
    "CameLateForm",
    "CancelForm",
    "CaseForm",
    "CertificateForm",
    "ComingForm",
    "DateRows",
    "DropActionForm",
    "DropForm",
    "FromHereForm",
    "GoOnForm",
    "KindForm",
    "LeaderForm",
    "LogForm",
    "MarkForm",
    "MeetingForm",
    "MinutesForm",
    "MoveForm",
    "NoteTakerForm",
    "OfferForm",
    "OneOnOneLogForm",
    "PeriodForm",
    "PlanForm",
    "PointForm",
    "PollForm",
    "PreparationForm",
    "ReasonForm",
    "RolesForm",
    "RunForm",
    "SeriesForm",
    "SeriesPlanForm",
    "SlotsForm",
    "VoteForm",
    "WayForm",
    "WorkingForm",
]
