"""Working agreements at the first meeting: anybody writes, the mentor plans from it."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction
from django.urls import reverse

from sessions.dates.services.working import write_working
from sessions.models import Series, WorkingAgreement
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.sessions.year.test_group import renew

PLACE = "Zaal De Sluis, achter de kantine"
RHYTHM = {
    "every_weeks": 4,
    "weekday": 1,
    "at": dt.time(14, 30),
    "minutes": 90,
    "place": PLACE,
}


@pytest.fixture
def page(signed_in, group):
    def page(person):
        url = reverse("sessions:first_meeting", args=[group.pk])
        return signed_in(person).get(url)

    return page


@pytest.fixture
def write(page, signed_in, group):
    """What the page sends, filled in by somebody; `seen` is a page of before."""

    def write(person, seen=None, **changed):
        form = (seen or page(person)).context["form"]
        sent = {"circle": group.circle_id, "based_on": form["based_on"].value() or ""}
        url = reverse("sessions:working", args=[group.pk])
        return signed_in(person).post(url, sent | RHYTHM | changed)

    return write


def written_by(person):
    with transaction.atomic(), acting_as(person):
        found = WorkingAgreement.objects.latest_first()
        return [(one.author_id, one.every_weeks, one.place) for one in found]


def test_a_member_writes_and_the_mentor_plans_from_it(
    page, write, signed_in, mentor, mentee, other_mentee, group, first
):
    answer = write(mentee)

    assert answer["Location"].endswith("/first-meeting/#item-5")
    assert page(other_mentee).text.count(f"<dd>{PLACE}</dd>") == 1
    assert "see the dates" not in page(other_mentee).text
    found = page(mentor).text
    assert "see the dates" in found
    url = reverse("sessions:series_form", args=[group.pk])
    assert f'action="{url}"' in found
    plan = signed_in(mentor).post(url, RHYTHM)
    assert "Nobody is told yet" in plan.text
    assert not Series.objects.exists()
    # Also by the form of before, and on a page without a session of it.
    form = signed_in(mentor).get(url).context["form"]
    assert {name: form[name].initial for name in RHYTHM} == RHYTHM


def test_what_was_planned_takes_its_place(page, write, mentee, agreed):
    found = page(mentee)

    assert "form" not in found.context
    assert found.context["series"] == agreed


def test_who_saw_an_older_page_looks_first(page, write, mentor, mentee):
    seen = page(mentee)
    write(mentor, every_weeks=8)

    refused = write(mentee, seen, every_weeks=2, place="Thuis")

    assert f"{mentor.full_name} wrote something else meanwhile" in refused.text
    form = refused.context["form"]
    assert (form["every_weeks"].value(), form["place"].value()) == ("2", "Thuis")
    assert written_by(mentor) == [(mentor.pk, 8, PLACE)]
    write(mentee, refused, every_weeks=2, place="Thuis")
    assert written_by(mentor) == [(mentee.pk, 2, "Thuis"), (mentor.pk, 8, PLACE)]


def test_the_same_again_is_the_same(write, page, mentor, mentee):
    seen = page(mentor)
    for person in (mentee, mentor):
        assert write(person, seen).status_code == 302

    assert written_by(mentee) == [(mentee.pk, 4, PLACE)]


def test_what_is_wrong_stays_typed(write, mentee):
    refused = write(mentee, minutes=5)

    assert refused.status_code == 200
    assert refused.context["form"]["place"].value() == PLACE
    assert list(refused.context["form"].errors) == ["minutes"]
    assert written_by(mentee) == []


@pytest.mark.parametrize("who", ["outsider", "coordinator"])
def test_nobody_else_reads_or_writes_it(write, page, mentee, signed_in, request, who):
    seen = page(mentee)
    write(mentee)
    person = request.getfixturevalue(who)

    assert write(person, seen, place="Elders").status_code == 404
    assert written_by(person) == []
    assert written_by(mentee) == [(mentee.pk, 4, PLACE)]


def test_a_newcomer_does_not_read_what_was_written_before(write, page, mentee, group):
    write(mentee)
    _group, newcomer = renew(group)

    assert PLACE not in page(newcomer).text
    assert written_by(newcomer) == []
    assert written_by(mentee) == [(mentee.pk, 4, PLACE)]


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_asked_to_look(group, mentee, other_mentee):
    start, refused = threading.Barrier(2), []

    def write_down(person, every):
        try:
            with transaction.atomic(), acting_as(person):
                start.wait(10)
                rhythm = RHYTHM | {"every_weeks": every}
                write_working(group=group, by=person, based_on=None, **rhythm)
        except DomainError as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=write_down, args=written)
        for written in ((mentee, 2), (other_mentee, 8))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert (len(refused), len(written_by(mentee))) == (1, 1)
