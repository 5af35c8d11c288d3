"""What others read of a person in this room, besides texts (`writing.given_away`)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from writing.given_away import OF_BEFORE, OWN, Sort

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
    "mentoring_sessions.WorkingAgreement": Sort(
        lambda count: (
            ngettext(
                "When and where the group meets, as you wrote it down",
                "When and where the group meets, as you wrote it down %(count)d times",
                count,
            )
            % {"count": count}
        ),
        _("The group agreed on it."),
    ),
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
    "mentoring_sessions.ChangeReason": Sort(
        lambda count: (
            ngettext(
                "Why you moved a meeting", "Why you moved %(count)d meetings", count
            )
            % {"count": count}
        ),
        _("The group was told it. Erasing all that you wrote takes it away."),
    ),
    "mentoring_sessions.Kept": OWN,
    "mentoring_sessions.GroupAgreement": OF_BEFORE,
    "mentoring_sessions.SessionNote": OF_BEFORE,
}
