from django.conf import settings
from django.core.management.base import BaseCommand

from groups.services.retention import lasting


class Command(BaseCommand):
    help = (
        "Lists the pairs and circles of groups that ended, by numbers and days alone: "
        "until when they are read, and what would go tonight."
    )

    def handle(self, **options):
        spaces = lasting()
        for space in spaces:
            self.stdout.write(
                f"{space.until} {space.kind} {space.space_id} of group {space.group_id}: "
                f"{state_of(space)}"
            )
        ripe = sum(space.is_ripe for space in spaces)
        self.stdout.write(
            f"{len(spaces)} spaces of groups that ended, of which {ripe} are to go. "
            f"Erasing is switched {'on' if settings.ERASING else 'off'}."
        )


def state_of(space) -> str:
    if space.is_ripe:
        return "to go"
    return "waits for a reminder" if space.is_over else "is read"
