from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from people.accounts.services.addresses import WAIT, change_address, check_free
from people.management.named import domain_of_words, organisation_named
from people.models import Person
from people.services.register import domain_of, domains_of
from spaces.errors import DomainError


class Command(BaseCommand):
    help = (
        "Show whose e-mail address would get another domain, and with --commit begin "
        "it: as change_address does, for each of them."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("old")
        parser.add_argument("new")
        parser.add_argument("--commit", action="store_true")

    def handle(self, slug, old, new, commit, **options):
        organisation = organisation_named(slug)
        old, new = domain_of_words(old), domain_of_words(new)
        people = Person.objects.of(organisation).active().at_domain(old)
        for person in people.order_by("email"):
            address = f"{person.email.rpartition('@')[0]}@{new}"
            self.stdout.write(f"{person.email} {self.change(person, address, commit)}")
        self.stdout.write("Begun." if commit else "Nothing was changed.")
        if domain_of(new) not in domains_of({organisation.pk})[organisation.pk]:
            self.stdout.write(f"See to it that {new} is in: set_domains {slug} {new}")

    def change(self, person, address, commit) -> str:
        """What becomes of one person, in words."""
        try:
            with transaction.atomic():
                check_free(address, person=person)
                if not commit:
                    return f"-> {address}"
                due_at = timezone.now() + WAIT
                change = change_address(person=person, new=address, due_at=due_at)
        except DomainError as error:
            return f"stays: {error}"
        return f"-> {address}, {'asked' if change else 'at once: never came in'}"
