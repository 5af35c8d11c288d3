from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from people.accounts.services.invitations import invitation_path
from people.models import Person
from people.services.organisations import appoint_coordinator
from spaces.errors import DomainError


class Command(BaseCommand):
    help = "Make somebody of the roster a coordinator of their organisation."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, email, **options):
        person = Person.objects.addressed([email]).first()
        if person is None:
            raise CommandError(
                f"Nobody has the address {email}: import the roster first."
            )
        try:
            invitation = appoint_coordinator(person=person)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{person} is a coordinator of {person.organisation}.")
        if invitation:
            self.stdout.write(settings.BASE_URL + invitation_path(invitation))
