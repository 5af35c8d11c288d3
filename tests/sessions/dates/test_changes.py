"""What moves, calls off or adds a meeting: why, how near it is, and who is told."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from groups.services import join_group
from people.services.departures import mark_left
from reminders.message import make_message
from reminders.models import Mail
from sessions.dates.services.reasons import give_reason
from sessions.models import ChangeReason, Kept, Session
from spaces.acting import acting_as
from tests.factories import see_all
from tests.roles import in_line, worker
from tests.sessions.conftest import FIRST

WHY = "The harbour is shut that day"


def move_to(on="2026-11-26", at="10:00", **more):
    return {"on": on, "at": at, "minutes": "120", "place": "Utrecht"} | more


def test_who_cancels_at_short_notice_is_asked_whether_it_is_sure(
    signed_in, mentor, first
):
    Session.objects.update(on="2026-11-10")
    client, url = signed_in(mentor), reverse("sessions:session_cancel", args=[first.pk])

    assert client.post(url).status_code == 200
    assert first.group.sessions.planned().exists()
    assert client.post(url, {"sure": "on"}).status_code == 302
    assert not first.group.sessions.planned().exists()


@pytest.mark.parametrize(("on", "asked"), [("2026-11-11", True), ("2026-11-26", False)])
def test_who_adds_at_short_notice_is_asked_whether_it_is_sure(
    signed_in, mentor, first, on, asked
):
    client = signed_in(mentor)
    url = reverse("sessions:session_new", args=[first.group_id])
    typed = move_to(on) | {"kind": "guest"}

    response = client.post(url, typed)

    assert response.status_code == (200 if asked else 302)
    assert first.group.sessions.count() == (1 if asked else 2)
    if asked:
        assert "within 2 days: not everybody may read" in response.text
        assert client.post(url, typed | {"sure": "on"}).status_code == 302


def change(client, first, how):
    """Change a meeting in one of the three ways, with a reason; answers its page."""
    typed = {"reason": WHY}
    if how != "cancel":
        typed |= move_to("2026-11-26") | {"kind": "guest"}
    pk = first.group_id if how == "new" else first.pk
    return client.post(reverse(f"sessions:session_{how}", args=[pk]), typed).url


@pytest.mark.parametrize(
    ("how", "title"),
    [
        ("move", "Why it was moved"),
        ("cancel", "Why it is off"),
        ("new", "Why it was added"),
    ],
)
def test_the_group_reads_why_and_nobody_else(
    signed_in, mentor, mentee, outsider, coordinator, first, how, title, enrol
):
    page = change(signed_in(mentor), first, how)

    for reader in (mentor, mentee):
        text = signed_in(reader).get(page).text
        assert WHY in text
        assert title in text
    for reader in (outsider, coordinator):
        assert signed_in(reader).get(page).status_code == 404
        with acting_as(reader), transaction.atomic():
            assert not ChangeReason._base_manager.exists()
    # It was said to those who were there; and no mail quotes it.
    joined = join_group(group=first.group, participation=enrol())
    see_all(first.group)
    assert WHY not in signed_in(joined.person).get(page).text
    assert WHY in signed_in(mentee).get(page).text
    in_line()
    told = [repr(mail.context) for mail in Mail.objects.all()]
    assert told
    assert not [said for said in told if WHY in said]


@pytest.mark.parametrize("how", ["move", "cancel", "new"])
def test_a_change_needs_no_reason(signed_in, mentor, first, how):
    client = signed_in(mentor)
    typed = {} if how == "cancel" else move_to("2026-11-26") | {"kind": "guest"}
    pk = first.group_id if how == "new" else first.pk

    page = client.post(reverse(f"sessions:session_{how}", args=[pk]), typed).url

    assert client.get(page).context["reason"] is None


def test_only_the_mentor_says_why(first, mentee):
    with acting_as(mentee), pytest.raises(DatabaseError), transaction.atomic():
        give_reason(session=first, by=mentee, change="moved", words=WHY)


def test_a_reason_for_a_circle_that_changed_meanwhile_is_kept(
    signed_in, mentor, first, enrol
):
    before = str(first.group.circle_id)
    join_group(group=first.group, participation=enrol())
    see_all(first.group)
    url = reverse("sessions:session_move", args=[first.pk])

    signed_in(mentor).post(
        url, move_to("2026-11-26") | {"reason": WHY, "circle": before}
    )

    first.refresh_from_db()
    assert first.on == FIRST
    with acting_as(mentor), transaction.atomic():
        assert [kept.words for kept in Kept.objects.all()] == [WHY]


@pytest.mark.parametrize("page", ["session_move", "session_cancel", "session_new"])
def test_it_says_beforehand_who_is_told(
    signed_in, mentor, mentee, other_mentee, coordinator, first, page
):
    mark_left(person=other_mentee, by=coordinator)
    pk = first.group_id if page == "session_new" else first.pk

    shown = signed_in(mentor).get(reverse(f"sessions:{page}", args=[pk]))

    told = first.group.seats.mentees().exclude(person=other_mentee)
    assert {one.pk for one in shown.context["people"]} == {
        seat.person_id for seat in told
    }
    assert mentee.called in shown.text
    assert other_mentee.called not in shown.text


def mails(person):
    """What waits to be mailed to the person of dates."""
    in_line()
    waiting = Mail.objects.filter(kind__startswith="calendars.", state="waiting")
    with worker():
        found = [make_message(mail).body for mail in waiting.filter(person=person)]
    assert found
    return "\n".join(found)


SAYS = "Why stands at the page"


@pytest.mark.parametrize("how", ["move", "new"])
def test_a_mail_says_that_there_is_a_reason_and_not_which(
    signed_in, mentor, mentee, first, how
):
    in_line()
    change(signed_in(mentor), first, how)

    said = mails(mentee)
    assert SAYS in said
    assert WHY not in said


@pytest.mark.parametrize("how", ["move", "cancel"])
def test_so_does_one_of_a_series_whose_page_leads_there(
    signed_in, mentor, mentee, series, group, how
):
    in_line()
    third = group.sessions.of_series()[2]
    typed = move_to(third.on + dt.timedelta(1)) if how == "move" else {}
    url = reverse(f"sessions:session_{how}", args=[third.pk])

    signed_in(mentor).post(url, typed | {"reason": WHY})

    said = mails(mentee)
    assert SAYS in said
    assert WHY not in said
    page = signed_in(mentee).get(reverse("sessions:series", args=[group.pk]))
    assert list(page.context["explained"]) == [third]
    assert WHY not in page.text


def test_a_mail_of_a_later_change_says_nothing_of_an_older_reason(
    signed_in, mentor, mentee, first
):
    in_line()
    change(signed_in(mentor), first, "move")
    in_line()
    Mail.objects.update(state="sent", handed_over_at=first.created_at)
    url = reverse("sessions:session_move", args=[first.pk])

    signed_in(mentor).post(url, move_to("2026-12-03"))

    assert SAYS not in mails(mentee)
