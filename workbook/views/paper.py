"""One's own workbook on paper: a page to print, and a PDF."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from people.web.brakes import ask_to_wait, wait
from people.web.downloads import download, file_name
from people.web.refusals import refusals_told
from workbook.models import Goal
from workbook.paper import Paper, of_goals, on_paper
from workbook.progress import begun
from workbook.rules import chapters_of
from workbook.views.entrance import answers_of, chapter_or_404


@require_GET
@never_cache
def paper(request, slug=""):
    chapter = chapter_or_404(request, slug) if slug else None
    context = {
        "chapter": chapter,
        "paper": paper_of(request.user, chapter),
        "today": timezone.localdate(),
    }
    return render(request, "workbook/paper.html", context)


@require_GET
def paper_file(request, slug="") -> HttpResponse:
    # Only here: what draws it takes a fifth of the time in which a server starts.
    from workbook.paper_pdf import drawn

    chapter = chapter_or_404(request, slug) if slug else None
    if seconds := wait(request.user, "paper"):
        return ask_to_wait(request, seconds, by_itself=False)
    title = chapter.title if chapter else _("My workbook")
    paper, day = paper_of(request.user, chapter), timezone.localdate()
    with refusals_told(request):
        content = drawn(paper, request.user, title=title, day=day)
        response = download(content, "application/pdf", file_name(_("Workbook"), "pdf"))
        response.headers["Cache-Control"] = "no-store, private"
        return response
    if chapter:
        return redirect("workbook:paper_chapter", chapter.slug)
    return redirect("workbook:paper")


def paper_of(person, chapter=None) -> Paper:
    """Of that chapter; None: all that they wrote in the workbook."""
    answers = list(answers_of(person))
    language = get_language()
    chapters = [chapter] if chapter else chapters_of(person, language, begun(answers))
    today = timezone.localdate()
    goals = [] if chapter else Goal.objects.visible_to(person)
    return on_paper(
        chapters,
        of_goals(goals, person, today),
        answers,
        language=language,
        today=today,
        whole=chapter is None,
    )
