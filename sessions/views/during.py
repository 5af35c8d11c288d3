"""The page of a meeting while the group sits together, from a little before."""

from sessions.views.before import coming_to


def during(request, session) -> dict:
    return coming_to(session, request.user)
