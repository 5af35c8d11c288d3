"""What others read of a person in this room, besides texts (`writing.given_away`)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from writing.given_away import Sort

GIVEN = {
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
    "mentoring_sessions.ChangeReason": Sort(
        lambda count: (
            ngettext(
                "Why you moved a meeting", "Why you moved %(count)d meetings", count
            )
            % {"count": count}
        ),
        _("The group was told it. Erasing all that you wrote takes it away."),
    ),
}
