from django.core.management.base import BaseCommand

from people.management.named import domain_of_words, organisation_named


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
        organisation = organisation_named(slug)
        domains = sorted({domain_of_words(words) for words in domain})
        organisation.domains = domains
        organisation.save(update_fields=["domains"])
        words = ", ".join(domains) or "those of its coordinators"
        self.stdout.write(f"Domains of {organisation}: {words}.")
