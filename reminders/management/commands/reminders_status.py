from django.core.management.base import BaseCommand

from reminders.models import Mail


class Command(BaseCommand):
    help = "Counts the mails in the ledger by state; says nothing of what is in them."

    def handle(self, **options):
        counts = Mail.objects.counts()
        for state in Mail.State:
            self.stdout.write(f"{state.value:<8} {counts.get(state, 0):>7}")
        self.stdout.write(f"{'ready':<8} {Mail.objects.ready().count():>7}")
