"""Several names in one sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext


def listed(names, most=3) -> str:
    """Of people: "Anna, Ben and 3 others". Beyond `most` the rest is a number."""
    rest = len(names := list(names)) - most
    others = npgettext("people", "%(count)d other", "%(count)d others", rest)
    return _joined(names, most, others)


def listed_topics(topics, most=3) -> str:
    """As `listed` does it, of what is no person: Dutch tells them apart."""
    rest = len(topics := list(topics)) - most
    others = ngettext("%(count)d other", "%(count)d others", rest)
    return _joined(topics, most, others)


def _joined(names, most, others) -> str:
    names = [str(name) for name in names]
    rest = len(names) - most
    if rest > 1:
        names = [*names[:most], others % {"count": rest}]
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {
        "names": ", ".join(names[:-1]),
        "last": names[-1],
    }
