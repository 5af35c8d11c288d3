from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.utils.translation import gettext_lazy as _

from people.proxies import client_address
from people.services.notes import Event, tell
from people.services.passwords import ask_new_password
from people.services.second_steps import sealer

# What the sign-in library calls its own mails about ways in.
EVENTS = {
    "account/email/password_set": Event.PASSWORD_SET,
    "account/email/password_changed": Event.PASSWORD_CHANGED,
    "account/email/password_reset": Event.PASSWORD_RESET,
    "mfa/email/webauthn_added": Event.PASSKEY_ADDED,
    "mfa/email/webauthn_removed": Event.PASSKEY_REMOVED,
    "mfa/email/totp_activated": Event.APP_ADDED,
    "mfa/email/totp_deactivated": Event.APP_REMOVED,
    "mfa/email/recovery_codes_generated": Event.CODES_MADE,
    "socialaccount/email/account_connected": Event.SSO_CONNECTED,
    "socialaccount/email/account_disconnected": Event.SSO_REMOVED,
}


class AccountAdapter(DefaultAccountAdapter):
    """No open sign-up: people come in by an invitation."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This address and this password do not belong together. Try again, or "
            "choose “Forgot your password?”."
        )
    }

    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        """The address before the trusted proxies; "" behind a Unix socket."""
        return client_address(request)

    def send_password_reset_mail(self, user, email, context):
        ask_new_password(person=user)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Goes by the ledger; one that a new version of the library adds as well."""
        provider = (context or {}).get("provider")
        tell(
            person=user,
            event=EVENTS.get(template_prefix, Event.CHANGED),
            **({"provider": provider.name} if provider else {}),
        )

    def send_mail(self, template_prefix, email, context):
        """Mails go by the ledger, each in its own words."""
        raise NotImplementedError(template_prefix)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Single sign-on lets in people who are on the roster, and nobody else."""

    def is_open_for_signup(self, request, sociallogin):
        return False


class SealingMFAAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second steps sealed: a dump shows no codes to come."""

    def generate_authenticator_name(self, user, type):
        # The library's own are "Master key" and "Backup key".
        number = user.authenticator_set.filter(type=type).count() + 1
        return _("Passkey") if number == 1 else f"{_('Passkey')} {number}"

    def encrypt(self, text):
        return sealer().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return sealer().decrypt(encrypted_text.encode()).decode()
