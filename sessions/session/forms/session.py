from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from calendars.fields import date_field, minutes_field, place_field, time_field
from people.web.typed import Line
from programmes import clock
from programmes.moments import is_short_notice
from sessions.session.models.session import Session

KINDS = [choice for choice in Session.Kind.choices if choice[0] != Session.Kind.FIRST]


class WhenForm(forms.Form):
    on = date_field()
    at = time_field()
    minutes = minutes_field()
    place = place_field()


class ChangeForm(forms.Form):
    """What changes a date: why, if wanted, and whether it is sure where that is near.

    `told_of` says of which day and hour people would hear too late; None: of none.
    """

    reason = Line(
        label=_("Why? If you want to say so"),
        required=False,
        max_length=300,
        help_text=_("Your group reads it at the meeting's page. It stands in no mail."),
    )
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)
    all_the_same = ""

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.programme = programme
        self.fields["sure"].label = self.all_the_same

    def clean(self):
        """Ask whether it is sure, of who changes what is near."""
        cleaned = super().clean()
        if cleaned.pop("sure", False) or self.errors:
            return cleaned
        if self.is_near(cleaned):
            self.ask()
            self.add_error("sure", words_of_notice(self.programme.notice_days))
        return cleaned

    def ask(self):
        self.fields["sure"].widget = forms.CheckboxInput()

    def is_near(self, cleaned):
        when = self.told_of(cleaned)
        if when is None:
            return False
        return is_short_notice(programme=self.programme, on=when[0], at=when[1])

    def told_of(self, cleaned):
        on, at = cleaned["on"], cleaned["at"]
        # What has passed is refused in other words.
        return None if clock.has_begun(self.programme, on, at) else (on, at)


class SessionMoveForm(ChangeForm, WhenForm):
    all_the_same = _("Move it all the same: I tell them myself as well")
    field_order = ["on", "at", "minutes", "place", "reason"]

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, programme=session.group.programme, **kwargs)
        self.session = session

    def told_of(self, cleaned):
        """Of the earlier of the two, when it moves at all."""
        old, new = (self.session.on, self.session.at), super().told_of(cleaned)
        return None if new in (None, old) else min(old, new)


class SessionCancelForm(ChangeForm):
    all_the_same = _("Cancel it all the same: I tell them myself as well")

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, programme=session.group.programme, **kwargs)
        self.session = session
        if self.is_near({}):
            # The page is a question already: no second one after it.
            self.ask()
            words = words_of_notice(self.programme.notice_days)
            self.fields["sure"].help_text = words

    def told_of(self, cleaned):
        return super().told_of({"on": self.session.on, "at": self.session.at})


class SessionForm(ChangeForm, WhenForm):
    all_the_same = _("Plan it all the same: I tell them myself as well")
    kind = forms.ChoiceField(
        label=_("What kind of meeting?"), choices=KINDS, widget=forms.RadioSelect
    )
    field_order = ["kind", "on", "at", "minutes", "place", "reason"]


class KindForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What kind of meeting?"), choices=KINDS, widget=forms.RadioSelect
    )


def words_of_notice(days: int) -> str:
    return ngettext(
        "That is within %(count)d day: not everybody may read the mail in time.",
        "That is within %(count)d days: not everybody may read the mail in time.",
        days,
    ) % {"count": days}
