from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from people.accounts.services.addresses import WAIT, change_address
from people.management.named import person_at
from people.models import Person
from people.web.addresses import one_address
from spaces.errors import DomainError


class Command(BaseCommand):
    help = (
        "Give somebody another e-mail address whose old one is read no more. It happens "
        "three days later, once a link that goes to the new one was opened; a note goes "
        "to the old one and into the inbox, and the person can end it. First make sure "
        "that it is they who ask: see or hear them."
    )

    def add_arguments(self, parser):
        parser.add_argument("old")
        parser.add_argument("new")

    def handle(self, old, new, **options):
        person = person_at(old, Person.objects.active())
        new = one_address(new)
        try:
            validate_email(new)
            due_at = timezone.now() + WAIT
            change = change_address(person=person, new=new, due_at=due_at)
        except ValidationError as error:
            raise CommandError(f"{new} is not an e-mail address.") from error
        except DomainError as error:
            raise CommandError(str(error)) from error
        if change is None:
            self.stdout.write(f"{person}, who never came in, has {new} now.")
            return
        due = timezone.localtime(change.due_at)
        self.stdout.write(
            f"{person} gets a note at {person.email}, and a link at {new}. Opened, it is "
            f"the address from {due:%d-%m-%Y %H:%M} on, or when {person} agrees before."
        )
