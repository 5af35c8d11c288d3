from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from people.models import Coordinator, Organisation
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
ARGUMENTS = {
    "email": "eva@firm.example",
    "given_name": "Eva",
    "family_name": "Smit",
}


def test_the_first_coordinator_comes_in_by_the_printed_link(client):
    said = StringIO()

    call_command("create_organisation", "Van Waard", stdout=said, **ARGUMENTS)

    organisation = Organisation.objects.get(slug="van-waard")
    assert organisation.coordinators.get().person.email == "eva@firm.example"
    path = said.getvalue().strip().removeprefix("http://localhost:8000")
    assert b"Eva" in client.get(path).content


def test_an_address_or_name_in_use_is_refused():
    call_command("create_organisation", "Van Waard", stdout=StringIO(), **ARGUMENTS)

    with pytest.raises(CommandError, match="another --slug"):
        call_command("create_organisation", "Van Waard", **ARGUMENTS)
    with pytest.raises(CommandError, match="belongs to somebody"):
        call_command("create_organisation", "Anders", **ARGUMENTS)
    assert Organisation.objects.count() == 1


def test_somebody_is_appointed_coordinator():
    person = PersonFactory(password="")
    said = StringIO()

    call_command("appoint_coordinator", person.email.upper(), stdout=said)

    assert Coordinator.objects.get().person == person
    assert "/people/invitation/" in said.getvalue()
