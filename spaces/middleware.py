from django.shortcuts import render

from spaces.acting import acting_as
from spaces.unopened import NotSaved


class CurrentPersonMiddleware:
    """The signed-in person acts in the whole of their request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        person = request.user if request.user.is_authenticated else None
        with acting_as(person):
            return self.get_response(request)

    def process_exception(self, request, exception):
        """Said on a page of its own where the view has no form to say it in."""
        if not isinstance(exception, NotSaved):
            return None
        context = {"why": str(exception)}
        return render(request, "spaces/not_saved.html", context, status=503)
