"""Why groups under way go on although they break a rule."""

from django.db import transaction

from groups.models import BreachRule, MentorGroup, Tolerance
from groups.refusals import said_in_words
from groups.services.seats import lock


@transaction.atomic
def go_on_small(*, group, reason, by) -> Tolerance:
    """Let a group that lost somebody go on with three mentees (R1); raises DomainError.

    Until somebody else leaves. Doing it again changes nothing.
    """
    group = lock(group)
    given = group.tolerances.filter(rule=BreachRule.SIZE).order_by("at").last()
    if given and not MentorGroup.objects.too_small().filter(pk=group.pk).exists():
        return given
    with said_in_words():
        return group.tolerances.create(rule=BreachRule.SIZE, reason=reason, by=by)


@transaction.atomic
def keep_together(*, breach, reason, by) -> Tolerance:
    """Let two members go on in one group though the roster changed (R2, R3).

    For another discipline the group has its reason to cross from then on. Doing it
    again changes nothing. Raises DomainError.
    """
    group = lock(breach.group)
    with said_in_words():
        tolerance, _created = Tolerance.objects.get_or_create(
            group=group,
            rule=breach.rule,
            first_id=breach.first_id,
            second_id=breach.second_id,
            about=breach.about,
            defaults={"reason": reason, "by": by},
        )
        if breach.rule == BreachRule.DISCIPLINE and not group.cross_discipline_reason:
            group.cross_discipline_reason = reason
            group.save(update_fields=["cross_discipline_reason"])
    return tolerance
