from django.core.management.base import BaseCommand

from calendars.services import amiss_in, follow
from groups.models import MentorGroup


class Command(BaseCommand):
    help = (
        "Compares what everybody's calendar was told with what is planned: one line for "
        "each difference, by numbers, days and times alone. Ends with 1 when there is one."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="Change nothing, as without it."
        )
        parser.add_argument(
            "--mend",
            action="store_true",
            help="Have the worker tell the calendars of those groups what is so.",
        )

    def handle(self, check, mend, **options):
        amiss = amiss_in(MentorGroup.objects.values_list("pk", flat=True))
        for difference in amiss:
            self.stdout.write(str(difference))
        groups = {difference.group_id for difference in amiss}
        if not amiss:
            self.stdout.write("All calendars were told what is planned.")
            return
        if mend and not check:
            follow(groups)
            count = f"{len(groups)} group" + ("s" if len(groups) > 1 else "")
            self.stdout.write(f"The worker looks at {count}.")
        raise SystemExit(1)
