"""Every page that can be looked at asks for no more than it may, whoever looks."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.large.addresses import is_page, pages_of
from boards.services import open_composition
from crossmentor.demo import year
from crossmentor.demo.firm import example
from people.models import RosterImport
from sessions.models import Action, OneOnOne
from spaces.acting import acting_as
from tests.factories import formed_group
from writing.models import Snapshot, Text

MANY, WIDE = 12, 16
# They gather what lies in several places.
WIDE_PAGES = {
    "today",
    "groups:group",
    "sessions:first_meeting",
    "sessions:group",
    "sessions:log",
    "sessions:session",
}
# Working tables of one composition, whole by design: their own tests hold what they cost.
TABLES = {"boards:board", "boards:print", "boards:compare"}


def weigh(client, path):
    """The queries of a page as a server asks them; None or False where there is none."""
    # Django keeps the last 9000, and warns that it forgets others.
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as caught:
        page = client.get(path)
    if page.status_code == 405:
        return False
    # Within the transaction of a test it is said twice who acts, before and after.
    return len(caught) - 1 if is_page(page) else None


@pytest.fixture
def choices(programme, group, coordinator, mentor, mentee):
    """By kind of part what an address may name: a group that lived for months."""
    programme.state = "running"
    programme.starts_on = timezone.localdate() - dt.timedelta(90)
    programme.save()
    formed_group(programme)
    year.live(group, 0, example("texts"), timezone.localdate())
    roster = RosterImport.objects.create(
        organisation=programme.organisation,
        uploaded_by=coordinator,
        file_name="roster.xlsx",
        content=b"",
        state="committed",
        counts={"rows": {"add": 1, "change": 1}, "projects": {}},
        committed_at=timezone.now(),
    )
    board = open_composition(programme=programme, name="First", by=coordinator)
    numbers = [
        *(programme, group, mentor, mentee, roster, board),
        *group.seats.mentees().order_by("pk")[:1],
        *programme.participations.filter(person__in=[mentor, mentee]),
        *group.sessions.order_by("on")[:1],
        *group.sessions.order_by("-on")[:1],
        *group.polls.all(),
    ]
    ids = []
    with acting_as(mentee), transaction.atomic():
        for model in (Text, OneOnOne, Action, Snapshot):
            ids += model._base_manager.values_list("pk", flat=True)[:3]
    seat = group.seats.get(person=mentee)
    return {
        "IntConverter": list(dict.fromkeys(one.pk for one in numbers)),
        "UUIDConverter": [*ids, seat.pair_id, group.circle_id],
        "SlugConverter": ["idea", "goals", "incident", "skills", "first-step"],
    }


@pytest.mark.usefixtures("not_found_once")
@pytest.mark.parametrize("who", ["coordinator", "mentor", "mentee"])
def test_no_page_asks_for_more_than_it_may(request, signed_in, choices, who):
    client = signed_in(request.getfixturevalue(who))
    costs = {}

    def weighed(client, path):
        costs[path] = weigh(client, path)
        return costs[path]

    pages = pages_of(client, choices, weighed)

    most = {name: WIDE if name in WIDE_PAGES else MANY for name in pages}
    assert len(pages) > 30
    assert {
        name: costs[path]
        for name, path in pages.items()
        if name not in TABLES and costs[path] > most[name]
    } == {}
