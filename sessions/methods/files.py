"""The methods, read from `content/<language>/<slug>.md` (`writing/content.py`).

A file says title, summary, stage, order and roles; a method of its own also choose,
avoid, origin, sources, roomy_from, people and practice. Its `[[steps]]` are told by `Step`. The Markdown
after it is the idea, and under a heading of its own, where there is one, an example of
our own. `cards/<language>/<role>.md` says what a role asks, whatever the
method. All but the words is the same in every language.
"""

from pathlib import Path
from types import MappingProxyType

from sessions.methods.method import (
    Job,
    Method,
    MethodCard,
    MethodStep,
    Source,
    Stage,
    StepKind,
)
from sessions.methods.sound import refuse_unsound
from writing.content import Content, markdown, rendered, split

HERE = Path(__file__).parent
# So many tokens is a heading: it opens, it says, it closes.
HEADING = 3


def methods(language: str | None, stage: Stage = Stage.METHOD) -> list[Method]:
    """Those of a stage, in the order in which a page shows them."""
    return [each for each in METHODS.pages(language) if each.stage == stage]


def read_method(slug: str, source: str) -> Method:
    """A method from the text of its file; raises ValueError where it is unsound."""
    settings, body = split(source)
    settings["stage"] = Stage(settings["stage"])
    settings["steps"] = tuple(_step(**step) for step in settings["steps"])
    settings["roles"] = MappingProxyType(settings["roles"])
    for listed in ("choose", "avoid"):
        settings[listed] = tuple(settings.get(listed, ()))
    settings["sources"] = tuple(Source(**each) for each in settings.get("sources", ()))
    tokens = markdown.parse(body)
    heading = next(
        (at for at, token in enumerate(tokens) if token.type == "heading_open"),
        len(tokens),
    )
    method = Method(
        slug=slug,
        html=rendered(tokens[:heading]),
        example=rendered(tokens[heading + HEADING :]),
        **settings,
    )
    refuse_unsound(method)
    return method


def read_card(slug: str, source: str) -> MethodCard:
    settings, _ = split(source)
    return MethodCard(slug=slug, **settings)


def _step(*, kind, speaks, prompts, silent=(), **settings):
    return MethodStep(
        kind=StepKind(kind),
        speaks=tuple(speaks),
        silent=tuple(silent),
        prompts=MappingProxyType(prompts),
        **settings,
    )


METHODS = Content(HERE / "content", make=read_method, order=lambda each: each.order)
CARDS = Content(
    HERE / "cards", make=read_card, order=lambda card: Job.values.index(card.slug)
)
get_method, cards = METHODS.get, CARDS.pages
