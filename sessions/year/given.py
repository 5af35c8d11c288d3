"""What others read of a person in this room, besides texts (`writing.given_away`)."""

from writing.given_away import OF_BEFORE

GIVEN = {
    "mentoring_sessions.GroupAgreement": OF_BEFORE,
}
