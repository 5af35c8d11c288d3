from django.core.management.base import BaseCommand, CommandError

from crossmentor.demo import firm
from crossmentor.running import loading
from people.models import Organisation


class Command(BaseCommand):
    help = "Load the demonstration organisation into an empty database."

    def handle(self, *args, **options):
        if Organisation.objects.exists():
            raise CommandError("There is an organisation already: nothing is loaded.")
        organisation = firm.load(tell=loading.tell_progress)
        self.stdout.write(f"{organisation}: {organisation.people.count()} people.")
