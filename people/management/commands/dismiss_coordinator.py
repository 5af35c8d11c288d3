from django.core.management.base import BaseCommand, CommandError

from people.management.named import person_at
from people.services.organisations import dismiss_coordinator
from spaces.errors import DomainError


class Command(BaseCommand):
    help = (
        "Take somebody off the coordinators of their organisation, so that another "
        "coordinator can say that they have left."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, email, **options):
        person = person_at(email)
        try:
            dismiss_coordinator(person=person)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{person} is no longer a coordinator of {person.organisation}."
        )
