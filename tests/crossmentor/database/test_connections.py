"""When a connection is asked whether it answers, and what of one that does not."""

import time

import pytest
from django.db import OperationalError, connection

from crossmentor.database import base
from people.models import Person
from tests.conftest import connect_as

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def superuser():
    with connect_as("superuser") as superuser:
        yield superuser


@pytest.fixture
def asks(superuser):
    """Whether the next request asks the connection of the last one if it answers."""
    last = "SELECT query_start, query FROM pg_stat_activity WHERE pid = %s"

    def asks() -> bool:
        there = [connection.connection.info.backend_pid]
        before = superuser.execute(last, there).fetchone()
        begin_request()
        connection.close_if_health_check_failed()
        after = superuser.execute(last, there).fetchone()
        return before != after and after[1] == "SELECT 1"

    Person.objects.exists()
    return asks


def begin_request():
    """As Django does; a test client leaves the connection alone."""
    connection.close_if_unusable_or_obsolete()


def end_connection(superuser):
    there = [connection.connection.info.backend_pid]
    superuser.execute("SELECT pg_terminate_backend(%s, 5000)", there)


def test_one_that_answered_is_asked_again_only_after_a_while(asks, monkeypatch):
    # Longer than any machine takes over this.
    monkeypatch.setattr(base, "BELIEVED", 60)
    connection.answered_at = time.monotonic() - 61
    assert [asks(), asks(), asks()] == [True, False, False]
    connection.answered_at = time.monotonic() - 30
    assert not asks()


def test_one_on_which_something_broke_is_asked(asks, monkeypatch):
    asks()
    with pytest.raises(Exception, match="division"), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    monkeypatch.setattr(base, "BELIEVED", 60)
    connection.errors_occurred = True
    assert [asks(), asks()] == [True, False]


def test_no_request_meets_one_that_the_server_ended(asks, superuser):
    asks()
    ended = connection.connection
    end_connection(superuser)

    begin_request()

    assert not Person.objects.exists()
    assert connection.connection is not ended


def test_within_a_request_it_is_an_error(asks, superuser):
    asks()
    end_connection(superuser)

    with pytest.raises(OperationalError):
        Person.objects.exists()
    begin_request()
    assert not Person.objects.exists()


def test_one_that_is_closed_here_is_opened_anew(asks):
    asks()
    connection.connection.close()

    begin_request()

    assert not Person.objects.exists()
