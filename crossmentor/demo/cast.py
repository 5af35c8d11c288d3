"""Somebody in each role, to look at the product as."""

from groups.models import Seat
from people.models import Coordinator, Person
from programmes.models import Participation


def cast() -> dict[str, Person]:
    """{role in words: a person}, as far as the database has them."""
    found = {"coordinator": Coordinator.objects.order_by("pk").first()}
    seat = Seat.objects.held().mentors().order_by("group", "pk").first()
    found["mentor"] = seat
    if seat:
        mates = Seat.objects.held().mentees().filter(group=seat.group_id)
        found["mentee"] = mates.order_by("pk").first()
    invited = Participation.objects.awaiting_answer().order_by("pk")
    found["invited"] = invited.first()
    return {role: row.person for role, row in found.items() if row}
