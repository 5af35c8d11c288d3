import logging
from contextlib import contextmanager

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import (
    DefaultSocialAccountAdapter,
    _build_apps_from_settings,
)
from allauth.socialaccount.providers.base import AuthProcess
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.accounts.attempts import LINKS, LINKS_A_DAY
from people.accounts.claims import claims_of
from people.accounts.services import single_sign_on
from people.accounts.services.notes import Event, note_event
from people.accounts.services.passwords import ask_new_password
from people.accounts.services.second_steps import sealer
from people.accounts.services.sign_ins import begin_sign_in, forget_other_sign_ins
from people.models import Person
from people.web.limits import take_uses
from people.web.proxies import client_address
from spaces.errors import DomainError

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

logger = logging.getLogger(__name__)

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

    def login(self, request, user):
        backend = getattr(user, "backend", None) or BACKEND
        begin_sign_in(request, user, backend=backend)

    def set_password(self, user, password):
        """With another password the sign-ins elsewhere are over."""
        super().set_password(user, password)
        forget_other_sign_ins(person=user, here=self.request.session.session_key)

    def get_password_change_redirect_url(self, request):
        return reverse("people:ways_in")

    def send_password_reset_mail(self, user, email, context):
        """A few; those that came before still work, and the page says the same."""
        if take_uses([(LINKS, user.pk), (LINKS_A_DAY, user.pk)]) is None:
            ask_new_password(person=user)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Goes by the ledger; one that a new version of the library adds as well."""
        provider = (context or {}).get("provider")
        note_event(
            person=user,
            event=EVENTS.get(template_prefix, Event.CHANGED),
            **({"provider": provider.name} if provider else {}),
        )

    def send_mail(self, template_prefix, email, context):
        """Mails go by the ledger, each in its own words."""
        raise NotImplementedError(template_prefix)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Single sign-on lets in people who are on the roster, and nobody else."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "no_password": _("Choose a password first: you would have no way in left.")
    }

    def is_open_for_signup(self, request, sociallogin):
        return False

    def get_connect_redirect_url(self, request, socialaccount):
        return reverse("people:ways_in")

    def list_apps(self, request, provider=None, client_id=None):
        """Those of the settings that the host connected with an organisation."""
        apps = _build_apps_from_settings(provider=provider, client_id=client_id)
        every = [app for of_kind in apps.values() for app in of_kind]
        return [app for app in every if single_sign_on.spoken_for(app.provider_id)]

    def populate_user(self, request, sociallogin, data):
        """Read the claims, and keep of them no more than says whose they are."""
        account = sociallogin.account
        claims = sociallogin.claims = claims_of(account.extra_data)
        sign_on = single_sign_on.spoken_for(account.provider)
        with self.refusing(request, sociallogin):
            single_sign_on.check_issuer(sign_on=sign_on, claims=claims)
        sociallogin.sign_on = sign_on
        account.extra_data = {
            "iss": claims.issuer,
            "sub": claims.subject,
            "email": claims.address,
        }
        return sociallogin.user

    def authenticate_by_email(self, sociallogin):
        """Who comes by it for the first time; only on signing in."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            return None
        with self.refusing(self.request, sociallogin):
            person = single_sign_on.newcomer(
                sign_on=sociallogin.sign_on,
                claims=sociallogin.claims,
                trusting=sociallogin.provider.app.settings["trust_address"],
            )
        return person, person.email

    def pre_social_login(self, request, sociallogin):
        # What the provider would give us further: not asked for, not kept.
        sociallogin.token = None
        sign_on, process = sociallogin.sign_on, sociallogin.state.get("process")
        linked = sociallogin.user if sociallogin.is_existing else None
        with self.refusing(request, sociallogin):
            if process == AuthProcess.LOGIN:
                single_sign_on.check_known(sign_on=sign_on, person=linked)
            elif process == AuthProcess.CONNECT and request.user.is_authenticated:
                single_sign_on.check_connecting(
                    sign_on=sign_on,
                    claims=sociallogin.claims,
                    person=request.user,
                    linked=linked,
                )
                # It is written whole: not as it was before the provider answered.
                request.user.refresh_from_db()
            else:
                raise PermissionDenied

    @contextmanager
    def refusing(self, request, sociallogin):
        """A refusal becomes the page that says so."""
        from people.accounts.views.single_sign_on import refused

        try:
            yield
        except DomainError as reason:
            claims, provider = sociallogin.claims, sociallogin.provider
            logger.info("Not let in by %s: %s", provider.sub_id, claims.subject)
            raise ImmediateHttpResponse(
                refused(
                    request,
                    provider=provider.name,
                    address=claims.address,
                    reason=reason,
                )
            ) from reason

    def serialize_instance(self, instance):
        """A session between two steps holds no password, and no more than whose it is."""
        if isinstance(instance, Person):
            return {"pk": instance.pk}
        return super().serialize_instance(instance)

    def deserialize_instance(self, model, data):
        if model is Person:
            return Person.objects.filter(pk=data["pk"]).first() or Person()
        return super().deserialize_instance(model, data)


class SealingMFAAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second steps sealed: a dump shows no codes to come."""

    def generate_authenticator_name(self, user, type):
        # The library's own are "Master key" and "Backup key".
        number = user.authenticator_set.filter(type=type).count() + 1
        name = _("Passkey")
        return name if number == 1 else f"{name} {number}"

    def encrypt(self, text):
        return sealer().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return sealer().decrypt(encrypted_text.encode()).decode()
