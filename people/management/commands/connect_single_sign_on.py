from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from people.accounts.discovery import discover
from people.accounts.services.single_sign_on import connect_provider
from people.management.named import organisation_named
from spaces.errors import DomainError


class Command(BaseCommand):
    help = (
        "Let the identity provider of OIDC_SERVER_URL speak for one organisation: who "
        "is on its roster without a way in comes in by an address it vouches for."
    )

    def add_arguments(self, parser):
        parser.add_argument("organisation", metavar="SLUG")

    def handle(self, organisation, **options):
        provider = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect")
        if not provider:
            raise CommandError("Set OIDC_SERVER_URL, and OIDC_CLIENT_ID for the pages.")
        (app,) = provider["APPS"]
        named = organisation_named(organisation)
        try:
            issuer = discover(app["settings"]["server_url"])["issuer"]
            connect_provider(
                provider=app["provider_id"], organisation=named, issuer=issuer
            )
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{issuer} speaks for {named} and for no other organisation. Let nobody but "
            "its people sign in at this client there."
        )
