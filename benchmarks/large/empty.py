"""The addresses of the site, and a page that is empty but for its frame: the floor."""

from django.shortcuts import render
from django.urls import path

from crossmentor.urls import handler400, handler500, urlpatterns  # noqa: F401


def empty(request):
    return render(request, "base.html")


urlpatterns = [*urlpatterns, path("empty/", empty, name="empty")]
