"""What does not open in a workbook: it is told in its place, and nothing is made of it."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from spaces.acting import acting_as
from tests.sessions.year.pdf import text_of
from tests.spaces.test_unopened import spoil_texts
from tests.workbook.test_editions import FIRST, RENAMED, move_url
from workbook.chapters import chapters
from workbook.models import CheckIn, GoalChange
from writing.models import Text

pytestmark = pytest.mark.django_db(transaction=True)
CLOSED = "This text cannot be opened"


def test_an_answer_of_before_is_listed_and_not_moved(
    edition, answered, signed_in, mentee
):
    edition(FIRST)
    mine = answered(mentee, "work.a", "Van vroeger")
    edition(RENAMED)
    spoil_texts(mine)
    client = signed_in(mentee)

    listed = client.get(reverse("workbook:earlier"))
    client.post(move_url())

    assert [one.answer for one in listed.context["earlier"]] == [mine]
    assert CLOSED in listed.text
    with acting_as(mentee), transaction.atomic():
        assert list(Text.objects.all()) == [mine]


def test_an_answer_of_before_goes_over_none_that_does_not_open(
    edition, answered, signed_in, mentee
):
    edition(FIRST)
    answered(mentee, "work.a", "Van vroeger")
    edition(RENAMED)
    here = answered(mentee, "work.a2", "Nieuw")
    spoil_texts(here)

    signed_in(mentee).post(move_url())

    with acting_as(mentee), transaction.atomic():
        assert here.revisions.count() == 1


def test_nothing_is_noted_of_a_goal(goal, signed_in, mentee):
    spoil_texts(goal.text)
    client = signed_in(mentee)
    changed = {"title": "Nee", "other": "Ja", "new_id": uuid4()}

    for name, typed in [
        ("check_in", {"check_in": uuid4(), "said": "5"}),
        ("reword", changed),
        ("split", changed),
    ]:
        answer = client.post(reverse(f"workbook:{name}", args=[goal.pk]), typed)
        assert answer.status_code == 200, name

    with acting_as(mentee), transaction.atomic():
        assert not CheckIn.objects.exists()
        assert not GoalChange.objects.exists()


def test_paper_says_so_in_its_place(answered, signed_in, mentee):
    exercise = chapters("en")[0].exercises[0]
    spoil_texts(answered(mentee, f"{exercise.slug}.{exercise.prompts[0].name}", "Ja"))
    client = signed_in(mentee)

    assert CLOSED in client.get(reverse("workbook:paper")).text
    assert CLOSED in text_of(client.get(reverse("workbook:paper_file")).content)
