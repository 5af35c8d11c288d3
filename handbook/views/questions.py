"""The question coach: what kind of questions these are, and how they may be open (2.4)."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handbook.questions.coaching import look_at
from handbook.questions.forms import QuestionsForm
from handbook.questions.rules import LANGUAGES
from handbook.questions.texts import QUESTIONS
from people.web import bounded
from people.web.pages import page_of
from spaces.audience import only
from writing import services as writing
from writing.boxes import box
from writing.models import Text
from writing.posted import save_posted

MOST_KEPT = 20


@require_http_methods(["GET", "POST"])
@never_cache
def coach(request):
    """What is sent is looked at and forgotten. A page that has boxes of its own sends
    them along: these are saved first, where they belong. One that keeps them itself
    names them in `look-at`. To either there is a way back."""
    sent_on = save_posted(request.POST, request.user) or "look-at" in request.POST
    if sent_on:
        form = QuestionsForm.empty(asked_in(request.POST))
        form = QuestionsForm(form.initial) if form.initial["questions"] else form
    elif request.method == "POST":
        form = QuestionsForm(request.POST)
    else:
        form = QuestionsForm.empty()
    mine = Text.objects.of_kind(QUESTIONS).drafts().written_by(request.user)
    context = {
        "form": form,
        "looked": form.looked if form.is_valid() else [],
        "none_asked": sent_on and not form.is_bound,
        "back": page_of(request) if sent_on else bounded.path(request.POST, "back"),
        "kept": mine.latest_first()[:MOST_KEPT],
    }
    template = "handbook/questions_coach.html"
    if request.htmx:
        template += "#looked"
    return render(request, template, context)


def asked_in(data) -> str:
    """The lines of the boxes of a page that ask something, as many as are looked at."""
    names = [f"{words.split(' ')[0]}-body" for words in data.getlist("texts")]
    bodies = [data.get(name, "") for name in (*names, *data.getlist("look-at"))]
    lines = [line.strip() for body in bodies for line in body.splitlines()]
    return "\n".join(line for line in lines if "?" in line)


@require_POST
def questions_keep(request):
    form = QuestionsForm(request.POST)
    if not form.is_valid():
        return redirect("handbook:coach")
    pk = form.cleaned_data["pk"]
    body = form.cleaned_data["questions"]
    # Twice is once: the id of the first save is that of the text.
    writing.write_text(
        kind=QUESTIONS,
        key=str(pk),
        by=request.user,
        client_id=pk,
        based_on=None,
        body=body,
    )
    return redirect("handbook:questions_kept", pk=pk)


@require_GET
@never_cache
def questions_kept(request, pk):
    """The questions that were kept under that id, and what kind they are."""
    kept = box(kind=QUESTIONS, key=str(pk), person=request.user, prefix="questions")
    if kept is None or kept.text is None:
        raise Http404
    language = get_language().split("-")[0]
    known = language if language in LANGUAGES else LANGUAGES[-1]
    body = "" if kept.text.unopened else kept.text.body
    context = {
        "box": kept,
        "looked": look_at(body, known, language),
        "audience": only(request.user),
    }
    return render(request, "handbook/questions_kept.html", context)
