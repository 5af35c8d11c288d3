"""The last meeting of a group that ends: a method to look back, thank and say goodbye."""

import datetime as dt

import pytest
from django.urls import reverse

from groups.services import end_on
from sessions.methods.files import get_method
from sessions.models import Run, Session
from spaces.acting import acting_as
from tests.groups.ends import go_on
from tests.showing import just_now

pytestmark = pytest.mark.django_db
TITLES = {"en": get_method("looking-back", "en").title}


@pytest.fixture
def last(group, held, now):
    """On the day itself, in the last week of the group."""
    end_on(group=group, last_day=dt.date(2026, 11, 27))
    Session.objects.create(
        group=group, on=dt.date(2026, 11, 13), at=dt.time(9), state="cancelled"
    )
    now.move_to(dt.datetime(2026, 11, 20, 15, tzinfo=dt.UTC))
    return Session.objects.create(group=group, on=dt.date(2026, 11, 20), at=dt.time(16))


@pytest.fixture
def page(signed_in, last):
    def page(person):
        client = just_now(signed_in(person), person)
        return client.get(last.get_absolute_url()).content.decode()

    return page


@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_it_is_proposed_for_the_last_meeting(request, page, who):
    found = page(request.getfixturevalue(who))
    assert TITLES["en"] in found
    assert "It is the last meeting of the group" in found
    assert 'name="case_owner" value=""' in found


def test_it_begins_by_one_press_without_a_case(signed_in, last, mentee):
    client = just_now(signed_in(mentee), mentee)
    url = reverse("sessions:run_start", args=[last.pk])
    form = client.get(url).context["form"]
    assert {name: form.initial[name] for name in ("opening", "method", "closing")} == {
        "opening": "last-time",
        "method": "looking-back",
        "closing": "",
    }
    sent = {name: value or "" for name, value in form.initial.items()}
    assert client.post(url, sent).status_code == 302
    with acting_as(mentee):
        run = Run.objects.get(session=last)
    assert (run.method, run.closing, run.case_owner_id) == ("looking-back", "", None)


@pytest.mark.parametrize("what", ["a later meeting", "goes on"])
def test_it_is_not_proposed_where_there_is_more_to_come(page, group, mentor, what):
    if what == "goes on":
        go_on(group)
    else:
        Session.objects.create(group=group, on=dt.date(2026, 11, 25), at=dt.time(9))
    found = page(mentor)
    assert "A proposal for this meeting" in found
    assert "It is the last meeting of the group" not in found
