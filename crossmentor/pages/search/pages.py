"""What can be searched: the texts of ours, of the handbook and the workbook.

They are the same for everyone who may read them. Nothing that people wrote is among them.
"""

import html
import re
from dataclasses import dataclass
from unicodedata import normalize

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from handbook import texts
from sessions.methods.files import METHODS, cards
from workbook.chapters import chapters

# Where a paragraph, a cell or the like begins or ends, so does a word.
BLOCK = re.compile(r"<(?!/?(?:a|code|em|strong)\b)")
HEADING = re.compile(r"<h\d\b[^>]*>.*?</h\d>")


@dataclass(frozen=True, slots=True)
class SearchPage:
    """`place` is where it belongs in its room, `names` what else it is called.

    `body` has no headings: it is shown in pieces, and they would run on.
    """

    url: str
    room: str
    title: str
    place: str
    summary: str
    headings: str
    body: str
    names: str = ""
    mentors_only: bool = False


def pages(language: str, *, is_mentor: bool) -> tuple[SearchPage, ...]:
    """Those that the reader may read."""
    all_pages = (*_texts(language), *_methods(language), *_workbook(language))
    return tuple(page for page in all_pages if is_mentor or not page.mentors_only)


def _texts(language):
    for text in texts.texts(language):
        shown = cards(language) if text.slug == texts.ROLES else ()
        more = [line for card in shown for line in _said(card)]
        yield SearchPage(
            url=reverse("handbook:text", args=[text.slug]),
            room=_("Handbook"),
            title=text.title,
            place=text.part_name,
            summary=text.summary,
            headings=plain(*HEADING.findall(text.html)),
            body=plain(HEADING.sub(" ", text.html), *more),
            names=plain(*text.words),
            mentors_only=text.audience == texts.MENTORS,
        )


def _said(card):
    return str(card.role.label), card.does, card.leaves, card.says


def _methods(language):
    overview = texts.get_text(texts.METHODS, language).title
    for method in METHODS.pages(language):
        prompts = [line for step in method.steps for line in step.prompts.values()]
        yield SearchPage(
            url=reverse("handbook:method", args=[method.slug]),
            room=_("Handbook"),
            title=method.title,
            place=overview,
            summary=method.summary,
            headings=plain(*(step.title for step in method.steps)),
            body=plain(
                *(method.html, *method.choose, *method.avoid, *prompts),
                *(method.example, method.origin),
            ),
        )


def _workbook(language):
    for chapter in chapters(language):
        yield SearchPage(
            url=reverse("workbook:chapter", args=[chapter.slug]),
            room=_("Workbook"),
            title=chapter.title,
            place=_("Workbook"),
            summary=chapter.summary,
            headings="",
            body=plain(chapter.intro_html),
            mentors_only=chapter.is_for_mentors,
        )
        for exercise in chapter.exercises:
            yield SearchPage(
                url=reverse("workbook:exercise", args=[exercise.slug]),
                room=_("Workbook"),
                title=exercise.title,
                place=chapter.title,
                summary="",
                headings=plain(*(prompt.label for prompt in exercise.prompts)),
                body=plain(
                    exercise.intro_html, *(prompt.help for prompt in exercise.prompts)
                ),
                mentors_only=chapter.is_for_mentors,
            )


def plain(*parts: str) -> str:
    """The words of markup of ours, with single blanks between."""
    text = " ".join(strip_tags(BLOCK.sub(" <", part)) for part in parts)
    return normalize("NFC", " ".join(html.unescape(text).split()))
