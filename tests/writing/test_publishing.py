"""Nobody reads half sentences: what is for others is put before them by one press."""

from uuid import uuid4

import pytest
from django.db import connection, transaction

from spaces.acting import acting_as
from spaces.models import AuditEvent
from spaces.unopened import NotSaved
from writing import services
from writing.boxes import box
from writing.models import Revision, Text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("more_kinds")]


@pytest.fixture(autouse=True)
def acting(mentor):
    with acting_as(mentor):
        yield


def typed(mentor, body, based_on=None):
    saved = services.write_text(
        kind="letter",
        key="1",
        by=mentor,
        client_id=uuid4(),
        based_on=based_on,
        title="Dear all",
        body=body,
    )
    return saved.text


def read_by(person) -> list:
    with acting_as(person):
        revisions = Revision.objects.order_by("saved_at")
        return [one.body for one in revisions.exclude(text__kind="goal")]


def test_the_others_see_each_version_that_was_put(mentor, mentee, outsider, group):
    draft = typed(mentor, "Come")
    draft = typed(mentor, "Come in", draft.head)
    assert read_by(mentee) == []

    services.publish(draft=draft, space_id=group.circle_id)
    draft = typed(mentor, "Come in ti", draft.head)
    assert read_by(mentee) == ["Come in"]
    draft = typed(mentor, "Come in time", draft.head)
    put = services.publish(draft=draft, space_id=group.circle_id)

    assert read_by(mentee) == ["Come in", "Come in time"]
    assert read_by(outsider) == []
    assert (put.body, put.title, put.author) == ("Come in time", "Dear all", mentor)
    draft = Text.objects.drafts().get()
    assert len(draft.revisions.all()) == 4


def test_putting_the_same_twice_is_once(mentor, mentee, group):
    draft = typed(mentor, "Come")
    for _twice in range(2):
        services.publish(draft=draft, space_id=group.circle_id)

    assert read_by(mentee) == ["Come"]
    told = AuditEvent.objects.filter(space_id=group.circle_id, verb="moved_in")
    assert told.count() == 1


def test_what_was_typed_and_taken_away_again_shows_in_nothing(mentor, mentee, group):
    draft = typed(mentor, "Come")
    services.publish(draft=draft, space_id=group.circle_id)
    first = draft.revisions.get()
    draft = typed(mentor, "Come, or stay at home", draft.head)
    draft = services.restore(text=draft, by=mentor, revision=first).text

    put = services.publish(draft=draft, space_id=group.circle_id)

    assert draft.head != first.pk
    assert (put.body, read_by(mentee)) == ("Come", ["Come"])
    draft = typed(mentor, "Come late", draft.head)
    services.publish(draft=draft, space_id=group.circle_id)
    draft = services.restore(text=draft, by=mentor, revision=first).text
    services.publish(draft=draft, space_id=group.circle_id)
    assert read_by(mentee) == ["Come", "Come late", "Come"]
    told = AuditEvent.objects.filter(space_id=group.circle_id, verb="moved_in")
    assert told.count() == 3


def test_an_empty_text_can_be_put(mentor, mentee, group):
    draft = services.text_to_write(kind="letter", key="1", by=mentor)
    for _twice in range(2):
        services.publish(draft=draft, space_id=group.circle_id)

    assert read_by(mentee) == [""]


def test_what_does_not_open_is_not_put(mentor, mentee, group):
    with transaction.atomic():
        draft = typed(mentor, "Come")
    draft = Text(pk=draft.pk)
    spoil = (
        "UPDATE writing_text SET body = set_byte(body, 40, 255 - get_byte(body, 40))"
    )
    with connection.cursor() as cursor:
        cursor.execute(spoil)
    with pytest.raises(NotSaved), transaction.atomic():
        services.publish(draft=draft, space_id=group.circle_id)

    assert read_by(mentee) == []


def test_a_box_begins_with_what_was_put(mentor, mentee, group):
    draft = typed(mentor, "Come")
    put = services.publish(draft=draft, space_id=group.circle_id)
    assert box(kind="letter", key="1", person=mentor, put=put).is_put

    typed(mentor, "Come in time", draft.head)
    one = box(kind="letter", key="1", person=mentor, put=put)
    assert one.form["body"].value() == "Come in time"
    assert not one.is_put
    assert str(one.audience) == "Only you"
    other = box(kind="letter", key="2", person=mentor, put=put)
    assert (other.text, other.form["body"].value()) == (None, "Come")
    with acting_as(mentee):
        assert box(kind="letter", key="1", person=mentee) is None
        shared = box(kind="board", key=str(group.circle_id), person=mentee)
        assert str(shared.audience) == "Your group, 5 people"
        assert shared.is_shared
