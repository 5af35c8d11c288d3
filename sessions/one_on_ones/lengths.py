from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def length(minutes: int) -> str:
    """So many minutes, as one says it of a month."""
    hours, rest = divmod(minutes, 60)
    if not rest:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    return _("%(hours)d h %(rest)d min") % {"hours": hours, "rest": rest}
