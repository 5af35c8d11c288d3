"""Learning goals at the first meeting: before the circle by a press of who wrote them."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from spaces.acting import acting_as
from tests.factories import write_text
from tests.sessions.year.test_group import renew
from writing.models import Shown

TITLE, BODY = "Nee leren zeggen", "Tegen mijn leidinggevende, voor ik thuis wegblijf"


@pytest.fixture
def page(signed_in, group, first):
    def page(person):
        url = reverse("sessions:first_meeting", args=[group.pk])
        return signed_in(person).get(url)

    return page


@pytest.fixture
def goal(mentee):
    key = uuid4()
    write_text(by=mentee, kind="goal", key=key, title=TITLE, body=BODY)
    return key


@pytest.fixture
def press(signed_in, group, mentee, goal):
    """What its writer sends by a button of the page."""

    def press(name, **sent):
        url = reverse(f"workbook:{name}", args=[goal, group.circle_id])
        back = reverse("sessions:first_meeting", args=[group.pk]) + "#goals"
        answer = signed_in(mentee).post(url, {"next": back, **sent})
        assert answer["Location"] == back

    return press


def test_a_goal_is_its_writers_until_a_press(page, goal, mentee, mentor, other_mentee):
    own = page(mentee)
    assert TITLE in own.text
    assert "Your group, 5 people" in own.text
    assert [one.before for one in own.context["own_goals"]] == [None]
    for person in (mentor, other_mentee):
        found = page(person)
        assert TITLE not in found.text
        assert found.context["own_goals"] == []


def test_a_press_puts_it_before_the_group_and_another_takes_it_back(
    page, press, mentee, other_mentee
):
    press("show", part="words")
    found = page(other_mentee)
    assert (found.text.count(TITLE), found.text.count(BODY)) == (1, 1)
    assert "Take back" not in found.text
    assert "Take back" in page(mentee).text

    press("take_back")
    assert TITLE not in page(other_mentee).text


def test_a_part_of_it_is_its_title(page, press, mentee, other_mentee):
    press("show", part="title")
    found = page(other_mentee).text
    assert (found.count(TITLE), found.count(BODY)) == (1, 0)
    assert "Let them read the title" not in page(mentee).text
    press("show", part="words")

    assert BODY in page(other_mentee).text


def test_what_the_mentor_alone_reads_is_not_on_the_table(
    page, goal, signed_in, mentee, mentor, other_mentee, group
):
    pair = group.seats.get(person=mentee).pair_id
    signed_in(mentee).post(
        reverse("workbook:show", args=[goal, pair]), {"part": "words"}
    )

    for person in (mentor, other_mentee):
        assert TITLE not in page(person).text
    with transaction.atomic(), acting_as(mentor):
        assert Shown.objects.get().title == TITLE


def test_a_newcomer_reads_what_is_put_before_them_and_no_more(
    page, press, mentee, other_mentee, group
):
    press("show", part="words")
    _group, newcomer = renew(group)

    assert TITLE not in page(newcomer).text
    group.refresh_from_db()
    # Its writer sees that the new circle does not read it yet.
    assert [one.before for one in page(mentee).context["own_goals"]] == [None]


def test_a_press_leads_to_no_other_site(signed_in, goal, group, mentee):
    url = reverse("workbook:show", args=[goal, group.circle_id])

    answer = signed_in(mentee).post(url, {"next": "https://elsewhere.example/"})

    assert answer["Location"] == f"{reverse('workbook:goal', args=[goal])}#readers"


def test_who_has_written_nothing_is_led_to_the_workbook(page, mentor):
    assert reverse("workbook:new_goal") in page(mentor).text
