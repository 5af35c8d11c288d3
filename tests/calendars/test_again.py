"""A mail of which nobody knows whether it arrived can be sent once more, by its reader."""

import pytest
from django.urls import reverse
from django.utils import timezone

from calendars import services
from calendars.models import Told
from calendars.models.told import ToldQuerySet
from reminders.message import make_message
from reminders.models import Mail
from spaces.acting import acting_as
from tests.asked import holds
from tests.roles import in_line

PAGE = reverse("calendars:calendar")
pytestmark = pytest.mark.usefixtures("at_work")


@pytest.fixture
def lost(group, first):
    """The mails of the first meeting left, and nobody knows whether they arrived."""
    services.follow([group.pk])
    in_line()
    Mail.objects.update(
        state="unknown", handed_over_at=timezone.now(), error="interrupted", attempts=1
    )


def told_of(person):
    with acting_as(person):
        return Told.objects.get()


def again(client, told):
    url = reverse("calendars:told_again", args=[told.pk])
    return client.post(url, follow=True)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("state", ["unknown", "failed"])
def test_it_stands_on_the_page_and_is_sent_once_more(
    signed_in, lost, mentee, language, state
):
    mentee.language = language
    mentee.save(update_fields=["language"])
    told, client = told_of(mentee), signed_in(mentee)
    mail = Mail.objects.get(pk=told.mail_id)
    before, bytes_before = mail.message_id, calendar_of(mail)
    Mail.objects.filter(pk=mail.pk).update(state=state)
    words = {"en": "Send again", "nl": "Opnieuw sturen"}[language]
    assert words in client.get(PAGE).text

    page = again(client, told)

    assert words not in page.text
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.error) == ("waiting", 0, "")
    assert mail.message_id != before
    assert calendar_of(mail) == bytes_before
    assert holds(mail)
    # Once: who presses again sends nothing more.
    again(client, told)
    assert Mail.objects.filter(person=mentee, kind="calendars.planned").count() == 1
    assert told_of(mentee).sequence == 0


def calendar_of(mail):
    parts = make_message(mail).message().walk()
    (part,) = [part for part in parts if part.get_content_type() == "text/calendar"]
    return part.get_payload(decode=True)


@pytest.mark.parametrize("state", ["waiting", "claimed", "sent", "dropped", "held"])
def test_of_what_is_known_nothing_is_offered_nor_sent(signed_in, lost, mentee, state):
    Mail.objects.update(state=state)
    told, client = told_of(mentee), signed_in(mentee)
    assert "Send again" not in client.get(PAGE).text

    again(client, told)

    assert Mail.objects.get(pk=told.mail_id).state == state


def test_what_has_passed_is_not_offered(signed_in, lost, mentee, first, now):
    now.move_to(first.starts_at)

    assert "Send again" not in signed_in(mentee).get(PAGE).text


def test_nobody_sends_what_is_another_persons(signed_in, lost, mentee, other_mentee):
    told = told_of(mentee)

    assert again(signed_in(other_mentee), told).status_code == 404

    assert Mail.objects.get(pk=told.mail_id).state == "unknown"
    assert signed_in(other_mentee).get(PAGE).text.count("Send again</button>") == 1


def test_without_its_filter_nothing_of_others_is_shown_nor_sent(
    signed_in, lost, mentee, other_mentee, monkeypatch
):
    told = told_of(mentee)
    monkeypatch.setattr(ToldQuerySet, "of", lambda rows, person: rows)
    client = signed_in(other_mentee)

    shown = client.get(PAGE).context["in_doubt"]

    assert [row.person_id for row, _line in shown] == [other_mentee.pk]
    assert again(client, told).status_code == 404
    assert Mail.objects.get(pk=told.mail_id).state == "unknown"


def test_a_stranger_signs_in_and_a_get_sends_nothing(client, signed_in, lost, mentee):
    url = reverse("calendars:told_again", args=[told_of(mentee).pk])

    client.post(url)
    assert signed_in(mentee).get(url).status_code == 405
    assert set(Mail.objects.values_list("state", flat=True)) == {"unknown"}


def test_the_inbox_leads_to_where_it_is_sent_again(signed_in, lost, mentee):
    inbox, link = reverse("reminders:inbox"), f'<a href="{PAGE}">have it sent again</a>'
    client = signed_in(mentee)
    assert client.get(inbox).text.count(link) == 1

    for change in ({"state": "sent"}, {"state": "failed", "kind": "sessions.vote"}):
        Mail.objects.update(**change)
        assert link not in client.get(inbox).text
