"""Keeping the keys by which people are sorted."""

from django.db import transaction

from people.models import Organisation, Person
from people.sorting import person_key

BATCH = 500


def sort_anew(people) -> None:
    """Make the keys of these people (a queryset) as their names now are."""
    wrong = []
    for person in people.select_related("organisation").iterator(BATCH):
        names = person.given_name, person.infix, person.family_name
        key = person_key(*names, person.organisation.country)
        if key != person.sort_key:
            wrong.append(Person(pk=person.pk, sort_key=key))
    Person.objects.bulk_update(wrong, ["sort_key"], batch_size=BATCH)


@transaction.atomic
def set_country(*, organisation: Organisation, country: str) -> None:
    """Say after whose habit the people of an organisation are sorted."""
    organisation.country = country
    organisation.save(update_fields=["country"])
    sort_anew(Person.objects.of(organisation))
