"""Every write to the ledger of mails, except its delivery."""

import datetime as dt
from collections.abc import Iterable
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from reminders import bell, brakes, letters, links
from reminders.models import Mail, Preference, Standing
from reminders.rows import Posting, row, zone_of
from spaces.acting import current_person_id

# What posting a mail again changes.
CONTENT = (
    *("context", "link", "way_in", "address"),
    *("not_before", "send_after", "alone"),
)
AGAIN = ("state", "message_id", "attempts", "error", "handed_over_at", "told_in")
# What is sent when it is posted again.
UNSETTLED = [
    Mail.State.WAITING,
    Mail.State.DROPPED,
    Mail.State.HELD,
    *Mail.NOT_ARRIVED,
]
# What has not left yet, and what was stopped before.
STOPPABLE = [
    Mail.State.WAITING,
    Mail.State.CLAIMED,
    Mail.State.HELD,
    Mail.State.DROPPED,
]
# How old a mail may be that was held while its person's account was closed.
FRESH = dt.timedelta(days=1)


def post(
    *,
    person,
    kind: str,
    link: str,
    programme_id: int | None = None,
    zone: str = "",
    object_id="",
    way_in: str = "",
    context: dict | None = None,
    not_before: dt.datetime | None = None,
    day: dt.date | None = None,
    address: str = "",
    urgent: bool = False,
) -> Mail:
    """Have one mail of `kind` about this object sent to `person`, once a `day`.

    Call it in the transaction that causes the mail. Again with the same key it changes
    what has not left yet, brings back what was dropped, and sends what did not arrive
    once more; what was sent is not sent twice. Something that may change twice a day (a
    session that moves) puts its version into `object_id`. `context` holds names, dates,
    times and places only, never anything confidential; lazy text is kept in the language
    of `person`. `day` defaults to the local date of sending in `zone`, that of the
    programme. `way_in` is a path that lets its reader in: it stands in the mail instead
    of `link`, is kept sealed, and forgotten when sent. `address` is where it goes when
    that is not the person's own of that moment. `urgent`: it does not wait for the mail
    of the day.
    """
    posting = Posting(
        person=person,
        kind=kind,
        link=link,
        programme_id=programme_id,
        zone=zone,
        object_id=object_id,
        way_in=way_in,
        context=context or {},
        not_before=not_before,
        day=day,
        address=address,
        urgent=urgent,
    )
    return post_all([posting])[0]


@transaction.atomic
def post_all(postings: Iterable[Posting]) -> list[Mail]:
    """Post many postings as `post` does one, in a constant number of queries.

    Raises TooMuch, and posts none, when who acts has sent others too many of late.
    """
    postings = list(postings)
    now = timezone.now()
    wanted = {mail.key: mail for mail in (_mail(posting, now) for posting in postings)}
    Mail.objects.bulk_create(wanted.values(), ignore_conflicts=True)
    mails = Mail.objects.in_bulk(wanted, field_name="key")
    # Each row is written with a message id of its own.
    older = [
        key for key, mail in mails.items() if mail.message_id != wanted[key].message_id
    ]
    if by := current_person_id():
        brakes.hold_back(by, [wanted[key] for key in mails.keys() - set(older)])
    if older:
        mails |= _rewrite(older, wanted)
    if any(mail.alone and mail.not_before <= now for mail in wanted.values()):
        bell.ring_on_commit("reminders.deliver")
    for key, mail in mails.items():
        mail.person = wanted[key].person
    return [mails[key] for key in wanted]


def _mail(posting, now) -> Mail:
    moment = posting.not_before or now
    return row(
        posting,
        day=posting.day or moment.astimezone(zone_of(posting)).date(),
        not_before=moment,
        by_id=posting.by or current_person_id(),
        way_in=_sealed(posting),
        address=posting.address,
    )


def _sealed(posting):
    if posting.way_in:
        return links.seal_way_in(posting.way_in, to=posting.person.email)
    return None


def _rewrite(keys, wanted) -> dict[str, Mail]:
    """Bring mails that were posted before up to what is wanted.

    What has not left changes; what did not arrive is sent once more.
    """
    # A worker that claims one at this moment comes before, or sends what is wanted now.
    unsettled = Mail.objects.filter(key__in=keys, state__in=UNSETTLED)
    mails = {mail.key: mail for mail in unsettled.select_for_update()}
    for key, mail in mails.items():
        if mail.state in Mail.NOT_ARRIVED:
            _as_new(mail)
        mail.state = Mail.State.WAITING
        for name in CONTENT:
            setattr(mail, name, getattr(wanted[key], name))
    Mail.objects.bulk_update(mails.values(), [*AGAIN, *CONTENT])
    return mails


def _as_new(mail):
    """Another message, so that no mailbox takes it for one that it has."""
    mail.message_id, mail.attempts, mail.error = uuid4(), 0, ""
    mail.handed_over_at = mail.told_in = None


@transaction.atomic
def send_again(*, mail: Mail) -> bool:
    """Send once more what did not arrive, or may not have; False when that is settled.

    It holds what it held, and is asked again as it leaves whether it is still so.
    """
    locked = Mail.objects.not_arrived().select_for_update().filter(pk=mail.pk).first()
    if locked is None:
        return False
    _as_new(locked)
    locked.state, locked.not_before = Mail.State.WAITING, timezone.now()
    locked.save(update_fields=[*AGAIN, "not_before"])
    bell.ring_on_commit("reminders.deliver")
    return True


@transaction.atomic
def drop_ways_in(*, person) -> int:
    """Drop the links that let `person` in and have not left; answers how many."""
    unsent = Mail.objects.unsent().filter(person=person).exclude(way_in=None)
    return unsent.update(state=Mail.State.DROPPED, leased_until=None, way_in=None)


@transaction.atomic
def take_back_mails(mail_ids) -> set[int]:
    """Drop those of these mails that have not left; answers which of them never will.

    Who sends one at this moment comes before, or finds it dropped.
    """
    mails = Mail.objects.filter(pk__in=mail_ids, handed_over_at=None)
    mails = mails.filter(state__in=STOPPABLE).select_for_update()
    ids = set(mails.values_list("pk", flat=True))
    unsent = Mail.objects.unsent().filter(pk__in=ids)
    unsent.update(state=Mail.State.DROPPED, leased_until=None, way_in=None)
    return ids


@transaction.atomic
def give_back(*, person) -> None:
    """Let go what was held while the account of `person` was closed.

    What is older than a day is not mailed any more, and stays in the inbox.
    """
    fresh = Mail.objects.held_for(person).filter(not_before__gte=timezone.now() - FRESH)
    if fresh.update(state=Mail.State.WAITING, attempts=0):
        bell.ring_on_commit("reminders.deliver")


def unread_count(person) -> int:
    return Mail.objects.inbox_of(person).filter(read_at=None).count()


@transaction.atomic
def stop(*, person_id: int, kind: str) -> None:
    """Send no more mails of this kind; they still come in the inbox."""
    Preference.objects.get_or_create(person_id=person_id, kind=kind)


@transaction.atomic
def resume(*, person_id: int, kind: str) -> None:
    Preference.objects.filter(person_id=person_id, kind=kind).delete()


@transaction.atomic
def mark_read(*, mail: Mail) -> None:
    Mail.objects.filter(pk=mail.pk, read_at=None).update(read_at=timezone.now())


@transaction.atomic
def mark_all_read(*, person) -> int:
    """Mark all that is in the person's inbox as read; answers how many."""
    unread = Mail.objects.inbox_of(person).filter(read_at=None)
    return unread.update(read_at=timezone.now())


@transaction.atomic
def choose(*, person, wanted: set[str]) -> None:
    """Send mails of exactly these kinds, of those the person gets and can stop."""
    for letter in letters.letters_to(person):
        if letter.stoppable:
            write = resume if letter.kind in wanted else stop
            write(person_id=person.pk, kind=letter.kind)


@transaction.atomic
def stand(*, kind: str, object_id, facts: dict) -> None:
    """Note openly that something confidential stands, and what a mail may say of it."""
    Standing.objects.update_or_create(
        kind=kind, object_id=str(object_id), defaults={"facts": facts}
    )


@transaction.atomic
def fall(*, kind: str, object_id) -> None:
    """It does not stand any more: mails about it are dropped."""
    Standing.objects.filter(kind=kind, object_id=str(object_id)).delete()
