"""The methods of intervision as the handbook shows them."""

from django.utils.translation import gettext_lazy as _

from sessions.methods.files import methods
from sessions.methods.method import Method, Stage
from sessions.methods.minutes import LENGTHS, plan
from sessions.methods.told import ToldStep, by_role, told_step


def by_stage(language) -> list[tuple[Stage, list[Method]]]:
    """Methods, then what may come before and after one."""
    stages = (Stage.METHOD, Stage.OPENING, Stage.CLOSING)
    return [(stage, methods(language, stage)) for stage in stages]


def lengths_of(method: Method) -> tuple[int, ...]:
    """In how many minutes somebody may want to read it."""
    return LENGTHS if method.stage == Stage.METHOD else ()


def length_for(method: Method, asked: int | None) -> int:
    """The asked number of minutes, if that is one of its lengths, or its own."""
    if asked in lengths_of(method):
        return asked
    return method.roomy_from or method.minutes


def told_steps(method: Method, length: int) -> list[ToldStep]:
    return [told_step(slot) for slot in plan(length, method)]


def roles_in(method: Method) -> list[tuple[str, str]]:
    return by_role(method.roles)


def jumps_of(method: Method) -> list[tuple[str, str]]:
    """Where on its page what begins; one that is only its steps has none."""
    if not method.example:
        return []
    return [
        ("when", _("When")),
        ("steps", _("The steps")),
        ("example", _("An example")),
    ]
