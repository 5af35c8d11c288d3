"""The signed link of a reminder, at which one person answers for one meeting.

It ends with the meeting, and with the seat: the page looks at both. It signs nobody in.
"""

from django.core import signing
from django.urls import reverse

from reminders.links import read_answer, sign_answer

SALT = "sessions.answer"


def path_of(mail) -> str:
    """Where who reads the mail says whether they can come to its meeting."""
    token = sign_answer([mail.person_id, mail.context["session"]], salt=SALT)
    return reverse("sessions:answer", args=[token])


def parse(token: str) -> tuple[int, int] | None:
    """The ids of person and session of a token that we signed, or None."""
    try:
        person_id, session_id = read_answer(token, salt=SALT)
    except signing.BadSignature:
        return None
    return person_id, session_id
