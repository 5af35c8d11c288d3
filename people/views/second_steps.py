"""The sign-in library's pages of second steps, where more is asked or told there."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp.views import ActivateTOTPView
from django.views.decorators.http import require_safe

from people.services.second_steps import take_code, tell_codes_seen
from people.session_store import digest


class ActivateView(ActivateTOTPView):
    def form_valid(self, form):
        response = super().form_valid(form)
        step = Authenticator.objects.get(
            user=self.request.user, type=Authenticator.Type.TOTP
        )
        # The code that turned it on lets nobody in after that.
        take_code(step=step, code=form.cleaned_data["code"])
        return response


@require_safe
def view_recovery_codes(request):
    return told(request, codes.view_recovery_codes)


@require_safe
def download_recovery_codes(request):
    return told(request, codes.download_recovery_codes)


def told(request, view):
    """The first look, when they are made, is part of making them."""
    seen_before = Authenticator.objects.filter(
        user=request.user,
        type=Authenticator.Type.RECOVERY_CODES,
        data__has_key="viewed_at",
    ).exists()
    response = view(request)
    if seen_before:
        tell_codes_seen(
            person=request.user, sign_in=digest(request.session.session_key)
        )
    return response
