from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from handbook import rules, texts


@require_GET
def home(request):
    """The pages that the person may read, by part."""
    found = texts.texts(get_language())
    if not rules.is_mentor(request.user):
        found = [text for text in found if text.audience != texts.MENTORS]
    return render(request, "handbook/text_list.html", {"parts": texts.by_part(found)})


@require_GET
def text(request, slug):
    language = get_language()
    try:
        page = texts.get_text(slug, language)
    except KeyError:
        raise Http404 from None
    if not rules.may_read(request.user, page):
        raise PermissionDenied
    beside = [
        other
        for other in texts.texts(language)
        if other.part == page.part and rules.may_read(request.user, other)
    ]
    context = {"text": page, "beside": beside}
    return render(request, "handbook/text_detail.html", context)
