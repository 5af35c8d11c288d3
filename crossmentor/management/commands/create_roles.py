from django.core.management.base import BaseCommand, CommandError

from crossmentor import environment, roles
from crossmentor.database import databases


class Command(BaseCommand):
    help = (
        "Makes the three roles and the database on your own PostgreSQL server, as the "
        "superuser of DATABASE_URL_SUPERUSER; safe to run again."
    )
    requires_system_checks = ()

    def handle(self, **options):
        superuser = self.url("DATABASE_URL_SUPERUSER")
        urls = {
            process: self.url(variable)
            for process, variable in databases.VARIABLES.items()
        }
        names = {url["NAME"] for url in urls.values()}
        if len(names) > 1:
            raise CommandError(f"One database, not {', '.join(sorted(names))}.")
        for process, url in urls.items():
            if url["USER"] != roles.ROLES[process]:
                raise CommandError(
                    f"{databases.VARIABLES[process]} must name the user "
                    f"{roles.ROLES[process]}, not {url['USER']!r}."
                )
        roles.create(
            databases.conninfo(superuser),
            database=names.pop(),
            passwords={url["USER"]: url["PASSWORD"] for url in urls.values()},
        )

    def url(self, variable):
        url = environment.text(variable)
        if not url:
            raise CommandError(f"Set {variable}.")
        return databases.from_url(url)
