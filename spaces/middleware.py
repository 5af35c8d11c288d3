from spaces.acting import acting_as

SAFE = {"GET", "HEAD", "OPTIONS"}


class CurrentPersonMiddleware:
    """The signed-in person acts in the whole of their request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        person = request.user if request.user.is_authenticated else None
        with acting_as(person, writes=request.method not in SAFE):
            return self.get_response(request)
