"""The page on which people take along what is theirs, and the file that it gives."""

from io import BytesIO
from uuid import uuid4
from zipfile import BadZipFile, ZipFile

import pytest
from django.db import OperationalError, connection, transaction
from django.urls import reverse

from crossmentor.pages.export import archive, views
from spaces.acting import acting_as, current_person_id
from tests.conftest import connect_as
from tests.crossmentor.pages.export.reading import Page, rows, unpacked
from tests.showing import just_now, just_shown
from tests.spaces.test_unopened import spoil_texts
from writing import services

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def goal(mentee):
    with transaction.atomic(), acting_as(mentee):
        return services.write_text(
            kind="goal",
            key=str(uuid4()),
            by=mentee,
            client_id=uuid4(),
            based_on=None,
            title="Nee zeggen",
            body="Ik zeg nee",
        ).text


def take(client):
    return client.post(reverse("taken_along"))


def test_who_shows_once_more_that_it_is_they_gets_the_file(signed_in, mentee, goal):
    client = just_now(signed_in(mentee), mentee)

    page = client.get(reverse("taking_along"))
    response = take(client)

    assert page.status_code == response.status_code == 200
    assert response["Content-Disposition"] == 'attachment; filename="crossmentor.zip"'
    assert response["Content-Type"] == "application/zip"
    assert response["Cache-Control"] == "no-store, private"
    files = unpacked(response.getvalue())
    assert [row["body"] for row in rows(files, "goals-texts")] == ["Ik zeg nee"]
    assert current_person_id() is None


def test_who_is_signed_in_for_long_shows_it_first(signed_in, mentee, goal):
    client = just_now(signed_in(mentee), mentee, ago=3600)

    assert client.get(reverse("taking_along")).status_code == 403
    assert take(client).status_code == 403

    mentee.set_password("een lang wachtwoord 7")
    mentee.save()
    client = just_now(signed_in(mentee), mentee)
    assert take(client).url.startswith(reverse("account_reauthenticate"))
    assert take(just_shown(client, mentee)).status_code == 200


def test_a_stranger_gets_neither(client, db):
    assert client.get(reverse("taking_along")).status_code == 302
    assert take(client).status_code == 401


def test_not_two_at_the_same_time(signed_in, mentee):
    client = just_now(signed_in(mentee), mentee)
    with connect_as("web") as other:
        lock = [views.OF_PERSON, mentee.pk]
        other.execute("SELECT pg_advisory_lock(%s, %s)", lock)
        refused = take(client)
        other.execute("SELECT pg_advisory_unlock(%s, %s)", lock)

    assert refused.status_code == 409
    assert "already" in refused.content.decode()
    assert take(client).status_code == 200


def test_not_more_than_some_on_a_server(signed_in, mentee):
    client = just_now(signed_in(mentee), mentee)
    with connect_as("web") as other:
        for number in range(views.AT_ONCE):
            lock = [views.OF_SERVER, number]
            other.execute("SELECT pg_advisory_lock(%s, %s)", lock)
        assert take(client).status_code == 409
    assert locks() == 0


def test_locks_go_with_the_file_also_when_nobody_waits_for_it(signed_in, mentee, goal):
    client = just_now(signed_in(mentee), mentee)

    response = take(client)
    assert locks() == 2
    next(iter(response))
    response.close()

    assert locks() == 0
    assert current_person_id() is None
    assert not connection.in_atomic_block


def cut_off(monkeypatch):
    def asks_too_long():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '10ms'")
            cursor.execute("SELECT pg_sleep(5)")

    monkeypatch.setattr(archive, "form_files", asks_too_long)


def ended(monkeypatch):
    pid = connection.connection.info.backend_pid
    with connect_as("superuser") as superuser:
        superuser.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


@pytest.mark.parametrize("fault", [cut_off, ended])
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_what_breaks_off_half_way_is_no_file_and_leaves_nothing_behind(
    signed_in, mentee, goal, fault, monkeypatch
):
    client = just_now(signed_in(mentee), mentee)
    response = take(client)
    parts = [next(iter(response))]
    with monkeypatch.context() as patched, pytest.raises(OperationalError):
        fault(patched)
        parts.extend(response)
    response.close()

    with pytest.raises(BadZipFile):
        ZipFile(BytesIO(b"".join(parts)))
    assert (locks(), current_person_id()) == (0, None)
    assert not connection.in_atomic_block
    assert "index.html" in unpacked(take(client).getvalue())


def locks():
    with connect_as("superuser") as superuser:
        query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = ANY (%s)"
        (number,) = superuser.execute(
            query, [[views.OF_PERSON, views.OF_SERVER]]
        ).fetchone()
    return number


def test_nobody_takes_along_all_day(signed_in, mentee, settings):
    settings.BRAKES = settings.BRAKES | {"export": [("export", 1, 3600)]}
    client = just_now(signed_in(mentee), mentee)

    first = take(client)
    first.close()
    second = take(client)

    assert (first.status_code, second.status_code) == (200, 429)


def test_a_text_that_does_not_open_says_so_in_its_place(signed_in, mentee, goal):
    spoil_texts(goal)

    files = unpacked(take(just_now(signed_in(mentee), mentee)).getvalue())

    (row,) = rows(files, "goals-texts")
    assert row["body"] is row["title"] is None
    assert row["does_not_open"] == ["title", "body"]
    assert [one["body"] for one in rows(files, "goals-texts-versions")] == [
        "Ik zeg nee"
    ]
    assert "This text cannot be opened" in Page(files["goals.html"]).text


def test_what_others_change_meanwhile_is_not_half_in_it(signed_in, mentee, goal):
    client = just_now(signed_in(mentee), mentee)
    response = take(client)
    parts = [next(iter(response))]
    with connect_as("superuser") as superuser:
        superuser.execute(
            "UPDATE people_person SET family_name = 'Anders' WHERE id = %s", [mentee.pk]
        )

    files = unpacked(b"".join([*parts, *response]))

    (row,) = rows(files, "person")
    assert row["family_name"] == mentee.family_name
