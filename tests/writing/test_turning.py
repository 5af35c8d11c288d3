"""What lies face down is its author's alone until it is turned over for all."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from spaces.acting import acting_as
from spaces.services import own_space
from tests.factories import write_text
from writing import services
from writing.models import Revision, Text, Turned, Writers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("more_kinds")]


@pytest.fixture
def card(group, mentee):
    key = group.circle_id
    first = write_text(by=mentee, kind="card", key=key, body="It is about fear")
    return write_text(
        by=mentee,
        kind="card",
        key=key,
        body="It is about fear of her",
        based_on=first.based_on,
    ).text


def turn_over(group, by):
    with acting_as(by), transaction.atomic():
        services.turn_over(space_id=group.circle_id, key=str(group.circle_id), by=by)


def found_by(person):
    """Whatever the tables show, past every filter and every manager."""
    with acting_as(person), transaction.atomic(), connection.cursor() as cursor:
        rows = []
        for table in ("writing_text", "writing_revision"):
            cursor.execute(f"SELECT id FROM {table} WHERE title IS NOT NULL")
            rows.append(len(cursor.fetchall()))
    return tuple(rows)


def others(group, mentee):
    return [seat.person for seat in group.seats.all() if seat.person != mentee]


def test_nobody_else_finds_it_before_it_is_turned_over(card, group, mentee, outsider):
    people = others(group, mentee)

    assert len(people) == 4
    assert [found_by(each) for each in people] == [(0, 0)] * 4
    assert found_by(mentee) == (1, 2)
    turn_over(group, people[0])
    assert [found_by(each) for each in people] == [(1, 2)] * 4
    assert found_by(outsider) == (0, 0)
    with acting_as(people[-1]), transaction.atomic():
        assert [text.body for text in Text.objects.all()] == ["It is about fear of her"]


def test_no_page_of_it_is_found_before(card, group, signed_in, mentor):
    pages = [
        reverse(f"writing:{name}", args=[card.pk]) for name in ("versions", "history")
    ]
    answers = [signed_in(mentor).get(page).status_code for page in pages]

    assert answers == [404, 404]


def test_each_member_writes_one_of_their_own(card, group, mentor, mentee):
    write_text(by=mentor, kind="card", key=group.circle_id, body="Mine")

    assert (found_by(mentor), found_by(mentee)) == ((1, 1), (1, 2))


def test_nobody_adds_a_version_to_that_of_another(card, mentor):
    with acting_as(mentor), pytest.raises(DatabaseError), transaction.atomic():
        Revision.objects.create(
            text_id=card.pk, space_id=card.space_id, author=mentor, body="Not yours"
        )


def test_what_lies_face_down_stays_its_authors_to_write(card, group, mentee):
    with acting_as(mentee), pytest.raises(DatabaseError), transaction.atomic():
        Text.objects.create(
            kind="card",
            key="two",
            author=mentee,
            space_id=group.circle_id,
            writers=Writers.MEMBERS,
            face_down=True,
        )


def test_nobody_turns_it_face_up_by_itself(card, mentee):
    with acting_as(mentee), pytest.raises(DatabaseError), transaction.atomic():
        Text.objects.filter(pk=card.pk).update(face_down=False)


def test_what_is_turned_over_stays_so(card, group, mentor, mentee):
    turn_over(group, mentee)
    turn_over(group, mentor)

    with acting_as(mentor), transaction.atomic():
        assert list(Turned.objects.values_list("author", flat=True)) == [mentee.pk]
    with acting_as(mentee), pytest.raises(DatabaseError), transaction.atomic():
        Turned.objects.all().delete()


def test_nobody_turns_over_in_the_name_of_another(card, group, mentor, mentee):
    with acting_as(mentor), pytest.raises(DatabaseError), transaction.atomic():
        services.turn_over(
            space_id=group.circle_id, key=str(group.circle_id), by=mentee
        )


def test_who_is_in_another_circle_turns_nothing_over(card, group, mentor, outsider):
    with pytest.raises(DatabaseError):
        turn_over(group, outsider)

    assert found_by(mentor) == (0, 0)


@pytest.mark.parametrize("where", ["own", "pair", "another key"])
def test_what_is_turned_over_elsewhere_turns_nothing_over(
    card, group, mentor, mentee, where
):
    """Else anybody of the circle would turn it over for themselves alone."""
    space_id, key = group.circle_id, card.key
    with acting_as(mentor), transaction.atomic():
        if where == "own":
            space_id = own_space(mentor).pk
        elif where == "pair":
            space_id = group.seats.get(person=mentee).pair_id
        else:
            key += "x"
        services.turn_over(space_id=space_id, key=key, by=mentor)

        assert Turned.objects.count() == 1
    assert found_by(mentor) == (0, 0)
