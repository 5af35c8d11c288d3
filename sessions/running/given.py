"""What others read of a person in this room, besides texts (`writing.given_away`)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from writing.given_away import Sort

GIVEN = {
    "mentoring_sessions.Case": Sort(
        lambda count: (
            ngettext(
                "A case that you would bring in",
                "%(count)d cases that you would bring in",
                count,
            )
            % {"count": count}
        ),
        _("On the page of its meeting you take it back."),
    ),
}
