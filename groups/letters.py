from django.utils.translation import gettext_lazy as _

from reminders.letters import COORDINATORS, MEMBERS, Letter

LETTERS = [
    Letter(kind="groups.to_compose", name=_("Groups to compose"), to=COORDINATORS),
    Letter(kind="groups.too_small", name=_("A group became small"), to=COORDINATORS),
    Letter(
        kind="groups.published",
        name=_("Your mentor group"),
        to=MEMBERS,
        stoppable=False,
    ),
    Letter(
        kind="groups.unpublished",
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
]
