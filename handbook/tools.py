"""What there is to do beside a page of the handbook."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from handbook import rules


@dataclass(frozen=True)
class Tool:
    """At the page `slug`; of some it is for mentors alone."""

    slug: str
    name: str
    label: str
    for_mentors: bool = False
    args: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return reverse(self.name, args=self.args)


TOOLS = [
    Tool("questions", "handbook:coach", _("Look at my questions")),
    Tool(
        "respectful-confrontation",
        "handbook:confrontations",
        _("Prepare a confrontation"),
        for_mentors=True,
    ),
    Tool("stance", "handbook:stance", _("Where do you stand?"), for_mentors=True),
    Tool("stance", "handbook:stance_test", _("Do the self-test"), for_mentors=True),
    Tool("learys-rose", "handbook:picture", _("Turn the Rose"), args=("rose",)),
    Tool(
        "drama-triangle", "handbook:picture", _("Turn the triangle"), args=("triangle",)
    ),
    Tool("topoi", "handbook:picture", _("Lay your stones"), args=("topoi",)),
]


def tools_of(person, slug: str) -> list[Tool]:
    """Those that the person may use there."""
    tools = [tool for tool in TOOLS if tool.slug == slug]
    if any(tool.for_mentors for tool in tools) and not rules.may_stand(person):
        return [tool for tool in tools if not tool.for_mentors]
    return tools
