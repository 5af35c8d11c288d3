"""A group below four: told once, four ways on one page, what each way means (R1)."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from crossmentor.pages.hand import signs_of
from groups import due
from groups.models import Wait
from groups.presenters import merging_of
from groups.services import candidates, end_on, join_group, leave_seat, wait_small
from programmes.models import Programme
from reminders import delivery, sweeping
from spaces.errors import DomainError
from tests.factories import form_group, see_all
from tests.groups.test_moves import readable
from tests.roles import worker

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def formed(crew):
    mentor, mentees = crew()
    group = see_all(form_group(mentor=mentor, mentees=mentees))
    Programme.objects.update(state=Programme.State.RUNNING)
    return group


@pytest.fixture
def three(formed, coordinator):
    leave_one(formed, coordinator)
    return formed


@pytest.fixture
def other(crew, formed, coordinator):
    """A group with three mentees too: only then there is room for all."""
    mentor, mentees = crew()
    group = see_all(form_group(mentor=mentor, mentees=mentees))
    leave_one(group, coordinator)
    return group


@pytest.fixture
def url(three):
    return reverse("groups:small", args=[three.pk])


def leave_one(group, coordinator):
    leave_seat(seat=group.seats.held().mentees().first(), by=coordinator)


def waits(coordinator, now=None):
    found = due.waiting(now=now or timezone.now(), person=coordinator)
    return [(one.kind, one.link) for one in found]


def test_of_a_group_that_has_ended_nothing_is_asked(at_work, three, coordinator):
    yesterday = timezone.localdate() - 2 * DAY
    end_on(group=three, last_day=yesterday)
    assert waits(coordinator) == []
    assert not is_at_hand(three)
    # In its last weeks it is as small as any other.
    end_on(group=three, last_day=timezone.localdate() + DAY)
    assert len(waits(coordinator)) == 1


def is_at_hand(group) -> bool:
    return signs_of(group.programme, timezone.now())[0].is_small


def test_the_coordinator_is_told_once_where_the_ways_stand(
    at_work, three, coordinator, mailoutbox, url
):
    assert waits(coordinator) == [("groups.too_small", url)]
    # Whatever the hour now: a worker that comes late in a day gathers nothing for it.
    noon = timezone.now().replace(hour=12)
    for day in range(1, 4):
        with time_machine.travel(noon + day * DAY), worker():
            sweeping.write_due(timezone.now())
            delivery.deliver_ready()

    told = [one for one in mailoutbox if url in one.body]
    assert [one.recipients() for one in told] == [[coordinator.email]]
    for way in ("wait for somebody", "from the pool", "merge it", "for a reason"):
        assert way in told[0].body


def test_the_page_has_the_four_ways(coordinated, three, other, enrol, url):
    enrol()
    page = coordinated.get(url).text
    pool = candidates(three).count()

    assert url in coordinated.get(three.get_absolute_url()).text
    for name in ("join", "go_on", "dissolve"):
        assert f'href="{reverse(f"groups:{name}", args=[three.pk])}' in page
    assert f"{pool} mentees are enrolled and have no group." in page
    assert f"?into={other.pk}" in page
    assert "then 6 mentees" in page


def test_without_a_pool_one_invites_first(coordinated, three, url):
    candidates(three).update(state="declined")
    page = coordinated.get(url).text

    assert reverse("groups:join", args=[three.pk]) not in page
    assert "No group has room for all of them" in page


def test_with_two_there_is_no_reason_to_go_on(coordinated, three, coordinator, url):
    leave_one(three, coordinator)

    page = coordinated.get(url).text

    assert reverse("groups:go_on", args=[three.pk]) not in page
    assert "With fewer than three no group goes on" in page


def test_a_group_of_four_has_no_such_page(coordinated, formed):
    url = reverse("groups:small", args=[formed.pk])

    assert coordinated.get(url)["Location"] == formed.get_absolute_url()
    assert coordinated.post(url, {"until": "2040-01-01"}).status_code == 302
    assert not Wait.objects.exists()


def test_only_coordinators_choose(signed_in, three, outsider, url):
    for person, status in ((three.mentor, 403), (outsider, 404)):
        client = signed_in(person)
        assert client.get(url).status_code == status
        assert client.post(url, {"until": "2040-01-01"}).status_code == status
    assert client.delete(url).status_code == 405
    assert not Wait.objects.exists()


def test_who_waits_is_not_reminded_before_that_day(
    coordinated, coordinator, three, url
):
    until = timezone.localdate() + 14 * DAY
    assert is_at_hand(three)
    for _twice in range(2):
        coordinated.post(url, {"until": until.isoformat()})

    assert Wait.objects.get().until == until
    assert waits(coordinator) == []
    assert not is_at_hand(three)
    assert f"until {until:%B}".split()[0] in coordinated.get(url).text
    late = timezone.now() + 15 * DAY
    assert waits(coordinator, late) == [("groups.too_small", url)]


def test_a_wait_ends_when_somebody_else_leaves(coordinator, three, url):
    until = timezone.localdate() + 14 * DAY
    wait_small(group=three, until=until, by=coordinator)
    assert waits(coordinator) == []

    leave_one(three, coordinator)

    assert waits(coordinator) == [("groups.too_small", url)]
    assert is_at_hand(three)


@pytest.mark.parametrize("days", [-1, 0, 85])
def test_one_waits_for_some_weeks(coordinated, three, url, days):
    until = timezone.localdate() + days * DAY
    page = coordinated.post(url, {"until": until.isoformat()})

    assert "Choose a day after today" in page.text
    assert not Wait.objects.exists()


def test_nobody_waits_in_a_group_of_four(three, coordinator, enrol):
    join_group(group=three, participation=enrol())

    with pytest.raises(DomainError, match="not too small any more"):
        wait_small(group=three, until=timezone.localdate() + DAY, by=coordinator)


def test_merging_lets_all_go_to_one_group(coordinated, three, other, url):
    mentees = {seat.person for seat in three.seats.held().mentees()}
    before, old = readable(three.mentor), three.circle_id
    page = reverse("groups:dissolve", args=[three.pk]) + f"?into={other.pk}"

    form = coordinated.get(page).context["form"]
    chosen = {name: form[name].value() for name in form.fields if "seat" in name}
    assert set(chosen.values()) == {other.pk}
    coordinated.post(page, chosen | {"sure": "on"})

    other.refresh_from_db()
    assert mentees < {seat.person for seat in other.seats.held().mentees()}
    assert other.seats.held().mentees().count() == 6
    assert before
    assert readable(three.mentor) == set()
    for person in mentees:
        assert old not in readable(person)
        assert other.circle_id not in readable(person)  # not seen yet


def test_a_group_without_room_is_no_way(three, other, enrol, programme):
    join_group(group=other, participation=enrol())

    assert merging_of(three) == []


def test_who_breaks_a_rule_there_does_not_merge(three, other):
    assert [way.group for way in merging_of(three)] == [other]
    one = three.seats.held().mentees().first().person
    one.team = other.seats.held().mentees().first().person.team
    one.save(update_fields=["team"])

    assert merging_of(three) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_many_groups(
    coordinated, three, crew, url, count, django_assert_num_queries
):
    for _group in range(count):
        mentor, mentees = crew()
        form_group(mentor=mentor, mentees=mentees)
    coordinated.get(url)

    with django_assert_num_queries(16):
        coordinated.get(url)
