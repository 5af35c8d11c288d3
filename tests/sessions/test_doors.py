"""Who comes in where: members only, and some pages the mentor only."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from sessions.models import Session
from sessions.one_on_ones.services.points import add_point
from sessions.urls import urlpatterns
from spaces.acting import acting_as
from spaces.services import leave_space
from tests.sessions.year.voting import open_vote
from tests.showing import just_now

# name of the page -> (what it is about, allowed methods, for the mentor only)
PAGES = {
    "session_list": ("", "GET", False),
    "one_on_one_list": ("", "GET", False),
    "group": ("group", "GET", False),
    "first_meeting": ("group", "GET", False),
    "agenda_minutes": ("group 1", "POST", False),
    "agenda_leader": ("group 6", "POST", False),
    "working": ("group", "POST", False),
    "words": ("group 3", "GET POST", False),
    "agenda_way": ("group", "POST", True),
    "series": ("group", "GET", False),
    "extension": ("group", "GET", False),
    "ballot": ("vote", "POST", False),
    "series_again": ("group_of_series", "POST", True),
    "agreement": ("group", "GET POST", False),
    "sign": ("group", "POST", False),
    "poll_form": ("group", "GET POST", True),
    "poll_row": ("group", "GET", True),
    "session_poll": ("first", "GET POST", True),
    "series_form": ("group", "GET POST", True),
    "session_new": ("group", "GET POST", True),
    "action_list": ("group", "GET", False),
    "action_new": ("group", "GET POST", False),
    "action_row": ("group", "GET", True),
    "session": ("held", "GET", False),
    "coming": ("first", "POST", False),
    "from_here": ("coming_up", "GET POST", True),
    "session_file": ("held", "GET", False),
    "session_move": ("held", "GET POST", True),
    "session_cancel": ("held", "GET POST", True),
    "session_kind": ("held", "GET POST", True),
    "casting": ("next_meeting", "GET POST", False),
    "casting_offer": ("next_meeting", "POST", False),
    "casting_look": ("next_meeting", "POST", False),
    "casting_take_back": ("next_meeting", "POST", False),
    "wish": ("other_of_next", "POST", False),
    "wish_drop": ("next_meeting", "POST", False),
    "visit": ("guest", "GET POST", False),
    "log": ("held", "GET POST", True),
    "note_taker": ("held", "POST", True),
    "late": ("held", "POST", True),
    "taken": ("held", "GET", False),
    "taken_put": ("held", "POST", False),
    "learnt": ("held 0", "GET", False),
    "learnt_put": ("held 0", "POST", False),
    "run_start": ("meeting", "GET POST", False),
    "poll": ("poll", "GET", False),
    "poll_vote": ("poll", "POST", False),
    "poll_pick": ("date_of_poll", "POST", True),
    "poll_close": ("poll", "POST", True),
    "poll_for": ("other_member", "GET POST", True),
    "action": ("action", "GET POST", False),
    "action_done": ("action", "POST", False),
    "action_open": ("action", "POST", False),
    "action_drop": ("action", "GET POST", False),
    "action_go_on": ("action", "GET POST", False),
    "one_on_one_ask": ("seat", "GET POST", False),
    "one_on_one": ("one_on_one", "GET", False),
    "one_on_one_plan": ("one_on_one", "GET POST", True),
    "one_on_one_log": ("one_on_one", "GET POST", True),
    "one_on_one_withdraw": ("one_on_one", "GET POST", False),
    "own_show": ("one_on_one", "POST", False),
    "own_cover": ("one_on_one", "POST", False),
    "last_van_x": ("one_on_one", "GET", False),
    "point_list": ("seat", "GET POST", False),
    "point_done": ("point", "POST", False),
    "point_drop": ("point", "GET POST", False),
    "point_open": ("point", "POST", False),
}
# Pages with a test of their own: who comes in there is another matter.
ELSEWHERE = {
    # Of whose action it is, the mentor neither (test_carried.py).
    "action_put",
    # A signed link (test_coming.py).
    "answer",
    # Of whoever is in the circle of a run (test_run_pages.py).
    "run",
    "run_news",
    "run_on",
    "run_back",
    "run_pause",
    "run_resume",
    "run_more",
    "run_lead",
    "run_roles",
    "run_end",
    "run_ready",
    "run_busy",
    "run_mark",
    "run_table",
    # Of who has not seen yet who is in the group, and what was kept (test_people.py).
    "people",
    "kept_drop",
    # Of whose point it is alone (test_points.py).
    "point_put",
    "point_take_back",
    "point_carry",
    # Of a one-on-one that was held, so many weeks later (test_follow_ups.py).
    "follow_up",
    # Of who was asked for it, or of who asked (test_slots.py).
    "slots",
    "slot_pick",
    "slot_others",
    # Of mentors, each their own (test_hours.py).
    "hours",
    "hours_take",
    "hours_remove",
    # The one number of them (test_shared_hours.py).
    "hours_share",
    "hours_keep",
    "hours_of",
    # Of coordinators, and of who leaves a group that goes on (test_extension_pages.py).
    "extension_reason",
    "leave",
    # One's own, also of who has left (test_certificate.py).
    "certificate",
    "certificate_file",
}
OF_A_GROUP = {name for name, (about, *_rest) in PAGES.items() if about}


def address(request, name):
    about = PAGES[name][0]
    if not about:
        return reverse(f"sessions:{name}")
    thing, *more = about.split()
    thing = request.getfixturevalue(thing)
    keys = thing if isinstance(thing, list) else [thing.pk]
    return reverse(f"sessions:{name}", args=[*keys, *more])


@pytest.fixture
def other_member(poll, other_mentee):
    return [poll.pk, other_mentee.pk]


@pytest.fixture
def guest(group):
    return Session.objects.create(
        group=group, kind="guest", on=dt.date(2026, 12, 3), at=dt.time(16)
    )


@pytest.fixture
def next_meeting(group):
    return Session.objects.create(group=group, on=dt.date(2026, 12, 10), at=dt.time(16))


@pytest.fixture
def other_of_next(next_meeting, other_mentee):
    return [next_meeting.pk, other_mentee.pk]


@pytest.fixture
def date_of_poll(poll):
    return [poll.pk, poll.dates.first().pk]


@pytest.fixture
def vote(group):
    return open_vote(group)


@pytest.fixture
def group_of_series(series):
    return [series.group_id]


@pytest.fixture
def coming_up(series):
    """A meeting of the series that is still to come."""
    return series.group.sessions.of_series().last()


@pytest.fixture
def point(seat, mentee):
    with acting_as(mentee), transaction.atomic():
        return add_point(seat=seat, by=mentee, text="Fees", on_list=True)


@pytest.fixture
def visit(request, signed_in):
    def visit(name, person, method=None):
        url = address(request, name)
        method = method or PAGES[name][1].split()[0]
        return getattr(just_now(signed_in(person), person), method.lower())(url)

    return visit


def test_every_page_has_its_door():
    assert {page.name for page in urlpatterns} == PAGES.keys() | ELSEWHERE


@pytest.mark.parametrize("name", PAGES)
def test_the_mentor_comes_in(visit, mentor, name):
    assert visit(name, mentor).status_code in (200, 204, 302)


@pytest.mark.parametrize("name", PAGES)
def test_a_mentee_comes_in_where_it_is_not_the_mentors(visit, mentee, name):
    answer = visit(name, mentee).status_code

    assert answer == 403 if PAGES[name][2] else answer in (200, 302)


@pytest.mark.parametrize("who", ["outsider", "coordinator"])
@pytest.mark.parametrize("name", sorted(OF_A_GROUP))
def test_nobody_else_comes_in(request, visit, name, who):
    assert visit(name, request.getfixturevalue(who)).status_code == 404


@pytest.mark.parametrize("name", sorted(OF_A_GROUP))
def test_who_left_the_group_stays_outside(visit, group, mentee, name, request):
    assert address(request, name)
    # The group was complete when it was formed.
    connection.check_constraints()
    now = timezone.now()
    group.seats.filter(person=mentee).update(joined_at=now, left_at=now)

    with acting_as(mentee):
        leave_space(space_id=group.seats.get(person=mentee).pair_id, person=mentee)
    assert visit(name, mentee).status_code == 404


@pytest.mark.parametrize("name", ["one_on_one", "one_on_one_withdraw"])
def test_another_mentee_does_not_see_a_one_on_one(visit, other_mentee, name):
    assert visit(name, other_mentee).status_code == 404


@pytest.mark.parametrize(
    "name", ["action", "action_done", "action_open", "action_drop", "action_go_on"]
)
def test_another_mentee_reads_an_action_but_does_not_change_it(
    visit, other_mentee, action, name
):
    with acting_as(other_mentee):
        assert type(action).objects.get().text == "Call the harbour"
    assert visit(name, other_mentee).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_other_methods_are_refused(visit, mentor, name):
    allowed = PAGES[name][1].split()
    for method in {"GET", "POST", "DELETE"} - set(allowed):
        assert visit(name, mentor, method).status_code == 405


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_stranger_is_asked_to_sign_in(request, client, name):
    response = client.get(address(request, name))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))
