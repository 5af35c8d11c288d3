"""The prompts of an exercise as a page asks them: `templates/workbook/_answer.html`."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from workbook.chapters import Exercise
from workbook.forms import PromptForm
from workbook.kinds import fields, is_closed
from workbook.kinds.letter import opens_on
from workbook.prompts import Prompt


@dataclass(frozen=True)
class AskedPrompt:
    """`answer` is the text, None while nothing was written. `fields` are those of its
    kind, None where it is written as it stands. `closed_until` is the day of a letter
    that has not come, and that its writer does not open sooner."""

    key: str
    prompt: Prompt
    answer: object
    form: PromptForm
    fields: dict | None
    closed_until: date | None = None

    @property
    def template(self) -> str:
        return f"workbook/kinds/_{self.fields['kind']}.html"


def asked(
    exercise: Exercise, answers: dict, person, opened: str = ""
) -> list[AskedPrompt]:
    """Each prompt with what `person` answered: `answers` by the name of the prompt.

    `opened` is the name of a letter that is read before its day.
    """
    today = timezone.localdate()
    return [
        _asked(exercise, prompt, answers, person, opened, today)
        for prompt in exercise.prompts
    ]


def asked_at_once(
    in_common, answers: dict, person
) -> list[tuple[Exercise, AskedPrompt]]:
    """Prompts of several exercises, which may be of one name, for a page of them all.

    `answers` by the slug of the exercise.
    """
    today = timezone.localdate()
    return [
        (
            exercise,
            _asked(
                exercise,
                prompt,
                {prompt.name: answers[exercise.slug]}
                if exercise.slug in answers
                else {},
                person,
                opened="",
                today=today,
                prefix=exercise.slug,
            ),
        )
        for exercise, prompt in in_common
    ]


def _asked(exercise, prompt, answers, person, opened, today, prefix=""):
    answer = answers.get(prompt.name)
    body = answer.body if answer else ""
    day = answers.get(prompt.opens)
    opens = day.body if day else ""
    closed = body and is_closed(prompt, opens, today) and opened != prompt.name
    shown = fields(prompt, body, today)
    return AskedPrompt(
        key=f"{exercise.slug}.{prompt.name}",
        prompt=prompt,
        answer=answer,
        form=PromptForm.showing(
            answer,
            person,
            prompt=prompt,
            prefix=prefix,
            has_fields=shown is not None,
        ),
        fields=shown,
        closed_until=opens_on(opens) if closed else None,
    )
