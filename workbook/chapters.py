"""The workbook's chapters and exercises, read from `content/<language>/*.md`.

A file (`writing/content.py`) is one chapter: it says number, slug, title and summary;
then come a paragraph or more of introduction, and an exercise for every second-level
heading. Under that heading stands a fenced `toml` block (slug, minutes, optionally
goal_prompt, and one to three prompts), then the exercise's own introduction. Slugs are
unique in the workbook; they and the prompt names are the same in every language: answers
are stored under them.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from writing.content import Content, markdown, rendered, split


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


def parse(_stem: str, source: str) -> Chapter:
    """A chapter from the text of its file; raises ValueError where the form is broken."""
    settings, body = split(source)
    introduction, *sections = _sections(body)
    return Chapter(
        **settings,
        intro_html=rendered(introduction),
        exercises=tuple(_exercise(section) for section in sections),
    )


def _sections(body):
    """The tokens before the first second-level heading, then those of each heading."""
    sections = [[]]
    for token in markdown.parse(body):
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
        intro_html=rendered(introduction),
    )


CONTENT = Content(
    Path(__file__).parent / "content",
    read=parse,
    order=lambda chapter: chapter.number,
)
chapters, get_chapter = CONTENT.pages, CONTENT.get
