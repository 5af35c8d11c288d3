"""Pictures that one can turn: Leary's Rose, the Drama Triangle, TOPOI (chapter 4).

What is chosen in one is confidential: it comes by POST, and nothing of it is kept unless
its reader says so.
"""

from uuid import uuid4

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handbook.pictures import told
from handbook.pictures.drawing import drawing
from handbook.pictures.forms import PictureForm
from handbook.pictures.picture import get_picture, pictures
from handbook.pictures.texts import PICTURE, note_key
from people.web import bounded
from writing import services as writing
from writing.boxes import box
from writing.models import Text

# Of what was kept of a picture; the others are among one's texts.
A_FEW = 10


@require_GET
def picture_list(request):
    listed = pictures(get_language())
    drawn = [(shown, drawing(shown, shown.hands, {})) for shown in listed]
    return render(request, "handbook/picture_list.html", {"pictures": drawn})


@require_http_methods(["GET", "POST"])
@never_cache
def picture(request, slug):
    """With `?together=1` for two people round one telephone."""
    asked = picture_or_404(slug)
    together = bool(bounded.number(request.GET, "together"))
    initial = {"note": uuid4()}
    form = PictureForm(request.POST or None, picture=asked, initial=initial)
    context = {
        "picture": asked,
        "form": form,
        "together": together,
        "table": told.table(asked),
        "kept": kept_of(request.user, asked),
        **shown(asked, form, together),
    }
    return render(request, "handbook/picture_detail.html", context)


def shown(picture, form, together) -> dict:
    """The drawing, the hands with what is said of each place, and what two places say."""
    hands = [hand for hand in picture.hands if hand.together or not together]
    chosen = {hand.key: form.chosen.get(hand.key, "") for hand in hands}
    mine, other = (picture.place(chosen[key]) for key in ("me", "other"))
    met = told.meeting(picture, mine, other) if mine and other else None
    # Round a telephone each of the two is spoken to.
    voice = picture.hand("me")
    return {
        "drawing": drawing(picture, hands, chosen),
        "hands": [
            {
                "hand": hand,
                "ask": hand.together if together else hand.ask,
                "told": told.told_places(
                    picture, voice if together else hand, chosen[hand.key]
                ),
                "is_chosen": bool(chosen[hand.key]),
            }
            for hand in hands
        ],
        "called": mine.calls if mine else "",
        "meets": [(number, words, number == met) for number, words in met_of(picture)],
    }


def met_of(picture):
    return [(number, words) for number, words in enumerate(picture.meets) if words]


@require_POST
def picture_keep(request, slug):
    """For oneself alone: what is chosen, in words."""
    asked = picture_or_404(slug)
    form = PictureForm(request.POST, picture=asked)
    if not form.is_valid():
        return picture(request, slug)
    note = form.cleaned_data["note"] or uuid4()
    body = told.in_words(asked, form.chosen, form.cleaned_data["line"])
    writing.write_text(
        kind=PICTURE,
        key=note_key(slug, note),
        by=request.user,
        client_id=uuid4(),
        based_on=None,
        body=body,
    )
    return redirect("handbook:picture_note", slug=slug, note=note)


@require_GET
@never_cache
def picture_note(request, slug, note):
    asked = picture_or_404(slug)
    context = {
        "picture": asked,
        "box": box(kind=PICTURE, key=note_key(slug, note), person=request.user),
    }
    if context["box"].text is None:
        raise Http404
    return render(request, "handbook/picture_note.html", context)


def kept_of(person, picture) -> list[Text]:
    mine = Text.objects.drafts().written_by(person).of_kind(PICTURE)
    return list(mine.under(f"{picture.slug}.").order_by("-created_at")[:A_FEW])


def picture_or_404(slug):
    try:
        return get_picture(slug, get_language())
    except KeyError:
        raise Http404 from None
