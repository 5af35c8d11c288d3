"""Every write to the ledger of mails, except its delivery."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from reminders import bell, letters
from reminders.models import Mail, Preference


@transaction.atomic
def post(
    *,
    person,
    kind: str,
    link: str,
    programme_id: int | None = None,
    object_id="",
    context: dict | None = None,
    not_before: dt.datetime | None = None,
    day: dt.date | None = None,
) -> Mail:
    """Have one mail of `kind` about this object sent to `person`, once a `day`.

    Call it in the transaction that causes the mail. Again with the same key it changes
    what has not left yet, and brings back what was cancelled; what was sent is not sent
    twice. Something that may change twice a day (a session that moves) puts its version
    into `object_id`. `context` holds names, dates, times and places only, never anything
    confidential; `day` defaults to the programme's local date of sending.
    """
    letters.letter_for(kind)
    moment = not_before or timezone.now()
    if day is None:
        day = moment.astimezone(zone_of(programme_id)).date()
    content = {
        "context": context or {},
        "link": link,
        "not_before": moment,
    }
    mail, created = Mail.objects.get_or_create(
        key=key_of(programme_id, person.pk, kind, object_id, day),
        defaults=content
        | {
            "person": person,
            "kind": kind,
            "object_id": str(object_id),
            "programme_id": programme_id,
        },
    )
    if not created:
        _rewrite(mail, content)
    if moment <= timezone.now():
        bell.ring_on_commit()
    return mail


def _rewrite(mail, content):
    changed = Mail.objects.filter(
        pk=mail.pk, state__in=[Mail.State.WAITING, Mail.State.DROPPED]
    ).update(state=Mail.State.WAITING, **content)
    if changed:
        mail.refresh_from_db()


@transaction.atomic
def cancel(*, kind: str, object_id, person=None) -> int:
    """Drop what has not left yet of this kind and object; answers how many."""
    whose = Q() if person is None else Q(person=person)
    return (
        Mail.objects.unsent()
        .filter(whose, kind=kind, object_id=str(object_id))
        .update(state=Mail.State.DROPPED, leased_until=None)
    )


def key_of(programme_id, person_id, kind, object_id, day) -> str:
    return f"{programme_id or ''}|{person_id}|{kind}|{object_id}|{day.isoformat()}"


def programmes():
    """The programmes, known by name only: this room lies below theirs."""
    return apps.get_model(settings.PROGRAMME_MODEL).objects


def zones_of(programme_ids) -> dict[int | None, ZoneInfo]:
    """The time zone in which the days of each programme begin and end."""
    named = dict(
        programmes()
        .filter(pk__in=set(programme_ids) - {None})
        .values_list("pk", "time_zone")
    )
    return {pk: ZoneInfo(named.get(pk) or settings.TIME_ZONE) for pk in programme_ids}


def zone_of(programme_id: int | None) -> ZoneInfo:
    return zones_of([programme_id])[programme_id]


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
def read(*, mail: Mail) -> None:
    Mail.objects.filter(pk=mail.pk, read_at=None).update(read_at=timezone.now())


@transaction.atomic
def read_all(*, person) -> int:
    """Mark all that is in the person's inbox as read; answers how many."""
    unread = Mail.objects.inbox_of(person).filter(read_at=None)
    return unread.update(read_at=timezone.now())


@transaction.atomic
def choose(*, person, wanted: set[str]) -> None:
    """Send mails of exactly these kinds, of those that can be stopped."""
    for letter in letters.all_letters().values():
        if letter.stoppable:
            write = resume if letter.kind in wanted else stop
            write(person_id=person.pk, kind=letter.kind)
