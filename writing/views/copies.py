"""Giving a copy of an own text to one reader, until a date (R7)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from people.web.once import once
from people.web.refusals import refusals_told
from writing import readers, services
from writing.kinds import kinds
from writing.models import Text
from writing.readerforms import GiveForm, ReaderForm


@require_http_methods(["GET", "POST"])
@never_cache
def reader(request, pk):
    """Choose the reader and the date; then see exactly what is given."""
    text = text_to_give_or_404(request, pk)
    form = ReaderForm(request.POST or None, giver=request.user)
    context = {"text": text, "form": form}
    if form.is_valid():
        chosen = request.POST.get("reader", "")
        people = [
            person for person in form.found if str(person.pk) == chosen
        ] or form.found
        if len(people) == 1:
            return sure(request, text, people[0], form.cleaned_data["until"])
        context["found"] = form.found
    return render(request, "writing/give_form.html", context)


def text_to_give_or_404(request, pk) -> Text:
    """One of the person's own, of a kind that may be given; where something stands."""
    texts = Text.objects.written_by(request.user).drafts().select_related("space")
    text = get_object_or_404(texts, pk=pk)
    if not kinds()[text.kind].may_be_given or text.head is None:
        raise Http404
    return text


def sure(request, text, chosen, until):
    initial = {"reader": chosen.pk, "until": until, "head": text.head}
    context = {
        "text": text,
        "reader": chosen,
        "until": until,
        "form": GiveForm(initial=initial),
    }
    return render(request, "writing/give_confirm.html", context)


@require_POST
@once
def give_text(request, pk):
    text = text_to_give_or_404(request, pk)
    form = GiveForm(request.POST)
    if not form.is_valid():
        return redirect("writing:give", pk=pk)
    until, head = form.cleaned_data["until"], form.cleaned_data["head"]
    chosen = get_object_or_404(
        readers.colleagues(request.user), pk=form.cleaned_data["reader"]
    )
    with refusals_told(request):
        services.give_text(text=text, head=head, reader=chosen, until=until)
        messages.success(
            request,
            _("%(name)s can read it now and is told by mail. You can take it back.")
            % {"name": chosen.full_name},
        )
        return redirect("writing:given")
    return redirect("writing:give", pk=pk)
