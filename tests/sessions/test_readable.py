"""Until when a group can be read, on the pages of its circle and its pairs."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from groups import services as groups
from intake.models import Intake
from tests import roles

pytestmark = pytest.mark.django_db
ENDED = dt.date(2026, 8, 31)
LAST = "can be read until 28 February 2027, and is deleted after that."
PAST = "was there to read until 28 February 2027, and can be deleted any night."
ERASE = "SELECT count(*) FROM spaces_erase(%s, %s, '2027-03-02')"
GONE = "What was written in this group was deleted on 2 March 2027"


@pytest.fixture
def pages(group, mentor, mentee, one_on_one, signed_in):
    """What the mentee reads on a day: of the circle two, of the pair two."""
    seat = group.seats.get(person=mentee)
    Intake.objects.create(seat=seat, mentor=mentor)
    addresses = [
        reverse("sessions:group", args=[group.pk]),
        reverse("sessions:action_list", args=[group.pk]),
        reverse("intake:intake_detail", args=[seat.pk]),
        reverse("sessions:one_on_one", args=[one_on_one.pk]),
    ]

    def read(*day):
        with time_machine.travel(dt.datetime(*day, 12, tzinfo=dt.UTC), tick=False):
            client = signed_in(mentee)
            found = [client.get(one, follow=True) for one in addresses]
        return [" ".join(one.content.decode().split()) for one in found]

    return read


def test_a_group_that_goes_on_says_nothing_of_it(pages):
    said = pages(2026, 11, 1)
    assert ["can be read until" in page for page in said] == [False] * 4


def test_from_when_it_is_known_each_page_says_the_day(group, pages):
    groups.end_on(group=group, last_day=ENDED)

    assert [LAST in page for page in pages(2026, 11, 1)] == [True] * 4
    assert [LAST in page for page in pages(2027, 2, 28)] == [True] * 4
    assert [PAST in page for page in pages(2027, 3, 1)] == [True] * 4


def test_who_has_no_seat_finds_nothing_of_it(group, outsider, signed_in):
    groups.end_on(group=group, last_day=ENDED)
    client = signed_in(outsider)
    assert client.get(reverse("sessions:group", args=[group.pk])).status_code == 404


def test_where_it_is_gone_the_pages_say_so(group, pages):
    groups.end_on(group=group, last_day=ENDED)
    roles.become(connection, "postgres")
    pairs = group.seats.exclude(pair=None).values_list("pair", flat=True)
    with connection.cursor() as cursor:
        for space_id in [group.circle_id, *pairs]:
            cursor.execute(ERASE, [space_id, group.pk])
    roles.become(connection, roles.WEB)

    said = pages(2027, 3, 3)

    # A one-on-one is of the pair altogether: there is none any more.
    assert [GONE in page for page in said] == [True, True, True, False]
