"""Publishing is taken back within an hour, as long as no group has begun."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from boards.services import publish, unpublish
from groups.models import MentorGroup, Seat
from groups.services import leave_seat
from programmes.models import Programme
from reminders import delivery
from reminders.models import Mail
from spaces.acting import acting_as
from spaces.errors import DomainError
from spaces.models import Confidential, Space
from tests.factories import PersonFactory, see_all
from writing.models import Snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups(compose, composition):
    compose(groups=2)
    groups = publish(composition=composition)
    composition.refresh_from_db()
    # That somebody has looked who is in a group is no use made of it.
    return [see_all(group) for group in groups]


def nothing_changed(composition):
    composition.refresh_from_db()
    return MentorGroup.objects.count() == 2 and composition.published_at is not None


def test_it_is_as_before_and_everybody_is_told(groups, composition, coordinator):
    people = set(Seat.objects.values_list("person", flat=True))
    mentor = groups[0].seats.mentors().get().person

    unpublish(composition=composition, by=coordinator)

    composition.refresh_from_db()
    assert composition.published_at is None
    assert composition.programme.state == Programme.State.ENROLLING
    assert (MentorGroup.objects.count(), Seat.objects.count()) == (0, 0)
    with acting_as(mentor):
        assert not Space.objects.filter(kind__in=["pair", "circle"]).exists()
    told = Mail.objects.filter(kind="groups.unpublished")
    assert set(told.values_list("person", flat=True)) == people
    delivery.deliver_ready()
    unsaid = Mail.objects.filter(kind="groups.published").values_list(
        "state", flat=True
    )
    assert set(unsaid) == {"dropped"}
    assert len(publish(composition=composition)) == 2


def test_taking_back_twice_is_taking_back_once(groups, composition, coordinator):
    unpublish(composition=composition, by=coordinator)
    Mail.objects.filter(kind="groups.unpublished").delete()

    unpublish(composition=composition, by=coordinator)

    assert not Mail.objects.filter(kind="groups.unpublished").exists()


def test_not_after_an_hour(groups, composition, coordinator):
    later = timezone.now() + timedelta(hours=1)

    with pytest.raises(DomainError):
        unpublish(composition=composition, by=coordinator, now=later)

    assert nothing_changed(composition)


def confidential():
    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, Confidential)
        and model is not Snapshot
        and not model._meta.proxy
    )


@pytest.mark.parametrize("table", confidential())
def test_every_confidential_table_holds_its_space(table):
    """The function rests on foreign keys that refuse: none may cascade or be missing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(confdeltype::text) FROM pg_constraint WHERE contype = 'f' "
            "AND conrelid = %s::regclass AND confrelid = 'spaces_space'::regclass",
            [table],
        )
        assert cursor.fetchone()[0] == ["a"]


def write_to_the_mentor(group):
    seat = group.seats.mentees().first()
    with acting_as(seat.person):
        text = apps.get_model("writing", "Text")
        text.objects.create(
            space_id=seat.pair_id, author=seat.person, kind="goal", key="a"
        )


def write_to_the_group(group):
    mentor = group.seats.mentors().get().person
    with acting_as(mentor):
        agreement = apps.get_model("mentoring_sessions", "GroupAgreement")
        agreement.objects.create(
            space_id=group.circle_id, group=group, author=mentor, text="Quiet phones"
        )


def plan_an_intake(group):
    seat = group.seats.mentees().first()
    mentor = group.seats.mentors().get().person
    apps.get_model("intake", "Intake").objects.create(seat=seat, mentor=mentor)


def plan_a_meeting(group):
    apps.get_model("mentoring_sessions", "Session").objects.create(
        group=group, on="2027-01-12", at="09:00"
    )


def ask_for_dates(group):
    apps.get_model("mentoring_sessions", "DatePoll").objects.create(
        group=group, asked_by=group.mentor
    )


@pytest.mark.parametrize(
    "begin",
    [
        write_to_the_mentor,
        write_to_the_group,
        plan_an_intake,
        plan_a_meeting,
        ask_for_dates,
    ],
)
def test_not_when_a_group_has_begun(groups, composition, coordinator, begin):
    begin(groups[0])

    with pytest.raises(DomainError):
        unpublish(composition=composition, by=coordinator)

    assert nothing_changed(composition)
    assert Seat.objects.held().count() == 10
    assert not Mail.objects.filter(kind="groups.unpublished").exists()


def test_not_when_somebody_left(groups, composition, coordinator):
    leave_seat(seat=groups[0].seats.mentees().first(), by=coordinator)

    with pytest.raises(DomainError):
        unpublish(composition=composition, by=coordinator)

    assert nothing_changed(composition)


def test_the_page_asks_once(signed_in, groups, composition, coordinator):
    url = reverse("boards:unpublish", args=[composition.pk])
    listed = reverse("boards:composition_list", args=[composition.programme_id])

    client = signed_in(coordinator)
    assert url in client.get(listed).content.decode()
    assert client.get(url).status_code == 200
    assert nothing_changed(composition)
    client.post(url)
    assert not MentorGroup.objects.exists()
    assert client.delete(url).status_code == 405
    assert signed_in(PersonFactory()).get(url).status_code == 404
