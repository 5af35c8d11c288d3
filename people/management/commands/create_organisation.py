from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils.text import slugify

from people.accounts.services.invitations import invitation_path
from people.models import Organisation, Person
from people.services.organisations import create_organisation
from people.web.addresses import one_address
from people.web.typed import one_line


class Command(BaseCommand):
    help = (
        "Create an organisation and its first coordinator, and print the link with "
        "which that person comes in. Others are invited in the browser."
    )

    def add_arguments(self, parser):
        parser.add_argument("name")
        parser.add_argument("--slug", help="Short name; default: made of the name.")
        parser.add_argument(
            "--language", choices=dict(settings.LANGUAGES), default="nl"
        )
        parser.add_argument("--email", required=True)
        parser.add_argument("--given-name", required=True)
        parser.add_argument("--family-name", required=True)

    def handle(self, name, **options):
        slug = options["slug"] or slugify(name)
        if not slug:
            raise CommandError(
                "Of that name no short one can be made: choose a --slug."
            )
        email = one_address(options["email"])
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is not an e-mail address.") from error
        if Organisation.objects.filter(slug=slug).exists():
            raise CommandError(
                f"There is an organisation {slug!r}: choose another --slug."
            )
        if Person.objects.filter(email=email).exists():
            raise CommandError(f"{email} belongs to somebody already.")
        invitation = create_organisation(
            name=one_line(name),
            slug=slug,
            language=options["language"],
            email=email,
            given_name=one_line(options["given_name"]),
            family_name=one_line(options["family_name"]),
        )
        self.stdout.write(settings.BASE_URL + invitation_path(invitation))
