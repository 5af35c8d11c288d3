"""Half a minute with a goal: what is kept, who reads it, what the pages do."""

import datetime as dt
import re
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from programmes.models import Programme
from spaces.acting import acting_as
from spaces.services import own_space
from workbook import services
from workbook.models import CheckIn, Goal, GoalChange
from workbook.services import GoalReason

pytestmark = pytest.mark.django_db


def notes_of(person, goal):
    with acting_as(person):
        return [
            (one.said, one.happened, one.next_step, one.wording)
            for one in CheckIn.objects.readable_with(goal)
        ]


@pytest.mark.parametrize("said", ["0", "10", "nothing", "no room"])
def test_each_answer_is_kept_with_the_words_of_that_day(goal, mentee, said, noted):
    noted(goal, said, happened="In overleg", next_step="Morgen")
    with transaction.atomic(), acting_as(mentee):
        services.reword(goal=goal, title="Grenzen stellen")
    noted(goal, "6")

    assert notes_of(mentee, goal) == [
        (said, "In overleg", "Morgen", "Nee zeggen"),
        ("6", "", "", "Grenzen stellen"),
    ]


def test_nobody_else_reads_what_was_noted(
    goal, noted, shown_to_pair, shown_to_circle, mentor, other_mentee, coordinator
):
    noted(goal, "3", happened="Geheim")
    for person in (mentor, other_mentee, coordinator):
        with acting_as(person):
            assert not CheckIn.objects.exists()
            assert not GoalChange.objects.exists()


def test_no_note_is_tied_to_a_goal_of_somebody_else(goal, other_mentee):
    with acting_as(other_mentee), transaction.atomic():
        space = own_space(other_mentee)
        typed = {"goal_id": goal.pk, "author": other_mentee, "said": "3"}
        with pytest.raises(DatabaseError, match="row-level security"):
            CheckIn.objects.create(space=space, **typed)


def check_in(client, goal, **typed):
    url = reverse("workbook:check_in", args=[goal.pk])
    return client.post(url, {"check_in": uuid4()} | typed)


def test_a_figure_and_save_is_all_it_takes(goal, signed_in, mentee):
    client = signed_in(mentee)
    page = client.get(reverse("workbook:check_in_list"), follow=True)
    assert page.redirect_chain == [(reverse("workbook:check_in", args=[goal.pk]), 302)]
    sent = {"check_in": page.context["form"]["check_in"].value(), "said": "7"}
    for _twice in range(2):
        done = client.post(reverse("workbook:check_in", args=[goal.pk]), sent)

    assert done["Location"] == f"{goal.get_absolute_url()}#line"
    assert notes_of(mentee, goal) == [("7", "", "", "Nee zeggen")]


@pytest.mark.parametrize("said", ["", "11", "-1", "x"])
def test_what_is_no_answer_is_told_and_what_was_typed_stays(
    goal, signed_in, mentee, said
):
    page = check_in(signed_in(mentee), goal, said=said, happened="In overleg")

    assert page.status_code == 200
    assert "In overleg" in page.text
    assert notes_of(mentee, goal) == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("5", "This is for you only"),
        ("nothing", "This is for you only"),
        ("no room", "The goal will not run away"),
    ],
)
def test_the_answer_says_who_reads_it(goal, signed_in, mentee, said, words):
    url = reverse("workbook:check_in", args=[goal.pk])
    typed = {"said": said, "check_in": uuid4()}
    assert words in signed_in(mentee).post(url, typed, follow=True).text


def test_the_answer_says_so_when_others_read_the_line(goal, signed_in, mentee, group):
    with transaction.atomic(), acting_as(mentee):
        services.show_goal(goal=goal, space_id=group.circle_id, part="line")
    url = reverse("workbook:check_in", args=[goal.pk])
    page = signed_in(mentee).post(url, {"said": "5", "check_in": uuid4()}, follow=True)

    assert "Whom you let read the line see figure and day" in page.text
    assert "This is for you only" not in page.text


def test_a_goal_is_never_locked_by_the_programme(
    goal, group, mentee, mentor, signed_in
):
    Programme.objects.filter(pk=group.programme_id).update(state="ended")
    check_in(signed_in(mentee), goal, said="8")
    for name in ("reword", "split", "pause", "let_go"):
        url = reverse(f"workbook:{name}", args=[goal.pk])
        assert signed_in(mentee).get(url).status_code == 200

    assert notes_of(mentee, goal) == [("8", "", "", "Nee zeggen")]


def test_a_note_is_taken_away_by_its_author_after_one_question(
    goal, noted, signed_in, mentee, mentor, coordinator
):
    one = noted(goal, "3")
    url = reverse("workbook:check_in_drop", args=[one.pk])
    for person in (mentor, coordinator):
        assert signed_in(person).get(url).status_code == 404
        assert signed_in(person).post(url).status_code == 404
    assert signed_in(mentee).get(url).status_code == 200
    assert len(notes_of(mentee, goal)) == 1
    assert signed_in(mentee).post(url).status_code == 302
    assert notes_of(mentee, goal) == []


def test_reword_split_and_pause_keep_reason_and_words(goal, mentee):
    with transaction.atomic(), acting_as(mentee):
        services.reword(
            goal=goal, title="Nee", reason=GoalReason("too big", "Te groot")
        )
        services.pause(goal=goal)
        services.resume(goal=goal)
        found = [
            (one.what, one.wording, one.reason) for one in GoalChange.objects.of(goal)
        ]
    assert found == [
        ("reworded", "Nee zeggen", "too big: Te groot"),
        ("paused", "Nee", ""),
        ("resumed", "Nee", ""),
    ]


def test_a_goal_that_was_split_is_two_with_the_same_past(goal, noted, mentee):
    noted(goal, "2", happened="Samen")
    new = uuid4()
    typed = {"new_id": new, "title": "Nee zeggen", "other": "Vragen stellen"}
    for _twice in range(2):
        with transaction.atomic(), acting_as(mentee):
            other = services.split(goal=goal, **typed)
    noted(goal, "5")
    noted(other, "7")
    with transaction.atomic(), acting_as(mentee):
        third = services.split(
            goal=other, new_id=uuid4(), title="Vragen stellen", other="Luisteren"
        )
        assert Goal.objects.count() == 3
    noted(other, "9")

    past = ("2", "Samen", "", "Nee zeggen")
    assert notes_of(mentee, goal) == [past, ("5", "", "", "Nee zeggen")]
    asked = ("7", "", "", "Vragen stellen")
    assert notes_of(mentee, other) == [past, asked, ("9", "", "", "Vragen stellen")]
    assert notes_of(mentee, third) == [past, asked]


def test_a_paused_goal_is_not_at_hand_until_its_day(goal, mentee, signed_in):
    from workbook.at_hand import goals_of

    with transaction.atomic(), acting_as(mentee):
        services.pause(goal=goal)
        assert goals_of(mentee) == []
        services.pause(goal=goal, until="2000-01-01")
        assert goals_of(mentee) == [goal]
    page = signed_in(mentee).post(
        reverse("workbook:pause", args=[goal.pk]), {"until": "2000-01-01"}
    )
    assert "still to come" in page.text


def test_letting_go_says_why_and_can_be_undone(goal, mentee, signed_in):
    client = signed_in(mentee)
    client.post(
        reverse("workbook:let_go", args=[goal.pk]),
        {"why": "not mine", "words": "Van hem"},
    )
    page = client.get(goal.get_absolute_url()).text
    assert "it was not mine: Van hem" in page
    client.post(reverse("workbook:bring_back", args=[goal.pk]))
    with acting_as(mentee):
        assert list(Goal.objects.at_hand()) == [goal]


@pytest.mark.parametrize("count", [0, 1, 2, 60])
def test_the_page_of_a_goal_costs_the_same(
    goal, noted, mentee, signed_in, django_assert_num_queries, count
):
    for number in range(count):
        noted(goal, str(number % 11))
    client = signed_in(mentee)

    with django_assert_num_queries(13):
        page = client.get(goal.get_absolute_url())
    assert page.text.count('<circle class="goal-line__dot') == count


def test_the_line_tells_where_the_words_changed(goal, noted, mentee, signed_in):
    noted(goal, "2")
    with transaction.atomic(), acting_as(mentee):
        services.reword(goal=goal, title="Grenzen <b>stellen</b>")
        services.reword(goal=goal, title="Ruimte maken")
    noted(goal, "nothing")
    page = signed_in(mentee).get(goal.get_absolute_url())
    words = [mark["words"] for mark in page.context["drawn"]["marks"]]
    dots = [(dot["open"]) for dot in page.context["drawn"]["dots"]]

    assert words == ["Nee zeggen", "Grenzen <b>stellen</b>"]
    assert dots == [False, True]
    assert "<b>stellen" not in page.text
    heads = re.findall(r'scope="rowgroup">(.*?)</th>', page.text)
    assert heads == ["Ruimte maken", "Nee zeggen"]


@pytest.mark.parametrize(("weeks", "skips"), [(20, False), (40, True)])
def test_a_month_is_left_out_where_there_are_many(
    goal, mentee, signed_in, weeks, skips
):
    start = timezone.now() - dt.timedelta(weeks=weeks)
    with time_machine.travel(start), transaction.atomic(), acting_as(mentee):
        services.check_in(goal=goal, check_in_id=uuid4(), said="3")
    page = signed_in(mentee).get(goal.get_absolute_url())

    assert ("goal-line__month--even" in page.text) == skips
