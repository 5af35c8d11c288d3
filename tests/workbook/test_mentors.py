"""Mentors have a chapter of their own."""

import pytest
from django.urls import reverse

from spaces.acting import acting_as
from tests.factories import ParticipationFactory, ProgrammeFactory
from tests.workbook.test_editions import chapter, exercise, prompt
from writing.models import Text

pytestmark = pytest.mark.django_db

ALL = chapter(exercise("work", prompt("a")))
MENTORS = chapter(
    exercise("guiding", prompt("why")),
    slug="mentor",
    number=2,
    front='audience = "mentors"',
)
OWN_PAGES = [
    reverse("workbook:chapter", args=["mentor"]),
    reverse("workbook:exercise", args=["guiding"]),
]
SAVE = reverse("writing:save", args=["exercise", "guiding.why"])


@pytest.fixture(autouse=True)
def book(edition):
    return edition(ALL, MENTORS)


def typed(person):
    return {"author": person.pk, "client_id": "0" * 32, "body": "Omdat het mag"}


def slugs(client):
    home = client.get(reverse("workbook:home")).context
    return [
        [one.chapter.slug for one in home[name]]
        for name in ("own_chapters", "chapters")
    ]


def test_a_mentor_has_their_own_chapter_before_the_others(signed_in, mentor):
    client = signed_in(mentor)

    assert slugs(client) == [["mentor"], ["one"]]
    assert [client.get(page).status_code for page in OWN_PAGES] == [200, 200]
    assert client.post(SAVE, typed(mentor)).status_code == 200
    beside = client.get(reverse("workbook:chapter", args=["one"])).context["chapters"]
    assert [one.slug for one in beside] == ["mentor", "one"]


@pytest.mark.parametrize("who", ["mentee", "coordinator", "outsider"])
def test_nobody_else_has_it(request, signed_in, mentor, who):
    person = request.getfixturevalue(who)
    client = signed_in(person)

    assert slugs(client) == [[], ["one"]]
    assert [client.get(page).status_code for page in OWN_PAGES] == [404, 404]
    assert client.post(SAVE, typed(person)).status_code == 404
    goal = reverse("workbook:goal_from_exercise", args=["guiding"])
    assert client.post(goal, {"goal": "0" * 32}).status_code == 404
    beside = client.get(reverse("workbook:chapter", args=["one"])).context["chapters"]
    assert [one.slug for one in beside] == ["one"]
    with acting_as(person):
        assert not Text.objects.exists()


def test_who_wrote_in_it_keeps_it(signed_in, answered, mentor):
    answered(mentor, "guiding.why", "Omdat het mag")
    mentor.participations.update(state="withdrawn")
    client = signed_in(mentor)

    assert slugs(client) == [["mentor"], ["one"]]
    assert [client.get(page).status_code for page in OWN_PAGES] == [200, 200]


def test_who_is_a_mentor_elsewhere_has_all(signed_in, mentee, organisation):
    other = ProgrammeFactory(organisation=organisation)
    ParticipationFactory(person=mentee, programme=other, role="mentor")

    assert slugs(signed_in(mentee)) == [["mentor"], ["one"]]
