"""The letters of this room; their texts are in `templates/programmes/letters/`."""

from django.utils.translation import gettext_lazy as _

from people.services.invitations import waiting_path
from programmes.models import Participation, Programme
from reminders.letters import COORDINATORS, MEMBERS, NOBODY, Letter


def _participation(mail):
    return Participation.objects.select_related("person").filter(pk=mail.object_id)


def still_invited(mail) -> bool:
    return _participation(mail).unanswered().exists()


def still_awaited(mail) -> bool:
    return _participation(mail).awaiting_answer().exists()


def still_answered(mail) -> bool:
    found = Programme.objects.filter(pk=mail.object_id)
    return found.composable().answered().exists()


def way_in(mail) -> str:
    """Who cannot sign in yet gets the link of their invitation, if it still counts."""
    return waiting_path(mail.person) or mail.link


LETTERS = [
    Letter(
        kind="programmes.invited",
        braked=False,
        name=_("Invitations to a programme"),
        to=MEMBERS,
        stoppable=False,
        wanted=still_invited,
        link=way_in,
    ),
    Letter(
        kind="programmes.enrol",
        name=_("Invitations not answered yet"),
        to=MEMBERS,
        wanted=still_awaited,
        link=way_in,
    ),
    Letter(
        kind="programmes.coordinates",
        name=_("Programmes that you coordinate"),
        to=COORDINATORS,
        stoppable=False,
        link=way_in,
    ),
    Letter(
        kind="programmes.answered",
        name=_("Programmes for which everybody answered"),
        to=COORDINATORS,
        wanted=still_answered,
    ),
    Letter(
        kind="programmes.open",
        name=_("Programmes to open"),
        to=NOBODY,
        stoppable=False,
    ),
]
