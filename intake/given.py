"""What others read of a person in this room, besides texts (`writing.given_away`)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from writing.given_away import OF_BEFORE, OWN, Sort

GIVEN = {
    "intake.ClickAnswer": Sort(
        lambda count: (
            ngettext(
                "Your answer whether there is a click",
                "%(count)d answers whether there is a click",
                count,
            )
            % {"count": count}
        ),
        _("With the other's answer it decided how to go on: it cannot be taken back."),
    ),
    "intake.Referral": Sort(
        lambda count: (
            ngettext(
                "To whom you referred somebody",
                "To whom you referred somebody, %(count)d times",
                count,
            )
            % {"count": count}
        ),
        _("Who it is for reads it. Erasing all that you wrote takes it away."),
    ),
    "intake.Judgement": OWN,
    "intake.Preparation": OF_BEFORE,
    "intake.IntakeReport": OF_BEFORE,
}
