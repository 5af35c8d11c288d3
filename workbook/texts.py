"""What is written in the workbook: goals, and answers to the prompts of exercises."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workbook import editions
from workbook import kinds as answers
from workbook.chapters import Exercise
from workbook.earlier import anchor
from workbook.forms import GoalForm
from workbook.models import EXERCISE, GOAL, Goal
from workbook.rules import may_read
from workbook.services.rhythms import follow_rhythm
from writing.kinds import TextKind, TextPlace, uuid_in


def goal_heading(text) -> str:
    return text.title or _("A goal without a title")


def goal_address(key) -> str:
    return reverse("workbook:goal", args=[key])


def goal_place(person, key) -> TextPlace | None:
    """In the own space; its key is the id that the page made up for it."""
    pk = uuid_in(key)
    return TextPlace(pk=pk) if pk else None


def start_goal(text) -> None:
    Goal.objects.create(
        pk=text.pk, text=text, author_id=text.author_id, space_id=text.space_id
    )
    follow_rhythm(person=text.author)


def exercise_heading(text) -> str:
    question = editions.question_under(text.key, get_language())
    return question.prompt.label if question else _("An exercise of before")


def exercise_address(key) -> str:
    """The page of its exercise; what that asks no more is shown beneath it."""
    question = editions.question_under(key, get_language())
    if question is None or not isinstance(question.exercise, Exercise):
        return f"{reverse('workbook:earlier')}#{anchor(key)}"
    page = reverse("workbook:exercise", args=[question.exercise.slug])
    return page if question.now == key else f"{page}#{anchor(key)}"


def exercise_place(person, key) -> TextPlace | None:
    """In the own space; the key names the exercise and a prompt that it has now."""
    question = editions.question_under(key, get_language())
    if question is None or question.now != key:
        return None
    return TextPlace() if may_read(person, question.chapter) else None


def told_answer(key, body) -> str:
    """With the labels of its prompt, also of before; as it stands where none is known."""
    question = editions.question_under(key, get_language())
    return answers.told(question.prompt, body).text if question else body


def composed_answer(key, data, prefix) -> str | None:
    question = editions.question_under(key, get_language())
    return answers.composed(question.prompt, data, prefix) if question else None


KINDS = [
    TextKind(
        name=GOAL,
        heading=goal_heading,
        address=goal_address,
        place=goal_place,
        form=GoalForm,
        started=start_goal,
        may_be_given=True,
    ),
    TextKind(
        name=EXERCISE,
        heading=exercise_heading,
        address=exercise_address,
        place=exercise_place,
        told=told_answer,
        composed=composed_answer,
        may_be_given=True,
    ),
]
