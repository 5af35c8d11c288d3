"""`manage.py doctor`: all is well, or each fault has its line."""

import datetime as dt
import http.server
import io
import json
import threading
from collections import namedtuple
from contextlib import contextmanager

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from crossmentor.doctor import disk
from crossmentor.doctor.finding import FAIL, WARN
from reminders.models import Mail
from reminders.services import post
from tests.conftest import connect_as

CLOSED = 9


def doctor(*words):
    """The exit code and what was said."""
    out = io.StringIO()
    try:
        call_command("doctor", *words, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def owner(statement, *parameters):
    with connect_as("owner") as connection:
        connection.execute(statement, parameters)


@contextmanager
def answering(answers):
    """An address at which a server answers each path with what is given."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = json.dumps(answers.get(self.path)).encode()
            self.send_response(200 if self.path in answers else 404)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=[0.05])
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_all_is_well(well, failing):
    assert failing() == []


def test_it_says_what_fails_and_ends_with_one(well):
    code, said = doctor()

    assert code == 1
    assert "FAIL server     fsync is off" in said
    assert "ok   roles      Looked at as superuser, owner, web, worker." in said


def test_a_program_reads_it_as_json(well):
    code, said = doctor("--json")

    found = json.loads(said)
    assert code == 1
    assert {tuple(one) for one in found} == {("level", "what", "cure", "about")}
    # Whatever is not well has its cure.
    assert [one for one in found if one["level"] == FAIL and not one["cure"]] == []


def test_nothing_fails_ends_with_zero(well, monkeypatch):
    monkeypatch.setattr("crossmentor.doctor.server.KEEPING", {})
    monkeypatch.setattr("crossmentor.doctor.tables.schema", lambda sight: ())

    assert doctor()[0] == 0


def test_a_beat_that_is_stale(well, failing):
    owner("UPDATE crossmentor_beat SET at = now() - interval '3 minutes'")

    assert failing() == [
        "The worker is silent for 3 minutes: no mail leaves.",
        "The composer is silent for 3 minutes: no groups are proposed.",
        "The beat is silent for 3 minutes: nothing is looked after by itself.",
    ]


def test_a_worker_that_never_came(well, failing):
    owner("DELETE FROM crossmentor_beat WHERE name = 'celery@a'")

    assert failing() == ["The worker is never heard of: no mail leaves."]


def test_a_second_clock(well):
    owner("INSERT INTO crossmentor_beat (name) VALUES ('beat@b')")

    assert "Two beats run" in doctor()[1]


def test_redis_stopped(well, failing, settings):
    settings.REDIS_URL = f"redis://127.0.0.1:{CLOSED}/0"

    assert failing() == ["Redis does not answer: people can write, and no mail leaves."]


def test_a_sweep_that_is_late(well, failing):
    owner("UPDATE reminders_sweep SET at = now() - interval '2 hours'")

    assert failing() == ["The ledger of mails was last looked through: 2 hours ago."]


def test_a_sweep_that_a_room_failed(well, failing):
    owner("UPDATE reminders_sweep SET failed = 'intake.due.waiting'")

    assert failing() == ["What is due could not be said by intake.due.waiting."]


@pytest.fixture
def mail(well, mentee, programme):
    return post(
        person=mentee,
        kind="people.new_password",
        link="/",
        programme_id=programme.pk,
        zone=programme.time_zone,
    )


def test_a_mail_that_waits(mail, failing):
    Mail.objects.update(not_before=timezone.now() - dt.timedelta(hours=3))

    assert failing() == ["1 mails wait, the oldest for 3 hours."]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (
            "unknown",
            "1 mails of which it is not known whether they were sent in a week",
        ),
        ("failed", "1 mails that could not be sent in a week"),
    ],
)
def test_a_mail_that_did_not_arrive(state, words, mail):
    Mail.objects.update(state=state, not_before=timezone.now() - dt.timedelta(days=2))

    assert f"warn ledger     {words}, the oldest 2 days old." in doctor()[1]


def test_no_mail_server(well, failing, settings):
    settings.EMAIL_PORT = CLOSED

    assert failing() == [
        f"No mail server at 127.0.0.1:{CLOSED}: ConnectionRefusedError."
    ]


def test_a_mail_server_without_the_tls_that_is_wanted(well, failing, settings):
    settings.EMAIL_USE_TLS = True

    there = f"127.0.0.1:{settings.EMAIL_PORT}"
    assert failing() == [f"No mail server at {there}: SMTPNotSupportedError."]


def test_a_mail_is_really_sent(well, failing):
    assert failing(send_to="host@example.org") == []

    (message,) = well.messages
    assert message["To"] == "host@example.org"


def test_a_mail_that_is_not_taken(well, failing):
    well.answer = "550 no such person"

    assert failing(send_to="host@example.org") == [
        "The mail server took no mail to host@example.org: SMTPDataError 550."
    ]


def test_a_migration_that_has_not_run(well, failing):
    applied = "FROM django_migrations WHERE app = 'spaces' AND name = '0001_initial'"
    with connect_as("owner") as connection:
        connection.execute(f"CREATE TABLE kept_aside AS SELECT * {applied}")
        connection.execute(f"DELETE {applied}")
        try:
            assert failing() == ["spaces.0001_initial has not run."]
        finally:
            connection.execute("INSERT INTO django_migrations SELECT * FROM kept_aside")
            connection.execute("DROP TABLE kept_aside")
    assert failing() == []


def test_a_wrong_master_key(well, failing, settings):
    name, _key = settings.MASTER_KEYS[0]
    settings.MASTER_KEYS = [(name, b"x" * 32)]

    (what,) = failing()
    assert what.endswith("is wrong; 0 spaces lie under it.")


def test_no_master_key(well, settings):
    settings.MASTER_KEYS = []

    assert "warn keys       This run was given no master key" in doctor()[1]


def test_a_name_that_no_page_answers_to(well, failing, settings):
    settings.BASE_URL = "https://mentoring.example.org"

    # Nothing answers there either, which may be so from here.
    assert failing() == ["No page answers to mentoring.example.org."]


def test_an_address_in_clear(well, failing, settings):
    settings.BASE_URL = "http://mentoring.invalid"
    settings.ALLOWED_HOSTS = ["mentoring.invalid"]

    assert failing() == ["Passwords and texts travel in clear."]


def test_something_else_at_the_address(well, failing, settings):
    with answering({"/health/live": "Welcome"}) as settings.BASE_URL:
        assert failing() == [
            f"At {settings.BASE_URL}/health/live something else answers."
        ]
    with answering({"/health/live": {"status": "live"}}) as settings.BASE_URL:
        assert failing() == []


def test_proxies_that_are_not_counted(well, failing, settings):
    settings.TRUSTED_PROXIES = 0
    seen = {"at": 0.0, "nearest": "10.0.0.1", "proxies": 1}
    cache.set("people.proxies.seen", seen, 60)

    (what,) = failing()
    assert what.startswith("Requests come from 10.0.0.1 with 1 addresses")
    assert "TRUSTED_PROXIES=1" in what


def test_a_note_of_proxies_that_is_none_of_ours(well, failing):
    cache.set("people.proxies.seen", timezone.now(), 60)

    assert failing() == ["What is noted of the proxies was not written by the pages."]


def provider(settings, url):
    app = {"client_id": "a", "secret": "b", "settings": {"server_url": url}}
    app["provider_id"] = "organisation"
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}


def test_a_provider_of_single_sign_on(well, failing, settings, organisation):
    path = "/.well-known/openid-configuration"
    settings.DEBUG = True
    owner(
        "INSERT INTO people_singlesignon (provider, organisation_id, issuer, since) "
        "VALUES ('organisation', %s, 'http://x', now())",
        organisation.pk,
    )
    complete = dict.fromkeys(
        ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"), "http://x"
    )
    with answering({path: complete}) as url:
        provider(settings, url)
        assert failing() == []
    with answering({path: complete | {"jwks_uri": ""}}) as url:
        provider(settings, url)
        assert failing() == [f"{url}{path} names no jwks_uri."]
    with answering({path: complete | {"issuer": "http://other"}}) as url:
        provider(settings, url)
        (what,) = failing()
        assert what.startswith("http://x speaks for")
        owner("DELETE FROM people_singlesignon")
        (what,) = failing()
        assert what.startswith("The provider speaks for no organisation")
    assert failing() == [f"{url}{path} does not answer as it should: URLError."]


def test_a_clock_that_is_off(well, failing):
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=40)):
        found = failing()
    (what,) = [what for what in found if "clocks" in what]
    away = float(what.partition("differ by ")[2].removesuffix(" s."))
    assert away == pytest.approx(40, abs=5)


@pytest.mark.parametrize(("free", "level"), [(4, FAIL), (8, WARN), (50, "ok")])
def test_a_disk_that_fills_up(free, level):
    usage = namedtuple("Usage", "total used free")(100, 100 - free, free)

    assert disk.room(usage).level == level


def test_without_the_owner_it_says_what_it_did_not_see(well, monkeypatch):
    monkeypatch.setattr("crossmentor.doctor.sight.PROCESSES", ("web",))

    said = doctor()[1]

    assert "Looked at as web." in said
    assert "Of grants and policies the shape alone was looked at." in said


def test_a_database_that_is_away(well, monkeypatch):
    monkeypatch.setattr(
        "crossmentor.doctor.sight.addresses",
        lambda: {"web": "host=127.0.0.1 port=9 connect_timeout=1"},
    )

    code, said = doctor()

    assert code == 1
    assert "FAIL roles      No connection as the web role" in said
