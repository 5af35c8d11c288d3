from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from programmes.models import Programme
from reminders.models import Mail


@require_GET
def delivery(request, pk):
    """For its coordinators: whom mails did not reach; not what was in them."""
    programmes = Programme.objects.coordinated_by(request.user)
    programme = get_object_or_404(programmes, pk=pk)
    mails = Mail.objects.of_programme(programme.pk)
    context = {
        "programme": programme,
        "failed": mails.not_arrived().with_reader().newest_first(),
        "on_their_way": mails.postponed().count(),
    }
    return render(request, "programmes/delivery.html", context)
