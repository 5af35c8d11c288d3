"""How an address of the database is read, and one that cannot be."""

import traceback

import pytest
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from crossmentor.database import databases

SECRET = "s3cret"


def test_its_parts_are_what_libpq_takes():
    url = databases.from_url(
        "postgresql://crossmentor_web:a%2Fb%23c@[::1]:5433/firm?sslmode=require"
    )

    assert conninfo_to_dict(databases.conninfo(url)) == {
        "host": "::1",
        "port": "5433",
        "user": "crossmentor_web",
        "password": "a/b#c",
        "dbname": "firm",
        "sslmode": "require",
    }


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://crossmentor_web:s3cret/b@db.example.org/firm",
        "postgresql://crossmentor_web:s3cret#b@db.example.org/firm",
        "postgresql://crossmentor_web:s3cret?b@db.example.org/firm",
        "postgresql://crossmentor_web:s3cret[b@db.example.org/firm",
        "postgresql://crossmentor_web:s3cret@db.example.org:54a/firm",
    ],
)
def test_one_that_cannot_be_read_is_refused_without_its_password(url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(
        ImproperlyConfigured, match="a slash is written as %2F"
    ) as found:
        databases.database("web")

    # Whoever starts a process sees all of it.
    shown = "".join(traceback.format_exception(found.value))
    assert SECRET not in shown
