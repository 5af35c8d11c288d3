"""A method of intervision as a page shows it: each step in words."""

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sessions.methods.files import methods
from sessions.methods.method import EVERYONE, Kind, Method, Role, Stage, Step
from sessions.methods.minutes import LENGTHS, Slot, plan

PEOPLE = {
    EVERYONE: gettext_lazy("everyone"),
    Role.LEADER: gettext_lazy("the leader"),
    Role.CASE_OWNER: gettext_lazy("the case owner"),
    Role.MEMBER: gettext_lazy("the others"),
    Role.OBSERVER: gettext_lazy("the observer"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A step with its minutes: who speaks or writes, who is silent, what each reads."""

    slot: Slot
    who: str
    silent: str
    to_everyone: str
    to_roles: list[tuple[str, str]]

    @property
    def step(self) -> Step:
        return self.slot.step


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


def told(method: Method, length: int) -> list[Told]:
    return [
        Told(
            slot=slot,
            who=_who(slot.step),
            silent=_silent(slot.step),
            to_everyone=slot.step.prompts[EVERYONE],
            to_roles=_by_role(slot.step.prompts),
        )
        for slot in plan(length, method)
    ]


def roles_of(method: Method) -> list[tuple[str, str]]:
    return _by_role(method.roles)


def _by_role(words):
    return [(role.label, words[role]) for role in Role if role in words]


def _who(step):
    people = {"people": _people(step.speaks)}
    if step.kind == Kind.WRITE:
        return _("Writing: %(people)s") % people
    return _("Speaking: %(people)s") % people


def _silent(step):
    if not step.silent:
        return ""
    return _("Silent: %(people)s") % {"people": _people(step.silent)}


def _people(names):
    return get_text_list([str(PEOPLE[name]) for name in names], _("and"))
