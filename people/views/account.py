"""The person's own page, and in which language pages are."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from people.models import Person
from people.web import bounded


@login_not_required  # the choice stands on the sign-in page too
@require_POST
def set_language(request):
    language = request.POST.get("language")
    response = redirect(bounded.path(request.POST, "next") or "/")
    if language in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            request.user.language = language
            request.user.save(update_fields=["language"])
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=365 * 24 * 3600,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


@require_GET
def account(request):
    """Your own data as the roster has it."""
    person = get_object_or_404(Person.objects.with_work(), pk=request.user.pk)
    return render(request, "people/account.html", {"person": person})
