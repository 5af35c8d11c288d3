"""How long the database lets a request go on, and what its person is told."""

import threading

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from crossmentor.database import databases
from crossmentor.roles import IDLE, LIMITS, LOCK, STATEMENT
from people.models import Organisation
from tests.conftest import connect_as
from tests.factories import OrganisationFactory

SETTINGS = "SELECT name, setting, unit, source FROM pg_settings WHERE name = ANY(%s)"
NAMES = [STATEMENT, LOCK, IDLE]
SECONDS = {
    "web": {STATEMENT: 10, LOCK: 4, IDLE: 30},
    "worker": {STATEMENT: 120, LOCK: 30, IDLE: 300},
    "owner": {STATEMENT: 0, LOCK: 0, IDLE: 0},
}


def in_force(cursor) -> tuple[dict, set]:
    """Seconds by name, and where they were set."""
    rows = cursor.execute(SETTINGS, [NAMES]) or cursor
    found = list(rows)
    assert {unit for _name, _setting, unit, _source in found} == {"ms"}
    seconds = {name: int(setting) // 1000 for name, setting, _unit, _source in found}
    return seconds, {source for *_, source in found}


@pytest.mark.django_db
@pytest.mark.parametrize("process", SECONDS)
def test_a_role_has_its_limits_whoever_connects(process):
    with connect_as(process) as there:
        seconds, sources = in_force(there.cursor())

    assert seconds == SECONDS[process]
    assert sources == ({"default"} if process == "owner" else {"user"})


@pytest.mark.django_db
def test_each_connection_asks_for_them_as_well():
    """A role may change its own; what a connection asks for goes before."""
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS, [NAMES])
        found = cursor.fetchall()

    assert {source for *_, source in found} == {"client"}
    assert {name: int(setting) // 1000 for name, setting, *_ in found} == SECONDS["web"]


@pytest.mark.parametrize("process", LIMITS)
@pytest.mark.parametrize("asks", ["", "?options=-c%20statement_timeout%3D99s"])
def test_an_address_of_ones_own_keeps_them_or_asks_for_others(
    process, asks, monkeypatch
):
    for name in databases.VARIABLES.values():
        monkeypatch.setenv(name, f"postgresql://u:p@host/name{asks}")

    options = databases.database(process)["OPTIONS"].get("options", "")

    wanted = [f"-c {name}={value}" for name, value in LIMITS[process].items()]
    assert options.split(" -c ")[0] in (wanted or [options])
    assert [one for one in wanted if one not in options] == []
    assert options.endswith("99s") is bool(asks)


@login_not_required
def sleeps(request):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '50ms'")
        Organisation.objects.update(name="changed")
        cursor.execute("SELECT pg_sleep(5)")
    return HttpResponse()


@login_not_required
def waits(request):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '50ms'")
    Organisation.objects.select_for_update().get()
    return HttpResponse()


class Sleeping:
    """As when a middleware's own query is cut off."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '50ms'")
            cursor.execute("SELECT pg_sleep(5)")


handler500 = "crossmentor.pages.errors.failed"
urlpatterns = [
    path("sleeps/", sleeps),
    path("waits/", waits),
    path("", include("crossmentor.urls")),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "It is busy here for a moment"), ("nl", "Het is hier even druk")],
)
def test_a_request_that_takes_too_long_ends_in_words_and_changes_nothing(
    language, words
):
    OrganisationFactory(name="as it was")

    response = Client().get("/sleeps/", headers={"Accept-Language": language})

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert f"<h1>{words}</h1>" in response.text
    assert [one.name for one in Organisation.objects.all()] == ["as it was"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.urls(__name__)
def test_who_waits_for_somebody_else_is_told_so():
    OrganisationFactory()
    held, done = threading.Event(), threading.Event()

    def hold():
        with connect_as("web") as other, other.transaction():
            other.execute("SELECT FROM people_organisation FOR UPDATE")
            held.set()
            done.wait(20)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(20)
    try:
        response = Client().get("/waits/")
    finally:
        done.set()
        holder.join()

    assert response.status_code == 503


@pytest.mark.django_db(transaction=True)
@pytest.mark.urls(__name__)
@pytest.mark.filterwarnings("ignore")
def test_so_does_a_query_outside_of_a_page(settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:5], f"{__name__}.Sleeping"]
    client = Client(raise_request_exception=False)

    response = client.get("/sleeps/", headers={"Accept-Language": "en"})

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
