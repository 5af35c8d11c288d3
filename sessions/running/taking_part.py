"""Who is asked for a case, and whose turns are counted."""

from programmes.models import Role


def taking_part(seats) -> list:
    """Of the held seats of a group, with their people: those of mentees who are here."""
    return [
        seat for seat in seats if seat.role == Role.MENTEE and seat.person.is_active
    ]
