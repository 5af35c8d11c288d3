"""`manage.py calendars`: what calendars were told, held against what is planned."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command

from calendars.models import Stale, Told
from calendars.services import amiss_in, follow
from reminders.models import Mail
from sessions.models import Session
from tests.factories import formed_group
from tests.roles import in_line, worker

pytestmark = pytest.mark.usefixtures("at_work")


@pytest.fixture
def in_order(group, first):
    follow([group.pk])
    in_line()


def run(*arguments):
    """What the command says, in the worker's role, and how it ends."""
    said, code = StringIO(), 0
    with worker():
        try:
            call_command("calendars", *arguments, stdout=said)
        except SystemExit as end:
            code = end.code
    return code, said.getvalue().splitlines()


def test_all_is_well(in_order):
    assert run("--check") == (0, ["All calendars were told what is planned."])


def forgetful(change):
    """As a service would that changes dates and notes nothing."""
    Session.objects.update(**change)


def test_each_difference_is_a_line_by_numbers_and_days(in_order, group, mentee):
    forgetful({"at": dt.time(17)})

    code, lines = run("--check")

    people = group.seats.order_by("person").values_list("person", flat=True)
    uid = Session.objects.get().uid
    assert (code, lines) == (
        1,
        [
            f"Group {group.pk}, person {person}, {uid}: was told 2026-11-19 16:00 for "
            "120 minutes; should have 2026-11-19 17:00 for 120 minutes."
            for person in people
        ],
    )
    assert mentee.family_name not in "".join(lines)
    assert not Stale.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"place": "Secret room"}, "at another place, or by another name"),
        ({"state": "cancelled"}, "should have nothing"),
    ],
)
def test_a_place_is_not_said(in_order, change, said):
    forgetful(change)

    code, lines = run()

    assert (code, len(lines)) == (1, 5)
    assert all(line.endswith(f"for 120 minutes; {said}.") for line in lines)


def test_what_nobody_was_told_is_found(group, first):
    code, lines = run("--check")

    assert (code, len(lines)) == (1, 5)
    assert all("was told nothing; should have 2026-11-19" in line for line in lines)


def test_to_mend_is_to_have_the_worker_look(in_order, group):
    forgetful({"at": dt.time(17)})

    code, lines = run("--mend")
    assert (code, lines[-1]) == (1, "The worker looks at 1 group.")
    assert in_line() == 5
    assert run("--check") == (0, ["All calendars were told what is planned."])
    assert Mail.objects.filter(kind="calendars.planned", state="waiting").count() == 5


def test_to_check_mends_nothing_whatever_else_is_asked(in_order):
    forgetful({"at": dt.time(17)})

    run("--check", "--mend")

    assert not Stale.objects.exists()


def test_who_waits_for_the_worker_is_not_amiss(in_order, group):
    forgetful({"at": dt.time(17)})
    follow([group.pk])

    assert run("--check")[0] == 0


def test_of_the_past_nothing_is_asked(in_order, first, now):
    forgetful({"place": "Elsewhere"})
    now.move_to(first.starts_at)

    assert run("--check")[0] == 0


def test_more_groups_cost_no_more_questions(
    programme, group, first, django_assert_num_queries
):
    def cost(groups):
        with worker(), django_assert_num_queries(13):
            return len(amiss_in(groups))

    one = cost([group.pk])
    others = [formed_group(programme).pk for _each in range(3)]
    assert cost([group.pk, *others]) == one
    with worker():
        assert not Told.objects.exists()
