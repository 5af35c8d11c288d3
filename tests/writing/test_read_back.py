"""A save says "saved" only when the database gives back what it was given."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.conftest import connect_as

pytestmark = pytest.mark.django_db(transaction=True)
SPOILING = """
CREATE FUNCTION pg_temp_spoil() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.body := set_byte(NEW.body, 40, 255 - get_byte(NEW.body, 40));
  RETURN NEW;
END $$;
CREATE TRIGGER zz_spoil BEFORE INSERT ON writing_revision
FOR EACH ROW EXECUTE FUNCTION pg_temp_spoil()
"""


@pytest.fixture
def spoiling_disk():
    """Each save loses a byte on its way, behind the seal."""
    with connect_as("superuser") as superuser:
        superuser.execute(SPOILING)
        yield
        superuser.execute("DROP TRIGGER zz_spoil ON writing_revision")
        superuser.execute("DROP FUNCTION pg_temp_spoil()")


@pytest.fixture
def typed(mentee):
    return {
        "title": "Begrenzen",
        "body": "Ik wil leren begrenzen.",
        "client_id": uuid4(),
        "author": mentee.pk,
    }


def test_what_cannot_be_read_back_is_not_saved(mentee, signed_in, typed, spoiling_disk):
    address = reverse("writing:save", args=["goal", uuid4()])

    answer = signed_in(mentee).post(address, typed, headers={"Accept-Language": "en"})

    assert answer.status_code == 503
    words = "What you wrote could not be read back, so it is not saved."
    assert answer.json() == {"problem": words}
    with connect_as("superuser") as superuser:
        assert superuser.execute(
            "SELECT count(*) FROM writing_revision"
        ).fetchone() == (0,)


def test_the_same_is_saved_when_the_disk_is_well(mentee, signed_in, typed):
    address = reverse("writing:save", args=["goal", uuid4()])

    assert signed_in(mentee).post(address, typed).status_code == 200
    with connect_as("superuser") as superuser:
        assert superuser.execute(
            "SELECT count(*) FROM writing_revision"
        ).fetchone() == (1,)
