"""One worker's round, in a process that can be killed."""

import django

django.setup()

from reminders import tasks  # noqa: E402

tasks.sweep.apply(throw=True)
tasks.deliver.apply(throw=True)
