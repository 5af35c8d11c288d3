from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_domain_name

from people.models import Organisation


class Command(BaseCommand):
    help = (
        "Says of which domains the addresses of an organisation's people are; members "
        "of a group are told of an address that is of none. Without any: those of the "
        "coordinators."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("domain", nargs="*")

    def handle(self, slug, domain, **options):
        organisation = Organisation.objects.filter(slug=slug).first()
        if organisation is None:
            raise CommandError(f"There is no organisation {slug!r}.")
        domains = sorted({one.removeprefix("@").lower() for one in domain})
        for one in domains:
            try:
                validate_domain_name(one)
            except ValidationError as error:
                raise CommandError(f"Not a domain: {one}.") from error
        organisation.domains = domains
        organisation.save(update_fields=["domains"])
        words = ", ".join(domains) or "those of its coordinators"
        self.stdout.write(f"Domains of {organisation}: {words}.")
