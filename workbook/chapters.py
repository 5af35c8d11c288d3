"""The workbook's chapters and exercises, read from `content/<language>/*.md`.

A file (`writing/content.py`) is one chapter: it says number, slug, title and summary;
then come a paragraph or more of introduction, and an exercise for every second-level
heading. Under that heading stands a fenced `toml` block (slug, minutes, optionally
goal_prompt, and one to three prompts: `prompts.py`), then the exercise's own
introduction. Slugs are unique in the workbook; they and the prompt names are the same in
every language: answers are stored under them. What was dropped since an earlier edition
stays in `dropped`, of an exercise or of the chapter, with all that it said; a new name
says what it was `formerly`. A page of the handbook is named as `handbook/<slug>.md`, any
other there by its address, `handbook/pictures/rose/`.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from workbook.prompts import Prompt, read_prompts
from writing.content import Content, markdown, rendered, split


@dataclass(frozen=True, slots=True)
class Exercise:
    """`goal_prompt` names the prompt whose answer can become a learning goal, `goal_more`
    those whose answers then come below it.

    `dropped`: prompts of an earlier edition, whose answers are still shown.
    """

    slug: str
    title: str
    minutes: int
    intro_html: str
    prompts: tuple[Prompt, ...]
    goal_prompt: str = ""
    goal_more: tuple[str, ...] = ()
    dropped: tuple[Prompt, ...] = ()


@dataclass(frozen=True, slots=True)
class DroppedExercise:
    """One of an earlier edition, whose answers are still shown."""

    slug: str
    title: str
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Chapter:
    """`audience`: "" for everybody, or "mentors". `overview`: the name of the prompts
    that its exercises have in common, to fill in at once and to see side by side."""

    number: int
    slug: str
    title: str
    summary: str
    intro_html: str
    exercises: tuple[Exercise, ...]
    audience: str = ""
    overview: str = ""
    dropped: tuple[DroppedExercise, ...] = ()

    @property
    def minutes(self) -> int:
        return sum(exercise.minutes for exercise in self.exercises)

    @property
    def is_for_mentors(self) -> bool:
        return self.audience == MENTORS


MENTORS = "mentors"
AUDIENCES = ("", MENTORS)


def get_exercise(slug: str, language: str | None) -> tuple[Chapter, Exercise]:
    """The exercise of that slug, behind its chapter, or raise KeyError."""
    for chapter in chapters(language):
        for exercise in chapter.exercises:
            if exercise.slug == slug:
                return chapter, exercise
    raise KeyError(slug)


def parse(stem: str, source: str) -> Chapter:
    """A chapter from the text of its file; raises ValueError where the form is broken."""
    try:
        return _chapter(source)
    except (TypeError, KeyError, ValueError) as broken:
        raise ValueError(f"{stem}: {broken}") from broken


def _chapter(source):
    settings, body = split(source)
    sets = settings.pop("options", {})
    dropped = settings.pop("dropped", ())
    introduction, *sections = _sections(body)
    chapter = Chapter(
        **settings,
        intro_html=rendered(_linked(introduction)),
        exercises=tuple(_exercise(section, sets) for section in sections),
        dropped=tuple(_dropped(table, sets) for table in dropped),
    )
    if chapter.audience not in AUDIENCES:
        raise ValueError(f"Nobody is {chapter.audience!r}.")
    if chapter.overview and not any(
        prompt.name == chapter.overview
        for exercise in chapter.exercises
        for prompt in exercise.prompts
    ):
        raise ValueError(
            f"An overview of {chapter.overview!r}, which no exercise asks."
        )
    return chapter


def _dropped(settings, sets):
    prompts = read_prompts(settings.get("prompts", []), sets)
    return DroppedExercise(settings["slug"], settings["title"], prompts)


def _sections(body):
    """The tokens before the first second-level heading, then those of each heading."""
    sections = [[]]
    for token in markdown.parse(body):
        if token.type == "heading_open" and token.tag == "h2":
            sections.append([])
        sections[-1].append(token)
    return sections


def _linked(tokens):
    """With links to the handbook as they hold on the pages of chapters and exercises."""
    for token in tokens:
        for child in token.children or ():
            href = child.attrGet("href") if child.type == "link_open" else None
            if href and href.startswith("handbook/"):
                page = f"{href[:-3]}/" if href.endswith(".md") else href
                child.attrSet("href", f"../../../{page}")
    return tokens


def _exercise(tokens, sets):
    _, title, _, *rest = tokens
    if not rest or rest[0].type != "fence" or rest[0].info != "toml":
        raise ValueError(f"No toml block under the heading {title.content!r}.")
    block, *introduction = rest
    try:
        settings = tomllib.loads(block.content)
        prompts = read_prompts(settings.pop("prompts"), sets)
        exercise = Exercise(
            **settings
            | {"dropped": read_prompts(settings.get("dropped", []), sets, prompts)}
            | {"goal_more": tuple(settings.get("goal_more", ()))},
            prompts=prompts,
            title=title.content,
            intro_html=rendered(_linked(introduction)),
        )
    except (TypeError, KeyError, ValueError) as broken:
        raise ValueError(f"Exercise {title.content!r}: {broken}") from broken
    asked = {"", *(prompt.name for prompt in exercise.prompts)}
    if unknown := {exercise.goal_prompt, *exercise.goal_more} - asked:
        raise ValueError(f"Exercise {title.content!r} asks no {unknown.pop()!r}.")
    return exercise


CONTENT = Content(
    Path(__file__).parent / "content",
    make=parse,
    order=lambda chapter: chapter.number,
)
chapters, get_chapter = CONTENT.pages, CONTENT.get
