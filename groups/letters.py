from django.utils.translation import gettext_lazy as _

from groups.models import Breach, MentorGroup, Seat
from reminders.letters import COORDINATORS, MEMBERS, NOBODY, Letter


def is_broken(mail) -> bool:
    return Breach.objects.open().filter(pk=mail.object_id).exists()


def is_small(mail) -> bool:
    return MentorGroup.objects.too_small().filter(pk=mail.object_id).exists()


def waits_for_decision(mail) -> bool:
    return Seat.objects.waiting_for_decision().filter(pk=mail.object_id).exists()


LETTERS = [
    Letter(kind="groups.to_compose", name=_("Groups to compose"), to=COORDINATORS),
    Letter(
        kind="groups.too_small",
        name=_("A group became too small"),
        to=COORDINATORS,
        wanted=is_small,
    ),
    Letter(
        kind="groups.broken",
        name=_("A group breaks a rule since the roster changed"),
        to=COORDINATORS,
        wanted=is_broken,
    ),
    Letter(
        kind="groups.left_behind",
        name=_("Somebody with a seat has left the organisation"),
        to=COORDINATORS,
        wanted=waits_for_decision,
    ),
    Letter(
        kind="groups.published",
        braked=False,
        name=_("Your mentor group"),
        to=MEMBERS,
        stoppable=False,
    ),
    Letter(
        kind="groups.unpublished",
        braked=False,
        name=_("Groups are taken back"),
        to=MEMBERS,
        stoppable=False,
    ),
    Letter(
        kind="groups.joined",
        name=_("Somebody joins your group"),
        to=MEMBERS,
        stoppable=False,
    ),
    Letter(
        kind="groups.mentor_replaced",
        name=_("Another mentor"),
        to=MEMBERS,
        stoppable=False,
    ),
    Letter(
        kind="groups.left",
        name=_("Somebody leaves your group"),
        to=MEMBERS,
        stoppable=False,
    ),
    Letter(
        kind="groups.moved",
        name=_("You move to another group"),
        to=MEMBERS,
        stoppable=False,
    ),
    Letter(
        kind="groups.renamed",
        name=_("Somebody in your group has another name"),
        to=MEMBERS,
        stoppable=False,
    ),
    Letter(kind="groups.to_see", name=_("Who is in your group"), to=NOBODY),
    Letter(
        kind="groups.dissolved",
        name=_("Your group ends"),
        to=MEMBERS,
        stoppable=False,
    ),
]
