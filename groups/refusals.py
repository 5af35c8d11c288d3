"""What the database refuses, said in words."""

from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from spaces.errors import DomainError

WORDS = {
    "groups_r1_size": _("A group is one mentor and four to six mentees (R1)."),
    "groups_seat_one_mentor": _("A group has one mentor (R1)."),
    "groups_breach_discipline": _(
        "The members do not share one discipline: give the reason to cross (R2)."
    ),
    "groups_breach_same_team": _("Two members are in the same team (R3)."),
    "groups_breach_project": _(
        "Two members worked long and intensively on the same project (R3)."
    ),
    "groups_breach_line_manager": _("A member is the line manager of another (R3)."),
    "groups_breach_exclusion": _("Two members are to be kept apart."),
    "groups_r1_three": _(
        "A group goes on with fewer than four only after the start, when somebody left, "
        "and never with fewer than three (R1)."
    ),
    "groups_tolerance_of_breach": _(
        "These two break no rule any more: nothing is to be decided."
    ),
    "groups_coordinator_sits_nowhere": _(
        "Who coordinates the programme sits in none of its groups."
    ),
    "groups_seat_enrolled": _(
        "Somebody is not enrolled any more: look again at who is there."
    ),
    "groups_seat_held_once": _("This person sits in this group already."),
    "groups_seat_one_group": _("This person has a seat in another group already."),
    "boards_composition_published_once": _(
        "The groups of this programme were published from another composition."
    ),
}


@contextmanager
def said_in_words():
    """Let the rules of groups speak at the end of the block; raises DomainError."""
    try:
        with transaction.atomic():
            yield
            _check_now()
    except IntegrityError as error:
        constraint = getattr(error.__cause__, "diag", None)
        words = WORDS.get(constraint and constraint.constraint_name)
        if words is None:
            raise
        raise DomainError(words) from error


def _check_now():
    """Deferred constraints, which would else wait for the end of the transaction."""
    deferred = (
        "groups_r1_new_group, groups_seat_rules, groups_r2_reason_kept, "
        "groups_mentor_seated, groups_seat_of_enrolled"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {deferred} IMMEDIATE")
        cursor.execute(f"SET CONSTRAINTS {deferred} DEFERRED")
