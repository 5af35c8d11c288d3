"""The page `/style/`, in development only: every component in every state."""

from datetime import date, time, timedelta

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

THEMES = ("", "light", "dark")
ROLES = ("coordinator", "mentor", "mentee")
EXAMPLES = (
    "page_head",
    "buttons",
    "messages",
    "audience",
    "items",
    "facts",
    "table",
    "tabs",
    "steps",
    "progress",
    "save_state",
    "callouts",
    "empty",
    "details",
    "people",
    "year",
    "circle",
    "votes",
    "board",
    "confirm",
    "form",
    "pagination",
    "sheet",
)


class EveryField(forms.Form):
    """One field of every kind, to be looked at."""

    goal = forms.CharField(
        label=_("What do you want to learn?"),
        help_text=_("One sentence is enough; you can change it later."),
    )
    story = forms.CharField(
        label=_("Tell a little more"), required=False, widget=forms.Textarea
    )
    email = forms.EmailField(label=_("E-mail address"))
    password = forms.CharField(label=_("Password"), widget=forms.PasswordInput)
    every = forms.ChoiceField(
        label=_("Meeting every"),
        choices=[(1, _("week")), (4, _("four weeks")), (6, _("six weeks"))],
    )
    day = forms.ChoiceField(
        label=_("Weekday"),
        widget=forms.RadioSelect,
        choices=[
            ("tue", _("Tuesday")),
            ("wed", _("Wednesday")),
            ("thu", _("Thursday")),
        ],
        help_text=_("The day that suits most of the group."),
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics"),
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("time", _("Managing my time")),
            ("bounds", _("Saying no in good time")),
            ("craft", _("Knowledge of the trade")),
        ],
    )
    begins = forms.DateField(
        label=_("Date"), widget=forms.DateInput(attrs={"type": "date"})
    )
    at = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"})
    )
    size = forms.IntegerField(label=_("Mentees in a group"), min_value=4, max_value=6)
    roster = forms.FileField(
        label=_("Roster"), help_text=_("A spreadsheet, as HR exports it.")
    )
    fixed = forms.CharField(
        label=_("Organisation"), disabled=True, initial="Van Waard Ingenieurs"
    )
    agree = forms.BooleanField(label=_("What is said here stays here"))


def meetings() -> list[dict]:
    first = date(2026, 1, 20)
    states = ["done", "done", "cancelled", "done", "next", *["planned"] * 4]
    return [
        {"date": first + timedelta(weeks=6 * index), "state": state}
        for index, state in enumerate(states)
    ]


def members() -> list[dict]:
    names = ["Johan", "Anna", "Bilal", "Chantal", "Daan", "Els"]
    return [
        {
            "name": name,
            "role": "mentee" if index else "mentor",
            "left": name == "Daan",
        }
        for index, name in enumerate(names)
    ]


@login_not_required  # shows components, nobody's data
@require_GET
def style(request):
    theme = request.GET.get("theme", "")
    role = request.GET.get("role", "coordinator")
    refused = EveryField({"email": "anna", "size": "9", "fixed": "x"}, prefix="refused")
    initial = {"begins": date(2026, 3, 3), "at": time(16), "day": "tue", "size": 5}
    context = {
        "theme": theme if theme in THEMES else "",
        "role": role if role in ROLES else "coordinator",
        "themes": THEMES,
        "roles": ROLES,
        "examples": [f"style/examples/{name}.html" for name in EXAMPLES],
        "form": EveryField(initial=initial, prefix="new"),
        "refused": refused,
        "meetings": meetings(),
        "members": members(),
        "page": Paginator(range(95), 20).page(2),
        "votes": ["yes", "maybe", "no", ""],
        "shown_messages": [
            Message(constants.SUCCESS, _("Saved: the first meeting is on 3 March.")),
            Message(constants.INFO, _("Anna has read your invitation.")),
            Message(constants.WARNING, _("Two people have not voted yet.")),
            Message(constants.ERROR, _("Not sent: there is no connection.")),
        ],
    }
    return render(request, "style/style.html", context)


urlpatterns = [path("style/", style, name="style")]
