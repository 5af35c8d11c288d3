"""allauth's pages that we offer: no sign-up, no change of e-mail address."""

from allauth.account.urls import urlpatterns as account
from allauth.mfa.recovery_codes.views import generate_recovery_codes
from allauth.mfa.totp.views import deactivate_totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount.urls import urlpatterns as connections
from django.urls import include, path, re_path

from people.accounts.reauthentication import shown_again
from people.accounts.views import passwords, second_steps, single_sign_on, ways
from people.views.account import set_language

CLOSED = {
    "account_email",
    "account_confirm_email",
    "account_email_verification_sent",
    "socialaccount_connections",
    "socialaccount_signup",
    "socialaccount_login_error",
}

# The same addresses and names as allauth's own: the first one that fits answers.
GUARDED = {
    "password/set/": ("account_set_password", passwords.set_password),
    "2fa/totp/activate/": ("mfa_activate_totp", second_steps.ActivateView.as_view()),
    "2fa/totp/deactivate/": ("mfa_deactivate_totp", deactivate_totp),
    "2fa/recovery-codes/generate/": (
        "mfa_generate_recovery_codes",
        generate_recovery_codes,
    ),
    "2fa/webauthn/add/": ("mfa_add_webauthn", passkeys.add_webauthn),
    "2fa/webauthn/keys/<int:pk>/edit/": ("mfa_edit_webauthn", passkeys.edit_webauthn),
}

urlpatterns = [
    *(
        path(route, shown_again(view), name=name)
        for route, (name, view) in GUARDED.items()
    ),
    path("password/reset/", passwords.reset, name="account_reset_password"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        passwords.reset_from_key,
        name="account_reset_password_from_key",
    ),
    # One page shows all of them.
    path("2fa/", ways.to_ways_in, name="mfa_index"),
    path("2fa/webauthn/", ways.to_ways_in, name="mfa_list_webauthn"),
    path(
        "2fa/webauthn/keys/<int:pk>/remove/",
        ways.passkey_remove,
        name="mfa_remove_webauthn",
    ),
    path(
        "2fa/recovery-codes/",
        second_steps.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        second_steps.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    *(pattern for pattern in account if pattern.name not in CLOSED),
    path("2fa/", include("allauth.mfa.urls")),
    *(
        path(f"3rdparty/{pattern.pattern}", pattern.callback, name=pattern.name)
        for pattern in connections
        if pattern.name not in CLOSED
    ),
    path(
        "oidc/<str:provider_id>/login/",
        single_sign_on.begin,
        name="openid_connect_login",
    ),
    path(
        "oidc/<str:provider_id>/login/callback/",
        single_sign_on.come_back,
        name="openid_connect_callback",
    ),
    path(
        "oidc/<str:provider_id>/connect/",
        single_sign_on.connect,
        name="single_sign_on_connect",
    ),
    path("language/", set_language, name="set_language"),
]
