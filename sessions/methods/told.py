"""A step of a method in words, as a page shows it."""

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sessions.methods.method import EVERYONE, Job, MethodStep, StepKind
from sessions.methods.minutes import TimedStep

PEOPLE = {
    EVERYONE: gettext_lazy("everyone"),
    Job.LEADER: gettext_lazy("the leader"),
    Job.CASE_OWNER: gettext_lazy("the case owner"),
    Job.MEMBER: gettext_lazy("the others"),
    Job.OBSERVER: gettext_lazy("the observer"),
}


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A step with its minutes: who speaks or writes, who is silent, what each reads."""

    slot: TimedStep
    who: str
    silent: str
    to_everyone: str
    to_roles: list[tuple[str, str]]

    @property
    def step(self) -> MethodStep:
        return self.slot.step


def told_step(slot: TimedStep) -> ToldStep:
    return ToldStep(
        slot=slot,
        who=_who(slot.step),
        silent=_silent(slot.step),
        to_everyone=slot.step.prompts[EVERYONE],
        to_roles=by_role(slot.step.prompts),
    )


def by_role(words) -> list[tuple[str, str]]:
    return [(role.label, words[role]) for role in Job if role in words]


def _who(step):
    people = {"people": _people(step.speaks)}
    if step.kind == StepKind.WRITE:
        return _("Writing: %(people)s") % people
    return _("Speaking: %(people)s") % people


def _silent(step):
    if not step.silent:
        return ""
    return _("Silent: %(people)s") % {"people": _people(step.silent)}


def _people(names):
    return get_text_list([str(PEOPLE[name]) for name in names], _("and"))
