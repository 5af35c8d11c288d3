"""One box over handbook and workbook. What is typed into it is neither kept nor logged."""

from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from crossmentor.pages.search.index import index_of
from crossmentor.pages.search.looking import look_for
from handbook import rules
from people.web import bounded

# Where somebody may begin who does not know what to type.
SUGGESTED = ("first-meeting", "questions", "boundaries-and-confidence", "stance")


@require_GET
def search(request):
    typed = bounded.text(request.GET, "q")
    index = index_of(get_language(), is_mentor=rules.is_mentor(request.user))
    found = look_for(typed, index) if typed else None
    context = {"typed": typed, "found": found, "suggested": suggested(index)}
    template = "crossmentor/pages/search.html" + ("#found" if request.htmx else "")
    return render(request, template, context)


def suggested(index):
    return [
        page
        for slug in SUGGESTED
        for page in index.pages
        if page.url.endswith(f"/{slug}/")
    ]


urlpatterns = [path("search/", search, name="search")]
