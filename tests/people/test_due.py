"""What waits for those who look after a roster: rows set aside, and nobody to go to."""

import datetime as dt

import pytest
from django.utils import timezone

from people import due
from people.models import Adviser, Coordinator, RosterImport
from tests.factories import ProgrammeFactory, coordinator_of

NOW = dt.datetime(2026, 11, 9, 22, 30, tzinfo=dt.UTC)


def roster(organisation, aside, *, days=0, state="committed", **counts):
    """One that was carried out so many days before NOW."""
    counts = {} if aside is None else {"set_aside": aside}
    return RosterImport.objects.create(
        organisation=organisation,
        file_name="r.xlsx",
        content=b"",
        state=state,
        counts=counts,
        committed_at=NOW - dt.timedelta(days),
    )


def waits(**asked):
    """Of whom, and how many rows; without the one that an adviser is missing."""
    found = due.waiting(now=NOW, **asked)
    return [
        (one.person, one.context["count"])
        for one in found
        if one.kind == "people.set_aside"
    ]


@pytest.fixture
def colleague(programme):
    return coordinator_of(programme)


@pytest.mark.django_db
def test_each_who_looks_after_it_is_told_how_many_and_where(
    organisation, coordinator, colleague
):
    elsewhere = coordinator_of(ProgrammeFactory())
    last = roster(organisation, ["a@f.example", "b@f.example"])

    assert waits() == [(coordinator, 2), (colleague, 2)]
    assert waits(person=colleague) == [(colleague, 2)]
    assert waits(person=elsewhere) == []
    one = next(due.waiting(now=NOW))
    assert one.link == last.get_absolute_url()
    assert one.programme_id is None
    # A day of the site, on which it was still that evening.
    assert one.since == dt.date(2026, 11, 9)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rosters", "count"),
    [
        ([(["a"], 2, "committed"), ([], 1, "committed")], None),
        # Projects alone say nothing about people; nor does what was not carried out.
        ([(["a"], 2, "committed"), (None, 1, "committed")], 1),
        ([(["a"], 2, "committed"), ([], 1, "planned")], 1),
        ([(["a"], 1, "planned")], None),
        ([(["a", "b"], 1, "committed"), (["a"], 2, "committed")], 2),
    ],
)
def test_the_last_roster_with_people_counts(organisation, coordinator, rosters, count):
    for aside, days, state in rosters:
        roster(organisation, aside, days=days, state=state)

    assert waits() == ([(coordinator, count)] if count else [])


@pytest.mark.django_db
def test_the_same_rows_are_one_thing_and_others_are_another(organisation, coordinator):
    def object_id(aside):
        roster(organisation, aside, days=-RosterImport.objects.count())
        (one,) = due.waiting(now=NOW)
        return one.object_id

    first = object_id(["a@f.example"])

    assert object_id(["a@f.example"]) == first
    assert object_id(["a@f.example", "b@f.example"]) != first
    # Two words are not one, whatever is joined.
    assert due.digest(["a", "b"]) != due.digest(["ab"])


@pytest.mark.django_db
def test_a_role_that_is_told_nothing_here_costs_nothing(
    coordinator, django_assert_num_queries
):
    for roles in (["mentee"], ["mentor", "programme coordinator"], []):
        with django_assert_num_queries(0):
            assert list(due.waiting(now=NOW, person=coordinator, roles=roles)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_more_who_look_after_it_cost_no_more(
    programme, coordinator, count, django_assert_num_queries
):
    for _number in range(count):
        coordinator_of(programme)
    roster(programme.organisation, ["a"])

    with django_assert_num_queries(2):
        assert len(list(due.waiting(now=NOW))) == count + 1
    with django_assert_num_queries(2):
        assert len(list(due.waiting(now=NOW, person=coordinator))) == 2


@pytest.mark.django_db
def test_without_an_adviser_today_says_so_and_no_mail(organisation, coordinator):
    (one,) = due.waiting(now=NOW, person=coordinator, roles=["coordinator"])

    assert (one.kind, one.mail, one.link) == (
        "people.no_adviser",
        False,
        "/people/adviser/",
    )
    assert one.since == timezone.localdate(Coordinator.objects.get().since)
    Adviser.objects.create(
        organisation=organisation, name="Rob", telephone="1", named_by=coordinator
    )
    assert list(due.waiting(now=NOW, person=coordinator)) == []
