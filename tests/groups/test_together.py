"""Who were in a group together are not proposed to each other again."""

import pytest
from django.urls import reverse

from boards import composing
from groups.loading import load
from groups.services import join_group, leave_seat
from spaces.acting import acting_as
from tests.factories import formed_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def parted(programme):
    """A mentee whose seat ended, and the mentor: their participations and the group."""
    group = formed_group(programme, mentees=5)
    mentor = group.seats.mentors().get()
    seat = group.seats.mentees().first()
    with acting_as(mentor.person):
        leave_seat(seat=seat, by=mentor.person)
    return seat.participation, mentor.participation, group


def broken(loaded, mentee, mentor):
    found = composing.breaks(loaded.instance, str(mentee.pk), str(mentor.pk), [])
    return {one.rule for one in found if one.other == str(mentor.pk)}


def test_composing_keeps_them_apart(programme, parted):
    mentee, mentor, group = parted
    others = [s.participation for s in group.seats.held().mentees()]

    loaded = load(programme, also=[mentor.pk, *(one.pk for one in others)])

    assert "exclusion" in broken(loaded, mentee, mentor)
    # Those who sit there still, and those who sat there beside, are not kept apart.
    assert loaded.met == {frozenset((str(mentee.pk), str(mentor.pk)))}
    assert loaded.instance.exclusions == ((str(mentee.pk), str(mentor.pk)),)


def test_who_is_added_is_somebody_else_first(parted, enrol, coordinator, signed_in):
    mentee, _mentor, group = parted
    other = enrol()
    page = signed_in(coordinator).get(reverse("groups:join", args=[group.pk]))
    labels = dict(page.context["form"].fields["mentee"].choices)
    assert list(labels)[1:] == [str(other.pk), str(mentee.pk)]
    met = [key for key, told in labels.items() if "with the mentor" in str(told)]
    assert met == [str(mentee.pk)]
    # For a group with another mentor they are as any other.
    another = formed_group(group.programme)
    page = signed_in(coordinator).get(reverse("groups:join", args=[another.pk]))
    assert "with the mentor" not in page.text


def test_by_hand_they_come_together_again(parted, coordinator):
    mentee, _mentor, group = parted
    with acting_as(coordinator):
        seat = join_group(group=group, participation=mentee)
    assert seat.left_at is None


def test_loading_them_costs_no_query_more(programme, parted, django_assert_num_queries):
    with django_assert_num_queries(4):
        load(programme, again=True)
    with django_assert_num_queries(4):
        load(programme)
