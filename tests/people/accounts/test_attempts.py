"""Who guesses waits; a whole office and the person guessed at get in."""

import datetime as dt
import threading

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core import signing
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.accounts import attempts
from people.accounts.services.invitations import invitation_path, invite
from people.accounts.services.passwords import new_password_path
from people.models import Allowance
from people.tasks import forget_allowances
from people.web.limits import Limit, give_back_uses, take_uses
from reminders.models import Mail
from tests.factories import PersonFactory

LOGIN = "/account/login/"
RIGHT, WRONG = "een zin die niemand raadt", "een gok"
OFFICE, HOME = "203.0.113.5", "198.51.100.7"


@pytest.fixture
def person(db):
    return with_password()


def with_password():
    person = PersonFactory()
    person.set_password(RIGHT)
    person.save()
    return person


def browser(address=OFFICE, **extra):
    return Client(REMOTE_ADDR=address, headers={"Accept-Language": "en"} | extra)


def attempt(client, person, password):
    login = getattr(person, "email", person)
    return client.post(LOGIN, {"login": login, "password": password})


def is_in(client, person):
    return client.session.get("_auth_user_id") == str(person.pk)


@pytest.mark.walk
def test_sixty_people_of_one_office_sign_in_within_a_minute(db):
    people = [with_password() for _each in range(60)]
    with time_machine.travel("2026-11-27 09:00:00Z", tick=False):
        for person in people:
            client = browser()
            # Every second one errs at first.
            if person.pk % 2:
                assert attempt(client, person, WRONG).status_code == 200
            attempt(client, person, RIGHT)
            assert is_in(client, person)


def test_getting_in_costs_nothing(person):
    with time_machine.travel("2026-11-27 09:00:00Z", tick=False):
        for _each in range(7):
            client = browser()
            attempt(client, person, RIGHT)
            assert is_in(client, person)


@pytest.mark.walk
def test_sixty_invitations_of_one_office_are_taken_within_a_minute(db):
    with time_machine.travel("2026-11-27 09:00:00Z", tick=False):
        for _each in range(60):
            person = PersonFactory(password="")
            client = browser()
            client.post(invitation_path(invite(person=person)), {"password": RIGHT})
            assert is_in(client, person)


@pytest.mark.parametrize("colleague", [OFFICE, HOME])
@pytest.mark.sample(1)
def test_thirty_strangers_a_minute_lock_nobody_out(person, colleague):
    with time_machine.travel("2026-11-27 09:00:00Z", tick=False) as clock:
        for minute in range(5):
            for number in range(30):
                stranger = f"{minute}-{number}@elsewhere.example"
                attempt(browser(), stranger, WRONG)
            client = browser(colleague)
            attempt(client, person, RIGHT)
            assert is_in(client, person)
            clock.shift(60)


def test_guessing_at_everybody_from_one_address_is_held(person):
    with time_machine.travel("2026-11-27 09:00:00Z", tick=False):
        answers = [
            attempt(browser(), f"{number}@elsewhere.example", WRONG).status_code
            for number in range(101)
        ]
        assert answers == [200] * 100 + [429]

        elsewhere = browser(HOME)
        attempt(elsewhere, person, RIGHT)
        assert is_in(elsewhere, person)


@pytest.mark.parametrize("login", ["", "nobody@firm.example", "a\0b@firm.example"])
def test_what_nobody_has_is_held_all_the_same(db, login):
    answers = [attempt(browser(), login, WRONG).status_code for _each in range(6)]
    assert answers == [200] * 5 + [429]


@pytest.mark.walk
def test_guessing_at_one_person_from_everywhere_is_slow(person):
    tried = 0
    with time_machine.travel("2026-11-27 09:00:00Z", tick=False) as clock:
        for number in range(24 * 12):
            client = browser(f"10.1.{number % 250}.{number // 250}")
            tried += attempt(client, person.email.upper(), WRONG).status_code == 200
            clock.shift(5 * 60)

    # Thirty at first, and as many again in the course of the day.
    assert 50 < tried <= 60


def test_somebody_guessed_at_gets_in_where_they_were_before(person):
    known, new = browser(), browser(HOME)
    attempt(known, person, RIGHT)
    known.post("/account/logout/")
    for number in range(40):
        attempt(browser(f"10.1.1.{number}"), person, WRONG)

    assert attempt(new, person, RIGHT).status_code == 429
    attempt(known, person, RIGHT)

    assert not is_in(new, person)
    assert is_in(known, person)


def test_a_known_device_is_known_for_its_own_people_only(person):
    colleague = with_password()
    insider = browser()
    attempt(insider, colleague, RIGHT)
    insider.post("/account/logout/")

    answers = [attempt(insider, person, WRONG).status_code for _each in range(6)]

    assert answers == [200] * 5 + [429]


def test_a_made_up_device_is_not_known(person):
    client = browser()
    client.cookies[attempts.COOKIE] = f"forged:{person.pk}:x:y"
    answers = [attempt(client, person, WRONG).status_code for _each in range(6)]
    assert answers == [200] * 5 + [429]


def test_guessing_on_a_known_device_is_held_too(person):
    client = browser()
    attempt(client, person, RIGHT)
    client.post("/account/logout/")

    answers = [attempt(client, person, WRONG).status_code for _each in range(11)]

    assert answers == [200] * 10 + [429]


def test_a_new_password_by_mail_works_at_once(person):
    for _guess in range(5):
        attempt(browser(HOME), person, WRONG)
    client = browser()
    person.refresh_from_db()
    page = client.get(new_password_path(person), follow=True)
    form = {"password1": "een andere zin", "password2": "een andere zin"}
    client.post(page.redirect_chain[-1][0], form)

    attempt(client, person, "een andere zin")

    assert is_in(client, person)


def test_a_link_that_is_not_from_the_mail_makes_nobody_known(person):
    client = browser()
    person.refresh_from_db()
    path = new_password_path(person)
    for one in (path, path[:-3] + "x/", path.rpartition("-")[0] + "-set-password/"):
        client.post(one, {"password1": RIGHT, "password2": RIGHT})
    assert attempts.COOKIE not in client.cookies


@pytest.mark.parametrize("forwarded", ["9.9.9.{0}, {1}", "{1}"])
@pytest.mark.sample(1)
def test_made_up_addresses_do_not_evade(settings, person, forwarded):
    settings.TRUSTED_PROXIES = 1
    with time_machine.travel("2026-11-27 09:00:00Z", tick=False):
        answers = []
        for number in range(101):
            client = Client(
                REMOTE_ADDR="10.0.0.9",
                headers={"X-Forwarded-For": forwarded.format(number, OFFICE)},
            )
            stranger = f"{number}@elsewhere.example"
            answers.append(attempt(client, stranger, WRONG).status_code)

    assert answers == [200] * 100 + [429]


def test_the_page_says_when_and_how_else(person):
    for _guess in range(5):
        attempt(browser(), person, WRONG)
    with time_machine.travel(timezone.now(), tick=False):
        answer = attempt(browser(), person, RIGHT)
        again = timezone.localtime() + dt.timedelta(seconds=60)

    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert f"{again:%H:%M}" in answer.text or "Try again after" in answer.text
    assert "device on which you signed in before" in answer.text
    assert reverse("account_reset_password") in answer.text

    dutch = browser(HOME, **{"Accept-Language": "nl"})
    assert "Probeer het na" in attempt(dutch, person, RIGHT).text


def test_guessing_the_password_of_who_is_signed_in_is_held(person):
    client = browser()
    attempt(client, person, RIGHT)
    page = reverse("account_change_password")
    form = {"oldpassword": WRONG, "password1": "x" * 15, "password2": "x" * 15}

    answers = [client.post(page, form).status_code for _each in range(11)]

    assert answers == [200] * 10 + [429]


def test_asking_for_links_from_one_address_is_held(person):
    page = reverse("account_reset_password")
    with time_machine.travel("2026-11-27 09:00:00Z", tick=False):
        answers = [
            browser().post(page, {"email": f"{number}@x.example"}).status_code
            for number in range(101)
        ]
    assert answers == [302] * 100 + [429]


@pytest.mark.walk
def test_beginning_without_end_is_held(person):
    page = reverse("mfa_login_webauthn")
    known = browser()
    attempt(known, person, RIGHT)
    known.post("/account/logout/")
    begin = {"headers": {"X-Requested-With": "XMLHttpRequest"}}
    with time_machine.travel("2026-11-27 09:00:00Z", tick=False):
        answers = [browser().get(page, **begin).status_code for _each in range(301)]
        assert answers == [200] * 300 + [429]
        assert known.get(page, **begin).status_code == 200
        assert browser(HOME).get(page, **begin).status_code == 200


def test_codes_are_counted_apart_on_a_known_device(person):
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    known = browser()
    known.cookies[attempts.COOKIE] = signing.get_cookie_signer(
        salt=attempts.COOKIE + attempts.SALT
    ).sign(f"name:{person.pk}")
    guesser = browser(HOME)
    for client in (guesser, known):
        attempt(client, person, RIGHT)

    page = reverse("mfa_authenticate")
    guesses = [guesser.post(page, {"code": "000000"}).status_code for _each in range(6)]

    assert guesses == [200] * 5 + [429]
    assert known.post(page, {"code": "000000"}).status_code == 200


def test_nobody_is_flooded_with_links(person):
    page = reverse("account_reset_password")
    with time_machine.travel("2026-11-27 09:00:00Z", tick=False) as clock:
        answers = set()
        for number in range(3 * 24):
            client = browser(f"10.1.1.{number}")
            answers.add(client.post(page, {"email": person.email}).url)
            clock.shift(20 * 60)

    # Who asks learns nothing of it; the links that came work for three days.
    assert answers == {reverse("account_reset_password_done")}
    assert 10 < Mail.objects.filter(person=person).count() <= 20


LIMIT = Limit("test", 3, dt.timedelta(minutes=3))


def test_a_limit_comes_back_one_by_one(db):
    with time_machine.travel("2026-11-27 09:00:00Z", tick=False) as clock:
        start = timezone.now()
        assert [take_uses([(LIMIT, 1)]) for _each in range(3)] == [None] * 3
        assert take_uses([(LIMIT, 1)]) == start + dt.timedelta(minutes=1)
        assert take_uses([(LIMIT, 2)]) is None

        clock.shift(60)
        assert take_uses([(LIMIT, 1)]) is None
        assert take_uses([(LIMIT, 1)]) is not None

        give_back_uses([(LIMIT, 1)])
        assert take_uses([(LIMIT, 1)]) is None


def test_what_is_refused_takes_nothing_of_the_others(db):
    other = Limit("other", 5, dt.timedelta(minutes=1))
    for _each in range(3):
        take_uses([(LIMIT, 1)])
    assert take_uses([(other, 1), (LIMIT, 1)]) is not None
    assert [take_uses([(other, 1)]) for _each in range(5)] == [None] * 5


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_take_no_more_than_there_is():
    took = []

    def one():
        took.append(take_uses([(LIMIT, 1)]))
        connections.close_all()

    threads = [threading.Thread(target=one) for _each in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert took.count(None) == 3


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_the_request_of_another(person):
    """The one's password is being checked in a transaction; the other one gets in."""
    began, done = threading.Event(), threading.Event()

    def slow(request):
        assert not connection.in_atomic_block
        began.set()
        done.wait(10)
        return type("Answer", (), {"status_code": 200})()

    def first():
        client = browser()
        request = client.post(LOGIN, {"login": "a@x.example"}).wsgi_request
        attempts.AttemptsMiddleware(slow)(request)
        connections.close_all()

    thread = threading.Thread(target=first)
    thread.start()
    assert began.wait(10)
    client = browser()
    attempt(client, person, RIGHT)
    assert is_in(client, person)
    done.set()
    thread.join()


def test_it_stands_outside_the_transaction_of_a_request():
    order = settings.MIDDLEWARE
    limits = order.index("people.accounts.attempts.AttemptsMiddleware")
    assert limits < order.index("spaces.middleware.CurrentPersonMiddleware")


@pytest.mark.django_db(transaction=True)
def test_what_is_whole_again_is_forgotten(as_worker):
    with time_machine.travel("2026-11-27 09:00:00Z", tick=False) as clock:
        take_uses([(LIMIT, 1)])
        clock.shift(30)
        take_uses([(LIMIT, 2)])
        clock.shift(45)
        as_worker()
        forget_allowances()
    assert Allowance.objects.count() == 1


def test_a_dump_does_not_say_from_where(person):
    attempt(browser(), person, WRONG)
    kept = " ".join(Allowance.objects.values_list("pk", flat=True))
    assert Allowance.objects.count() == 3
    assert OFFICE not in kept
    assert person.email not in kept
