from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils.text import slugify

from people.accounts.services.invitations import invitation_path
from people.management.named import checked
from people.models import Organisation, Person
from people.services.organisations import create_organisation
from people.web.addresses import one_address
from people.web.typed import one_line

LONGEST = Organisation._meta.get_field("slug").max_length
NAMES = ("given_name", "family_name")


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
        name = one_line(name)
        slug = options["slug"] or slugify(name)[:LONGEST].strip("-")
        if not slug:
            raise CommandError(
                "Of that name no short one can be made: choose a --slug."
            )
        checked(Organisation(name=name, slug=slug), "name", "slug")
        person = {part: one_line(options[part]) for part in NAMES}
        checked(Person(**person), *NAMES)
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
            name=name,
            slug=slug,
            language=options["language"],
            email=email,
            **person,
        )
        self.stdout.write(settings.BASE_URL + invitation_path(invitation))
