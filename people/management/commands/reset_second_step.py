from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from people.accounts.services.step_resets import ask_step_reset
from people.management.named import person_at
from people.models import Person
from spaces.errors import DomainError


class Command(BaseCommand):
    help = (
        "Mail somebody who lost the second step a link that takes it away, together "
        "with the password. First make sure that it is they who ask: see or hear them."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, email, **options):
        person = person_at(email, Person.objects.active())
        try:
            reset = ask_step_reset(person=person)
        except DomainError as error:
            raise CommandError(str(error)) from error
        until = timezone.localtime(reset.ends_at)
        self.stdout.write(
            f"{person} gets a mail. Its link takes the second step away for who knows "
            f"the password as well, until {until:%d-%m-%Y %H:%M}."
        )
