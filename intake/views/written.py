"""What the two wrote around an intake: boxes of the own texts, and those to read."""

from django.conf import settings
from django.utils.module_loading import import_string

from intake.models import FIRST_GOAL, JUDGEMENT, PREPARATIONS, REPORT
from programmes.models import OWN_WORDS
from writing.boxes import box_of
from writing.kinds import kinds as text_kinds
from writing.models import Text


def written_about(seat, reader) -> dict:
    """The boxes of what `reader` writes, and what the other put before them."""
    keys = {kind: str(seat.pk) for kind in (*PREPARATIONS, REPORT, JUDGEMENT)}
    keys[OWN_WORDS] = str(seat.participation_id)
    texts = list(Text.objects.visible_to(reader).named(keys).with_beside())
    drafts = {text.kind: text for text in texts if text.is_draft}
    put = {
        text.kind: text
        for text in texts
        if not text.is_draft
        and (text.space_id == seat.pair_id or text.author_id != reader.pk)
    }
    boxes = boxes_of(seat, reader, keys, drafts, put)
    given = [put[kind] for kind in PREPARATIONS if kind in put]
    return {
        "boxes": boxes,
        "put": put,
        "written": drafts | put,
        "questions": [boxes[kind] for kind in PREPARATIONS if kind in boxes],
        "prepared_put": max(given, key=lambda text: text.changed_at, default=None),
    }


def boxes_of(seat, reader, keys, drafts, put) -> dict:
    known = drafts | put
    wanted = kinds_of(seat, reader, known)
    begins = {}
    if FIRST_GOAL in wanted and FIRST_GOAL not in known:
        begins[FIRST_GOAL] = first_goal_of(reader)
    return {
        kind: box_of(
            kind=kind,
            key=keys[kind],
            person=reader,
            text=drafts.get(kind),
            put=put.get(kind),
            begin=begins.get(kind),
            prefix=kind,
        )
        for kind in wanted
    }


def kinds_of(seat, reader, known) -> list[str]:
    """The kinds of text that `reader` writes about this intake now; `known` are those
    of which there is something."""
    held = seat.held_intake and seat.held_intake.was_held
    if seat.mentor_id == reader.pk:
        return [REPORT, JUDGEMENT] if held and not seat.erased_on else [JUDGEMENT]
    if seat.left_at or seat.erased_on:
        return []
    # What is prepared is asked beforehand; own words, at enrolment.
    asked = [] if held else PREPARATIONS
    kinds = (OWN_WORDS, *PREPARATIONS)
    return [kind for kind in kinds if kind in asked or kind in known]


def first_goal_of(person):
    """The text of a goal of the workbook; that room lies above this one."""
    goals = import_string(settings.GOALS)(person)
    return next((goal.text for goal in goals if not goal.text.unopened), None)


def prepared(written, read_by) -> list[dict]:
    """What there is to read of the preparation, each under its question."""
    return [
        {
            "label": text_kinds()[kind].form.label,
            "text": written[kind],
            "audience": read_by[kind],
        }
        for kind in PREPARATIONS
        if kind in written
    ]
