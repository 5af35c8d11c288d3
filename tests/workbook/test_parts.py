"""Of a goal each pair and circle holds the part that was chosen, and no other."""

import json
from uuid import uuid4

import pytest
from django.db import OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from groups.services import leave_seat
from spaces.acting import acting_as
from tests.conftest import connect_as
from tests.spaces.test_unopened import spoil_texts
from workbook import services
from workbook.models import ShownLine
from writing import services as writing
from writing.models import Part, Shown

pytestmark = pytest.mark.django_db
TITLE, BODY = "Nee zeggen", "Ik zeg nee voor ik ja zeg"
HELD = {
    Part.TITLE: (TITLE, "", None),
    Part.WORDS: (TITLE, BODY, None),
    Part.LINE: ("", "", [4]),
    Part.BOTH: (TITLE, BODY, [4]),
}


def held_by(person):
    """What lies there, opened: title, body, figures of each copy."""
    with acting_as(person):
        lines = {one.shown_id: one.figures for one in ShownLine.objects.all()}
        return [
            (
                one.title,
                one.body,
                [figure for _day, figure in json.loads(lines[one.pk])]
                if one.pk in lines
                else None,
            )
            for one in Shown.objects.visible_to(person)
        ]


@pytest.fixture
def show(goal, mentee, group):
    def show(part):
        with transaction.atomic(), acting_as(mentee):
            pair = group.seats.get(person=mentee).pair_id
            return services.show_goal(goal=goal, space_id=pair, part=part)

    return show


@pytest.mark.parametrize("before", [None, *Part])
@pytest.mark.parametrize("part", list(Part))
def test_a_copy_holds_the_chosen_part(
    goal, noted, show, mentor, other_mentee, coordinator, part, before
):
    noted(goal, "4", happened="Geheim", next_step="Stap")
    noted(goal, "nothing", happened="Geheim")
    if before:
        show(before)
    show(part)

    assert held_by(mentor) == [HELD[part]]
    for person in (other_mentee, coordinator):
        assert held_by(person) == []
        with acting_as(person):
            assert not ShownLine.objects.exists()


def test_of_a_line_the_copy_holds_figures_and_days_only(goal, noted, show, mentor):
    noted(goal, "4", happened="Geheim", next_step="Stap")
    show(Part.LINE)
    with acting_as(mentor):
        (line,) = ShownLine.objects.all()
        assert json.loads(line.figures) == [[timezone.localdate().isoformat(), 4]]
        for word in ("Geheim", "Stap", TITLE):
            assert word not in line.figures


def test_the_line_follows_each_check_in(goal, noted, show, mentor, mentee):
    show(Part.BOTH)
    noted(goal, "2")
    one = noted(goal, "9")
    assert held_by(mentor) == [(TITLE, BODY, [2, 9])]
    with transaction.atomic(), acting_as(mentee):
        services.drop_check_in(check_in=one)
    assert held_by(mentor) == [(TITLE, BODY, [2])]


def test_a_note_taken_away_goes_from_the_line_of_a_goal_split_off(
    goal, noted, mentee, mentor, group
):
    one = noted(goal, "2")
    noted(goal, "3")
    with transaction.atomic(), acting_as(mentee):
        other = services.split(goal=goal, new_id=uuid4(), title=TITLE, other="Vragen")
        services.show_goal(goal=other, space_id=group.circle_id, part=Part.LINE)
    assert held_by(mentor) == [("", "", [2, 3])]
    with transaction.atomic(), acting_as(mentee):
        services.drop_check_in(check_in=one)
    assert held_by(mentor) == [("", "", [3])]


@pytest.mark.django_db(transaction=True)
def test_a_note_taken_away_waits_for_who_draws_the_line_of_a_goal_split_off(
    goal, noted, mentee
):
    one = noted(goal, "2")
    with transaction.atomic(), acting_as(mentee):
        other = services.split(goal=goal, new_id=uuid4(), title=TITLE, other="Vragen")

    with connect_as("web") as window, window.transaction():
        window.execute(
            "SELECT set_config('crossmentor.person', %s, true)", [str(mentee.pk)]
        )
        writes = "SELECT id FROM writing_text WHERE id = %s FOR NO KEY UPDATE"
        assert window.execute(writes, [other.text_id]).fetchall() == [(other.text_id,)]
        with pytest.raises(OperationalError, match="lock timeout"):
            with transaction.atomic(), acting_as(mentee), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '50ms'")
                services.drop_check_in(check_in=one)


def test_who_reads_the_line_alone_does_not_learn_when_words_change(
    goal, show, mentee, mentor
):
    show(Part.LINE)
    with acting_as(mentor):
        before = Shown.objects.get().changed_at
        assert before > goal.text.changed_at
    with transaction.atomic(), acting_as(mentee):
        services.reword(goal=goal, title="Grenzen stellen")
        services.reach(goal=goal)
    with acting_as(mentor):
        one = Shown.objects.get()
        assert (one.title, one.body, one.changed_at) == ("", "", before)
        assert one.reached_at is None


def test_taken_back_is_gone_there(goal, noted, show, mentee, mentor):
    noted(goal, "4")
    shown = show(Part.BOTH)
    with transaction.atomic(), acting_as(mentee):
        writing.take_back_copy(shown=shown)
        assert not ShownLine.objects.exists()
    assert held_by(mentor) == []


def test_letting_go_takes_the_line_back(goal, noted, show, mentee, mentor):
    noted(goal, "4")
    show(Part.LINE)
    with transaction.atomic(), acting_as(mentee):
        services.let_go(goal=goal)
        assert not ShownLine.objects.exists()
    assert held_by(mentor) == []


def test_whoever_left_is_read_by_nobody(goal, noted, show, mentee, mentor, group):
    noted(goal, "4")
    show(Part.LINE)
    with acting_as(mentor):
        leave_seat(seat=group.seats.get(person=mentee), by=mentor)

    with acting_as(mentor):
        assert not ShownLine.objects.exists()


@pytest.mark.parametrize("part", list(Part))
def test_the_page_of_a_reader_shows_that_part(
    goal, noted, show, mentee, mentor, coordinator, signed_in, part
):
    noted(goal, "4", happened="Geheim")
    shown = show(part)
    url = reverse("workbook:shown_goal", args=[shown.pk])
    page = signed_in(mentor).get(url).text
    title, body, figures = HELD[part]

    assert (TITLE in page, BODY in page) == (bool(title), bool(body))
    assert ("goal-line__dot" in page) == (figures is not None)
    assert "Geheim" not in page
    listed = signed_in(mentor).get(reverse("workbook:shown")).text
    assert (TITLE in listed) == bool(title)
    assert signed_in(coordinator).get(url).status_code == 404


def test_the_author_chooses_on_the_page_of_the_goal(
    goal, noted, mentee, mentor, group, signed_in
):
    noted(goal, "4")
    url = reverse("workbook:show", args=[goal.pk, group.circle_id])
    client = signed_in(mentee)
    for part, held in [
        ("line", [("", "", [4])]),
        ("both", [(TITLE, BODY, [4])]),
        ("", []),
        ("", []),
        ("title", [(TITLE, "", None)]),
    ]:
        assert client.post(url, {"part": part}).status_code == 302
        assert held_by(mentor) == held
        assert client.get(goal.get_absolute_url()).status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("part", [Part.LINE, Part.BOTH])
def test_of_a_line_that_does_not_open_the_page_says_so(
    noted, goal, show, signed_in, mentor, part
):
    noted(goal, "4")
    shown = show(part)
    with transaction.atomic(), acting_as(mentor):
        line = ShownLine.objects.get()
    spoil_texts(line)

    page = signed_in(mentor).get(reverse("workbook:shown_goal", args=[shown.pk]))

    assert page.status_code == 200
    assert "This text cannot be opened." in page.text
    assert "No figure yet." not in page.text
