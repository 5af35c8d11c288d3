"""Whether what a mail says still holds, asked as it leaves.

What is due is what the rooms say waits at this moment: all of it is heard once, and a
mail is looked up in it by its key. Of what was posted the letter knows the facts.
"""

import datetime as dt
import json
import logging

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from reminders import letters
from reminders.errors import where
from reminders.models import LATE, OF_THE_DAY, Mail, Preference

logger = logging.getLogger(__name__)

# After that what waits is heard anew: meanwhile somebody may have done it.
FRESH = dt.timedelta(seconds=10)


class NotHeard(Exception):
    """The room of this mail could not say what waits: nobody knows whether it holds."""


class WaitingDues:
    """What waits for everybody, as the rooms said it at the moment `now`."""

    def __init__(self, now: dt.datetime):
        self.now = now
        self.dues = {}
        self.failed = []

    def hear_all(self) -> "WaitingDues":
        for path in settings.DUE:
            self.hear(path)
        return self

    def hear(self, path: str) -> dict:
        """What waits in one room, by key. One that fails keeps no other from being heard."""
        try:
            with transaction.atomic():
                dues = list(import_string(path)(now=self.now, person=None))
        except Exception as error:
            self.failed.append(path)
            logger.error("%s cannot say what is due: %s.", path, where(error))
            return {}
        mailed = {due.key: due for due in dues if due.mail}
        self.dues |= mailed
        return mailed

    def heard(self, kind: str) -> bool:
        room = kind.partition(".")[0]
        return room not in {path.partition(".")[0] for path in self.failed}

    def says_of(self, mail: Mail) -> tuple[dict, str] | None:
        """As `now_says`, of a mail about what waits."""
        if not self.heard(mail.kind):
            raise NotHeard(mail.kind)
        due = self.dues.get(mail.key)
        return (due.context, str(due.link)) if due else None


class Asking:
    """Hears the rooms when somebody asks, and again when the answer is not fresh."""

    asked: WaitingDues | None = None

    def __call__(self, mail: Mail) -> WaitingDues:
        now, asked = timezone.now(), self.asked
        if asked is None or now - asked.now > FRESH or mail.created_at > asked.now:
            self.asked = WaitingDues(now).hear_all()
        return self.asked


def now_says(mail: Mail, asking: Asking) -> tuple[dict, str] | None:
    """The words' context and the link as they are now; None when it holds no more.

    No room is heard for what was posted: its letter knows. Raises NotHeard.
    """
    letter = letters.letter_for(mail.kind)
    if letter.facts is letters.WAITS:
        return asking(mail).says_of(mail)
    context = letter.facts(mail)
    return None if context is None else (context, mail.link)


def why_not(mail: Mail, asking: Asking) -> Mail.State | None:
    """The state of a mail that is not to be sent; else its words are made true.

    Raises NotHeard.
    """
    letter = letters.letter_for(mail.kind)
    if not mail.person.is_active and not letter.to_closed:
        return Mail.State.HELD
    present = now_says(mail, asking)
    if present is None or (letter.facts is not letters.WAITS and mail.is_overtaken()):
        return Mail.State.DROPPED
    if mail.not_before + letter.lasts < timezone.now():
        mail.error = LATE
        return Mail.State.KEPT
    stops = letter.stoppable and mail.kind != OF_THE_DAY
    if stops and Preference.objects.stopped(mail.person_id, mail.kind):
        return Mail.State.KEPT
    write_anew(mail, *present)
    return None


def write_anew(mail: Mail, context: dict, link: str) -> bool:
    """Have the mail say what is so now, in its reader's language; whether it differs."""
    context = as_kept(letters.frozen(context, mail.person))
    if (context, link) == (mail.context, mail.link):
        return False
    mail.context, mail.link = context, link
    Mail.objects.filter(pk=mail.pk, fence=mail.fence, handed_over_at=None).update(
        context=context, link=link
    )
    return True


def as_kept(context: dict) -> dict:
    """The context as the database gives it back."""
    return json.loads(json.dumps(context, cls=DjangoJSONEncoder))
