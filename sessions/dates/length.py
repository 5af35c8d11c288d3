"""How long a group is together."""

from django.db.models import Sum


def months_of(group) -> int:
    """How many months the group is together, counted from its first meeting."""
    if hasattr(group, "longer"):
        longer = group.longer
    else:
        longer = group.extensions.going_on().aggregate(sum=Sum("months"))["sum"]
    return group.programme.months + (longer or 0)
