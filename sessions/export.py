"""What this room lists of what people take along (`spaces/taking.py`)."""

from django.utils.translation import gettext as _

from sessions.dates.export import of_reasons, of_votes
from sessions.log.export import of_actions, of_attendance
from sessions.methods.export import of_runs
from sessions.one_on_ones.export import of_pairs
from sessions.running.export import of_cases
from sessions.session.export import of_coming, of_kept, of_sessions
from sessions.year.export import of_first_meeting
from spaces.taking import ExportPage
from writing.export import Texts

OF_BEFORE = "of before: brought over into texts"
OF_A_GROUP = "of a group as a whole; what a person does in it is taken along"
LEFT_OUT = {
    "mentoring_sessions.SessionNote": OF_BEFORE,
    "mentoring_sessions.GroupAgreement": OF_BEFORE,
    "mentoring_sessions.Series": OF_A_GROUP,
    "mentoring_sessions.Rhythm": OF_A_GROUP,
    "mentoring_sessions.DatePoll": OF_A_GROUP,
    "mentoring_sessions.PollDate": OF_A_GROUP,
    "mentoring_sessions.Extension": OF_A_GROUP,
    "mentoring_sessions.Ballot": "no role can read it, and it goes with the outcome",
    "mentoring_sessions.SharedHours": "no role can read it, and it goes with the sum",
    "mentoring_sessions.HoursOfMonth": "a number of a programme, of nobody",
}


def pages() -> list[ExportPage]:
    return [
        ExportPage(
            name="meetings",
            title=_("Meetings"),
            parts=[
                Texts(
                    name="meetings-texts",
                    heading=_("What you wrote about meetings"),
                    modules=(
                        "sessions.log.texts",
                        "sessions.year.texts",
                        "sessions.session.texts",
                        "sessions.methods.texts",
                    ),
                ),
                *of_sessions(),
                *of_reasons(),
                *of_coming(),
                *of_votes(),
                *of_attendance(),
                *of_actions(),
                *of_first_meeting(),
                *of_kept(),
                *of_cases(),
                *of_runs(),
            ],
        ),
        ExportPage(
            name="one-on-ones",
            title=_("One-on-ones"),
            parts=[
                Texts(
                    name="one-on-ones-texts",
                    heading=_("What you wrote about one-on-ones"),
                    modules=("sessions.one_on_ones.texts",),
                ),
                *of_pairs(),
            ],
        ),
    ]
