"""What the database refuses is said in words; what it does not know goes on as it is."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from groups.models import Seat
from groups.refusals import WORDS, said_in_words
from groups.services import leave_seat
from spaces.errors import DomainError
from spaces.models import Space
from spaces.services import open_space

pytestmark = pytest.mark.django_db


class Refused(Exception):
    def __init__(self, constraint):
        self.diag = SimpleNamespace(constraint_name=constraint)


def breaking(constraint):
    with said_in_words():
        raise IntegrityError("no") from Refused(constraint)


def test_each_rule_is_said_in_the_language_of_the_reader():
    for constraint, words in WORDS.items():
        for language in ("en", "nl"):
            with pytest.raises(DomainError) as error:
                breaking(constraint)
            with translation.override(language):
                assert str(error.value) == str(words)


@pytest.mark.parametrize("constraint", [None, "", "people_person_email_key"])
def test_a_rule_of_another_room_is_no_refusal_in_words(constraint):
    with pytest.raises(IntegrityError):
        breaking(constraint)


def test_an_error_of_which_no_rule_is_told_goes_on():
    with pytest.raises(IntegrityError), said_in_words():
        raise IntegrityError("no")


def test_nothing_that_was_written_before_the_refusal_stays(group):
    before = group.name
    with pytest.raises(DomainError), said_in_words():
        type(group).objects.filter(pk=group.pk).update(name="Changed")
        raise IntegrityError("no") from Refused("groups_r1_size")

    group.refresh_from_db()
    assert group.name == before


def test_what_is_checked_at_the_end_is_said_at_the_end_of_the_block(group, mentee):
    """Not first when the whole transaction ends, where nobody could say it in words."""
    part = mentee.seats.get().participation
    with pytest.raises(DomainError, match="not enrolled any more"), said_in_words():
        type(part).objects.filter(pk=part.pk).update(state="invited")
        seat = Seat.objects.get(participation=part)
        leave_seat(seat=seat, by=mentee)
        Seat.objects.create(
            group=group,
            person=mentee,
            participation=part,
            role=seat.role,
            pair=new_pair(group.mentor, mentee),
        )


def new_pair(*people):
    return open_space(kind=Space.Kind.PAIR, members=list(people))


def test_after_the_block_rules_wait_for_the_end_again(group, mentee):
    """So that a service may change several rows of which only all are right."""
    with said_in_words():
        pass

    with pytest.raises(IntegrityError, match="has a seat in it"), transaction.atomic():
        # Not refused here: a seat could follow.
        type(group).objects.filter(pk=group.pk).update(mentor=mentee)
        assert type(group).objects.get(pk=group.pk).mentor == mentee
        connection.check_constraints()
