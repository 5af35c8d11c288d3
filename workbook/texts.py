"""What is written in the workbook: goals, and answers to the prompts of exercises."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workbook import chapters
from workbook import kinds as answers
from workbook.forms import GoalForm
from workbook.models import EXERCISE, GOAL, Goal
from writing.kinds import Kind, Place, uuid_in


def goal_heading(text) -> str:
    return text.title or _("A goal without a title")


def goal_address(key) -> str:
    return reverse("workbook:goal", args=[key])


def goal_place(person, key) -> Place | None:
    """In the own space; its key is the id that the page made up for it."""
    pk = uuid_in(key)
    return Place(pk=pk) if pk else None


def start_goal(text) -> None:
    Goal.objects.create(
        pk=text.pk, text=text, author_id=text.author_id, space_id=text.space_id
    )


def exercise_heading(text) -> str:
    prompt = chapters.get_prompt(text.key, get_language())
    return prompt.label if prompt else _("An exercise of before")


def exercise_address(key) -> str:
    return reverse("workbook:exercise", args=[key.split(".")[0]])


def exercise_place(person, key) -> Place | None:
    """In the own space; the key names the exercise and its prompt."""
    if chapters.get_prompt(key, get_language()) is None:
        return None
    return Place()


def told_answer(key, body) -> str:
    """With the labels of its prompt; as it stands where that is of before."""
    prompt = chapters.get_prompt(key, get_language())
    return answers.told(prompt, body).text if prompt else body


def composed_answer(key, data, prefix) -> str | None:
    prompt = chapters.get_prompt(key, get_language())
    return answers.composed(prompt, data, prefix) if prompt else None


KINDS = [
    Kind(
        name=GOAL,
        heading=goal_heading,
        address=goal_address,
        place=goal_place,
        form=GoalForm,
        started=start_goal,
        may_be_given=True,
    ),
    Kind(
        name=EXERCISE,
        heading=exercise_heading,
        address=exercise_address,
        place=exercise_place,
        told=told_answer,
        composed=composed_answer,
        may_be_given=True,
    ),
]
