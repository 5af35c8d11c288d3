"""The colours a person chose: light, dark, or as the device has it."""

from django.conf import settings
from django.shortcuts import redirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

THEMES = ("", "light", "dark")


@require_POST
def set_theme(request):
    theme, there = request.POST.get("theme"), request.POST.get("next", "")
    if theme in THEMES:
        request.user.theme = theme
        request.user.save(update_fields=["theme"])
    secure = settings.SECURE
    if not url_has_allowed_host_and_scheme(there, {request.get_host()}, secure):
        there = "/"
    return redirect(there)


urlpatterns = [path("theme/", set_theme, name="set_theme")]
