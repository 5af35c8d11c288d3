"""Every page that lists has a test that more rows cost it no more questions."""

import ast
import inspect
import textwrap
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from spaces.acting import acting_as
from tests.crossmentor.test_public import named
from tests.factories import (
    ParticipationFactory,
    ProgrammeFactory,
    formed_group,
    write_text,
)
from writing import services as writing

ROOMS = {*settings.ROOMS, "crossmentor"}
COUNTERS = {"CaptureQueriesContext", "questions", "asks"}
COUNTERS |= {"django_assert_num_queries", "django_assert_max_num_queries"}
# Of files that come with the product; nothing in them is anybody's.
FROM_FILES = {
    "handbook:home",
    "handbook:methods",
    "handbook:pictures",
    "handbook:roles",
}
# By the name of the page: the test of it, in whichever file of that room it stands.
COUNTED = {
    "groups:apart": "who_is_kept_apart_takes_the_same_queries_for_more",
    "boards:composition_list": "the_list_takes_the_same_queries_for_more_groups",
    "groups:group_list": "a_list_costs_the_same_however_long",
    "boards:sheet_preview": "more_people_take_no_more_queries",
    "handbook:confrontations": "a_list_costs_the_same",
    "intake:intake_list": "the_list_costs_the_same_for_more_mentees",
    "looking_back": "queries_do_not_grow",
    "looking_back_month": "queries_do_not_grow",
    "people:person": "asking_takes_as_many_queries_for_any_number",
    "people:person_list": "the_list_asks_the_database_as_often_for_any_number",
    "people:roster_list": "history_asks_the_database_as_often_for_any_number",
    "people:roster_missing": "missing_takes_the_same_queries_for_more",
    "people:ways_in": "the_page_costs_the_same_with_more_of_them",
    "programmes:coordinator_list": "a_list_costs_the_same_however_long",
    "programmes:delivery": "delivery_asks_the_database_a_fixed_number_of_times",
    "programmes:invite": "lists_cost_the_same_for_more_people",
    "programmes:participation_list": "lists_cost_the_same_for_more_people",
    "programmes:programme_list": "a_list_costs_the_same_however_long",
    "programmes:topic_list": "a_list_costs_the_same_however_long",
    "progress": "more_groups_cost_no_more_queries",
    "reminders:inbox": "the_inbox_asks_the_database_a_fixed_number_of_times",
    "sessions:action_list": "the_list_asks_as_often_for_many",
    "sessions:one_on_one_list": "the_list_asks_as_often_for_many",
    "sessions:point_list": "the_list_asks_as_often_for_many",
    "sessions:session_list": "more_rows_cost_no_more_questions",
    "workbook:check_in_list": "a_list_costs_the_same",
    "workbook:earlier": "a_list_costs_the_same_however_long",
    "workbook:goal_list": "goals_cost_no_query_each",
    "workbook:shown": "shown_goals_cost_no_query_each",
    "writing:erasures": "a_list_costs_the_same_however_long",
    "writing:given": "copies_cost_no_query_each",
    "writing:history": "long_lists_cost_no_query_each",
    "writing:received": "copies_cost_no_query_each",
    "writing:trail": "long_lists_cost_no_query_each",
    "writing:versions": "long_lists_cost_no_query_each",
}


def lists(view) -> bool:
    """Whether it shows pages of something, or what is called a list."""
    source = inspect.unwrap(view)
    if not inspect.isfunction(source):
        return False
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(source)))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "paged":
            return True
        if isinstance(node, ast.Constant) and str(node.value).endswith("_list.html"):
            return True
    return False


def pages_that_list():
    for name, view in named(get_resolver()):
        if view.__module__.partition(".")[0] in ROOMS and lists(view):
            yield name


def counting_tests() -> set[str]:
    """The names of all tests in which something counts what is asked."""
    found = set()
    for path in (settings.ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                named = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
                named |= {one.arg for one in node.args.args}
                if named & COUNTERS:
                    found.add(node.name)
    return found


def test_every_page_that_lists_is_counted():
    assert set(pages_that_list()) == COUNTED.keys() | FROM_FILES


def test_and_its_test_is_there():
    missing = {f"test_{name}" for name in COUNTED.values()} - counting_tests()

    assert missing == set()


def more_groups(person, programme):
    formed_group(programme)
    another = ProgrammeFactory(organisation=programme.organisation)
    another.coordinators.create(person=person)


def more_erasures(person, programme):
    text = write_text(by=person, kind="goal", key=uuid4(), body="Nee zeggen").text
    with acting_as(person), transaction.atomic():
        writing.erase(text=text, by=person)


LISTS = {"groups:group_list": more_groups, "writing:erasures": more_erasures}


@pytest.mark.django_db
@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_however_long(signed_in, programme, coordinator, name):
    client, more = signed_in(coordinator), LISTS[name]
    ParticipationFactory(programme=programme, person=coordinator, role="mentor")
    more(coordinator, programme)
    client.get(reverse(name), follow=True)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(name)).status_code == 200
        return len(asked)

    few = cost()
    for _time in range(4):
        more(coordinator, programme)

    assert cost() == few
