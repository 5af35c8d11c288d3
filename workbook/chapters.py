"""The workbook's chapters and exercises, read from `content/<language>/*.md`.

A file is one chapter: TOML between two lines of `+++` (number, slug, title, summary), a
paragraph or more of introduction, and an exercise for every second-level heading. Under
that heading stands a fenced `toml` block (slug, minutes, optionally goal_prompt, and one
to three prompts), then the exercise's own introduction. Slugs are unique in the
workbook; they and the prompt names are the same in every language: answers are stored
under them.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt

CONTENT = Path(__file__).parent / "content"
DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One field to write in; its answer is stored under `name`."""

    name: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """`goal_prompt` names the prompt whose answer can become a learning goal."""

    slug: str
    title: str
    minutes: int
    intro_html: str
    prompts: tuple[Prompt, ...]
    goal_prompt: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    number: int
    slug: str
    title: str
    summary: str
    intro_html: str
    exercises: tuple[Exercise, ...]

    @property
    def minutes(self) -> int:
        return sum(exercise.minutes for exercise in self.exercises)


@cache
def languages() -> frozenset[str]:
    return frozenset(folder.name for folder in CONTENT.iterdir() if folder.is_dir())


def chapters(language: str | None) -> tuple[Chapter, ...]:
    """All chapters in reading order; an unknown language gets the default one."""
    code = (language or "").split("-")[0]
    return _load(code if code in languages() else DEFAULT_LANGUAGE)


def get_chapter(slug: str, language: str | None) -> Chapter:
    """The chapter of that slug, or raise KeyError."""
    for chapter in chapters(language):
        if chapter.slug == slug:
            return chapter
    raise KeyError(slug)


def get_exercise(slug: str, language: str | None) -> tuple[Chapter, Exercise]:
    """The exercise of that slug, behind its chapter, or raise KeyError."""
    for chapter in chapters(language):
        for exercise in chapter.exercises:
            if exercise.slug == slug:
                return chapter, exercise
    raise KeyError(slug)


def get_prompt(key: str, language: str | None) -> Prompt | None:
    """The prompt of a key: the slug of its exercise, a dot, and its name."""
    for chapter in chapters(language):
        for exercise in chapter.exercises:
            for prompt in exercise.prompts:
                if f"{exercise.slug}.{prompt.name}" == key:
                    return prompt
    return None


def parse(source: str) -> Chapter:
    """A chapter from the text of its file; raises ValueError where the form is broken."""
    head, body = source.split("+++\n", 2)[1:]
    introduction, *sections = _sections(body)
    return Chapter(
        **tomllib.loads(head),
        intro_html=_html(introduction),
        exercises=tuple(_exercise(section) for section in sections),
    )


_markdown = MarkdownIt("commonmark", {"html": False})


@cache
def _load(language: str) -> tuple[Chapter, ...]:
    files = (CONTENT / language).glob("*.md")
    found = [parse(file.read_text(encoding="utf-8")) for file in files]
    return tuple(sorted(found, key=lambda chapter: chapter.number))


def _sections(body):
    """The tokens before the first second-level heading, then those of each heading."""
    sections = [[]]
    for token in _markdown.parse(body):
        if token.type == "heading_open" and token.tag == "h2":
            sections.append([])
        sections[-1].append(token)
    return sections


def _exercise(tokens):
    _, title, _, block, *introduction = tokens
    if block.type != "fence" or block.info != "toml":
        raise ValueError(f"No toml block under the heading {title.content!r}.")
    settings = tomllib.loads(block.content)
    prompts = tuple(Prompt(**prompt) for prompt in settings.pop("prompts"))
    return Exercise(
        **settings,
        title=title.content,
        prompts=prompts,
        intro_html=_html(introduction),
    )


def _html(tokens):
    return _markdown.renderer.render(tokens, _markdown.options, {}).strip()
