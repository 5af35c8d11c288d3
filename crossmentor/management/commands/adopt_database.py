from django.core.management.base import BaseCommand, CommandError

from crossmentor.database import adopting


class Command(BaseCommand):
    help = (
        "Takes on a database from before the migrations were squashed; run `migrate` "
        "after it. May be run again, and does nothing to a database of now."
    )
    requires_system_checks = ()

    def handle(self, **options):
        try:
            adopted = adopting.adopt()
        except adopting.NotAtTheLast as error:
            raise CommandError(error) from error
        self.stdout.write(
            "The database is taken on: run `manage.py migrate`."
            if adopted
            else "There is nothing to do: run `manage.py migrate`."
        )
