"""A self-test that is not finished yet: its answers are saved as they are chosen."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from handbook import rules
from handbook.stance.forms import AnswersForm
from handbook.stance.scoring import answers_in
from handbook.stance.statements import self_test
from writing.kinds import TextKind, TextPlace

SELF_TEST = "stance-test"
# The one key: a person has one self-test at hand.
ANSWERS = "answers"


def self_test_place(person, key) -> TextPlace | None:
    return TextPlace() if key == ANSWERS and rules.may_stand(person) else None


def told_answers(key, body) -> str:
    """Each sentence with what was answered, in the reader's language."""
    test = self_test(get_language())
    answers = answers_in(test, body)
    return "\n".join(
        f"{statement.text} {test.answers[answers[statement.key]]}"
        for statement in test.statements
        if statement.key in answers
    )


KINDS = [
    TextKind(
        name=SELF_TEST,
        heading=lambda text: _("The self-test, as far as you are"),
        address=lambda key: reverse("handbook:stance_test"),
        place=self_test_place,
        form=AnswersForm,
        told=told_answers,
    )
]
