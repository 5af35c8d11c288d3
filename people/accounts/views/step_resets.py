"""Taking a second step away, by who holds the link and shows the first step."""

from functools import wraps

from allauth.account.internal.stagekit import get_pending_stage
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.accounts.password_forms import FirstStepForm
from people.accounts.services import step_resets
from spaces.errors import DomainError


def asked_for(view):
    """Gives the view what its key stands for, or says that the link has ended."""

    @wraps(view)
    def inner(request, key):
        try:
            return view(request, step_resets.find_step_reset(key))
        except DomainError as error:
            context = {"reason": error}
            return render(
                request, "people/accounts/step_reset_ended.html", context, status=404
            )

    return inner


@login_not_required  # signed link in a mail; the password is asked for as well
@require_http_methods(["GET", "POST"])
@asked_for
def step_reset(request, reset):
    person = reset.person
    by_password = person.has_usable_password()
    form = FirstStepForm(request.POST or None, person=person) if by_password else None
    shown = form.is_valid() if form else has_shown_first_step(request, person)
    if request.method == "POST" and shown:
        step_resets.take_second_steps(reset=reset)
        messages.success(request, _("Your second step is gone. Sign in now."))
        return redirect("account_login")
    context = {"person": person, "form": form, "shown": shown}
    return render(request, "people/accounts/step_reset.html", context)


def has_shown_first_step(request, person) -> bool:
    """Whether single sign-on has just let the person in, as far as the second step."""
    stage = get_pending_stage(request)
    return bool(stage) and stage.login.user == person


@require_POST
def withdraw(request):
    step_resets.withdraw_step_resets(person=request.user)
    messages.success(request, _("Your second step stays."))
    return redirect("people:ways_in")
