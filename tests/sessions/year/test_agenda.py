"""The agenda of a first meeting: the group's own, each choice of it kept."""

import datetime as dt
import threading

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from programmes.models import Role
from sessions.models import AgendaChoice, Item, Session, Way
from sessions.year.agenda import agenda_of, proposed, takes
from sessions.year.services.agenda import choose_way, set_leader, set_minutes
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.sessions.year.test_group import renew

ITEMS = list(Item)


@pytest.fixture
def agenda(group, first):
    def agenda(person):
        with transaction.atomic(), acting_as(person):
            return agenda_of(group, session=first, people=5)

    return agenda


@pytest.fixture
def press(signed_in, group):
    """A press by somebody, as the page of now sends it; answers the response."""

    def press(person, name, *item, htmx=False, **sent):
        url = reverse(f"sessions:agenda_{name}", args=[group.pk, *item])
        sent = {"circle": group.circle_id} | sent
        headers = {"HX-Request": "true"} if htmx else {}
        return signed_in(person).post(url, sent, headers=headers)

    return press


@pytest.mark.parametrize("length", range(15, 481, 5))
def test_what_is_proposed_takes_just_the_meeting(length):
    found = proposed(length)

    assert list(found) == ITEMS
    assert sum(found.values()) == length
    assert all(minutes >= 0 and minutes % 5 == 0 for minutes in found.values())


@pytest.mark.parametrize("length", [17, 94])
def test_a_meeting_of_odd_length_has_minutes_to_spare(length):
    assert sum(proposed(length).values()) == length - length % 5


@pytest.mark.parametrize("way", Way)
def test_a_way_takes_as_long_as_there_are_people(way):
    found = [takes(way, people) for people in range(5, 8)]

    assert found == sorted(found)
    assert all(15 <= minutes <= 45 and minutes % 5 == 0 for minutes in found)


def test_the_clock_runs_along(agenda, group, mentor, mentee):
    with acting_as(mentee):
        set_minutes(group=group, by=mentee, item=Item.WELCOME, minutes=25)
    found = agenda(mentee)

    starts = [(line.starts, line.ends) for line in found.lines[:3]]
    assert starts == [
        (dt.time(16), dt.time(16, 25)),
        (dt.time(16, 25), dt.time(16, 55)),
        (dt.time(16, 55), dt.time(17, 30)),
    ]
    assert (found.total, found.spare, found.over) == (135, -15, 15)


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "htmx"])
def test_a_member_says_how_long_and_who(
    press, agenda, group, mentee, other_mentee, htmx
):
    press(mentee, "minutes", 1, minutes=25, htmx=htmx)
    answer = press(mentee, "leader", 1, leader=other_mentee.pk, htmx=htmx)

    line = agenda(other_mentee).lines[0]
    assert (line.minutes, line.leader) == (25, other_mentee)
    if htmx:
        assert b"<html" not in answer.content
        assert answer.text.count("hx-swap-oob") == len(ITEMS)
        assert f'id="leader-1-{other_mentee.pk}"' in answer.text
        assert "15 minutes too many" in answer.text
    else:
        page = reverse("sessions:first_meeting", args=[group.pk])
        assert answer["Location"] == f"{page}#item-1"


def test_what_was_before_is_put_back_by_a_press(press, agenda, mentor, mentee):
    for minutes in (25, 35):
        press(mentee, "minutes", 3, minutes=minutes)
    [change] = agenda(mentee).lines[2].changes
    assert (change.minutes, change.before.minutes) == (35, 25)

    press(mentor, "minutes", 3, minutes=change.before.minutes)
    assert agenda(mentee).lines[2].minutes == 25
    press(mentor, "minutes", 3, minutes="")

    line = agenda(mentee).lines[2]
    assert line.minutes == proposed(120)[Item.QUESTIONS]
    assert line.changes[0].author == mentor


def test_nothing_that_was_chosen_is_overwritten(press, mentor, mentee, group):
    press(mentee, "minutes", 2, minutes=20)
    press(mentor, "minutes", 2, minutes=45)

    with acting_as(mentee):
        kept = AgendaChoice.objects.order_by("at").values_list("author", "minutes")
        assert list(kept) == [(mentee.pk, 20), (mentor.pk, 45)]
        choice = AgendaChoice.objects.first()
        for change in (choice.delete, choice.save):
            with pytest.raises(ProgrammingError), transaction.atomic():
                change()


def test_the_same_press_again_is_the_same_choice(press, agenda, mentor, mentee):
    for person, minutes in ((mentee, 20), (mentee, 45), (mentor, 45), (mentee, 45)):
        press(person, "minutes", 2, minutes=minutes)
    for _press in range(2):
        press(mentor, "way", way="round")

    with acting_as(mentee):
        assert AgendaChoice.objects.count() == 3
    [change] = agenda(mentee).lines[1].changes
    assert (change.author, change.before.minutes) == (mentee, 20)


@pytest.mark.parametrize("sent", [{"minutes": 481}, {"minutes": -5}, {"minutes": "x"}])
def test_a_press_on_no_button_is_refused(press, mentee, sent):
    assert press(mentee, "minutes", 1, **sent).status_code == 400
    assert press(mentee, "minutes", 7, minutes=5).status_code == 404
    with acting_as(mentee):
        assert not AgendaChoice.objects.exists()


def test_somebody_of_elsewhere_leads_nothing(press, group, mentee, outsider):
    assert press(mentee, "leader", 2, leader=outsider.pk).status_code == 400
    with acting_as(mentee), pytest.raises(DomainError, match="Somebody of the group"):
        set_leader(group=group, by=mentee, item=2, leader=outsider)


def test_the_mentor_chooses_how_to_get_acquainted(press, agenda, mentor, mentee, group):
    assert agenda(mentee).lines[1].minutes == 30
    press(mentor, "way", way="line")

    found = agenda(mentee)
    assert (found.way, found.lines[1].minutes) == (Way.LINE, takes(Way.LINE, 5))
    page = press(mentee, "minutes", 2, minutes=20)
    assert agenda(mentee).lines[1].minutes == 20
    assert page.status_code == 302
    assert press(mentee, "way", way="object").status_code == 403
    with (
        acting_as(mentee),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        choose_way(group=group, by=mentee, way=Way.OBJECT)
    assert agenda(mentee).way == Way.LINE
    press(mentor, "way", way="")
    assert agenda(mentee).way is None


def test_a_mentee_reads_what_to_bring_and_chooses_nothing(
    press, signed_in, mentor, mentee, group
):
    url = reverse("sessions:first_meeting", args=[group.pk])
    page = signed_in(mentee).get(url).text
    assert "The mentor chooses one of these ways." in page
    assert "Choose this" not in page
    press(mentor, "way", way="object")

    page = signed_in(mentee).get(url).text
    assert "Each of you brings something along" in page
    assert "Think up one question together" not in page
    assert "Choose another way" not in page


def test_the_agenda_of_before_stays_with_those_who_made_it(
    press, agenda, signed_in, mentor, mentee, group, first
):
    press(mentee, "minutes", 1, minutes=55)
    press(mentor, "way", way="picture")
    _group, newcomer = renew(group)
    group.refresh_from_db()

    for person in (mentee, newcomer):
        with transaction.atomic(), acting_as(person):
            found = agenda_of(group, session=first, people=6)
        assert (found.lines[0].minutes, found.way) == (10, None)
    with acting_as(mentee):
        assert AgendaChoice.objects.count() == 2
    with acting_as(newcomer):
        assert not AgendaChoice.objects.exists()


@pytest.mark.parametrize("who", ["outsider", "coordinator"])
def test_who_is_not_in_the_group_neither_reads_nor_chooses(
    press, signed_in, group, mentee, request, who
):
    press(mentee, "minutes", 1, minutes=55)
    person = request.getfixturevalue(who)

    assert press(person, "minutes", 1, minutes=5).status_code == 404
    url = reverse("sessions:first_meeting", args=[group.pk])
    assert signed_in(person).get(url).status_code == 404
    with acting_as(person):
        assert not AgendaChoice.objects.exists()
    with acting_as(mentee):
        assert AgendaChoice.objects.get().minutes == 55


def test_nobody_chooses_in_the_name_of_another(group, mentee, other_mentee):
    with (
        acting_as(mentee),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        set_minutes(group=group, by=other_mentee, item=1, minutes=5)


def test_a_press_of_a_page_of_before_does_nothing(press, group, mentee):
    before = group.circle_id
    renew(group)

    answer = press(mentee, "minutes", 1, minutes=5, circle=before)

    assert answer.status_code == 302
    with acting_as(mentee):
        assert not AgendaChoice.objects.exists()


def test_without_a_date_it_is_made_already(press, signed_in, group, mentee):
    press(mentee, "minutes", 1, minutes=15)

    page = signed_in(mentee).get(reverse("sessions:first_meeting", args=[group.pk]))

    assert not Session.objects.exists()
    assert "The items take 125 minutes together." in page.text


def test_who_left_still_is_named(press, agenda, group, mentor, other_mentee, mentee):
    press(mentee, "leader", 4, leader=other_mentee.pk)
    group.seats.filter(person=other_mentee, role=Role.MENTEE).update(
        left_at=dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    )

    assert agenda(mentee).lines[3].leader == other_mentee


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_lose_nothing(group, mentee, other_mentee):
    start = threading.Barrier(2)

    def choose(person, minutes):
        try:
            with transaction.atomic(), acting_as(person):
                start.wait(10)
                set_minutes(group=group, by=person, item=1, minutes=minutes)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=choose, args=chosen)
        for chosen in ((mentee, 20), (other_mentee, 30))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    with transaction.atomic(), acting_as(mentee):
        kept = AgendaChoice.objects.order_by("at").values_list("minutes", "at")
        assert sorted(minutes for minutes, _at in kept) == [20, 30]
        assert len({at for _minutes, at in kept}) == 2
