"""One list per pair: what the two want to talk about."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from groups.services import leave_seat, replace_mentor
from programmes.models import Role
from sessions.models import NOTE, OWN_NOTE, Point
from sessions.one_on_ones.keys import own_key
from sessions.one_on_ones.services.one_on_ones import (
    ask_one_on_one,
    plan_one_on_one,
    withdraw_one_on_one,
)
from sessions.one_on_ones.services.points import add_point, end_point, put_point
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.factories import write_text

CHANGES = ["put", "take_back", "done", "open"]
# The key of no text.
NOBODYS = "4e4a30d0-d127-4e3a-9c3a-1c6d0ef34241"


def url_of(seat):
    return reverse("sessions:point_list", args=[seat.pk])


def address(name, point):
    return reverse(f"sessions:point_{name}", args=[point.pk])


def add(seat, by, text="My manager", on_list=True):
    with acting_as(by), transaction.atomic():
        return add_point(seat=seat, by=by, text=text, on_list=on_list)


def read(person) -> list[tuple]:
    """All that the plain manager finds for `person`, with no filter at all."""
    with acting_as(person), transaction.atomic():
        found = Point._base_manager.order_by("added_at", "pk")
        return [(point.text, point.ending, point.word) for point in found]


def test_a_point_is_of_its_author_alone_until_put_on_the_list(
    signed_in, mentor, mentee, seat
):
    signed_in(mentee).post(url_of(seat), {"text": "My manager", "own": "1"})
    assert (read(mentee), read(mentor)) == ([("My manager", "", "")], [])
    assert "My manager" not in signed_in(mentor).get(url_of(seat)).text

    with acting_as(mentee), transaction.atomic():
        point = Point.objects.get()
    signed_in(mentee).post(address("put", point))
    assert read(mentor) == read(mentee) == [("My manager", "", "")]
    page = signed_in(mentor).get(url_of(seat)).text
    assert ("My manager" in page, f"You and {mentee.given_name}" in page) == (
        True,
        True,
    )

    with acting_as(mentee), transaction.atomic():
        point = Point.objects.get()
    signed_in(mentee).post(address("take_back", point))
    assert (read(mentee), read(mentor)) == ([("My manager", "", "")], [])


def test_either_puts_a_point_at_once_and_the_other_ticks_it_off(
    signed_in, mentor, mentee, seat
):
    signed_in(mentor).post(url_of(seat), {"text": "The harbour", "on_list": "1"})
    with acting_as(mentee), transaction.atomic():
        point = Point.objects.get()

    signed_in(mentee).post(address("done", point))
    assert read(mentor) == [("The harbour", "done", "")]
    signed_in(mentor).post(address("open", point))
    assert read(mentee) == [("The harbour", "", "")]
    signed_in(mentee).post(address("drop", point), {"word": "Solved itself"})
    assert read(mentor) == [("The harbour", "dropped", "Solved itself")]
    assert "Solved itself" in signed_in(mentor).get(url_of(seat)).text


def test_a_point_is_dropped_with_a_word(signed_in, mentor, mentee, seat):
    point = add(seat, mentee)

    page = signed_in(mentor).post(address("drop", point), {"word": ""})

    assert page.status_code == 200
    assert read(mentee) == [("My manager", "", "")]


def test_an_empty_point_is_refused_and_a_long_one_kept(signed_in, mentee, seat):
    client = signed_in(mentee)
    assert client.post(url_of(seat), {"text": " ", "own": "1"}).status_code == 200
    long = "x" * 301
    assert long in client.post(url_of(seat), {"text": long, "own": "1"}).text
    assert read(mentee) == []


def test_what_is_open_stands_on_each_next_one_on_one(
    signed_in, mentor, mentee, seat, one_on_one
):
    add(seat, mentee, "The harbour")
    add(seat, mentee, "Not yet", on_list=False)
    first = signed_in(mentor).get(one_on_one.get_absolute_url()).text
    assert ("The harbour" in first, "Not yet" in first) == (True, False)

    with acting_as(mentor), transaction.atomic():
        withdraw_one_on_one(one_on_one=one_on_one)
        again = ask_one_on_one(seat=seat, by=mentor)
        for day in (12, 13):
            plan_one_on_one(
                one_on_one=again, on=dt.date(2026, 11, day), at=dt.time(13), minutes=45
            )
    assert (
        "The harbour" not in signed_in(mentor).get(one_on_one.get_absolute_url()).text
    )
    assert "The harbour" in signed_in(mentor).get(again.get_absolute_url()).text


@pytest.mark.parametrize("name", [*CHANGES, "drop"])
def test_nobody_else_finds_the_list_or_changes_a_point(
    signed_in, seat, mentee, other_mentee, outsider, coordinator, name
):
    point = add(seat, mentee)
    for person in (other_mentee, outsider, coordinator):
        client = signed_in(person)
        assert client.get(url_of(seat)).status_code == 404
        assert client.post(url_of(seat), {"text": "x"}).status_code == 404
        assert client.post(address(name, point), {"word": "x"}).status_code == 404
        assert read(person) == []
    assert read(mentee) == [("My manager", "", "")]


@pytest.mark.parametrize("name", ["put", "take_back"])
def test_the_other_of_the_two_does_not_move_it(signed_in, seat, mentee, mentor, name):
    point = add(seat, mentee)

    assert signed_in(mentor).post(address(name, point)).status_code == 404
    assert read(mentor) == [("My manager", "", "")]


def test_the_database_lets_nobody_change_or_delete_what_the_other_said(
    seat, mentee, mentor
):
    point = add(seat, mentee)
    with acting_as(mentor), pytest.raises(DatabaseError, match="permission denied"):
        with transaction.atomic():
            Point.objects.filter(pk=point.pk).update(author=mentor)
    with acting_as(mentor), transaction.atomic():
        assert Point.objects.filter(pk=point.pk).delete()[0] == 0
    assert read(mentee) == [("My manager", "", "")]


@pytest.mark.parametrize("name", CHANGES)
def test_what_changes_a_point_is_posted(signed_in, seat, mentee, name):
    point = add(seat, mentee)
    assert signed_in(mentee).get(address(name, point)).status_code == 405


def test_the_list_takes_no_other_method(signed_in, seat, mentee):
    point = add(seat, mentee)
    for url in (url_of(seat), address("drop", point)):
        assert signed_in(mentee).delete(url).status_code == 405


def test_who_left_keeps_the_list_to_read_and_the_mentor_has_nothing(
    signed_in, mentor, mentee, seat, coordinator
):
    point = add(seat, mentee)
    mine = add(seat, mentee, "For me", on_list=False)
    add(seat, mentor, "What I thought", on_list=False)
    with acting_as(coordinator):
        leave_seat(seat=seat, by=coordinator)

    page = signed_in(mentee).get(url_of(seat)).text
    assert [words in page for words in ("My manager", "For me", "<button class")] == [
        True,
        True,
        False,
    ]
    for one, name in ((point, "done"), (mine, "put"), (point, "take_back")):
        signed_in(mentee).post(address(name, one))
    assert sorted(read(mentee)) == [("For me", "", ""), ("My manager", "", "")]
    assert read(mentor) == [("What I thought", "", "")]
    page = signed_in(mentor).get(url_of(seat)).text
    assert ("What I thought" in page, "My manager" in page) == (True, False)
    assert signed_in(mentor).post(address("done", point)).status_code == 404


def test_after_a_change_of_mentor_the_new_pair_starts_empty(
    signed_in, mentor, mentee, seat, group, enrol, coordinator
):
    add(seat, mentee)
    new = enrol(Role.MENTOR)
    with acting_as(coordinator):
        replace_mentor(group=group, participation=new, by=coordinator)

    now = group.seats.held().get(person=mentee)
    for person in (mentee, new.person):
        page = signed_in(person).get(url_of(now))
        assert (page.status_code, "My manager" in page.text) == (200, False)
    assert (read(mentor), read(new.person)) == ([], [])
    assert signed_in(new.person).get(url_of(seat)).status_code == 404
    assert signed_in(mentor).get(url_of(seat)).status_code == 404
    page = signed_in(mentee).get(url_of(seat)).text
    assert ("My manager" in page, mentor.given_name in page) == (True, True)
    found = signed_in(mentee).get(reverse("sessions:one_on_one_list")).text
    assert (url_of(seat) in found, url_of(now) in found) == (True, True)


@pytest.fixture
def renewed(group, seat, enrol, coordinator):
    """The pair of the mentee with another mentor."""

    def renewed():
        with acting_as(coordinator):
            new = enrol(Role.MENTOR)
            replace_mentor(group=group, participation=new, by=coordinator)
        group.refresh_from_db()
        return group.seats.held().get(person=seat.person)

    return renewed


def test_the_mentee_gives_a_point_of_before_on(
    signed_in, mentor, mentee, seat, renewed
):
    mine, theirs = add(seat, mentee), add(seat, mentor, "The harbour")
    now = renewed()
    new = now.group.mentor
    nothing = "Nothing was handed over to you"
    assert nothing in signed_in(new).get(url_of(now)).text
    before = signed_in(mentee).get(url_of(seat)).text
    assert before.count("Put it on your list with") == 1

    for _twice in range(2):
        signed_in(mentee).post(address("carry", mine))
    assert signed_in(mentee).post(address("carry", theirs)).status_code == 404
    assert read(new) == [("My manager", "", "")]
    assert read(mentor) == []
    assert "My manager" in signed_in(new).get(url_of(now)).text


def test_nobody_else_carries_a_point(
    signed_in, mentor, mentee, seat, renewed, other_mentee, outsider
):
    mine = add(seat, mentee)
    assert signed_in(mentee).post(address("carry", mine)).status_code == 404
    now = renewed()
    for person in (mentor, now.group.mentor, other_mentee, outsider):
        assert signed_in(person).post(address("carry", mine)).status_code == 404
    assert signed_in(mentee).get(address("carry", mine)).status_code == 405
    assert read(now.group.mentor) == []


def test_who_had_no_mentor_before_reads_of_no_handing_over(
    signed_in, mentor, mentee, seat
):
    for person in (mentor, mentee):
        assert "handed" not in signed_in(person).get(url_of(seat)).text


def test_a_list_has_an_end(mentee, seat):
    for number in range(50):
        add(seat, mentee, f"Point {number}")
    with pytest.raises(DomainError, match="50 points"):
        add(seat, mentee, "One more")
    assert add(seat, mentee, "For me", on_list=False)


def test_the_list_asks_as_often_for_many(mentee, mentor, seat, questions):
    for text in ("One", "Two"):
        point = add(seat, mentor, text)
        with acting_as(mentor), transaction.atomic():
            end_point(point=point, ending="done")
    add(seat, mentor), add(seat, mentee, on_list=False)
    little = questions(mentee, url_of(seat))
    for _again in range(5):
        add(seat, mentor), add(seat, mentee), add(seat, mentee, on_list=False)
    assert questions(mentee, url_of(seat)) == little <= 12


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_put_a_point_once_and_end_it_one_way(mentor, mentee, seat):
    point = add(seat, mentee, on_list=False)

    def press(by, act):
        try:
            with acting_as(by), transaction.atomic():
                act()
                return "done"
        except DomainError:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        put = [
            pool.submit(press, mentee, lambda: put_point(point=point))
            for _twice in range(2)
        ]
        answers = sorted(one.result() for one in put)
    assert answers == ["done", "refused"]
    assert read(mentor) == read(mentee) == [("My manager", "", "")]

    with acting_as(mentee), transaction.atomic():
        there = Point.objects.get()
    ways = [(mentor, "done", ""), (mentee, "dropped", "Why not")]
    with ThreadPoolExecutor(2) as pool:
        ended = [
            pool.submit(
                press,
                by,
                lambda ending=ending, word=word: end_point(
                    point=there, ending=ending, word=word
                ),
            )
            for by, ending, word in ways
        ]
        assert sorted(one.result() for one in ended) == ["done", "refused"]


def test_a_part_of_a_note_is_given_on_to_the_mentor_of_now(
    signed_in, mentor, mentee, seat, renewed, one_on_one, outsider
):
    keys = {NOTE: str(one_on_one.pk), OWN_NOTE: own_key(one_on_one)}
    notes = {
        kind: write_text(by=mentee, kind=kind, key=key, body=f"No\nto {kind}").text
        for kind, key in keys.items()
    }
    pages = [one_on_one.get_absolute_url(), url_of(seat)]
    asked = [f"{url_of(seat)}?note={note.pk}" for note in notes.values()]
    assert [
        a in signed_in(mentee).get(p).text for a, p in zip(asked, pages, strict=True)
    ] == [
        False,
        False,
    ]
    now = renewed()
    asked = [f"{url_of(now)}?note={note.pk}" for note in notes.values()]
    for kind, address_of, page in zip(notes, asked, pages, strict=True):
        assert address_of in signed_in(mentee).get(page).text
        form = signed_in(mentee).get(address_of).context["form"]
        assert form["text"].value() == f"No to {kind}"
        for person in (now.group.mentor, mentor, outsider):
            found = signed_in(person).get(address_of)
            assert f"No to {kind}" not in found.text
    # Nothing goes before it is pressed, and then no more than what stands there.
    assert read(now.group.mentor) == []
    long = signed_in(mentee).post(asked[0], {"text": "x" * 301, "on_list": "1"})
    assert long.context["form"]["text"].value() == "x" * 301
    signed_in(mentee).post(asked[0], {"text": "No", "on_list": "1"})
    assert read(now.group.mentor) == [("No", "", "")]


@pytest.mark.parametrize("note", ["x", "", NOBODYS])
def test_what_is_no_note_begins_nothing(signed_in, mentee, seat, note):
    page = signed_in(mentee).get(url_of(seat), {"note": note})

    assert not page.context["form"]["text"].value()
