from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from handbook import rules, texts
from handbook.methods import (
    by_stage,
    jumps_of,
    length_for,
    lengths_of,
    roles_in,
    told_steps,
)
from handbook.tools import tools_of
from people.web import bounded
from sessions.methods.files import cards, get_method, methods


@require_GET
def home(request):
    """The pages that the person may read, by part; and what there is to do with them."""
    pages = texts.texts(get_language())
    if not rules.is_mentor(request.user):
        pages = [text for text in pages if text.audience != texts.MENTORS]
    tools = [
        (text, tool) for text in pages for tool in tools_of(request.user, text.slug)
    ]
    context = {"parts": texts.by_part(pages), "tools": tools}
    return render(request, "handbook/text_list.html", context)


@require_GET
def text_detail(request, slug):
    context = _page(request, slug)
    context["tools"] = tools_of(request.user, slug)
    return render(request, "handbook/text_detail.html", context)


@require_GET
def method_list(request):
    context = _page(request, texts.METHODS)
    context["stages"] = by_stage(get_language())
    return render(request, "handbook/method_list.html", context)


@require_GET
def method(request, slug):
    """Its steps, with their minutes for as long as there is: `?minutes=60`."""
    language = get_language()
    try:
        method = get_method(slug, language)
    except KeyError:
        raise Http404 from None
    length = length_for(method, bounded.number(request.GET, "minutes"))
    context = {
        "method": method,
        "jumps": jumps_of(method),
        "overview": texts.get_text(texts.METHODS, language),
        "length": length,
        "lengths": lengths_of(method),
        "steps": told_steps(method, length),
        "roles": roles_in(method),
        "beside": methods(language, method.stage),
    }
    return render(request, "handbook/method_detail.html", context)


@require_GET
def role_list(request):
    context = _page(request, texts.ROLES)
    context["cards"] = cards(get_language())
    return render(request, "handbook/role_list.html", context)


def _page(request, slug):
    """The text of that slug and those of its part, for who may read it."""
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
    return {"text": page, "beside": beside}
