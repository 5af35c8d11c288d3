"""Each address of this room: who gets in, who does not, and by which method."""

import pytest
from django.urls import reverse

from groups.services import leave_seat
from intake.models import PREPARATION, REPORT, MenteeSeat
from intake.urls import urlpatterns
from spaces.acting import acting_as

pytestmark = pytest.mark.usefixtures("at_work", "db", "clock")
BOTH, MENTOR, MENTEE = ("mentor", "mentee"), ("mentor",), ("mentee",)
# By name: who may, what is read and what is done there.
DOORS = {
    "intake_detail": (BOTH, ["get"]),
    "plan": (MENTOR, ["post"]),
    "times": (MENTOR, ["get", "post"]),
    "pick": (MENTEE, ["post"]),
    "others": (MENTEE, ["post"]),
    "held": (MENTOR, ["post"]),
    f"put {PREPARATION}": (MENTEE, ["post"]),
    "put own_words": (MENTEE, ["post"]),
    f"put {REPORT}": (MENTOR, ["post"]),
    f"take_back {PREPARATION}": (MENTEE, ["post"]),
    "take_back own_words": (MENTEE, ["post"]),
    f"take_back {REPORT}": (MENTOR, ["post"]),
    "judgement": (MENTOR, ["post"]),
    "click": (BOTH, ["post"]),
    "click_anew": (BOTH, ["post"]),
    "outcome": (MENTOR, ["post"]),
    "refer": (MENTOR, ["get", "post"]),
    "another_group": (MENTEE, ["get", "post"]),
    "back": (MENTEE, ["post"]),
    "keep": (BOTH, ["post"]),
}
# Each person's own, below.
ELSEWHERE = {"intake_list"}
KNOCKS = [
    (door, method) for door, (_may, methods) in DOORS.items() for method in methods
]


def url(door, seat):
    name, *kind = door.split(" ")
    return reverse(f"intake:{name}", args=[seat.pk, *kind])


def knock(client, door, method, seat):
    return getattr(client, method)(url(door, seat)).status_code


def test_every_address_has_its_door():
    names = {door.split(" ")[0] for door in DOORS}
    assert {one.name for one in urlpatterns} == names | ELSEWHERE


@pytest.mark.parametrize(("door", "method"), KNOCKS)
def test_the_two_get_in_as_far_as_it_is_theirs(request, signed_in, held, door, method):
    may, _methods = DOORS[door]
    for who in BOTH:
        client = signed_in(request.getfixturevalue(who))
        status = knock(client, door, method, held)
        assert (status in (200, 302)) if who in may else (status == 403), who


@pytest.mark.parametrize(("door", "method"), KNOCKS)
def test_nobody_else_learns_that_it_is_there(request, signed_in, held, door, method):
    for who in ("other_mentee", "outsider", "coordinator"):
        client = signed_in(request.getfixturevalue(who))
        assert knock(client, door, method, held) == 404, who


@pytest.mark.parametrize("door", DOORS)
def test_another_method_is_refused(request, signed_in, held, door):
    may, methods = DOORS[door]
    client = signed_in(request.getfixturevalue(may[0]))
    for method in {"get", "post", "put", "delete"} - set(methods):
        assert knock(client, door, method, held) == 405, method


@pytest.mark.parametrize(("door", "method"), KNOCKS)
def test_who_is_not_signed_in_signs_in_first(client, held, door, method):
    # What is sent can be sent again after signing in, in another window.
    assert knock(client, door, method, held) == (302 if method == "get" else 401)


@pytest.mark.parametrize(("door", "method"), KNOCKS)
def test_of_a_seat_that_ended_nothing_is_done(
    request, signed_in, held, mentor, mentee, door, method
):
    with acting_as(mentor):
        leave_seat(seat=held, by=mentor)
    assert knock(signed_in(mentor), door, method, held) == 404
    reads = method == "get" and "mentee" in DOORS[door][0]
    status = knock(signed_in(mentee), door, method, held)
    assert status == (200 if reads else 403 if method == "get" else 404)


def test_the_list_is_of_each_persons_own(
    signed_in, held, mentor, mentee, outsider, coordinator
):
    def seats(person):
        page = signed_in(person).get(reverse("intake:intake_list"))
        return {one.pk for one in [*page.context["seats"], *page.context["own"]]}

    everybody = MenteeSeat.objects.filter(group=held.group, role="mentee")
    assert seats(mentor) == set(everybody.values_list("pk", flat=True))
    assert seats(mentee) == {held.pk}
    (elsewhere,) = MenteeSeat.objects.filter(person=outsider)
    assert (seats(outsider), seats(coordinator)) == ({elsewhere.pk}, set())
    answer = signed_in(mentor).post(reverse("intake:intake_list"))
    assert answer.status_code == 405
