from django.shortcuts import render
from django.views.debug import SafeExceptionReporterFilter


class SilentReporterFilter(SafeExceptionReporterFilter):
    """Reports without what people typed and without local variables."""

    def is_active(self, request):
        return True

    def get_post_parameters(self, request):
        return {}

    def get_traceback_frame_variables(self, request, tb_frame):
        return []


def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", status=403)
