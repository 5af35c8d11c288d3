"""The page of all ways into one's account, and of where one is signed in."""

import datetime as dt
import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.backends import db
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from calendars import services as calendars
from people.accounts.services.notes import Event
from people.accounts.services.ways import ways_left
from people.accounts.session_store import SessionStore, digest
from people.models import SignIn
from reminders.models import Mail
from spaces.acting import acting_as
from tests.conftest import connect_as
from tests.factories import PersonFactory
from tests.people.accounts.test_notes import (
    FIREFOX,
    OTHER,
    PASSWORD,
    passkey_of,
    sign_in,
)
from tests.showing import just_now, just_shown

pytestmark = pytest.mark.django_db
PAGE = reverse("people:ways_in")
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def person():
    person = PersonFactory(language="en")
    person.set_password(PASSWORD)
    person.save()
    return person


def on_a_device(person, agent=FIREFOX, password=PASSWORD):
    client = Client(headers={"User-Agent": agent})
    sign_in(client, person, password)
    assert is_in(client)
    return client


def is_in(client):
    return client.get("/").status_code == 200


def row_of(client):
    return SignIn.objects.get(pk=digest(client.session.session_key))


def end(client, row):
    return client.post(reverse("people:sign_in_end", args=[row.pk]))


def test_it_shows_every_way_in(person, programme):
    with time_machine.travel(dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)):
        person.set_password(PASSWORD)
        person.save()
        passkey_of(person, name="My phone")
        Authenticator.objects.create(user=person, type="totp", data={})
        SocialAccount.objects.create(user=person, provider="organisation", uid="1")
        with acting_as(person):
            calendars.make_feed(person=person)
    client = on_a_phone_with_a_passkey(person)

    text = words(client.get(PAGE).text)

    for said in (
        "Password since 3 March 2026 Change",
        "Passkey: My phone added on 3 March 2026 · never used yet Remove",
        "Second step with an app on your phone on since 3 March 2026 Turn off",
        "Signing in with organisation since",
        "Calendar address since 3 March 2026 Withdraw",
    ):
        assert said in text


def words(page):
    text = re.sub(r'<span class="visually-hidden">.*?</span>', "", page)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def on_a_phone_with_a_passkey(person):
    client = Client(headers={"User-Agent": PHONE})
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


def test_it_shows_the_own_sign_ins_with_device_and_time(person):
    with time_machine.travel(dt.datetime(2026, 3, 3, 13, 5, tzinfo=dt.UTC)):
        on_a_device(person, PHONE)
    with time_machine.travel(dt.datetime(2026, 3, 4, 8, tzinfo=dt.UTC)):
        on_a_device(PersonFactory(password=person.password), "Opera OPR/99 Linux")
        here = on_a_device(person)

        text = words(here.get(PAGE).text)

    assert "Firefox on Windows this one signed in on 4 March, 09:00" in text
    assert (
        "Safari on iPhone signed in on 3 March, 14:05 · last seen on 3 March, 14:05"
        " Sign out there"
    ) in text
    assert "Opera" not in text


def test_one_that_is_ended_is_out_with_its_next_request(person):
    here, there, third = (on_a_device(person) for _each in range(3))

    response = end(here, row_of(there))

    assert response.url == PAGE
    assert [is_in(client) for client in (here, there, third)] == [True, False, True]
    assert SignIn.objects.filter(person=person).count() == 2


def test_what_was_ended_does_not_come_back_by_a_request_under_way(person):
    here, there = on_a_device(person), on_a_device(person)
    session = SessionStore(there.session.session_key)
    session["typed"] = "something"
    end(here, row_of(there))

    with pytest.raises(db.UpdateError):
        session.save()
    assert not is_in(there)


def test_nobody_ends_or_sees_those_of_others(person):
    here, other = (
        on_a_device(person),
        on_a_device(PersonFactory(password=person.password)),
    )

    assert end(other, row_of(here)).status_code == 404
    assert end(here, row_of(here)).status_code == 404
    assert is_in(here)
    assert row_of(here).pk not in other.get(PAGE).text
    assert Client().get(PAGE).url.startswith(reverse("account_login"))
    assert Client().post(reverse("people:sign_in_end", args=["x"])).status_code == 401
    assert here.get(reverse("people:sign_in_end", args=["x"])).status_code == 405


def test_another_password_ends_those_elsewhere_and_the_list_says_so(person):
    here, there = on_a_device(person), on_a_device(person)
    form = {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER}

    here.post(reverse("account_change_password"), form)

    assert [is_in(here), is_in(there)] == [True, False]
    assert SignIn.objects.filter(person=person).get() == row_of(here)


def test_it_is_written_that_one_is_in_use_once_in_five_minutes(
    person, django_assert_num_queries
):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = on_a_device(person)
        page = reverse("people:account")
        client.get(page)

        def seen_after(minutes):
            clock.shift(dt.timedelta(minutes=minutes))
            client.get(page)
            return timezone.now() - row_of(client).seen_at

        late = [seen_after(4), seen_after(0.5), seen_after(1), seen_after(1)]

    assert [one.total_seconds() / 60 for one in late] == [4, 4.5, 0, 1]


def test_being_seen_makes_no_sign_in_last_longer(person):
    client = on_a_device(person)
    ends = row_of(client).expire_date

    with time_machine.travel(timezone.now() + dt.timedelta(days=6)):
        assert is_in(client)
        assert row_of(client).seen_at > timezone.now() - dt.timedelta(minutes=1)
        assert row_of(client).expire_date == ends


def test_those_that_ended_by_themselves_are_not_shown_and_forgotten(person):
    with time_machine.travel(timezone.now() - dt.timedelta(days=8)):
        old = row_of(on_a_device(person, PHONE))
    here = on_a_phone_with_a_passkey(person)
    assert "Safari" not in here.get(PAGE).text

    on_a_device(person)

    assert not SignIn.objects.filter(pk=old.pk).exists()


@pytest.mark.parametrize("kept", [1, 3])
def test_the_page_costs_the_same_with_more_of_them(
    person, kept, django_assert_num_queries
):
    for number in range(kept):
        on_a_phone_with_a_passkey(person)
        passkey_of(person, name=f"Key {number}")
    client = on_a_phone_with_a_passkey(person)

    with django_assert_num_queries(12):
        client.get(PAGE)


def test_the_worker_sees_no_sign_in(person):
    with connect_as("worker") as worker, pytest.raises(Exception, match="denied"):
        worker.execute("SELECT count(*) FROM people_signin")


def test_nothing_of_an_address_is_kept():
    names = {field.name for field in SignIn._meta.get_fields()}

    assert names == {
        *("session_key", "session_data", "expire_date", "person"),
        *("browser", "system", "signed_in_at", "seen_at"),
    }


# The last way in


def test_the_last_way_in_stays(person):
    key = passkey_of(person)
    person.set_unusable_password()
    person.save()
    client = on_a_phone_with_a_passkey(person)
    just_shown(client, person)

    for method in ("get", "post"):
        remove = getattr(client, method)
        page = remove(reverse("mfa_remove_webauthn", args=[key.pk]), follow=True)
        assert "This is the only way you have to sign in." in page.text
    assert Authenticator.objects.get() == key


@pytest.mark.parametrize("other", ["passkey", "single sign-on", None])
def test_a_password_goes_when_there_is_another_way(person, other):
    client = on_a_device(person)
    if other == "passkey":
        passkey_of(person)
    elif other:
        SocialAccount.objects.create(user=person, provider="organisation", uid="1")
    # A second step lets nobody in by itself.
    Authenticator.objects.create(user=person, type="totp", data={})
    just_shown(client, person)
    path = reverse("people:password_remove")
    assert client.get(path).status_code == 200

    page = client.post(path, follow=True).text

    person.refresh_from_db()
    assert person.has_usable_password() == (other is None)
    assert ("The password is taken away." in page) == bool(other)
    assert ("This is the only way" in page) == (not other)
    events = Mail.objects.values_list("context__event", flat=True)
    assert list(events) == [Event.PASSWORD_REMOVED] * bool(other)


@pytest.mark.parametrize("has_key", [True, False])
def test_single_sign_on_goes_when_there_is_another_way(has_key):
    person = PersonFactory(language="en")
    account = SocialAccount.objects.create(
        user=person, provider="organisation", uid="1"
    )
    client = on_a_phone_with_a_passkey(person)
    if has_key:
        passkey_of(person)
        just_shown(client, person)
    else:
        just_now(client, person)
    path = reverse("people:single_sign_on_remove", args=[account.pk])
    assert client.get(path).status_code == 200

    client.post(path)

    assert SocialAccount.objects.exists() != has_key
    events = Mail.objects.values_list("context__event", flat=True)
    assert list(events) == [Event.SSO_REMOVED] * has_key


def test_single_sign_on_of_others_is_not_found(person):
    account = SocialAccount.objects.create(
        user=PersonFactory(), provider="organisation", uid="1"
    )
    client = on_a_device(person)
    just_shown(client, person)
    path = reverse("people:single_sign_on_remove", args=[account.pk])

    assert [client.get(path).status_code, client.post(path).status_code] == [404, 404]
    assert SocialAccount.objects.exists()


@pytest.mark.parametrize("name", ["password_remove", "single_sign_on_remove"])
def test_an_open_screen_is_not_enough_to_end_a_way(person, name):
    account = SocialAccount.objects.create(
        user=person, provider="organisation", uid="1"
    )
    client = on_a_device(person)
    path = reverse(f"people:{name}", args=[account.pk] if "single" in name else [])

    for method in ("get", "post"):
        response = getattr(client, method)(path)
        assert response.url.startswith(reverse("account_reauthenticate"))
    person.refresh_from_db()
    assert ways_left(person, without=None) == 2


def test_a_passkey_that_is_a_second_step_is_no_way_in(person):
    key = passkey_of(person)
    key.data["credential"]["clientExtensionResults"]["credProps"]["rk"] = False
    key.save()
    assert ways_left(person, without="password") == 0

    # Safari does not say which it is; it makes such as sign in alone.
    key.data["credential"]["clientExtensionResults"] = {}
    key.save()
    assert ways_left(person, without="password") == 1


def test_the_table_of_before_is_used_no_more():
    with pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM django_session")
