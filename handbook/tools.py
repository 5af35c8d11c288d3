"""What there is to do beside a page of the handbook."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from handbook import rules


@dataclass(frozen=True)
class Tool:
    """At the page `slug`; `may` is the rule of who may use it, None: everybody."""

    slug: str
    name: str
    label: str
    may: Callable | None = None
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
        may=rules.may_confront,
    ),
    Tool("stance", "handbook:stance", _("Where do you stand?"), may=rules.may_stand),
    Tool("stance", "handbook:stance_test", _("Do the self-test"), may=rules.may_stand),
    Tool("learys-rose", "handbook:picture", _("Turn the Rose"), args=("rose",)),
    Tool(
        "drama-triangle", "handbook:picture", _("Turn the triangle"), args=("triangle",)
    ),
    Tool("topoi", "handbook:picture", _("Lay your stones"), args=("topoi",)),
]


def tools_of(person, slug: str) -> list[Tool]:
    """Those that the person may use there."""
    tools = [tool for tool in TOOLS if tool.slug == slug]
    # Each rule is asked once.
    may = {rule: rule is None or rule(person) for rule in {tool.may for tool in tools}}
    return [tool for tool in tools if may[tool.may]]
