import holidays
from django.core.management.base import BaseCommand, CommandError

from people.management.named import organisation_named
from people.services.sorting import set_country


class Command(BaseCommand):
    help = (
        "Says of which country an organisation is. In lists of NL, van den Berg stands "
        "at B; in those of BE, at V."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("country", help="Two letters, such as NL or BE.")

    def handle(self, slug, country, **options):
        organisation = organisation_named(slug)
        country = country.upper()
        if country not in holidays.list_supported_countries():
            raise CommandError(f"Not a country: {country}.")
        set_country(organisation=organisation, country=country)
        self.stdout.write(f"{organisation} is of {country}.")
