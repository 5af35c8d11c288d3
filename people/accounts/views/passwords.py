"""The sign-in library's pages of passwords, where single sign-on takes their place."""

from allauth.account import views as library
from allauth.account.utils import url_str_to_user_pk
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

from people.accounts.services.passwords import organisations_closed, reset_closed
from people.accounts.services.single_sign_on import provider_name
from people.models import Organisation, Person


class ResetView(library.PasswordResetView):
    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"closed": closed()}


def closed() -> list[dict]:
    return [
        {
            "organisation": sign_on.organisation,
            "provider": provider_name(sign_on.provider),
        }
        for sign_on in organisations_closed()
    ]


@login_not_required  # somebody forgot the password
def reset(request):
    """Asks for an address, unless nobody of any organisation would get a link."""
    names = closed()
    if len(names) and Organisation.objects.count() == len(names):
        return instead(request, names[0]["provider"])
    return ResetView.as_view()(request)


@login_not_required  # signed link in a mail
def reset_from_key(request, uidb36, key):
    """Also a link of before it was closed leads nowhere."""
    if name := reset_closed(person_of(uidb36)):
        return instead(request, name)
    return library.password_reset_from_key(request, uidb36=uidb36, key=key)


def person_of(uidb36) -> Person:
    try:
        pk = url_str_to_user_pk(uidb36)
    except ValueError:
        return Person()
    return Person.objects.at(pk) or Person()


def set_password(request):
    """A first one, of somebody who is signed in."""
    if name := reset_closed(request.user):
        return instead(request, name)
    return library.password_set(request)


def instead(request, provider):
    context = {"provider": provider}
    return render(request, "account/password_closed.html", context, status=403)
