"""What others read of a person in this room, besides texts (`writing.given_away`)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from writing.given_away import OF_BEFORE, Sort

GIVEN = {
    "mentoring_sessions.Action": Sort(
        lambda count: (
            ngettext(
                "A step for next time that you wrote down",
                "%(count)d steps for next time that you wrote down",
                count,
            )
            % {"count": count}
        ),
        _("Who is to do it needs it. On the group's page it can be dropped."),
    ),
    "mentoring_sessions.ActionWord": Sort(
        lambda count: (
            ngettext("Why you dropped a step", "Why you dropped %(count)d steps", count)
            % {"count": count}
        ),
        _("It stands beside that step. Erasing all that you wrote takes it away."),
    ),
    "mentoring_sessions.SessionNote": OF_BEFORE,
}
