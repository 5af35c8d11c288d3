"""The page `/style/`, in development only: every component in every state."""

from datetime import date, time, timedelta

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from calendars.fields import date_field, time_field
from crossmentor.pages import style_handbook as handbook
from crossmentor.pages import style_workbook as workbook
from crossmentor.pages.rail import ENTRIES, INBOX, RailLink
from crossmentor.pages.theme import THEMES

ROLES = ("coordinator", "mentor", "mentee")
UNREAD = 3
EXAMPLES = (
    "page_head",
    "buttons",
    "messages",
    "audience",
    "items",
    "facts",
    "table",
    "filters",
    "tabs",
    "steps",
    "progress",
    "save_state",
    "callouts",
    "empty",
    "prose",
    "details",
    "people",
    "fit",
    "year",
    "circle",
    "votes",
    "board",
    "confirm",
    "form",
    "pagination",
    "seating",
    "sheet",
    "goal_line",
    "exercise",
    "told",
    "compared",
    "stance_map",
    "pictures",
)


class EveryField(forms.Form):
    """One field of every kind, to be looked at."""

    goal = forms.CharField(
        label="What do you want to learn?",
        help_text="One sentence is enough; you can change it later.",
    )
    story = forms.CharField(
        label="Tell a little more", required=False, widget=forms.Textarea
    )
    email = forms.EmailField(label="E-mail address")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    every = forms.ChoiceField(
        label="Meeting every",
        choices=[(1, "week"), (4, "four weeks"), (6, "six weeks")],
    )
    day = forms.ChoiceField(
        label="Weekday",
        widget=forms.RadioSelect,
        choices=[
            ("tue", "Tuesday"),
            ("wed", "Wednesday"),
            ("thu", "Thursday"),
        ],
        help_text="The day that suits most of the group.",
    )
    topics = forms.MultipleChoiceField(
        label="Topics",
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("time", "Managing my time"),
            ("bounds", "Saying no in good time"),
            ("craft", "Knowledge of the trade"),
        ],
    )
    begins = date_field(label="Date")
    at = time_field(label="Time")
    size = forms.IntegerField(label="Mentees in a group", min_value=4, max_value=6)
    roster = forms.FileField(
        label="Roster", help_text="A spreadsheet, as HR exports it."
    )
    fixed = forms.CharField(
        label="Organisation", disabled=True, initial="Van Waard Ingenieurs"
    )
    agree = forms.BooleanField(label="What is said here stays here")


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


def entries(role: str) -> list[RailLink]:
    return [
        RailLink(
            "#", entry.label, entry.icon, index == 1, UNREAD if entry is INBOX else None
        )
        for index, entry in enumerate(ENTRIES[role])
    ]


@login_not_required  # shows components, nobody's data
@require_GET
def style(request):
    theme, role = request.GET.get("theme"), request.GET.get("role")
    refused = EveryField(
        {"refused-email": "anna", "refused-size": "9"}, prefix="refused"
    )
    initial = {"begins": date(2026, 3, 3), "at": time(16), "day": "tue", "size": 5}
    theme = theme if theme in THEMES else ""
    role = role if role in ROLES else "coordinator"
    context = {
        "theme": theme,
        "role": role,
        "rail": entries(role),
        "themes": THEMES,
        "roles": ROLES,
        "examples": [
            f"crossmentor/pages/style/examples/{name}.html" for name in EXAMPLES
        ],
        "form": EveryField(initial=initial, prefix="new"),
        "refused": refused,
        "meetings": meetings(),
        "today": date(2026, 6, 30),
        "members": members(),
        "page": Paginator(range(95), 20).page(2),
        "questions": workbook.questions(),
        "answered": workbook.answered(),
        "goal_line": workbook.line(),
        "then_and_now": workbook.then_and_now(),
        "stance_map": handbook.stance_map(),
        "pictures": handbook.turned(),
        "votes": ["yes", "maybe", "no", ""],
        "shown_messages": [
            Message(constants.SUCCESS, "Saved: the first meeting is on 3 March."),
            Message(constants.INFO, "Anna has read your invitation."),
            Message(constants.WARNING, "Two people have not voted yet."),
            Message(constants.ERROR, "Not sent: there is no connection."),
        ],
    }
    return render(request, "crossmentor/pages/style/style.html", context)


urlpatterns = [path("style/", style, name="style")]
