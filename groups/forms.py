from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from groups import services
from groups.models import Composition, MentorGroup, Pin
from people.choices import SearchField, SearchForm
from people.isolating import isolated
from people.namesakes import tell_apart
from people.roster.problems import file_sentence
from people.roster.reading import too_large
from people.roster.table import MAX_BYTES
from people.typed import Line, Lines


class PersonChoice(SearchField):
    """Choose a participation by name, team and discipline."""

    shown = ("team", "discipline")

    def __init__(self, **kwargs):
        super().__init__(empty_label=_("Choose somebody"), **kwargs)

    def label_from_instance(self, participation):
        person = participation.person
        about = [person.apart, person.team, person.discipline]
        told = ", ".join(str(part) for part in about if part)
        name = isolated(person.bare_name)
        return f"{name} ({told})" if told else name


class JoinForm(SearchForm):
    mentee = PersonChoice(
        label=_("Mentee"),
        help_text=_(
            "Enrolled in this programme and without a group. Those of the discipline "
            "of the group and of another team stand first."
        ),
        suggests=True,
    )

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("mentee", services.candidates(group))


class SuccessorForm(SearchForm):
    mentor = PersonChoice(
        label=_("New mentor"),
        help_text=_(
            "Enrolled in this programme as a mentor and without a group. Those of the "
            "discipline of the group and of another team stand first."
        ),
        suggests=True,
    )

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("mentor", services.successors(group))


class GroupNameForm(forms.ModelForm):
    class Meta:
        model = MentorGroup
        fields = ["name"]
        field_classes = {"name": Line}


class ToleranceForm(forms.Form):
    """Why a group goes on though it breaks a rule."""

    reason = Lines(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with your name and the date; coordinators read it."),
    )


class GroupChoice(forms.TypedChoiceField):
    """Of `options`, (group, option) each: those where nothing breaks, the best first.

    Takes groups whose mentors are told apart.
    """

    def __init__(self, *, options, also=(), **kwargs):
        self.fits = {group.pk: option for group, option in options if not option.broken}
        groups = {g.pk: g for g, option in options if not option.broken}
        found = [(key, self.label_of(group)) for key, group in groups.items()]
        super().__init__(
            choices=[("", _("Choose a group")), *found, *also],
            coerce=lambda key: groups[int(key)],
            empty_value=None,
            **kwargs,
        )

    def label_of(self, group):
        option = self.fits[group.pk]
        words = _("%(group)s: %(count)d mentees, %(fit)s")
        count = {"group": group, "count": option.size, "fit": option.fit.words}
        return words % count


class PlaceChoice(GroupChoice):
    """Or no group: chosen as well, not what an empty answer means."""

    NONE = "none"

    def __init__(self, **kwargs):
        super().__init__(also=[(self.NONE, _("No group for now"))], **kwargs)

    def clean(self, value):
        return None if value == self.NONE else super().clean(value)


class MoveOnForm(forms.Form):
    def __init__(self, *args, options, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"] = GroupChoice(options=options, label=_("To which group"))


class DissolveForm(forms.Form):
    """For each mentee where to go; `moves` answers it by the pk of the seat.

    All go `into` one group to begin with, when they merge.
    """

    def __init__(self, *args, group, options, into=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = [seat for seat in group.held_seats if seat.pk in options]
        tell_apart(seat.person for seat in self.seats)
        for seat in self.seats:
            self.fields[f"seat-{seat.pk}"] = PlaceChoice(
                options=options[seat.pk], label=seat.person.full_name, initial=into
            )
        self.fields["sure"] = forms.BooleanField(
            label=_("I have talked to those concerned.")
        )

    def moves(self) -> dict:
        return {seat.pk: self.cleaned_data[f"seat-{seat.pk}"] for seat in self.seats}


class CompositionForm(forms.ModelForm):
    class Meta:
        model = Composition
        fields = ["name"]
        field_classes = {"name": Line}


class ApartForm(SearchForm):
    one = PersonChoice(label=_("This person"))
    other = PersonChoice(label=_("and this person"))

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        people = programme.participations.enrolled().for_list()
        for name in self.fields:
            self.offer(name, people)

    def clean(self):
        if self.cleaned_data.get("one") == self.cleaned_data.get("other") is not None:
            raise ValidationError({"other": _("Choose two different people.")})


class KeptApartForm(forms.Form):
    """One is the mentee of the card."""

    one = forms.ModelChoiceField(queryset=None)
    other = forms.ModelChoiceField(queryset=None)

    def __init__(self, data, *, programme, mentee):
        super().__init__({"one": mentee, "other": data.get("other")})
        people = programme.participations.select_related("person")
        for field in self.fields.values():
            field.queryset = people

    def clean(self):
        if self.cleaned_data.get("one") == self.cleaned_data.get("other"):
            raise ValidationError({"other": _("Choose two different people.")})


class ProposeForm(forms.Form):
    """With a number: improve the board and move at most so many.

    `mentees`: how many there are, which says how long it usually takes.
    """

    move_limit = forms.IntegerField(min_value=1, max_value=1000, required=False)
    seconds = forms.TypedChoiceField(
        label=_("Search for"), coerce=float, empty_value=None, required=False
    )

    # So few are composed to perfection at once; there is nothing to choose.
    FEW = 15

    def __init__(self, *args, mentees=0, **kwargs):
        super().__init__(*args, **kwargs)
        self.has_choice = mentees > self.FEW
        times = services.search_times()
        self.fields["seconds"].choices = [(time, _time(time)) for time in times]
        self.fields["seconds"].initial = services.usual_time(mentees)


def _time(seconds) -> str:
    minutes, rest = divmod(int(seconds), 60)
    if minutes and not rest:
        words = ngettext("%(count)d minute", "%(count)d minutes", minutes)
        return words % {"count": minutes}
    words = ngettext("%(count)d second", "%(count)d seconds", int(seconds))
    return words % {"count": seconds}


class StepForm(forms.Form):
    """A step on the board, made on a version of it."""

    version = forms.IntegerField(min_value=0)

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        people = programme.participations
        for name in {"mentee", "mentor"} & set(self.fields):
            chosen = people.mentees() if name == "mentee" else people.mentors()
            self.fields[name].queryset = chosen.select_related("person")


class BackForm(StepForm):
    """The step that is taken back or done again: the one that the button named."""

    step = forms.IntegerField(min_value=1, required=False)


class MoveForm(StepForm):
    mentee = forms.ModelChoiceField(queryset=None)
    mentor = forms.ModelChoiceField(queryset=None, required=False)


class ColumnForm(StepForm):
    mentor = forms.ModelChoiceField(queryset=None)


class ReasonForm(ColumnForm):
    reason = Lines(required=False, max_length=2000)


class UnpinForm(StepForm):
    mentee = forms.ModelChoiceField(queryset=None)
    mentor = forms.ModelChoiceField(queryset=None)


class PinForm(UnpinForm):
    kind = forms.ChoiceField(choices=Pin.Kind)


class SheetForm(forms.Form):
    """A hand-made composition, and the board it replaces or none."""

    file = forms.FileField(
        label=_("Spreadsheet with the groups"),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xlsm"}),
        help_text=_(
            "An Excel workbook (.xlsx) or CSV. Nothing changes before you have seen "
            "what would."
        ),
        error_messages={"empty": _("The file is empty. Choose one with people in it.")},
    )
    onto = forms.ModelChoiceField(
        queryset=None,
        label=_("Replace a board"),
        required=False,
        empty_label=_("No, make a new composition"),
        help_text=_("A board that is replaced keeps its history: you can undo it."),
    )

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        boards = programme.compositions.being_made()
        self.fields["onto"].queryset = boards
        if not boards:
            del self.fields["onto"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(file_sentence(too_large().problem))
        return file

    def clean(self):
        found = super().clean()
        found.setdefault("onto", None)
        return found


class EndingsForm(forms.Form):
    """Which seats of somebody who has left end the next morning."""

    seats = forms.MultipleChoiceField(required=False)

    def __init__(self, *args, left, **kwargs):
        super().__init__(*args, **kwargs)
        mine = [one for one in left if one.may_end]
        self.fields["seats"].choices = [(str(one.seat.pk), "") for one in mine]
        self.initial["seats"] = [str(one.seat.pk) for one in mine if one.due_at]

    @property
    def is_open(self) -> bool:
        """Whether there is anything for the reader to decide here."""
        return bool(self.fields["seats"].choices)
