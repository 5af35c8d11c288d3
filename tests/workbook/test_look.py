"""A gentle look at the words of a goal: two remarks at most, and nothing is blocked."""

import pytest
from django.urls import reverse

from spaces.acting import acting_as
from workbook.look import WORDINGS, of_goals
from workbook.models import Goal


def seen(language, title, body=""):
    return [one.name for one in of_goals(language).remarks(title, body)]


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Ik wil beter communiceren", ["Concreet", "In de tijd"]),
        ("Elke week durf ik iets te vragen", ["Te zien"]),
        ("Elke maand gewaardeerd worden", ["Van jou"]),
        ("Vanaf morgen niet meer te laat komen", ["Iets doen"]),
        # Of three the first two.
        ("Ik wil gewaardeerd worden en beter communiceren", ["Concreet", "Van jou"]),
        ("Ik vraag bedenktijd voordat ik ja zeg", []),
        ("Ik stel in elk overleg één vraag en ook vat ik samen", ["Eén ding"]),
        ('In elk overleg zeg ik "dat kan beter"', []),
        (" ".join(["Elke week"] * 16), ["Eén ding"]),
        ("", []),
    ],
)
def test_what_stands_out_in_dutch(title, names):
    assert seen("nl", title) == names


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("I want to communicate better", ["Specific", "In time"]),
        ("Every week I dare to ask", ["Visible"]),
        ("My manager wants me to plan every week", ["Yours"]),
        ("From tomorrow I stop being late", ["Doing something"]),
        ("I ask for time before I say yes", []),
        ("In each meeting I ask one question and also sum up", ["One thing"]),
    ],
)
def test_what_stands_out_in_english(title, names):
    assert seen("en", title) == names


def test_when_may_stand_in_the_longer_text():
    assert seen("nl", "Ik vraag bedenktijd") == ["In de tijd"]
    assert seen("nl", "Ik vraag bedenktijd", "Elke maandag.") == []


def test_both_languages_look_at_the_same():
    one, other = (of_goals(language) for language in ("nl", "en"))
    assert WORDINGS.languages() == {"nl", "en"}
    assert [rule.key for rule in one.rules] == [rule.key for rule in other.rules]
    assert all(rule.say for rule in one.rules + other.rules)
    assert "Locke" in one.source
    assert "Locke" in other.source


@pytest.mark.django_db
def test_it_is_shown_when_asked_for_and_keeps_nothing(
    written, mentee, mentor, signed_in
):
    goal = written(mentee, "Ik wil <b>beter</b> luisteren", "")
    url = reverse("workbook:look", args=[goal.pk])
    mentee.language = "nl"
    mentee.save(update_fields=["language"])
    page = signed_in(mentee).get(url).text

    assert "Wat doe je dan precies?" in page
    assert "<b>beter" not in page
    assert (
        "Wat doe je dan precies?"
        not in signed_in(mentee).get(goal.get_absolute_url()).text
    )
    assert signed_in(mentee).post(url).status_code == 405
    with acting_as(mentee):
        assert Goal.objects.select_related("text").get().text.title == goal.text.title
