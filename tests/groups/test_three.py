"""R1 to three: only after the start, for a reason, and never with fewer."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from groups import due
from groups.models import Tolerance
from groups.services import (
    go_on_small,
    join_group,
    leave_seat,
    replace_mentor,
)
from programmes.models import Programme, Role
from spaces.errors import DomainError
from tests.factories import form_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def formed(crew):
    mentor, mentees = crew()
    group = form_group(mentor=mentor, mentees=mentees)
    Programme.objects.update(state=Programme.State.RUNNING)
    return group


@pytest.fixture
def three(formed, coordinator):
    leave_one(formed, coordinator)
    return formed


def leave_one(group, coordinator):
    leave_seat(seat=group.seats.held().mentees().first(), by=coordinator)


def waits(coordinator):
    return [one.kind for one in due.waiting(now=timezone.now(), person=coordinator)]


def test_a_group_of_three_waits_until_there_is_a_reason(signed_in, coordinator, three):
    assert waits(coordinator) == ["groups.too_small"]
    client = signed_in(coordinator)
    url = reverse("groups:go_on", args=[three.pk])
    ways = reverse("groups:small", args=[three.pk])
    assert ways in client.get(three.get_absolute_url()).content.decode()
    assert url in client.get(ways).content.decode()

    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": ""}).status_code == 200
    for _twice in range(2):
        client.post(url, {"reason": "They are close to the end"})

    kept = Tolerance.objects.get()
    assert (kept.by, kept.reason) == (coordinator, "They are close to the end")
    assert waits(coordinator) == []
    page = client.get(three.get_absolute_url()).content.decode()
    assert "They are close to the end" in page
    assert ways not in page


def test_the_reason_holds_until_somebody_else_leaves(three, coordinator, enrol):
    go_on_small(group=three, reason="They want to", by=coordinator)
    join_group(group=three, participation=enrol())
    assert waits(coordinator) == []

    leave_one(three, coordinator)

    assert waits(coordinator) == ["groups.too_small"]
    go_on_small(group=three, reason="Again", by=coordinator)
    assert waits(coordinator) == []


def test_another_mentor_does_not_end_the_reason(three, coordinator, enrol):
    go_on_small(group=three, reason="They want to", by=coordinator)

    replace_mentor(group=three, participation=enrol(Role.MENTOR), by=coordinator)

    assert waits(coordinator) == []


def test_two_do_not_go_on_whatever_the_reason(signed_in, three, coordinator):
    go_on_small(group=three, reason="They want to", by=coordinator)
    leave_one(three, coordinator)

    assert waits(coordinator) == ["groups.too_small"]
    ways = reverse("groups:small", args=[three.pk])
    page = signed_in(coordinator).get(ways).content.decode()
    assert reverse("groups:go_on", args=[three.pk]) not in page
    assert reverse("groups:dissolve", args=[three.pk]) in page
    with pytest.raises(DomainError, match="never with fewer than three"):
        go_on_small(group=three, reason="They want to", by=coordinator)


def raw_reason(group, by):
    with transaction.atomic():
        Tolerance.objects.create(group=group, rule="size", reason="why", by=by)


def test_the_database_refuses_a_reason_for_two(three, coordinator):
    leave_one(three, coordinator)
    with pytest.raises(IntegrityError, match="with three at least"):
        raw_reason(three, coordinator)


def test_the_database_refuses_a_reason_for_a_full_group(formed, coordinator):
    with pytest.raises(IntegrityError, match="with three at least"):
        raw_reason(formed, coordinator)


def test_the_database_refuses_a_reason_before_the_start(three, coordinator):
    Programme.objects.update(state=Programme.State.ENROLLING)
    with pytest.raises(IntegrityError, match="after the start"):
        raw_reason(three, coordinator)


def test_the_database_wants_words(three, coordinator):
    with pytest.raises(IntegrityError, match="groups_tolerance_has_reason"):
        with transaction.atomic():
            Tolerance.objects.create(
                group=three, rule="size", reason="", by=coordinator
            )


def test_a_reason_is_never_changed_nor_deleted(three, coordinator):
    reason = go_on_small(group=three, reason="They want to", by=coordinator)

    for write in (reason.delete, lambda: Tolerance.objects.update(reason="Other")):
        with pytest.raises(Exception, match="permission denied"):
            with transaction.atomic():
                write()


def test_only_coordinators_decide(signed_in, three, outsider):
    url = reverse("groups:go_on", args=[three.pk])

    assert signed_in(three.mentor).post(url, {"reason": "Mine"}).status_code == 403
    assert signed_in(outsider).post(url, {"reason": "Mine"}).status_code == 404
    assert signed_in(three.mentor).delete(url).status_code == 405
    assert not Tolerance.objects.exists()
