"""What others read of a person in this room, besides texts (`writing.given_away`)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from writing.given_away import Sort

GIVEN = {
    "mentoring_sessions.OneOnOne": Sort(
        lambda count: (
            ngettext(
                "What a one-on-one was about",
                "What %(count)d one-on-ones were about",
                count,
            )
            % {"count": count}
        ),
        _("It is of both of you. Erasing all that you wrote takes your part away."),
    ),
    "mentoring_sessions.Point": Sort(
        lambda count: (
            ngettext(
                "A point on the list of the two of you",
                "%(count)d points on the list of the two of you",
                count,
            )
            % {"count": count}
        ),
        _("On that list you take it back."),
    ),
}
