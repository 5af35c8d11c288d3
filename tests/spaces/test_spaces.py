from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from spaces import keys
from spaces.acting import acting_as
from spaces.models import DataKey, Member, Space
from spaces.sealing import CannotOpen
from spaces.services import open_space, own_space
from tests.factories import PersonFactory
from writing.models import Text

pytestmark = pytest.mark.django_db


def write_goal(person, space=None, text="Ik wil leren begrenzen"):
    space = space or own_space(person)
    return Text.objects.create(
        space=space, author=person, kind="goal", key=uuid4(), body=text
    )


def test_nobody_acting_sees_nothing(mentee):
    with acting_as(mentee):
        write_goal(mentee)

    assert list(Text.objects.all()) == []


def test_own_text_is_read_by_its_author_only(mentee, mentor, coordinator):
    with acting_as(mentee):
        write_goal(mentee)
        assert [page.body for page in Text.objects.all()] == ["Ik wil leren begrenzen"]
    for person in (mentor, coordinator):
        with acting_as(person):
            assert list(Text.objects.all()) == []


def test_a_text_never_moves_to_another_space(mentee, mentor, group):
    with acting_as(mentee):
        page = write_goal(mentee)
        page.space = group.seats.get(person=mentee).pair
        with pytest.raises(DatabaseError, match="permission denied"):
            with transaction.atomic():
                page.save(update_fields=["space", "title", "body"])
    with acting_as(mentor):
        assert list(Text.objects.all()) == []


def test_forged_insert_is_refused_by_the_database(mentee, mentor):
    with acting_as(mentee):
        page = write_goal(mentee)
    with acting_as(mentor), transaction.atomic(), connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match="row-level security"):
            with transaction.atomic():
                cursor.execute(
                    "INSERT INTO writing_text (id, space_id, author_id, kind, key,"
                    " writers, title, body, created_at, changed_at) VALUES"
                    " (gen_random_uuid(), %s, %s, 'goal', 'a', 'author', '\\x02',"
                    " '\\x02', now(), now())",
                    [page.space_id, mentor.pk],
                )


def test_late_member_is_refused(mentee, outsider):
    with acting_as(mentee):
        space = own_space(mentee)
    with pytest.raises(DatabaseError, match="permission denied"):
        with transaction.atomic():
            Member.objects.create(space=space, person=outsider)


def test_a_pair_has_two_members(mentee, mentor):
    with pytest.raises(DatabaseError, match="do not fit"), transaction.atomic():
        open_space(kind=Space.Kind.PAIR, members=[mentee])


def test_nobody_opens_the_own_space_of_another(mentee, mentor):
    with acting_as(mentor), transaction.atomic():
        with pytest.raises(DatabaseError, match="only its owner"):
            with transaction.atomic():
                open_space(kind=Space.Kind.OWN, members=[mentee], owner=mentee)


def test_keys_are_loaded_in_one_query(mentor, django_assert_num_queries):
    with acting_as(mentor):
        for number in range(3):
            space = own_space(mentor) if not number else None
            space = space or Space.objects.filter(kind="pair")[number - 1]
            write_goal(mentor, space)
    with acting_as(mentor), django_assert_num_queries(2):
        assert len({page.body for page in Text.objects.all()}) == 1


def test_a_page_over_one_space_asks_for_its_key_alone(
    mentor, mentee, django_assert_num_queries
):
    with acting_as(mentee):
        others = own_space(mentee)
        write_goal(mentee, others)
    with acting_as(mentor):
        pair = Space.objects.filter(kind="pair").first()
        write_goal(mentor, pair, "Ours")
        write_goal(mentor, own_space(mentor), "Mine")

    with acting_as(mentor), transaction.atomic():
        keys.texts_lie_in([pair.pk, others.pk])
        with django_assert_num_queries(0):
            keys.texts_lie_in([pair.pk])
            assert keys.data_key(pair.pk)
        with django_assert_num_queries(2):
            assert {page.body for page in Text.objects.all()} == {"Ours", "Mine"}
        with pytest.raises(CannotOpen):
            keys.data_key(others.pk)


def test_space_rows_are_seen_by_members_only(mentee, coordinator):
    PersonFactory()
    with acting_as(mentee):
        assert DataKey.objects.count() == 2
    with acting_as(coordinator):
        assert not Space.objects.exists()
        assert not Member.objects.exists()
        assert not DataKey.objects.exists()
