"""Somebody in each role, to look at the product as."""

from groups.models import MentorGroup, Seat
from people.models import Coordinator, Person
from programmes import clock
from programmes.models import Participation
from sessions.year.ending import VOTES, end_of, with_end


def cast() -> dict[str, Person]:
    """{role in words: a person}, as far as the database has them."""
    rows = {"coordinator": Coordinator.objects.order_by("pk").first()}
    mentors = Seat.objects.held().mentors()
    # Of the programme that began last: there most is going on.
    latest = mentors.order_by("-group__programme__starts_on", "group", "pk")
    seat = latest.first()
    rows["mentor"] = seat
    if seat:
        mates = Seat.objects.held().mentees().filter(group=seat.group_id)
        rows["mentee"] = mates.order_by("pk").first()
    invited = Participation.objects.awaiting_answer().order_by("pk")
    rows["invited"] = invited.first()
    rows |= towards_the_end()
    return {role: row.person for role, row in rows.items() if row}


def towards_the_end() -> dict[str, Seat]:
    """A mentee of a group that votes on going on, and one of a group that has ended."""
    rows = {}
    for group in with_end(MentorGroup.objects.under_way()).order_by("pk"):
        ends_on, today = end_of(group), clock.today_in(group.programme)
        if ends_on is None or today < ends_on - VOTES:
            continue
        what = "mentee who votes" if today < ends_on else "mentee at the end"
        mentees = group.seats.held().mentees().select_related("person")
        rows.setdefault(what, mentees.order_by("pk").first())
    return rows
