"""What the members of a group write together at the first meeting (1.3)."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import FormerCircle, MentorGroup
from sessions.session.keys import circle_place
from sessions.year.models.agenda import Item
from sessions.year.models.agreement import GroupAgreement
from writing.bringing import Former, FormerText
from writing.kinds import TextKind
from writing.textforms import TextForm
from writing.writers import Writers


class AgreementForm(TextForm):
    label = gettext_lazy("How we treat each other")
    help_text = gettext_lazy(
        "For example: on time, telephones away, let each other finish, and what "
        "is said here stays here."
    )


class RunIntoForm(TextForm):
    label = gettext_lazy("What we run into")
    help_text = gettext_lazy(
        "Needs that several of you share, what you ask the mentor and each other, and "
        "how you want to learn."
    )
    rows = 8


class VisitsForm(TextForm):
    label = gettext_lazy("Work visits and guests")
    help_text = gettext_lazy(
        "Whom and what would you like to see, and who arranges it?"
    )


AGREEMENT, RUN_INTO, VISITS = "agreement", "run-into", "visits"
# What is written at an item of the first meeting, and on its page there.
OF_ITEM = {Item.QUESTIONS: RUN_INTO, Item.WORKING: VISITS}
OF_FIRST_MEETING = (RUN_INTO, AGREEMENT, VISITS)


def agreement_address(key) -> str:
    return reverse("sessions:agreement", args=[_group_of(key)])


def address_at(item) -> Callable:
    def address(key) -> str:
        return reverse("sessions:words", args=[_group_of(key), item])

    return address


def _group_of(circle) -> int:
    """The group that has that circle, or had it."""
    group = MentorGroup.objects.filter(circle=circle).first()
    former = group or FormerCircle.objects.filter(space=circle).first()
    return group.pk if group else former.group_id


KINDS = [
    TextKind(
        name=AGREEMENT,
        heading=lambda text: _("How we treat each other"),
        address=agreement_address,
        place=circle_place,
        form=AgreementForm,
    ),
    TextKind(
        name=RUN_INTO,
        heading=lambda text: _("What we run into"),
        address=address_at(Item.QUESTIONS),
        place=circle_place,
        form=RunIntoForm,
    ),
    TextKind(
        name=VISITS,
        heading=lambda text: _("Work visits and guests"),
        address=address_at(Item.WORKING),
        place=circle_place,
        form=VisitsForm,
    ),
]


def words_of_agreement(agreement):
    yield FormerText(
        kind=AGREEMENT,
        key=str(agreement.space_id),
        body=agreement.text,
        writers=Writers.MEMBERS,
    )


FORMER = [Former(model=GroupAgreement, texts=words_of_agreement)]
