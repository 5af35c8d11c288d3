"""The letters of this room; their texts are in `templates/programmes/letters/`."""

from django.utils.translation import gettext_lazy as _

from people.accounts.services.invitations import waiting_path
from programmes.models import Participation, ProgrammeCoordinator
from reminders.letters import COORDINATORS, MEMBERS, NOBODY, TO_DO, WAITS, Letter


def invited(mail) -> dict | None:
    """Of an invitation that is not answered yet, by who sent it."""
    number = mail.object_id.partition(".")[0]
    parts = Participation.objects.unanswered().filter(pk=number)
    part = parts.select_related("programme").first()
    return part and mail.context | _by(mail) | {
        "programme": str(part.programme),
        "role": part.role,
        "starts_on": part.programme.starts_on,
        "months": part.programme.months,
    }


def coordinates(mail) -> dict | None:
    rows = ProgrammeCoordinator.objects.filter(pk=mail.object_id)
    row = rows.select_related("programme").first()
    return row and mail.context | _by(mail) | {"programme": str(row.programme)}


def _by(mail) -> dict:
    return {"by": mail.by.full_name} if mail.by else {}


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
        facts=invited,
        link=way_in,
        alone=True,
    ),
    Letter(
        kind="programmes.enrol",
        name=_("Invitations not answered yet"),
        to=MEMBERS,
        facts=WAITS,
        link=way_in,
        pressing=TO_DO,
    ),
    Letter(
        kind="programmes.coordinates",
        name=_("Programmes that you coordinate"),
        to=COORDINATORS,
        stoppable=False,
        facts=coordinates,
        link=way_in,
        alone=True,
    ),
    Letter(
        kind="programmes.answered",
        name=_("Programmes for which everybody answered"),
        to=COORDINATORS,
        facts=WAITS,
        pressing=TO_DO,
    ),
    Letter(
        kind="programmes.open",
        name=_("Programmes to open"),
        to=NOBODY,
        stoppable=False,
        facts=WAITS,
    ),
]
