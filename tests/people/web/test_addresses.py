"""An address is one, whatever its capitals: as it is written and as it is looked up."""

from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from people.models import Person
from people.web.addresses import one_address
from programmes.forms import CoordinatorForm
from reminders.models import Mail
from tests.conftest import connect_as
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
PASSWORD = "een zin die niemand raadt"
NAMED = {"given_name": "Eva", "family_name": "Smit"}
TYPED = [
    "Eva.Smit@Firm.Example",
    "EVA.SMIT@FIRM.EXAMPLE",
    " eva.smit@firm.example ",
    "eva.smit\uff20firm.example",
    "\u200beva.smit@firm.example\u200b",
    "\uff25\uff36\uff21.smit@firm.example",
]
KEPT = "eva.smit@firm.example"


@pytest.mark.parametrize("typed", TYPED)
def test_an_address_is_one_however_it_is_typed(typed):
    assert one_address(typed) == KEPT
    assert one_address(one_address(typed)) == KEPT


def test_signs_that_are_equal_are_one():
    assert one_address("andre\u0301@firm.example") == "andr\u00e9@firm.example"


@pytest.mark.parametrize(("typed", "again"), list(pairwise([*TYPED, KEPT])))
def test_the_first_coordinator_gets_a_new_password_however_typed(client, typed, again):
    call_command(
        "create_organisation", "Vaart", email=typed, stdout=StringIO(), **NAMED
    )
    person = Person.objects.get()
    assert person.email == KEPT

    client.post(reverse("account_reset_password"), {"email": again})

    assert Mail.objects.get().person == person


@pytest.mark.parametrize("typed", TYPED)
def test_everybody_signs_in_however_they_type(client, typed):
    person = PersonFactory(email=KEPT)
    person.set_password(PASSWORD)
    person.save()

    client.post(reverse("account_login"), {"login": typed, "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_command_refuses_what_is_no_address():
    with pytest.raises(CommandError, match="is not an e-mail address"):
        call_command("create_organisation", "Vaart", email="eva", **NAMED)


@pytest.mark.parametrize("typed", TYPED)
def test_every_way_of_writing_keeps_it_one_way(typed, organisation):
    made = Person.objects.create(organisation=organisation, email=typed, **NAMED)
    assert made.email == KEPT
    made.email = typed
    made.save()
    Person.objects.update(email=typed)
    made.refresh_from_db()
    assert made.email == KEPT
    Person.objects.update(email="other@firm.example")
    Person.objects.bulk_create([Person(organisation=organisation, email=typed)])

    kept = Person.objects.order_by("pk").values_list("email", flat=True)
    assert list(kept) == ["other@firm.example", KEPT]


@pytest.mark.parametrize("typed", TYPED)
def test_every_way_of_asking_finds_it(typed, programme):
    person = PersonFactory(email=KEPT, organisation=programme.organisation)
    form = CoordinatorForm({"email": typed}, programme=programme)

    found = [
        Person.objects.get(email=typed),
        Person.objects.get_by_natural_key(typed),
        Person.objects.addressed([typed]).get(),
        form.is_valid() and form.cleaned_data["person"],
    ]

    assert found == [person] * 4


@pytest.mark.parametrize(
    "written",
    ["Eva@firm.example", " eva@firm.example", "eva\uff20firm.example", "a\tb@c.d"],
)
@pytest.mark.parametrize("process", ["web", "owner"])
@pytest.mark.django_db(transaction=True)
def test_the_database_takes_no_other_form(written, process):
    person = PersonFactory(email=KEPT)

    with connect_as(process) as other, pytest.raises(Exception, match="email_one_form"):
        other.execute(
            "UPDATE people_person SET email = %s WHERE id = %s", [written, person.pk]
        )


def test_two_people_have_no_address_in_common():
    PersonFactory(email=KEPT)
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(email=TYPED[0])
