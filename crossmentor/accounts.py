"""allauth's pages that we offer: no sign-up, no change of e-mail address."""

from allauth.account.urls import urlpatterns as account
from django.urls import include, path

from people.views.entrance import set_language

CLOSED = {"account_email", "account_confirm_email", "account_email_verification_sent"}

urlpatterns = [
    *(pattern for pattern in account if pattern.name not in CLOSED),
    path("2fa/", include("allauth.mfa.urls")),
    path("3rdparty/", include("allauth.socialaccount.urls")),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("language/", set_language, name="set_language"),
]
