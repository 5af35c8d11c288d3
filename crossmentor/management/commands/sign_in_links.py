from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from crossmentor.demo.cast import cast
from people.accounts.services.demo import sign_in_path


class Command(BaseCommand):
    help = "Print a sign-in link for somebody in each role (development only)."

    def handle(self, *args, **options):
        if not settings.DEBUG:
            raise CommandError(_("Sign-in links exist in development only."))
        for role, person in cast().items():
            link = settings.BASE_URL + sign_in_path(person)
            self.stdout.write(f"{role:<14} {person.bare_name:<24} {link}")
