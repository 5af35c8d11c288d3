"""What others read of a person in this room, besides texts (`writing.given_away`)."""

from writing.given_away import OWN

GIVEN = {
    "mentoring_sessions.Kept": OWN,
}
