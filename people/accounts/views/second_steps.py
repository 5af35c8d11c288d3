"""The sign-in library's pages of second steps, where more is asked or told there."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp.views import ActivateTOTPView
from django.views.decorators.http import require_safe

from people.accounts.services.second_steps import step_of, take_code, tell_codes_seen
from people.accounts.session_store import digest


class ActivateView(ActivateTOTPView):
    def form_valid(self, form):
        response = super().form_valid(form)
        step = step_of(self.request.user, Authenticator.Type.TOTP)
        # The code that turned it on lets nobody in after that.
        take_code(step=step, code=form.cleaned_data["code"])
        return response


@require_safe
def view_recovery_codes(request):
    return tell_first_look(request, codes.view_recovery_codes)


@require_safe
def download_recovery_codes(request):
    return tell_first_look(request, codes.download_recovery_codes)


def tell_first_look(request, view):
    """The first look, when they are made, is part of making them."""
    made = step_of(request.user, Authenticator.Type.RECOVERY_CODES)
    seen_before = made is not None and "viewed_at" in made.data
    response = view(request)
    if seen_before:
        tell_codes_seen(
            person=request.user, sign_in=digest(request.session.session_key)
        )
    return response
