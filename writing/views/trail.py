"""What happened with the texts of a person."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from people.web import bounded
from spaces.models import AuditEvent
from writing.trail import lines

ON_A_PAGE = 50


@require_GET
@never_cache
def trail(request):
    """What was done to the spaces of the person, and by whom."""
    events = AuditEvent.objects.about(request.user)
    page = bounded.paged(events, request.GET, ON_A_PAGE)
    context = {"events": page, "lines": lines(page, request.user)}
    return render(request, "writing/event_list.html", context)
