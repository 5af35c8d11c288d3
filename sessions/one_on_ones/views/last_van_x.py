from django.shortcuts import render
from django.views.decorators.http import require_GET

from sessions.one_on_ones.keys import note_of
from sessions.one_on_ones.last_van_x import STEPS
from sessions.one_on_ones.views.entrance import one_on_one_of
from spaces.audience import audience_of
from writing.boxes import box_of
from writing.models import Text


@require_GET
def last_van_x(request, pk):
    """The four steps for two, on one telephone or on two; read only once they parted."""
    one_on_one = one_on_one_of(request, pk)
    texts = Text.objects.in_space(one_on_one.space_id).about(str(one_on_one.pk))
    texts = {text.kind: text for text in texts.with_beside()}
    audience = audience_of(one_on_one.space_id, request.user)
    boxed = one_on_one.is_written_down
    leads = one_on_one.mentor_id == request.user.pk
    context = {
        "one_on_one": one_on_one,
        "other": one_on_one.mentee if leads else one_on_one.mentor,
        "steps": [
            (
                step,
                texts.get(step.name),
                boxed and box(step, one_on_one, request, texts),
            )
            for step in STEPS
        ],
        "boxed": boxed,
        "audience": audience,
    }
    return render(request, "sessions/one_on_ones/last_van_x.html", context)


def box(step, one_on_one, request, texts):
    return box_of(
        kind=step.name,
        key=str(one_on_one.pk),
        person=request.user,
        text=texts.get(step.name),
        place=note_of(one_on_one),
        prefix=step.name,
    )
