from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from people.web import bounded
from programmes.models import Programme
from reminders.models import Mail

A_PAGE = 50


@require_GET
def delivery(request, pk):
    """For its coordinators: whom mails did not reach; not what was in them."""
    programmes = Programme.objects.coordinated_by(request.user)
    programme = get_object_or_404(programmes, pk=pk)
    mails = Mail.objects.of_programme(programme.pk)
    failed = mails.not_arrived().with_reader().newest_first()
    context = {
        "programme": programme,
        "page": bounded.paged(failed, request.GET, A_PAGE),
        "on_their_way": mails.postponed().count(),
    }
    return render(request, "programmes/delivery.html", context)
