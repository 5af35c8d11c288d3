"""Each new, changed or removed way in is told to its person, once, by mail and inbox."""

import datetime as dt
import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from django.utils import translation

from calendars import services as calendars
from calendars.models import Feed
from people.accounts.adapter import EVENTS, AccountAdapter
from people.accounts.devices import Device, device_of
from people.accounts.services.invitations import (
    accept_with_passkey,
    invitation_path,
    invite,
)
from people.accounts.services.notes import Event, note_event
from people.accounts.services.passwords import new_password_path
from reminders import services
from reminders.asking import Asking, why_not
from reminders.letters import letter_for
from reminders.message import make_message
from reminders.models import Mail
from spaces.acting import acting_as
from tests.factories import ParticipationFactory, PersonFactory, ProgrammeFactory
from tests.people.accounts.test_second_step import code_of
from tests.showing import just_now, just_shown

pytestmark = pytest.mark.django_db
PASSWORD = "een zin die niemand raadt"
OTHER = "een andere zin van iemand"
PASSKEY = {"clientExtensionResults": {"credProps": {"rk": True}}}
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0"


@pytest.fixture
def person():
    person = PersonFactory(language="en")
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def client():
    return Client(headers={"User-Agent": FIREFOX})


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    """What the person was told of by the block, commit and all."""

    class Told(list):
        def __enter__(self):
            self.before = set(Mail.objects.values_list("pk", flat=True))
            self.commit = django_capture_on_commit_callbacks(execute=True)
            self.commit.__enter__()
            return self

        def __exit__(self, *error):
            self.commit.__exit__(*error)
            new = Mail.objects.exclude(pk__in=self.before).order_by("pk")
            self[:] = [(one.person, one.kind, one.context["event"]) for one in new]

    return Told


def of(person, *events):
    return [(person, "people.way_in", str(event)) for event in events]


def sign_in(client, person, password=PASSWORD):
    form = {"login": person.email, "password": password}
    return client.post(reverse("account_login"), form)


def show_again(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


@pytest.fixture
def inside(client, person):
    """Signed in, and just shown once more to be the person."""
    sign_in(client, person)
    show_again(client)
    return client


def test_a_password_chosen_by_invitation_is_told(client, told):
    newcomer = PersonFactory(password="")
    path = invitation_path(invite(person=newcomer))

    with told() as events:
        client.post(path, {"password": PASSWORD})

    assert events == of(newcomer, Event.INVITED_WITH_PASSWORD)


def test_a_passkey_made_by_invitation_is_told(told):
    newcomer = PersonFactory(password="")
    invitation = invite(person=newcomer)

    with told() as events:
        accept_with_passkey(invitation=invitation, name="x", credential=PASSKEY)

    assert events == of(newcomer, Event.INVITED_WITH_PASSKEY)


def test_each_change_of_a_password_is_told_also_on_one_day(inside, person, told):
    def change(old, new):
        form = {"oldpassword": old, "password1": new, "password2": new}
        inside.post(reverse("account_change_password"), form)

    with told() as events:
        change(PASSWORD, OTHER)
        change(OTHER, PASSWORD)

    assert events == of(person, *[Event.PASSWORD_CHANGED] * 2)


def test_a_password_chosen_by_the_link_in_a_mail_is_told(client, person, told):
    person.refresh_from_db()
    page = client.get(new_password_path(person), follow=True)

    with told() as events:
        form = {"password1": OTHER, "password2": OTHER}
        client.post(page.redirect_chain[-1][0], form)

    assert events == of(person, Event.PASSWORD_RESET)


def test_a_first_password_is_told(client, signed_in, told):
    person = PersonFactory(language="en")
    signed_in(person)
    just_now(client, person)

    with told() as events:
        form = {"password1": OTHER, "password2": OTHER}
        client.post(reverse("account_set_password"), form)

    assert events == of(person, Event.PASSWORD_SET)


@pytest.fixture
def app(inside, person, told):
    """An app that was just turned on; with its codes."""
    inside.get(reverse("mfa_activate_totp"))
    secret = inside.session["mfa.totp.secret"]
    with told() as events:
        inside.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert events == of(person, Event.APP_ADDED)
    return secret


def test_an_app_is_told_when_it_comes_and_when_it_goes(inside, person, app, told):
    with told() as events:
        inside.post(reverse("mfa_deactivate_totp"))

    assert events == of(person, Event.APP_REMOVED)


def test_the_code_that_turned_it_on_lets_nobody_in(app, person):
    code, other = code_of(app), Client()
    sign_in(other, person)
    other.post(reverse("mfa_authenticate"), {"code": code})

    assert "_auth_user_id" not in other.session


def test_new_codes_are_told(inside, person, app, told):
    with told() as events:
        inside.post(reverse("mfa_generate_recovery_codes"))

    assert events == of(person, Event.CODES_MADE)


def test_who_looks_at_the_codes_is_told_once_for_each_sign_in(
    inside, person, app, told
):
    look, file = map(
        reverse, ["mfa_view_recovery_codes", "mfa_download_recovery_codes"]
    )
    # The page that shows what was just made.
    with told() as first:
        inside.get(look)
    with told() as again:
        inside.get(file)
        inside.get(look)

    assert (first, again) == ([], of(person, Event.CODES_SEEN))
    (mail,) = Mail.objects.filter(object_id__startswith="codes ")
    assert inside.session.session_key[:8] not in mail.object_id


def test_each_recovery_code_that_is_used_is_told_with_what_is_left(app, person, told):
    codes = Authenticator.objects.get(user=person, type="recovery_codes").wrap()
    said = {}
    for code in codes.get_unused_codes():
        client = Client()
        sign_in(client, person)
        with told() as events:
            client.post(reverse("mfa_authenticate"), {"code": code})
        assert events == of(person, Event.CODE_USED)
        left = Mail.objects.latest("pk").context["left"]
        page = client.get("/").text
        found = re.search(r"[^<>]*(recovery codes? left|last recovery code)", page)
        said[left] = found and found[0].strip()

    assert said == dict.fromkeys(range(4, 10)) | {
        3: "You have 3 recovery codes left",
        2: "You have 2 recovery codes left",
        1: "You have one recovery code left",
        0: "That was your last recovery code",
    }


def test_a_passkey_that_is_removed_is_told(inside, person, told):
    key = passkey_of(person)

    with told() as events:
        inside.post(reverse("mfa_remove_webauthn", args=[key.pk]))

    assert events == of(person, Event.PASSKEY_REMOVED)


def passkey_of(person, name="My phone"):
    data = {"name": name, "credential": PASSKEY}
    return Authenticator.objects.create(user=person, type="webauthn", data=data)


def test_a_calendar_address_is_told_when_it_comes_and_when_it_goes(person, told):
    with told() as events, acting_as(person):
        calendars.make_feed(person=person)
        calendars.make_feed(person=person)
        calendars.withdraw_feed(person=person)
        calendars.withdraw_feed(person=person)

    assert events == of(person, *[Event.FEED_MADE] * 2, Event.FEED_WITHDRAWN)


@pytest.mark.parametrize(("name", "event"), EVENTS.items())
def test_whatever_the_library_tells_of_is_told(person, name, event, told):
    with told() as events:
        AccountAdapter().send_notification_mail(name, person)

    assert events == of(person, event)


def test_what_the_library_tells_of_under_a_new_name_is_told_too(person, told):
    with told() as events:
        AccountAdapter().send_notification_mail("mfa/email/something_new", person)

    assert events == of(person, Event.CHANGED)


# The words


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_event_has_words_of_its_own(language):
    letter = letter_for("people.way_in")
    with translation.override(language):
        lines = [letter.say("line", {"event": event, "left": 2}) for event in Event]

    assert len(set(lines)) == len(Event)
    assert set(EVENTS.values()) < set(Event)


@pytest.mark.parametrize(
    ("language", "zone", "when"),
    [
        ("en", "Europe/Amsterdam", "on Saturday 28 November 2026 at 22:40 (Europe"),
        ("nl", "Asia/Tokyo", "op zondag 29 november 2026 om 06:40 (Asia/Tokyo)"),
    ],
)
def test_it_says_when_in_the_language_and_zone_of_the_person(language, zone, when):
    person = PersonFactory(language=language)
    programme = ProgrammeFactory(organisation=person.organisation, time_zone=zone)
    ParticipationFactory(programme=programme, person=person)

    with time_machine.travel(dt.datetime(2026, 11, 28, 21, 40, tzinfo=dt.UTC)):
        text = make_message(note_event(person=person, event=Event.PASSKEY_ADDED)).body

    assert when in text


def test_it_says_with_which_device_and_what_to_do_and_nothing_secret(inside, person):
    form = {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER}
    inside.post(reverse("account_change_password"), form)
    mail = Mail.objects.latest("pk")
    mail.person = person

    text = make_message(mail).body

    assert "with Firefox on Windows." in text
    assert "Was it not you? Open the page below" in text
    links = re.findall(r"http\S+", text)
    assert [link.partition("/people/")[2] for link in links] == ["account/ways-in/"]
    for secret in (PASSWORD, OTHER, FIREFOX, "127.0.0.1", inside.session.session_key):
        assert secret not in text
        assert secret not in str(mail.context)


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (FIREFOX, ("Firefox", "Windows")),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"
            " (KHTML, like Gecko) Version/17.4 Safari/605.1.15",
            ("Safari", "Mac"),
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
            " Chrome/126.0.0.0 Mobile Safari/537.36",
            ("Chrome", "Android"),
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
            " (KHTML, like Gecko) CriOS/126.0 Mobile/15E148 Safari/604.1",
            ("Chrome", "iPhone"),
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like"
            " Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
            ("Edge", "Windows"),
        ),
        ("curl/8.5.0", ("", "")),
        ("", ("", "")),
        ("Call 0800 123 at once <b>" * 9999, ("", "")),
    ],
)
def test_a_device_is_told_in_names_of_ours(agent, device):
    assert device_of(agent) == Device(*device)


# Whoever is in cannot keep it from the person


def test_whoever_is_in_cannot_stop_it(inside, person):
    inside.post(reverse("reminders:preferences"), {"wanted": []})
    services.stop(person_id=person.pk, kind="people.way_in")
    mail = note_event(person=person, event=Event.PASSWORD_CHANGED)
    inside.post(reverse("reminders:read_all"))
    inside.post(reverse("reminders:open", args=[mail.pk]))
    mail.refresh_from_db()

    assert why_not(mail, Asking()) is None
    assert mail.state == Mail.State.WAITING
    assert "The password of your account was changed" in (
        inside.get(reverse("reminders:inbox")).text
    )


# Who is about to change a way in shows once more that it is they

CHANGES = [
    "account_set_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
]


@pytest.mark.parametrize("name", CHANGES[1:])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_open_screen_is_not_enough(client, person, name, method):
    sign_in(client, person)

    response = getattr(client, method)(reverse(name))

    assert response.url.startswith(reverse("account_reauthenticate"))


def test_nor_for_a_calendar_address(client, person):
    sign_in(client, person)

    asked = client.post(reverse("calendars:feed_make"))
    assert asked.url.startswith(reverse("account_reauthenticate"))
    with acting_as(person):
        assert not Feed.objects.exists()
    page = client.post(asked.url, {"password": PASSWORD})

    # What was asked for is done, once it is known who asks.
    assert "/calendar/feed/" in page.text
    with acting_as(person):
        assert Feed.objects.get().person == person


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["mfa_remove_webauthn", "mfa_edit_webauthn"])
def test_nor_for_a_passkey_that_is_there(client, person, name, method):
    key = passkey_of(person)
    other = passkey_of(PersonFactory())
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")

    assert getattr(client, method)(reverse(name, args=[key.pk])).status_code == 302
    assert Authenticator.objects.count() == 2
    just_shown(client, person)
    assert getattr(client, method)(reverse(name, args=[other.pk])).status_code == 404


def test_who_has_a_passkey_alone_shows_it_before_choosing_a_password(client):
    person = PersonFactory(language="en")
    passkey_of(person)
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")

    response = client.get(reverse("account_set_password"))

    assert response.url.startswith(reverse("mfa_reauthenticate_webauthn"))


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize(("ago", "goes_on"), [(14 * 60, True), (16 * 60, False)])
def test_who_came_by_single_sign_on_alone_came_just_now(
    client, signed_in, name, ago, goes_on
):
    person = PersonFactory(language="en")
    SocialAccount.objects.create(user=person, provider="organisation", uid="1")
    signed_in(person)
    just_now(client, person, ago=ago)

    response = client.get(reverse(name))

    assert response.status_code == (200 if goes_on else 403)
    assert ("come in once more" in response.text) != goes_on
