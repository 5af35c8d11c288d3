"""Erasing what a person wrote: asked for by them alone, carried out by a worker, once."""

import logging

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from people.accounts.services.notes import zone_of
from reminders import bell
from reminders.services import post
from spaces import erasures
from spaces.models import OwnErasure
from writing.models import Text
from writing.services.saving import advance

logger = logging.getLogger(__name__)

Kind = OwnErasure.Kind


@transaction.atomic
def erase(*, text: Text, by) -> None:
    """Erase one text of `by`, who acts, in every version and wherever it was put or given.

    Of a text of all members it is what they saved of it. Within a minute it is gone, for
    good; asked twice it is once.
    """
    _let_others_go_on(Text.objects.shared().filter(pk=text.pk), by)
    _ask(OwnErasure(person=by, kind=Kind.TEXT, text_id=text.pk))


@transaction.atomic
def erase_all(*, by) -> None:
    """The same with all that `by`, who acts, wrote, in whichever room and space."""
    _let_others_go_on(Text.objects.shared().with_revision_by(by), by)
    _ask(OwnErasure(person=by, kind=Kind.ALL))


def _ask(erasure):
    OwnErasure.objects.bulk_create([erasure], ignore_conflicts=True)
    bell.ring_on_commit("writing.erase")


def _let_others_go_on(texts, person):
    """A text of all members that reads as `person` saved it last reads as others did.

    Where that person is gone from there, nobody here can open it: it then says that it
    was erased, and its members choose a version of theirs.
    """
    # Who saves meanwhile is waited for, and what they saved is what it reads as.
    for text in texts.select_for_update(no_key=True):
        if text.revisions.heads().by(person).exists():
            left = text.revisions.not_by(person).that_counted().latest_first().first()
            if left and not left.unopened and not left.is_erased:
                advance(text, left)


def carry_out() -> None:
    """As the worker: what people asked for, the oldest first. Safe to run twice.

    That something is erased stands on the disk before it is, so that a backup of before
    is held to it when it is put back.
    """
    waiting = list(OwnErasure.objects.waiting())
    for erasure in waiting:
        _carry_out(as_written(erasure))
    if waiting:
        settle_erasures()


def _carry_out(own: erasures.Own) -> None:
    path = settings.ERASURES_FILE
    try:
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute("SELECT writing_erase(%s)", [own.id])
                (done,) = cursor.fetchone()
            if done:
                _tell(OwnErasure.objects.select_related("person").get(pk=own.id))
            erasures.write_own(path, erasures.ERASING, [own])
    except (DatabaseError, OSError) as error:
        # Of the error its kind alone: the database quotes rows in its words.
        logger.error("Erasure %s was not done: %s.", own.id, type(error).__name__)


def _tell(erasure) -> None:
    """Mail whose texts they were: somebody else may have sat in their account."""
    if erasure.kind == Kind.TEXT and not erasure.texts:
        return
    post(
        person=erasure.person,
        kind="writing.erased",
        object_id=erasure.pk,
        link=reverse("people:ways_in"),
        context={
            "kind": erasure.kind,
            "texts": erasure.texts,
            "asked_at": erasure.asked_at,
            "done_at": erasure.done_at,
            "zone": zone_of(erasure.person),
        },
    )


def erase_left() -> None:
    """As the worker: the own spaces of those who left long enough ago, with all in them.

    Who comes back before that finds everything; afterwards nothing is there.
    """
    days = settings.LEFT_KEPT_DAYS
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM writing_left_long(%s)", [days])
        people = [person_id for (person_id,) in cursor.fetchall()]
    for person_id in people:
        _erase_left(person_id, days)
    if people:
        settle_erasures()


def _erase_left(person_id, days):
    try:
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("SELECT writing_ask_left(%s, %s)", [person_id, days])
            (pk,) = cursor.fetchone()
            cursor.execute("SELECT writing_erase(%s)", [pk])
            own = erasures.Own(pk, Kind.LEFT.value, person_id, None)
            erasures.write_own(settings.ERASURES_FILE, erasures.ERASING, [own])
    except (DatabaseError, OSError) as error:
        name = type(error).__name__
        logger.error("What %s left was not erased: %s.", person_id, name)


def settle_erasures() -> None:
    """Have the file say of each that is done that it is, also where lines got lost."""
    done = OwnErasure.objects.done()
    if not done.exists():
        return
    path = settings.ERASURES_FILE
    # There may be none yet.
    erasures.write_own(path, erasures.ERASED, [])
    recorded = erasures.read_record(path).own
    unsaid = [
        own
        for own in map(as_written, done.order_by("asked_at"))
        if recorded.get(own) != erasures.ERASED
    ]
    if unsaid:
        erasures.write_own(path, erasures.ERASED, unsaid)


def as_written(erasure: OwnErasure) -> erasures.Own:
    return erasures.Own(erasure.pk, erasure.kind, erasure.person_id, erasure.text_id)
