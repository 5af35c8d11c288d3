"""What groups that ended left: looked at each night, and told outside the database."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from crossmentor.doctor.finding import fail, ok, or_well, warn
from crossmentor.doctor.ledger import ago
from crossmentor.doctor.sight import Sight
from groups.models import RetentionRound
from spaces import erasures
from spaces.models import Erasure

# A night that was missed shows the next noon.
LATE = timedelta(hours=36)


def findings(sight: Sight):
    yield from nights()
    path = settings.ERASURES_FILE
    try:
        record = erasures.read_record(path)
    except FileNotFoundError:
        yield ok("The file of erasures is not here: see where the worker runs.")
    except OSError as error:
        yield fail(
            f"{path} cannot be read: {type(error).__name__}.",
            "Let whom the worker runs as read and write it.",
        )
    else:
        faults = list(of_file(sight, path, record))
        yield from or_well(faults, f"{path} knows what was erased.")


def nights():
    last = RetentionRound.objects.first()
    if last is None:
        yield ok("What ended groups left is looked at in the night to come.")
        return
    waits = timezone.now() - last.at
    if waits > LATE:
        yield fail(
            f"What ended groups left was last looked at {ago(waits)} ago.",
            "See that worker and beat run.",
        )
    is_off = "" if last.is_erasing else "; erasing is switched off"
    words = f"Of ended groups {len(last.ripe)} spaces are to go{is_off}."
    yield ok(words)
    if last.not_reminded:
        yield warn(
            f"{len(last.not_reminded)} spaces are past their day and stay: a reminder did "
            "not arrive.",
            "The coordinator sees whose, under Delivery of mails; `manage.py retention` "
            "lists them.",
        )


def of_file(sight, path, record):
    if record.faults:
        yield fail(
            f"{path} is not whole, see line {', '.join(map(str, record.faults))}.",
            "A restore refuses it: look for another copy, or take that line away.",
        )
    if sight.best is None:
        return
    known = set(Erasure.objects.values_list("pk", flat=True))
    if missing := known - record.gone:
        yield warn(
            f"{path} lacks {len(missing)} spaces that were erased.",
            "The worker adds them in the night; is it this file that it writes?",
        )
    query = "SELECT spaces_not_erased(%s)"
    # Of the others a crash left it open; the worker settles them in the night.
    sure = record.gone - record.unsettled
    if back := sight.rows(query, list(sure)):
        yield fail(
            f"{len(back)} spaces that {path} knows as erased are here again.",
            "A restore went without it: take a backup, and restore that with it.",
        )
