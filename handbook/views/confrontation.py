"""Preparing a respectful confrontation, with a look at its wording (2.3)."""

from uuid import uuid4

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from handbook import rules
from handbook.confrontation.guide import FIELDS, guide
from handbook.confrontation.looks import look_at
from handbook.confrontation.texts import KIND_OF
from writing.boxes import box
from writing.models import Text

MOST = 20


@require_GET
@never_cache
def confrontations(request):
    """Those prepared before, and an address for a new one."""
    if not rules.may_confront(request.user):
        raise Http404
    mine = Text.objects.of_kinds(KIND_OF.values()).drafts().written_by(request.user)
    latest = {}
    for text in mine.latest_first()[: MOST * len(FIELDS)]:
        latest.setdefault(text.key, text)
    context = {
        "guide": guide(get_language()),
        "before": list(latest.values())[:MOST],
        "new": uuid4(),
    }
    return render(request, "handbook/confrontation_list.html", context)


@require_GET
@never_cache
def confrontation(request, pk):
    """The three sentences under that id; it is there from the first word on."""
    person, key = request.user, str(pk)
    boxes = [
        box(kind=KIND_OF[field], key=key, person=person, prefix=field)
        for field in FIELDS
    ]
    if None in boxes:
        raise Http404
    texts = dict(zip(FIELDS, map(words_of, boxes), strict=True))
    advice = guide(get_language())
    looked = look_at(advice, texts)
    context = {
        "guide": advice,
        "parts": [(box, looked.of[box.form.prefix]) for box in boxes],
        "together": looked.together,
        "audience": boxes[0].audience,
        "box": boxes[0],
    }
    return render(request, "handbook/confrontation_detail.html", context)


def words_of(box) -> str:
    """What is written there, as far as it opens."""
    return "" if box.text is None or box.text.unopened else box.text.body
