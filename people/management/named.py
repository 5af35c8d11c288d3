"""What a command is told by name; it ends in words where there is no such thing."""

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.validators import validate_domain_name

from people.models import Organisation, Person


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


def domain_of_words(words: str) -> str:
    """A domain as it is typed, also with the @ before it."""
    domain = words.removeprefix("@").lower()
    try:
        validate_domain_name(domain)
    except ValidationError as error:
        raise CommandError(f"Not a domain: {domain}.") from error
    return domain
