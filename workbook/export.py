"""What this room lists of what people take along (`spaces/taking.py`)."""

from django.db.models import Case, Q, When
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from spaces.taking import ExportPage, ExportRows, Value
from workbook import chapters, editions
from workbook.models import (
    EXERCISE,
    CheckIn,
    CheckInRhythm,
    Goal,
    GoalChange,
    ShownLine,
)
from workbook.prompts import LETTER
from writing.export import Texts

LEFT_OUT: dict[str, str] = {}


def pages() -> list[ExportPage]:
    """One of each chapter, and what belongs to none by now."""
    listed = chapters.chapters(get_language())
    return [
        *(_of_chapter(chapter) for chapter in listed),
        ExportPage(
            name="workbook-of-before",
            title=_("Workbook: from an earlier edition"),
            parts=[
                Texts(
                    name="workbook-of-before",
                    heading=_("Answers to questions that are no longer asked"),
                    modules=("workbook.texts",),
                    narrowed=lambda texts: texts.of_kind(EXERCISE).exclude(
                        of_any(listed)
                    ),
                )
            ],
        ),
        ExportPage(name="goals", title=_("Learning goals"), parts=_of_goals()),
    ]


def _of_chapter(chapter) -> ExportPage:
    return ExportPage(
        name=f"workbook-{chapter.slug}",
        title=_("Workbook: %(chapter)s") % {"chapter": chapter.title},
        parts=[
            Texts(
                name=f"workbook-{chapter.slug}",
                heading=chapter.title,
                modules=("workbook.texts",),
                narrowed=lambda texts: texts.of_kind(EXERCISE).filter(
                    of_any([chapter])
                ),
                note=of_a_letter,
                order=(as_in(chapter), "key"),
            )
        ],
    )


def as_in(chapter) -> Case:
    """As one meets them in the chapter; what it no longer asks comes last."""
    keys = [
        f"{exercise.slug}.{prompt.name}"
        for exercise in chapter.exercises
        for prompt in exercise.prompts
    ]
    places = [When(key=key, then=place) for place, key in enumerate(keys)]
    return Case(*places, default=len(keys))


def of_a_letter(text) -> str:
    """It is taken along before its day as well: it is one's own."""
    question = editions.question_under(text.key, get_language())
    if question is None or question.prompt.kind != LETTER:
        return ""
    return _("A letter to yourself. On the site it opens on the day that you named.")


def of_any(listed) -> Q:
    """Of the texts that answer the exercises of these chapters."""
    wanted = Q(pk=None)
    for chapter in listed:
        for exercise in chapter.exercises:
            wanted |= Q(key__startswith=f"{exercise.slug}.")
    return wanted


def _of_goals() -> list:
    return [*_goals(), *_notes_on_goals(), _rhythm(), _shown_lines()]


def _goals() -> list:
    return [
        Texts(
            name="goals-texts",
            heading=_("Your learning goals, in words"),
            modules=("workbook.texts",),
            narrowed=lambda texts: texts.exclude(kind=EXERCISE),
        ),
        ExportRows(
            model=Goal,
            name="goals",
            heading=_("What became of your learning goals"),
            mine=lambda person: Goal.objects.written_by(person),
            fields={
                "text__title": _("Learning goal"),
                "reached_at": _("Reached"),
                "archived_at": _("Let go"),
                "paused_at": _("Paused"),
                "paused_until": _("Paused until"),
                "split_from": _("Split off the goal with this id"),
                "split_at": _("Split off on"),
                "text": Value(_("The id of the text"), lambda row: row.text_id, "id"),
            },
            without=("author",),
        ),
    ]


def _notes_on_goals() -> list[ExportRows]:
    return [
        ExportRows(
            model=CheckIn,
            name="goals-check-ins",
            heading=_("How it goes with your learning goals"),
            mine=lambda person: CheckIn.objects.written_by(person),
            fields={
                "wording": _("Learning goal, as it was worded then"),
                "said": _("From 0 to 10, or what was said instead"),
                "happened": _("What happened"),
                "next_step": _("Next small step"),
                "at": _("Noted on"),
                "goal": Value(_("The id of the text"), lambda row: row.goal_id, "id"),
            },
            without=("author",),
        ),
        ExportRows(
            model=GoalChange,
            name="goals-changes",
            heading=_("What you did with your learning goals"),
            mine=lambda person: GoalChange.objects.filter(author=person),
            fields={
                "wording": _("Learning goal, as it was worded until then"),
                "what": _("What I did with it"),
                "why": _("Why"),
                "words": _("In your own words"),
                "until": _("Until"),
                "at": _("On"),
                "goal": Value(_("The id of the text"), lambda row: row.goal_id, "id"),
            },
            without=("author",),
        ),
    ]


def _rhythm() -> ExportRows:
    return ExportRows(
        model=CheckInRhythm,
        name="goals-rhythm",
        heading=_("How often you want to be asked"),
        mine=lambda person: CheckInRhythm.objects.of(person),
        fields={"every": _("How often"), "since": _("Counted from")},
        without=("person",),
    )


def _shown_lines() -> ExportRows:
    return ExportRows(
        model=ShownLine,
        name="goals-lines",
        heading=_("Lines of goals that you and others can read"),
        mine=lambda person: ShownLine.objects.select_related("shown"),
        fields={
            "author": _("Whose line"),
            "figures": _("Days and figures"),
            "space": _("Who can read it"),
            "changed_at": _("Last changed"),
        },
        without=("shown",),
    )
