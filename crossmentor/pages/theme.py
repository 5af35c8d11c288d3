"""The colours a person chose: light, dark, or as the device has it."""

from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from people.web import bounded

THEMES = ("", "light", "dark")


@require_POST
def set_theme(request):
    theme = request.POST.get("theme")
    if theme in THEMES:
        request.user.theme = theme
        request.user.save(update_fields=["theme"])
    return redirect(bounded.path(request.POST, "next") or "/")


urlpatterns = [path("theme/", set_theme, name="set_theme")]
