"""What the calendars of two people should have of their intake; open rows only."""

from collections.abc import Iterator

from django.urls import reverse

from calendars.appointment import INTAKE, Wanted
from calendars.repeating import When
from groups.appointments import of_pair
from intake.models import Conversation, Intake


def of_groups(groups) -> Iterator[Wanted]:
    """The intakes of these groups that have a date."""
    intakes = Intake.objects.dated().filter(seat__group__in=groups)
    intakes = intakes.select_related(
        "mentor", "seat__person", "seat__group__mentor", "seat__group__programme"
    )
    for intake in intakes.order_by("pk"):
        yield from _of_one(intake, intake)
    earlier = Conversation.objects.dated().filter(intake__seat__group__in=groups)
    earlier = earlier.select_related(
        "intake__mentor",
        "intake__seat__person",
        "intake__seat__group__mentor",
        "intake__seat__group__programme",
    )
    for conversation in earlier.order_by("pk"):
        yield from _of_one(conversation.intake, conversation)


def _of_one(intake, conversation):
    """Of one conversation: that of the intake now, or one before it."""
    yield from of_pair(
        intake.seat,
        intake.mentor,
        uid=conversation.uid,
        kind=INTAKE,
        when=When.of(conversation),
        link=reverse("intake:intake_detail", args=[intake.seat_id]),
    )
