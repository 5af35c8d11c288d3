import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from reminders import letters, stopping, views
from reminders.models import Mail, Preference
from reminders.services import stop
from tests import factories

pytestmark = pytest.mark.django_db
INBOX = reverse("reminders:inbox")
PREFERENCES = reverse("reminders:preferences")


def path_of(address):
    return address.removeprefix("http://localhost:8000")


@pytest.fixture
def stop_path(mentee):
    return path_of(stopping.address(mentee.pk, "tests.nudge"))


def titles(response):
    return [mail.line for mail in response.context["page"]]


def test_the_inbox_shows_what_was_sent_to_me_newest_first(
    posted, signed_in, mentee, other_mentee
):
    posted(context={"name": "Anna"})
    posted(object_id=8, context={"name": "Bo"})
    posted(person=other_mentee, context={"name": "Chris"})

    response = signed_in(mentee).get(INBOX)

    assert titles(response) == ["An intake with Bo waits", "An intake with Anna waits"]
    assert "Chris" not in response.content.decode()


def test_the_inbox_leaves_out_what_is_dropped_or_still_to_come(
    posted, signed_in, mentee
):
    posted()
    Mail.objects.update(state=Mail.State.DROPPED)
    posted(object_id=8, not_before=timezone.now() + dt.timedelta(days=1))

    response = signed_in(mentee).get(INBOX)

    assert titles(response) == []
    assert "There is nothing in your inbox yet." in response.content.decode()


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("unknown", "may not have reached your mailbox"),
        ("failed", "could not be delivered to your mailbox"),
        ("kept", "in your inbox only, as you chose"),
    ],
)
def test_the_inbox_says_honestly_what_became_of_a_mail(
    posted, signed_in, mentee, state, said
):
    posted()
    client = signed_in(mentee)
    assert said not in client.get(INBOX).content.decode()

    Mail.objects.update(state=state)

    assert said in client.get(INBOX).content.decode()


def test_a_kind_that_is_gone_does_not_break_the_inbox(posted, signed_in, mentee):
    posted()
    Mail.objects.update(kind="tests.gone")

    response = signed_in(mentee).get(INBOX)

    assert titles(response) == ["Message"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_inbox_asks_the_database_a_fixed_number_of_times(
    posted, signed_in, mentee, count, django_assert_num_queries
):
    for number in range(count):
        programme = factories.ProgrammeFactory()
        posted(object_id=number, programme_id=programme.pk)
    client = signed_in(mentee)

    with django_assert_num_queries(9):
        client.get(INBOX)


@pytest.mark.parametrize(
    ("asked", "number"),
    [("", 1), ("²", 1), ("1\x00", 1), ("2", 2), ("0", 2), ("9" * 5000, 1)],
)
def test_any_text_is_a_page_of_the_inbox(posted, signed_in, mentee, asked, number):
    for object_id in range(views.A_PAGE + 1):
        posted(object_id=object_id)

    page = signed_in(mentee).get(INBOX, {"page": asked}).context["page"]

    assert page.number == number


def test_the_inbox_has_pages(posted, signed_in, mentee):
    for number in range(26):
        posted(object_id=number)

    response = signed_in(mentee).get(INBOX, {"page": 2})

    assert len(titles(response)) == 1
    assert "Page 2 of 2" in response.content.decode()


def test_opening_marks_as_read_and_goes_there(posted, signed_in, mentee):
    mail = posted()

    response = signed_in(mentee).post(reverse("reminders:open", args=[mail.pk]))

    mail.refresh_from_db()
    assert mail.read_at
    assert (response.status_code, response.url) == (302, "/intake/7/")


def test_opening_again_keeps_the_first_moment(posted, signed_in, mentee):
    mail = posted()
    client = signed_in(mentee)
    url = reverse("reminders:open", args=[mail.pk])
    client.post(url)
    first = Mail.objects.get().read_at

    client.post(url)

    assert Mail.objects.get().read_at == first


def test_another_ones_mail_is_not_found(posted, signed_in, other_mentee, coordinator):
    mail = posted()
    for person in (other_mentee, coordinator):
        response = signed_in(person).post(reverse("reminders:open", args=[mail.pk]))
        assert response.status_code == 404

    mail.refresh_from_db()
    assert mail.read_at is None


def test_all_are_marked_as_read_and_only_mine(posted, signed_in, mentee, other_mentee):
    posted()
    posted(object_id=8)
    other = posted(person=other_mentee)

    response = signed_in(mentee).post(reverse("reminders:read_all"), follow=True)

    assert "2 messages marked as read." in response.content.decode()
    assert list(Mail.objects.filter(read_at=None)) == [other]


def test_preferences_show_what_i_get(signed_in, mentee):
    stop(person_id=mentee.pk, kind="tests.nudge")

    response = signed_in(mentee).get(PREFERENCES)

    form = response.context["form"]
    assert [name for _kind, name in form.fields["kinds"].choices] == [
        "Alarms",
        "Chores",
        "Meetings",
        "Moments",
        "News",
        "Nudges",
        "What waits for you, once a day",
    ]
    assert "tests.nudge" not in form.initial["kinds"]
    assert len(form.initial["kinds"]) == 6
    assert response.context["always"] == ["Summons", "Ways in", "Notices"]


def test_preferences_are_kept(signed_in, mentee, other_mentee):
    stop(person_id=mentee.pk, kind="tests.nudge")
    stop(person_id=other_mentee.pk, kind="tests.nudge")

    kinds = {one.kind for one in letters.all_letters().values() if one.stoppable}

    response = signed_in(mentee).post(
        PREFERENCES, {"kinds": [*kinds - {"tests.meeting", "tests.bulk"}]}
    )

    assert response.status_code == 302
    assert set(Preference.objects.values_list("person", "kind")) == {
        (mentee.pk, "tests.meeting"),
        (other_mentee.pk, "tests.nudge"),
    }


def test_a_kind_that_cannot_be_stopped_is_no_choice(signed_in, mentee):
    response = signed_in(mentee).post(PREFERENCES, {"kinds": ["tests.summons"]})

    assert response.status_code == 200
    assert not Preference.objects.exists()


@pytest.mark.parametrize("url", [INBOX, PREFERENCES])
def test_whoever_is_not_signed_in_signs_in_first(client, url):
    response = client.get(url)

    assert response.status_code == 302
    assert response.url.endswith(f"?next={url}")


def test_whoever_is_not_signed_in_has_read_nothing(client):
    assert client.post(reverse("reminders:read_all")).status_code == 401


@pytest.mark.parametrize(
    ("method", "name"),
    [("post", "inbox"), ("get", "read_all"), ("get", "open"), ("put", "preferences")],
)
def test_other_methods_are_refused(posted, signed_in, mentee, method, name):
    url = reverse(f"reminders:{name}", args=[posted().pk] if name == "open" else [])

    assert getattr(signed_in(mentee), method)(url).status_code == 405


def test_looking_at_the_way_out_stops_nothing(client, stop_path):
    response = client.get(stop_path)

    assert response.status_code == 200
    assert "Nudges" in response.content.decode()
    assert not Preference.objects.exists()


def test_one_click_in_a_mail_program_stops_the_kind(mentee, stop_path):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    response = client.post(stop_path, {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert list(Preference.objects.values_list("person", "kind")) == [
        (mentee.pk, "tests.nudge")
    ]


def test_stopping_twice_is_the_same(client, stop_path):
    client.post(stop_path)

    assert client.post(stop_path).status_code == 200
    assert Preference.objects.count() == 1


def test_stopping_can_be_undone(client, stop_path):
    client.post(stop_path)

    response = client.post(stop_path, {"again": "yes"})

    assert "You get these mails again" in response.content.decode()
    assert not Preference.objects.exists()


def test_the_way_out_speaks_the_language_of_the_person(client, mentee, stop_path):
    mentee.language = "nl"
    mentee.save()

    assert "Deze mails stoppen?" in client.get(stop_path).content.decode()


def test_a_way_out_is_only_for_its_own_person_and_kind(client, stop_path):
    forged = stop_path[:-3] + "xx/"

    assert client.get(forged).status_code == 404
    assert client.post(forged).status_code == 404
    assert not Preference.objects.exists()


@pytest.mark.parametrize("kind", ["tests.summons", "tests.gone"])
def test_no_way_out_of_what_cannot_be_stopped(client, mentee, kind):
    path = path_of(stopping.address(mentee.pk, kind))

    assert client.post(path).status_code == 404


def test_the_way_out_takes_no_other_method(client, stop_path):
    assert client.put(stop_path).status_code == 405
