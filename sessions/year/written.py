"""What the circles of a group wrote together."""

from django.db.models import Q

from writing.models import Text


def texts_of(group, kinds, *, has_former=True, to_write=False) -> list[Text]:
    """What its circles wrote together, of now and of before; the last words first.

    `to_write`: with what a box asks of them.
    """
    here = Q(space=group.circle_id)
    if has_former:
        here |= Q(space__in=group.former_circles.values("space"))
    texts = Text.objects.of_kinds(kinds).filter(here).order_by("-changed_at")
    return list(texts.with_beside() if to_write else texts)
