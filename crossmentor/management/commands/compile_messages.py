from django.conf import settings
from django.core.management.base import BaseCommand

from crossmentor import catalogues


class Command(BaseCommand):
    help = "Compiles the catalogues of translations that changed."
    requires_system_checks = ()

    def handle(self, **options):
        for path in catalogues.compile_all(settings.ROOT):
            self.stdout.write(str(path.relative_to(settings.ROOT)))
