from django.utils.translation import gettext_lazy as _

from groups import facts
from groups.retention import REMINDER
from reminders.letters import COORDINATORS, MEMBERS, NOBODY, TO_DO, WAITS, Letter

LETTERS = [
    Letter(
        kind="groups.too_small",
        name=_("A group became too small"),
        to=COORDINATORS,
        facts=WAITS,
        pressing=TO_DO,
    ),
    Letter(
        kind="groups.broken",
        name=_("A group breaks a rule since the roster changed"),
        to=COORDINATORS,
        facts=WAITS,
        pressing=TO_DO,
    ),
    Letter(
        kind="groups.left_behind",
        name=_("Somebody with a seat has left the organisation"),
        to=COORDINATORS,
        facts=WAITS,
        pressing=TO_DO,
    ),
    # The invitation into the group; who takes it back says so as soon.
    Letter(
        kind="groups.published",
        braked=False,
        name=_("Your mentor group"),
        to=MEMBERS,
        stoppable=False,
        facts=facts.published,
        alone=True,
    ),
    Letter(
        kind="groups.unpublished",
        braked=False,
        name=_("Groups are taken back"),
        to=MEMBERS,
        stoppable=False,
        facts=facts.unpublished,
        alone=True,
    ),
    Letter(
        kind="groups.joined",
        name=_("Somebody joins your group"),
        to=MEMBERS,
        stoppable=False,
        facts=facts.joined,
    ),
    Letter(
        kind="groups.mentor_replaced",
        name=_("Another mentor"),
        to=MEMBERS,
        stoppable=False,
        facts=facts.mentor_replaced,
    ),
    Letter(
        kind="groups.left",
        name=_("Somebody leaves your group"),
        to=MEMBERS,
        stoppable=False,
        facts=facts.left,
    ),
    Letter(
        kind="groups.moved",
        name=_("You move to another group"),
        to=MEMBERS,
        stoppable=False,
        facts=facts.moved,
        alone=True,
    ),
    Letter(
        kind="groups.renamed",
        name=_("Somebody in your group has another name"),
        to=MEMBERS,
        stoppable=False,
        facts=WAITS,
    ),
    Letter(
        kind="groups.readdressed",
        name=_("Somebody in your group has another address"),
        to=MEMBERS,
        stoppable=False,
        facts=WAITS,
    ),
    Letter(
        kind="groups.to_see", name=_("Who is in your group"), to=NOBODY, facts=WAITS
    ),
    Letter(
        kind="groups.dissolved",
        name=_("Your group ends"),
        to=MEMBERS,
        stoppable=False,
        facts=facts.dissolved,
    ),
    # Before it nothing is erased: it goes to whoever reads, also one who has left.
    Letter(
        kind=REMINDER,
        name=_("Until when you can read what your group wrote"),
        to=MEMBERS,
        stoppable=False,
        facts=facts.readable,
        alone=True,
        to_closed=True,
    ),
]
