from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from boards.models import Composition, Proposal
from boards.services import (
    copy_composition,
    delete_composition,
    open_composition,
    publish,
)
from groups.models import MentorGroup
from programmes.models import Programme
from programmes.services.participations import decline
from reminders.models import Mail
from spaces.acting import acting_as
from spaces.errors import DomainError
from spaces.models import DataKey, Member, Space

pytestmark = pytest.mark.django_db

# How many queries publishing takes, however many groups there are.
PUBLISHING = 38


def test_publishing_forms_the_groups_and_starts_the_programme(compose, composition):
    crews = compose(groups=2)

    groups = publish(composition=composition, version=0)

    assert sorted(str(group) for group in groups) == sorted(
        f"Mentor group {mentor.person.full_name}" for mentor, _ in crews
    )
    assert [group.seats.count() for group in groups] == [5, 5]
    composition.refresh_from_db()
    assert composition.published_at
    assert composition.programme.state == Programme.State.RUNNING
    told = Mail.objects.filter(kind="groups.published").values_list("person", flat=True)
    assert sorted(told) == sorted(
        part.person_id for mentor, mentees in crews for part in [mentor, *mentees]
    )


@pytest.mark.parametrize("groups", [1, 5])
def test_publishing_takes_the_same_queries_for_more_groups(
    compose, composition, groups, django_assert_num_queries
):
    compose(groups=groups)

    with django_assert_num_queries(PUBLISHING):
        publish(composition=composition)


def test_publishing_twice_is_publishing_once(compose, composition):
    compose()
    first = publish(composition=composition)

    again = publish(composition=composition)

    assert again == first
    assert MentorGroup.objects.count() == 1
    assert Mail.objects.filter(kind="groups.published").count() == 5


def test_the_coordinator_reads_no_space(compose, composition, coordinator):
    compose()
    publish(composition=composition)

    with acting_as(coordinator):
        assert not Space.objects.exists()
        assert not Member.objects.exists()
        assert not DataKey.objects.exists()


def test_only_one_composition_is_published(compose, composition, coordinator, crew):
    compose()
    publish(composition=composition)
    other = open_composition(
        programme=composition.programme, name="Other", by=coordinator
    )

    with pytest.raises(DomainError, match="another composition"):
        publish(composition=other)

    assert Composition.objects.exclude(published_at=None).get() == composition


def test_a_second_composition_with_groups_is_refused(
    compose, composition, coordinator, crew
):
    compose()
    publish(composition=composition)
    other = open_composition(
        programme=composition.programme, name="Other", by=coordinator
    )
    mentor, mentees = crew()
    column = other.columns.create(mentor=mentor)
    for mentee in mentees:
        other.placements.create(column=column, mentee=mentee)

    with pytest.raises(DomainError, match="published from another composition"):
        publish(composition=other)

    assert MentorGroup.objects.count() == 1


def test_a_board_changed_meanwhile_is_not_published(compose, composition):
    compose()
    Composition.objects.filter(pk=composition.pk).update(version=3)

    with pytest.raises(DomainError, match="changed meanwhile"):
        publish(composition=composition, version=0)


def test_nothing_is_published_while_groups_are_proposed(
    compose, composition, coordinator
):
    compose()
    Proposal.objects.create(composition=composition, requested_by=coordinator)

    with pytest.raises(DomainError, match="being proposed"):
        publish(composition=composition)


def test_a_group_of_three_is_not_published(compose, composition):
    ((mentor, _mentees),) = compose(mentees=3)

    with pytest.raises(DomainError) as refusal:
        publish(composition=composition)

    assert str(refusal.value) == (
        f"Group of {mentor.person}: A group has 4 to 6 mentees (R1)."
    )
    assert not MentorGroup.objects.exists()


def test_two_of_one_team_are_not_published(compose, composition):
    ((_mentor, mentees),) = compose()
    one, other = (part.person for part in mentees[:2])
    other.team = one.team
    other.save()

    with pytest.raises(DomainError, match=rf"in the same team, {one.team} \(R3\)"):
        publish(composition=composition)


def test_who_withdrew_is_not_published(compose, composition):
    ((_mentor, mentees),) = compose(mentees=5)
    mentees[0].state = "withdrawn"
    mentees[0].save()

    with pytest.raises(DomainError, match="cannot be seated"):
        publish(composition=composition)


def test_who_looked_before_it_was_published_deletes_nothing(compose, composition):
    compose()
    seen_before = Composition.objects.get()
    publish(composition=composition)

    with pytest.raises(DomainError, match="is published"):
        delete_composition(composition=seen_before)

    assert Composition.objects.published().exists()


def test_a_coordinator_is_not_seated(compose, composition, programme):
    ((_mentor, mentees),) = compose(mentees=5)
    programme.coordinators.create(person=mentees[0].person)

    with pytest.raises(DomainError, match="a coordinator of the programme"):
        publish(composition=composition)


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_publish_at_once(compose, composition, programme):
    with transaction.atomic():
        compose(groups=2)

    def publish_it():
        try:
            return len(publish(composition=composition, version=0))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        done = [threads.submit(publish_it) for _number in range(2)]
        assert [one.result() for one in done] == [2, 2]

    assert MentorGroup.objects.count() == 2
    assert Mail.objects.filter(kind="groups.published").count() == 10


@pytest.mark.django_db(transaction=True)
def test_two_compositions_published_at_once_are_one(
    compose, composition, coordinator, programme
):
    with transaction.atomic():
        compose(groups=2)
        twin = copy_composition(composition=composition, by=coordinator)

    def publish_it(one):
        try:
            return len(publish(composition=one, version=one.version))
        except DomainError as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        found = list(threads.map(publish_it, [composition, twin]))

    assert sorted(found, key=str) == [
        2,
        "The groups of this programme were published from another composition.",
    ]
    assert MentorGroup.objects.count() == 2
    assert Mail.objects.filter(kind="groups.published").count() == 10


@pytest.mark.django_db(transaction=True)
def test_who_withdraws_while_being_seated_is_one_of_both(compose, composition):
    with transaction.atomic():
        ((_mentor, mentees),) = compose(mentees=5)

    def do(work, **values):
        try:
            work(**values)
        except DomainError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as threads:
        published = threads.submit(do, publish, composition=composition)
        withdrawn = threads.submit(do, decline, participation=mentees[0])
        done = {published.result(), withdrawn.result()}

    assert done == {True, False}
    mentees[0].refresh_from_db()
    assert (mentees[0].state == "enrolled") == mentees[0].seats.exists()


def test_nothing_is_published_when_the_programme_has_ended(compose, composition):
    compose()
    Programme.objects.update(state=Programme.State.ENDED)

    with pytest.raises(DomainError, match="has ended"):
        publish(composition=composition)
