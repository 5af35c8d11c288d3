from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from calendars.fields import DATE, Day
from people.models import Person
from people.web.addresses import AddressInput
from people.web.typed import Line, Lines
from programmes import days
from programmes.days import DaysForm
from programmes.models import Programme, Role, Topic
from programmes.services.participations import MOST_NEEDS
from writing.textforms import TextForm

TOPIC = "topic_"


class ProgrammeForm(DaysForm):
    class Meta:
        model = Programme
        fields = [
            "name",
            "starts_on",
            "months",
            "meeting_every_weeks",
            "min_size",
            "max_size",
            "preferred_size",
            "overlap_months",
            "overlap_hours",
            "cross_discipline",
            "retention_months",
            *days.FIELDS,
        ]
        field_classes = {"name": Line, "starts_on": Day}
        widgets = {
            "starts_on": DATE,
            "meeting_every_weeks": forms.Select,
        }
        labels = {"notice_days": _("Minimum notice, in days")}
        help_texts = {
            "name": _("As people will see it, such as: Cross-mentoring 2027."),
            "months": _("Usually twelve."),
            "meeting_every_weeks": _("A group can agree on another rhythm later."),
            "min_size": _("A group has four to six mentees and one mentor."),
            "overlap_months": _(
                "Two people who worked on one project for this long do not come "
                "into one group …"
            ),
            "overlap_hours": _("… when both spent at least this many hours a week."),
            "cross_discipline": _(
                "Allow groups of several disciplines. You give a reason for each group."
            ),
            "retention_months": _(
                "So long after its end a group can read what it wrote together; then "
                "it goes. Each own workbook stays."
            ),
            "liberation_day": _(
                "As your organisation keeps it. Of the Netherlands only."
            ),
            "good_friday": _("As your organisation keeps it. Of the Netherlands only."),
            "notice_days": _(
                "A mentor who moves or cancels a meeting at shorter notice is asked "
                "whether that is sure. With 0 nobody is asked."
            ),
        }

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.organisation = organisation

    def _get_validation_exclusions(self):
        # The name is unique within the organisation, which is no field of the form.
        return super()._get_validation_exclusions() - {"organisation"}


class HowMuch(forms.TypedChoiceField):
    """0 to 3, of which one is always chosen; what was not sent is 0."""

    def clean(self, value):
        return super().clean(value or "0")


class TopicsForm(forms.Form):
    """One choice of 0 to 3 for each topic; `chosen()` answers {topic: number}."""

    CHOICES = [(0, _("no")), (1, _("a little")), (2, _("fairly")), (3, _("very much"))]

    def __init__(self, *args, topics, current=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.topics = {f"{TOPIC}{topic.pk}": topic for topic in topics}
        current = current or {}
        rest, self.fields = self.fields, {}
        for name, topic in self.topics.items():
            self.fields[name] = HowMuch(
                label=str(topic),
                choices=self.CHOICES,
                coerce=int,
                initial=current.get(topic.pk, 0),
                widget=forms.RadioSelect,
            )
        self.fields |= rest

    def chosen(self) -> dict:
        return {
            topic: self.cleaned_data[name]
            for name, topic in self.topics.items()
            if self.cleaned_data.get(name)
        }


class MenteeForm(TopicsForm):
    def clean(self):
        cleaned = super().clean()
        chosen = len(self.chosen())
        if not chosen:
            raise ValidationError(
                _("Choose at least one topic you want to learn about.")
            )
        if chosen > MOST_NEEDS:
            raise ValidationError(
                _("You chose %(chosen)d topics. Keep the %(most)d that matter most.")
                % {"chosen": chosen, "most": MOST_NEEDS}
            )
        return cleaned


class WordsForm(TextForm):
    label = _("What do you want to learn, in your own words?")
    help_text = _(
        "For your mentor only. Until you have one, nobody but you can read it; then "
        "you give it to your mentor yourself."
    )
    rows = 6


class MentorForm(TopicsForm):
    max_group = forms.TypedChoiceField(
        label=_("How many mentees can you guide at most?"),
        choices=[(size, str(size)) for size in (4, 5, 6)],
        coerce=int,
        initial=6,
        widget=forms.RadioSelect,
        help_text=_("It takes about six hours a month, preparation included."),
    )
    motivation = Lines(
        label=_("Why do you want this?"),
        help_text=_("The coordinators of the programme read this."),
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
    )

    def clean(self):
        cleaned = super().clean()
        if not self.chosen():
            raise ValidationError(
                _("Choose at least one topic that you can help others with.")
            )
        return cleaned


class InviteForm(forms.Form):
    role = forms.ChoiceField(
        label=_("Invite as"), choices=Role, widget=forms.RadioSelect, initial="mentee"
    )
    people = forms.ModelMultipleChoiceField(
        label=_("People"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one person.")},
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = candidates


class CoordinatorForm(forms.Form):
    email = AddressInput(
        label=_("E-mail address"), help_text=_("Of somebody of your organisation.")
    )

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.programme = programme

    def clean(self):
        cleaned = super().clean()
        if email := cleaned.get("email"):
            people = Person.objects.of(self.programme.organisation).active()
            cleaned["person"] = people.filter(email=email).first()
            if cleaned["person"] is None:
                raise ValidationError(
                    _("Nobody on the roster has this address. Import the roster first.")
                )
        return cleaned


class TopicForm(forms.ModelForm):
    class Meta:
        model = Topic
        fields = ["name_nl", "name_en"]
        field_classes = {"name_nl": Line, "name_en": Line}

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.organisation = organisation

    def _get_validation_exclusions(self):
        # Unique within the organisation, which is no field of the form.
        return super()._get_validation_exclusions() - {"organisation"}
