"""What mails about one-on-ones say, as it is at this moment; None when it holds no more.

Asked by the worker as a mail leaves: open rows only.
"""

from django.contrib.auth import get_user_model

from groups.models import Seat
from reminders.letters import called
from reminders.models import Standing
from sessions.one_on_ones.models.one_on_one import OneOnOne
from sessions.one_on_ones.services.one_on_ones import ONE_ON_ONE


def asked(mail) -> dict | None:
    """Of a one-on-one that is asked for as it was told, of two who are together still.

    The worker cannot read it: what a mail may say of it stands openly.
    """
    number, _, version = mail.object_id.partition(".")
    row = Standing.objects.filter(kind=ONE_ON_ONE, object_id=number).first()
    if row is None or str(row.facts["sequence"]) != version:
        return None
    facts = row.facts
    if facts["state"] != OneOnOne.State.ASKED:
        return None
    seats = Seat.objects.held().select_related("person", "group__mentor")
    seat = seats.filter(pk=facts["seat"]).first()
    if seat is None:
        return None
    mentor = get_user_model().objects.get(pk=facts["mentor"])
    other = seat.person if mail.person_id == mentor.pk else mentor
    return mail.context | {"other": other.full_name, "group": called(seat.group)}


def turn(mail) -> dict | None:
    """The same, of who still has to act since it was told."""
    number = mail.object_id.partition(".")[0]
    row = Standing.objects.filter(kind=ONE_ON_ONE, object_id=number).first()
    waits = row is not None and row.facts.get("waits_for") == mail.person_id
    return asked(mail) if waits else None
