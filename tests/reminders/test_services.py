import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from reminders.models import Mail
from reminders.services import Posting, post_all, unread_count

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 3, tzinfo=dt.UTC)


def test_the_key_names_programme_person_kind_object_and_day(posted, mentee, programme):
    mail = posted(day=dt.date(2026, 3, 3))

    assert mail.key == f"{programme.pk}|{mentee.pk}|tests.nudge|7|2026-03-03"
    assert mail.state == Mail.State.WAITING


def test_posting_twice_makes_one_mail(posted):
    assert posted().pk == posted().pk
    assert Mail.objects.count() == 1


@pytest.mark.parametrize("count", [1, 6])
def test_posting_many_takes_the_same_queries_for_more(
    mentee, programme, count, django_assert_num_queries
):
    messages = [
        Posting(
            person=mentee,
            kind="tests.nudge",
            link="/",
            programme_id=programme.pk,
            zone=programme.time_zone,
            object_id=number,
        )
        for number in range(count)
    ]

    with django_assert_num_queries(4):
        mails = post_all(messages)

    assert [mail.object_id for mail in mails] == [str(n) for n in range(count)]


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "tests.summons"},
        {"object_id": 8},
        {"programme_id": None},
        {"day": dt.date(2020, 1, 1)},
    ],
    ids=lambda other: next(iter(other)),
)
def test_another_part_of_the_key_makes_another_mail(posted, other):
    posted()
    posted(**other)

    assert Mail.objects.count() == 2


def test_the_day_is_that_of_the_programme(posted, programme):
    programme.time_zone = "Pacific/Auckland"
    programme.save()

    with time_machine.travel("2026-03-03T12:00:00Z"):
        assert posted().key.endswith("|2026-03-04")


def test_posting_again_changes_what_waits(posted):
    posted(context={"name": "Anna"}, link="/old/")
    mail = posted(context={"name": "Bilal"}, link="/new/")

    assert (mail.context, mail.link) == ({"name": "Bilal"}, "/new/")


def test_posting_again_brings_back_what_was_dropped(posted):
    posted()
    Mail.objects.update(state=Mail.State.DROPPED)

    assert posted().state == Mail.State.WAITING


@pytest.mark.parametrize("state", ["failed", "unknown"])
def test_posting_again_sends_what_did_not_arrive(posted, state):
    mail = posted()
    Mail.objects.update(
        state=state, error="SMTPDataError 550", attempts=8, handed_over_at=NOW
    )

    again = posted()

    assert (again.pk, again.state, again.error) == (mail.pk, "waiting", "")
    assert (again.attempts, again.handed_over_at) == (0, None)
    assert again.message_id != mail.message_id


def test_posting_again_leaves_what_was_sent(posted):
    mail = posted()
    Mail.objects.update(state=Mail.State.SENT)

    again = posted(link="/new/")

    assert (again.pk, again.state, again.link) == (mail.pk, "sent", "/intake/7/")


def test_an_unknown_kind_is_refused(posted):
    with pytest.raises(LookupError, match=r"tests\.other"):
        posted(kind="tests.other")


def test_the_bell_rings_once_after_the_transaction(
    posted, rung, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        posted()
        posted(object_id=8)
        assert rung() == []

    assert rung() == [("reminders.deliver",)]


def test_the_bell_keeps_silent_about_what_may_not_leave_yet(
    posted, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        posted(not_before=timezone.now() + dt.timedelta(hours=1))

    assert callbacks == []


def test_without_a_broker_the_page_goes_on(
    posted, away, caplog, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        posted()

    assert "No broker" in caplog.text
    assert Mail.objects.get().state == Mail.State.WAITING


def test_unread_counts_what_reached_the_inbox(
    posted, mentee, django_assert_num_queries
):
    posted()
    posted(object_id=8, not_before=timezone.now() + dt.timedelta(days=1))
    posted(object_id=9)
    Mail.objects.filter(object_id=9).update(state=Mail.State.DROPPED)

    with django_assert_num_queries(1):
        assert unread_count(mentee) == 1


def test_what_is_of_a_programme_says_where_that_is(posted):
    with pytest.raises(TypeError, match="names no zone"):
        posted(zone="")
