"""The keys of texts of a one-on-one, where they are written, and in which space they lie."""

from django.urls import reverse

from groups.models import Seat
from sessions.one_on_ones.models.one_on_one import OWN_NOTE, OneOnOne
from writing.kinds import TextPlace, number_in, uuid_in
from writing.models import Text
from writing.writers import Writers


def question_key(seat, requests) -> str:
    """Of what somebody asks now: each request of a pair is a text of its own.

    `requests` are those of the pair that are no longer open.
    """
    return f"{seat.pk}.{requests}"


def question_address(key) -> str:
    """Where it is asked; of what was put, the one-on-one."""
    seat, dot, _number = key.partition(".")
    if dot:
        return reverse("sessions:one_on_one_ask", args=[seat])
    return reverse("sessions:one_on_one", args=[key])


def question_place(person, key) -> TextPlace | None:
    """In the own space of one of the pair."""
    seat, _dot, requests = key.partition(".")
    if number_in(requests) is None:
        return None
    seats = Seat.objects.paired_with(person).numbered(number_in(seat))
    return TextPlace() if seats.exists() else None


def note_address(key) -> str:
    return reverse("sessions:one_on_one", args=[key])


def note_place(person, key) -> TextPlace | None:
    """In the space of the two, who both write it, while they are in one group."""
    pk = uuid_in(key)
    one_on_ones = OneOnOne.objects.visible_to(person).to_write_down()
    one_on_one = one_on_ones.filter(pk=pk).first() if pk else None
    return one_on_one and note_of(one_on_one)


def note_of(one_on_one) -> TextPlace:
    return TextPlace(one_on_one.space_id, writers=Writers.MEMBERS)


def own_key(one_on_one) -> str:
    """Of the pair first: whoever leaves it finds the own notes by that."""
    return f"{one_on_one.seat_id}.{one_on_one.pk}"


def seat_in(key) -> int | None:
    return number_in(key.partition(".")[0])


def own_address(key) -> str:
    """Also who is of the pair no longer can go there."""
    return reverse("sessions:point_list", args=[seat_in(key)])


def own_place(person, key) -> TextPlace | None:
    """In the own space of one of the pair, and of who was and began it then."""
    pk = uuid_in(key.partition(".")[2])
    if pk is None or seat_in(key) is None:
        return None
    one_on_ones = OneOnOne.objects.visible_to(person).of_seat(seat_in(key))
    begun = Text.objects.drafts().written_by(person).of_kind(OWN_NOTE).about(key)
    return TextPlace() if one_on_ones.filter(pk=pk).exists() or begun.exists() else None
