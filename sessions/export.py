"""What this room lists of what people take along (`spaces/taking.py`)."""

from django.utils.translation import gettext as _

from sessions.export_meetings import of_meetings
from sessions.export_pairs import of_pairs
from sessions.export_runs import of_runs
from spaces.taking import Page
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


def pages() -> list[Page]:
    return [
        Page(
            name="meetings",
            title=_("Meetings"),
            parts=[
                Texts(
                    name="meetings-texts",
                    heading=_("What you wrote about meetings"),
                    modules=(
                        "sessions.texts",
                        "sessions.visit_texts",
                        "sessions.learnt_texts",
                        "sessions.run_texts",
                    ),
                ),
                *of_meetings(),
                *of_runs(),
            ],
        ),
        Page(
            name="one-on-ones",
            title=_("One-on-ones"),
            parts=[
                Texts(
                    name="one-on-ones-texts",
                    heading=_("What you wrote about one-on-ones"),
                    modules=("sessions.one_on_one_texts", "sessions.last_van_x"),
                ),
                *of_pairs(),
            ],
        ),
    ]
