"""How people sign in: our own pages and forms in place of the library's."""

from crossmentor import environment
from crossmentor.settings.process import DEBUG

AUTH_USER_MODEL = "people.Person"
# The e-mail address is unique regardless of case, by a constraint the check cannot see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        (
            "UserAttributeSimilarityValidator",
            {"user_attributes": ["email", "given_name", "family_name"]},
        ),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# No link in a mail leads to a password where single sign-on lets people in.
PASSWORD_RESET_CLOSED = environment.flag("PASSWORD_RESET_CLOSED")
ACCOUNT_ADAPTER = "people.accounts.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "people.accounts.adapter.SocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
# allauth's own would write, which the worker that signs these links may not.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "people.accounts.tokens.NewPasswordTokens"  # noqa: S105
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_SESSION_REMEMBER = True
# Ours are in people/accounts/attempts.py: these hold a lock in the request's transaction while a
# password is checked, and lock out by address.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
MFA_ADAPTER = "people.accounts.adapter.SealingMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
ACCOUNT_FORMS = {
    "login": "people.accounts.password_forms.LoginForm",
    "reset_password": "people.accounts.password_forms.ResetPasswordForm",
    "set_password": "people.accounts.password_forms.SetPasswordForm",
    "change_password": "people.accounts.password_forms.ChangePasswordForm",
    "reset_password_from_key": "people.accounts.password_forms.ResetPasswordKeyForm",
}
MFA_FORMS = {
    "add_webauthn": "people.accounts.passkeys.PasskeyForm",
    "login_webauthn": "people.accounts.passkeys.SignInPasskeyForm",
    "authenticate_webauthn": "people.accounts.passkeys.SecondStepPasskeyForm",
    "reauthenticate_webauthn": "people.accounts.passkeys.AgainPasskeyForm",
    "activate_totp": "people.accounts.second_step_forms.ActivateForm",
    "authenticate": "people.accounts.second_step_forms.AuthenticateForm",
    "reauthenticate": "people.accounts.second_step_forms.ReauthenticateForm",
}
# A clock that is half a minute off is not a wrong code.
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
SOCIALACCOUNT_PROVIDERS = environment.openid_connect()
# Who is found by an address (people/accounts/adapter.py says whether) is known by it only once.
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
