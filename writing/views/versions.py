"""Second versions, and the history of a text."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from people.web import bounded
from spaces.audience import audience_of, only
from writing import services
from writing.audience import with_audience
from writing.kinds import kinds
from writing.models import SHOWN, Text
from writing.textforms import TitledForm

ON_A_PAGE = 20


def text_or_404(request, pk) -> Text:
    """A text that the person may read, with who else can, and `with_erasing`."""
    texts = Text.objects.visible_to(request.user).select_related("space")
    texts = texts.with_erasing()
    text = get_object_or_404(texts, pk=pk)
    if text.is_draft:
        # Only what is one's own is shown elsewhere.
        prefetch_related_objects([text], SHOWN)
        with_audience([text], request.user)
    else:
        text.audience = audience_of(text.space_id, request.user)
    text.is_mine_to_write = is_written_by(request.user, text)
    return text


def is_written_by(person, text) -> bool:
    """Whether the person, who acts, writes it there: a version that was put stays."""
    place = kinds()[text.kind].place(person, text.key)
    if place is None:
        return False
    return text.is_in(place, person)


def text_to_write_or_404(request, pk) -> Text:
    text = text_or_404(request, pk)
    if not text.is_mine_to_write:
        raise Http404
    return text


@require_GET
@never_cache
def versions(request, pk):
    text = text_to_write_or_404(request, pk)
    beside = list(text.revisions.beside().select_related("author"))
    if not beside or text.erasing_at:
        return redirect(text)
    kind = kinds()[text.kind]
    request.lies_at = text.get_absolute_url()
    context = {
        "text": text,
        "has_title": kind.has_title,
        "beside_audience": text.audience if text.is_shared else only(request.user),
        "head": text.revisions.heads().first(),
        "beside": beside,
        "client_id": uuid4(),
        "form": kind.form.showing(text, request.user),
    }
    return render(request, "writing/version_list.html", context)


@require_POST
def settle_versions(request, pk):
    text = text_to_write_or_404(request, pk)
    form = TitledForm(request.POST)
    if not form.is_valid() or form.cleaned_data["author"] != request.user.pk:
        raise BadRequest("A choice without what its page says of it.")
    known = {str(revision.pk) for revision in text.revisions.beside()}
    chosen = known.intersection(request.POST.getlist("seen"))
    done = services.settle_versions(
        text=text, by=request.user, chosen=chosen, **form.typed
    )
    if done.beside:
        messages.warning(request, _("The text went on elsewhere: choose once more."))
        return redirect("writing:versions", pk=pk)
    messages.success(
        request, _("This is the text now. The other one is in the history.")
    )
    return redirect(text)


@require_GET
@never_cache
def history(request, pk):
    text = text_or_404(request, pk)
    revisions = text.revisions.latest_first().select_related("author")
    # A text of all members may be a few of them to write.
    writes = text.is_mine_to_write if text.is_shared else None
    request.lies_at = text.address_for(request.user, writes=writes)
    context = {
        "text": text,
        "revisions": bounded.paged(revisions, request.GET, ON_A_PAGE),
        "audience": only(request.user) if text.is_draft else text.audience,
        "back": request.lies_at,
    }
    return render(request, "writing/revision_list.html", context)


@require_POST
def restore(request, pk, revision):
    text = text_to_write_or_404(request, pk)
    revision = get_object_or_404(text.revisions, pk=revision)
    services.restore(text=text, by=request.user, revision=revision)
    messages.success(
        request, _("That text is back. What stood here is in the history.")
    )
    return redirect(text)
