"""What happened with my texts: said so that one understands it, to whom it may be."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from groups.services import leave_seat
from spaces.acting import acting_as
from spaces.models import AuditEvent
from spaces.sealing import CannotOpen
from workbook import services
from workbook.models import Goal
from writing import services as writing
from writing.models import Shown, Snapshot
from writing.services import give_words, revoke
from writing.tasks import expire
from writing.trail import lines

pytestmark = pytest.mark.django_db
TITLE = "Nee zeggen"


@pytest.fixture
def goal(mentee):
    with transaction.atomic(), acting_as(mentee):
        saved = services.write_goal(
            author=mentee,
            goal_id=uuid4(),
            client_id=uuid4(),
            based_on=None,
            title=TITLE,
            body="Ik zeg nee voor ik ja zeg",
        )
        return Goal.objects.select_related("text").get(pk=saved.text.pk)


@pytest.fixture
def pair(group, mentee):
    return group.seats.get(person=mentee).pair_id


def show(goal, space_id):
    with transaction.atomic(), acting_as(goal.author):
        return services.show_goal(goal=goal, space_id=space_id)


def take_back(shown):
    with transaction.atomic(), acting_as(shown.author):
        writing.take_back_copy(shown=Shown.objects.get(pk=shown.pk))


def give(goal, reader, days=7):
    with transaction.atomic(), acting_as(goal.author):
        return writing.give_text(
            text=goal.text,
            head=goal.text.head,
            reader=reader,
            until=timezone.localdate() + dt.timedelta(days),
        )


def told(person, *verbs):
    """What the page says to a person, with the text that it leads to."""
    events = AuditEvent.objects.about(person)
    with transaction.atomic(), acting_as(person), translation.override("en"):
        chosen = events.filter(verb__in=verbs) if verbs else events
        return [(line.words, str(line.heading)) for line in lines(chosen, person)]


def test_letting_read_and_taking_back_is_said_to_each_with_the_text(
    goal, group, mentee, mentor, other_mentee, pair
):
    verbs = ("moved_in", "moved_out")
    by_mentor = show(goal, pair)
    show(goal, group.circle_id)
    given = f"You let {mentor} read a text"

    assert told(mentee, *verbs) == [
        ("You let your group read a text", TITLE),
        (given, TITLE),
    ]
    assert told(mentor, *verbs) == [
        (f"{mentee} let your group read a text", TITLE),
        (f"{mentee} let you read a text", TITLE),
    ]
    assert told(other_mentee, *verbs) == [
        (f"{mentee} let your group read a text", TITLE)
    ]
    take_back(by_mentor)
    assert told(mentee, *verbs)[0] == (
        f"You took back a text that {mentor} could read",
        TITLE,
    )


def test_what_was_taken_back_is_named_to_its_author_alone(
    goal, group, mentee, mentor, other_mentee
):
    take_back(show(goal, group.circle_id))
    words = "took back a text that your group could read"

    assert told(mentee, "moved_out") == [(f"You {words}", TITLE)]
    for reader in (mentor, other_mentee):
        assert told(reader, "moved_out") == [(f"{mentee} {words}", "")]
        assert told(reader, "moved_in") == [
            (f"{mentee} let your group read a text", "")
        ]


def test_strangers_are_told_nothing_of_it(goal, pair, coordinator, outsider):
    shown = show(goal, pair)
    take_back(shown)

    for person in (coordinator, outsider):
        assert told(person, "moved_in", "moved_out") == []


def test_who_left_is_not_told_what_the_text_was(goal, group, mentor, other_mentee):
    show(goal, group.circle_id)
    seat = group.seats.get(person=other_mentee)
    with transaction.atomic(), acting_as(mentor):
        leave_seat(seat=seat, by=mentor)

    assert told(other_mentee, "moved_in") == []
    gone = "You can no longer read what was written there"
    assert sorted(told(other_mentee, "left")) == [
        (f"{mentor} can no longer read what the two of you wrote", ""),
        (gone, ""),
    ]
    assert sorted(told(mentor, "left")) == [
        (
            f"{other_mentee} left, and can no longer read what your group writes here",
            "",
        ),
        (gone, ""),
    ]


def test_a_copy_is_told_to_giver_and_reader_from_its_giving_to_its_end(
    goal, mentee, coordinator, mentor
):
    copy = give(goal, coordinator)
    space = copy.space_id
    assert told(mentee, "shared") == [
        (f"You gave {coordinator} a copy of a text", TITLE)
    ]
    assert told(coordinator, "shared") == [
        (f"{mentee} gave you a copy of a text", TITLE)
    ]
    # That a space was opened for it is no line of its own.
    opened = AuditEvent.objects.about(mentee).filter(verb="opened", space_id=space)
    assert not opened.exists()

    with transaction.atomic(), acting_as(mentee):
        revoke(snapshot=Snapshot.objects.get())
    assert told(mentee, "revoked") == [
        (f"You took back the copy that {coordinator} could read; it is deleted", TITLE)
    ]
    assert told(coordinator, "revoked") == [
        (f"{mentee} took back the copy that you could read; it is deleted", "")
    ]
    assert told(coordinator, "shared") == [(f"{mentee} gave you a copy of a text", "")]
    assert told(mentor, "shared", "revoked") == []


def test_what_two_windows_take_back_at_once_is_taken_back_once(
    goal, pair, mentee, coordinator
):
    give(goal, coordinator)
    show(goal, pair)

    with transaction.atomic(), acting_as(mentee):
        # Each window has read both by then.
        copies = [Snapshot.objects.get() for _window in range(2)]
        shown = [Shown.objects.get() for _window in range(2)]
        for copy in copies:
            revoke(snapshot=copy)
        for part in shown:
            writing.take_back_copy(shown=part)

    assert len(told(mentee, "revoked")) == 1
    assert len(told(mentee, "moved_out")) == 1


def test_the_reader_of_a_copy_takes_nothing_back(goal, mentee, coordinator):
    give(goal, coordinator)

    with transaction.atomic(), acting_as(coordinator):
        with pytest.raises(CannotOpen):
            revoke(snapshot=Snapshot.objects.get())
        assert Snapshot.objects.exists()


def test_that_a_copy_ended_is_told_to_giver_and_reader(mentee, coordinator, mentor):
    until = timezone.localdate() - dt.timedelta(2)
    with transaction.atomic(), acting_as(mentee):
        give_words(author=mentee, reader=coordinator, title=TITLE, body="", until=until)
    expire()

    assert told(mentee, "expired") == [
        (f"The copy that {coordinator} could read ended on its date", "")
    ]
    assert told(coordinator, "expired") == [
        (f"The copy that {mentee} gave you ended on its date", "")
    ]
    assert told(mentor, "expired") == []


def test_every_event_is_said_in_dutch_too(
    goal, group, pair, mentee, coordinator, signed_in
):
    take_back(show(goal, group.circle_id))
    show(goal, pair)
    copy = give(goal, coordinator)
    mentee.language = "nl"
    mentee.save(update_fields=["language"])
    page = signed_in(mentee).get(reverse("writing:trail"))

    words = page.content.decode()
    assert f"Je gaf {coordinator} een kopie van een tekst" in words
    assert "Je nam een tekst terug die je groep kon lezen" in words
    assert f'<a href="{goal.get_absolute_url()}">{TITLE}</a>' in words
    assert f'<a href="{copy.get_absolute_url()}">{TITLE}</a>' in words


def test_the_trail_keeps_no_word_of_a_text(goal, pair):
    show(goal, pair)
    event = AuditEvent.objects.get(verb="moved_in")

    assert event.text_id == goal.text_id
    assert TITLE not in str(vars(event))
