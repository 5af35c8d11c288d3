from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError

from people.accounts.services.second_steps import seal_second_steps_anew


class Command(BaseCommand):
    help = (
        "Seals the secrets of second steps anew under SECRET_KEY, so that those in "
        "SECRET_KEY_FALLBACKS can be taken away; safe to run again."
    )

    def handle(self, **options):
        try:
            done = seal_second_steps_anew()
        except InvalidToken as error:
            raise CommandError(
                "A second step is sealed under a key that is not given: add it to "
                "SECRET_KEY_FALLBACKS and run this again. Nothing was changed."
            ) from error
        self.stdout.write(f"Second steps sealed under SECRET_KEY: {done}.")
