from django.core.management.base import BaseCommand, CommandError

from people.accounts.services.passwords import take_password
from people.management.named import person_at
from spaces.errors import DomainError


class Command(BaseCommand):
    help = (
        "Take away the forgotten password of somebody whom single sign-on then lets in, "
        "and tell that person. Nobody else gets in by it."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, email, **options):
        person = person_at(email)
        try:
            take_password(person=person)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{person} has no password any more, and is told by mail.")
