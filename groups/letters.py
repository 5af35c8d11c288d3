from django.utils.translation import gettext_lazy as _

from reminders.letters import Letter

LETTERS = [
    Letter(kind="groups.to_compose", name=_("Groups to compose")),
    Letter(kind="groups.too_small", name=_("A group became small")),
    Letter(kind="groups.published", name=_("Your mentor group"), stoppable=False),
    Letter(kind="groups.unpublished", name=_("Groups are taken back"), stoppable=False),
    Letter(kind="groups.joined", name=_("Somebody joins your group"), stoppable=False),
    Letter(kind="groups.mentor_replaced", name=_("Another mentor"), stoppable=False),
    Letter(kind="groups.left", name=_("Somebody leaves your group"), stoppable=False),
]
