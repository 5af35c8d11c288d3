"""Several names in one sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def listed(names, most=3) -> str:
    """ "Anna, Ben and 3 others": beyond `most` the rest is a number."""
    names = [str(name) for name in names]
    rest = len(names) - most
    if rest > 1:
        others = ngettext("%(count)d other", "%(count)d others", rest)
        names = [*names[:most], others % {"count": rest}]
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {
        "names": ", ".join(names[:-1]),
        "last": names[-1],
    }
