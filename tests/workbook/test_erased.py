"""What goes with a goal that its author erases, besides what was written of it."""

import datetime as dt
from functools import partial
from uuid import uuid4

import pytest
from django.db import transaction

from spaces.acting import acting_as
from tests import roles
from tests.workbook.test_parts import held_by
from workbook import services
from workbook.models import CheckInRhythm
from writing import services as writing
from writing.models import Part, Shown

pytestmark = pytest.mark.django_db
# Also by the clock of the database.
FAR_OFF = dt.date(2090, 1, 1)


@pytest.fixture
def erase(mentee, settings, tmp_path, at_work):
    settings.ERASURES_FILE = tmp_path / "erasures"

    def erase(goal):
        with transaction.atomic(), acting_as(mentee):
            writing.erase(text=goal.text, by=mentee)
        with roles.worker():
            writing.carry_out()

    return erase


def lines_read_by(person):
    return [figures for _title, _body, figures in held_by(person)]


def test_figures_go_from_the_lines_of_what_was_split_off(
    goal, written, noted, mentee, mentor, group, signed_in, erase
):
    noted(goal, "2")
    with transaction.atomic(), acting_as(mentee):
        asking = services.split(goal=goal, new_id=uuid4(), title="Een", other="Twee")
        daring = services.split(goal=asking, new_id=uuid4(), title="Twee", other="Drie")
    alone = written(mentee)
    noted(alone, "9")
    noted(daring, "5")
    with transaction.atomic(), acting_as(mentee):
        for one in (asking, daring, alone):
            services.show_goal(goal=one, space_id=group.circle_id, part=Part.LINE)
    assert lines_read_by(mentor) == [[2], [2, 5], [9]]

    erase(goal)

    assert lines_read_by(mentor) == [None, None, [9]]
    with acting_as(mentor):
        pages = [one.get_absolute_url() for one in Shown.objects.visible_to(mentor)]
    for address, empty in zip(pages, [True, True, False], strict=True):
        page = signed_in(mentor).get(address)
        assert (page.status_code, "No figure yet." in page.text) == (200, empty)
    noted(daring, "6")
    assert lines_read_by(mentor) == [None, [5, 6], [9]]


@pytest.mark.parametrize(
    ("left", "asked"),
    [
        ("nothing", None),
        ("under way", "as before"),
        ("reached", None),
        ("let go", None),
        ("paused", None),
        ("paused until", FAR_OFF),
    ],
)
def test_nothing_is_asked_of_it_any_more(goal, written, mentee, erase, left, asked):
    become = {
        "reached": services.reach,
        "let go": services.let_go,
        "paused": services.pause,
        "paused until": partial(services.pause, until=FAR_OFF),
    }
    other = None if left == "nothing" else written(mentee)
    with transaction.atomic(), acting_as(mentee):
        if left in become:
            become[left](goal=other)
        services.choose_rhythm(person=mentee, every="week")
        before = CheckInRhythm.objects.get().since

    erase(goal)

    with acting_as(mentee), transaction.atomic():
        since = CheckInRhythm.objects.get().since
    assert since == (before if asked == "as before" else asked)
