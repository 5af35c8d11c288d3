from django.utils.translation import gettext as _


def length(minutes: int) -> str:
    """So many minutes, as one says it of a month."""
    hours, rest = divmod(minutes, 60)
    return _("%(hours)d h %(rest)d min") % {"hours": hours, "rest": rest}
