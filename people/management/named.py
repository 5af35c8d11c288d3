"""What a command is told by name; it ends in words where there is no such thing."""

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.validators import validate_domain_name

from people.models import Organisation, Person
from people.web.addresses import one_address


def organisation_named(slug: str) -> Organisation:
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        raise CommandError(f"There is no organisation {slug!r}.")
    return organisation


def person_at(address: str, people=None) -> Person:
    """The one of `people`, else of all, who has this address."""
    people = Person.objects.all() if people is None else people
    person = people.addressed([address]).first()
    if person is None:
        raise CommandError(f"Nobody has the address {address}.")
    return person


def checked(thing, *fields, code=1):
    """A row to be made, if these fields of it can be kept; else why not, in words."""
    others = {field.name for field in thing._meta.fields} - {*fields}
    try:
        thing.clean_fields(exclude=others)
    except ValidationError as error:
        words = (
            f"{name}: {' '.join(sentences)}"
            for name, sentences in error.message_dict.items()
        )
        raise CommandError(" ".join(words), returncode=code) from error
    return thing


def domain_of_words(words: str) -> str:
    """A domain as it is typed, also with the @ before it."""
    domain = one_address(words).removeprefix("@")
    try:
        validate_domain_name(domain)
    except ValidationError as error:
        raise CommandError(f"Not a domain: {domain}.") from error
    return domain
