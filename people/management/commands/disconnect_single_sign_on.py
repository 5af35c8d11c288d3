from django.core.management.base import BaseCommand

from people.accounts.services.single_sign_on import disconnect_provider


class Command(BaseCommand):
    help = (
        "End single sign-on and what people connected by it, as before another "
        "provider; lists those who have no other way in."
    )

    def add_arguments(self, parser):
        parser.add_argument("--provider", default="organisation")

    def handle(self, provider, **options):
        people = disconnect_provider(provider=provider)
        self.stdout.write(f"Ended for {len(people)} people.")
        for person in people:
            if not person.has_way_in:
                self.stdout.write(f"No way in any more: {person} <{person.email}>")
