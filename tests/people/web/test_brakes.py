"""What one person may write in a short time, and that nothing is lost by it."""

import datetime as dt
import threading
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.models import Allowance, SignIn
from people.web.brakes import wait

NOW = dt.datetime(2026, 11, 9, 10, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def brakes(settings):
    settings.BRAKES = {"send": [("send", 3, 3000)], "save": [("save", 2, 2000)]}


def goal(mentee, **text):
    url = reverse("writing:save", args=["goal", uuid4()])
    return url, {"author": mentee.pk, "client_id": uuid4(), **text}


def test_so_many_at_once_and_then_as_many_as_come_back(mentor, mentee, settings):
    settings.BRAKES = {"send": [("send", 3, 6)]}
    with time_machine.travel(NOW, tick=False) as now:
        assert [wait(mentee, "send") for _one in range(4)] == [0, 0, 0, 2]
        assert wait(mentor, "send") == 0

        now.shift(2)

        assert [wait(mentee, "send") for _one in range(2)] == [0, 2]


def test_who_goes_on_trying_does_not_wait_longer(mentee, settings):
    settings.BRAKES = {"send": [("send", 1, 2)]}
    with time_machine.travel(NOW, tick=False):
        wait(mentee, "send")

        assert {wait(mentee, "send") for _one in range(5)} == {2}


def test_the_longer_wait_counts(mentee, settings):
    settings.BRAKES = {"send": [("send", 9, 9), ("day", 1, 100)]}
    with time_machine.travel(NOW, tick=False):
        assert [wait(mentee, "send") for _one in range(2)] == [0, 100]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_take_the_same_last_one(mentee, settings):
    settings.BRAKES = {"send": [("send", 5, 5000)]}
    taken = []

    def take():
        taken.append(wait(mentee, "send"))
        connection.close()

    threads = [threading.Thread(target=take) for _one in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert taken.count(0) == 5


def test_what_was_typed_comes_back_to_be_sent_again(
    signed_in, mentee, mentor, settings, brakes
):
    seat = mentee.seats.get()
    url = reverse("sessions:one_on_one_ask", args=[seat.pk])
    typed = {"question": "</textarea><b>My manager", "urgent": "on"}
    client = signed_in(mentee)
    for _one in range(3):
        assert client.post(url, typed).status_code == 302

    refused = client.post(url, typed)

    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 60
    assert "&lt;/textarea&gt;&lt;b&gt;My manager" in refused.text
    assert '<textarea name="urgent" hidden>\non</textarea>' in refused.text
    assert client.get(url).status_code == 200


def test_what_is_typed_to_sign_in_comes_back_on_no_page(signed_in, mentee, brakes):
    client = signed_in(mentee)
    form = {"password": "een zin die niemand raadt"}
    for _one in range(3):
        client.post(reverse("account_reauthenticate"), form)

    refused = client.post(reverse("account_reauthenticate"), form)

    assert refused.status_code == 429
    assert "niemand raadt" not in refused.text


def test_a_save_is_asked_to_wait_and_told_how_long(signed_in, mentee, brakes):
    client = signed_in(mentee)
    url, text = goal(mentee, title="Say no", body="")
    for _one in range(2):
        assert client.post(url, text | {"client_id": uuid4()}).status_code == 200

    later = client.post(url, text | {"title": "Say no more"})

    assert later.status_code == 429
    assert later.json() == {"wait": int(later.headers["Retry-After"])}
    # It has a bucket of its own: other things go on.
    assert client.post(reverse("people:sign_out_elsewhere")).status_code == 302


@pytest.mark.parametrize(
    "name",
    [
        "people:sign_out_elsewhere",
        "people:sign_in_end",
        "calendars:feed_withdraw",
        "account_logout",
    ],
)
def test_a_stranger_who_sends_a_great_deal_is_still_put_out(
    signed_in, mentee, brakes, name
):
    stranger = Client()
    stranger.force_login(mentee, settings.AUTHENTICATION_BACKENDS[0])
    elsewhere = [SignIn.objects.get(person=mentee).pk] if name.endswith("_end") else []
    for _one in range(3):
        stranger.post(reverse("reminders:read_all"))
    assert stranger.post(reverse("reminders:read_all")).status_code == 429

    assert signed_in(mentee).post(reverse(name, args=elsewhere)).status_code == 302


def test_large_ones_wait_longer_and_small_ones_do_not(signed_in, mentee, settings):
    settings.BRAKES = {"large": [("large", 2, 3600)]}
    client = signed_in(mentee)
    url, text = goal(mentee, title="", body="a" * 120_000)
    # However long the machine takes over them.
    with time_machine.travel(timezone.now(), tick=False):
        for number in range(2):
            saved = text | {"client_id": uuid4(), "body": f"{number}{text['body']}"}
            assert client.post(url, saved).status_code == 200

        refused = client.post(url, text)

    assert (refused.status_code, refused.json()) == (429, {"wait": 1800})
    assert client.post(url, text | {"body": "a"}).status_code == 200
    large = {"words": text["body"]}
    assert client.post(reverse("reminders:read_all"), large).status_code == 429
    assert client.post(reverse("reminders:read_all")).status_code == 302


def test_reading_takes_nothing(signed_in, mentee, brakes):
    client = signed_in(mentee)
    for _one in range(5):
        assert client.get("/").status_code == 200

    assert not Allowance.objects.exists()
