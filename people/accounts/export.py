"""What people take along of the ways into their account."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext as _

from people.models import AddressChange, Invitation, SignIn, StepReset
from spaces.taking import ExportRows


def ways_in() -> list[ExportRows]:
    return [_signed_in(), *_asked_by_mail(), *_signs_in_with()]


def _signed_in() -> ExportRows:
    return ExportRows(
        model=SignIn,
        name="sign-ins",
        heading=_("Where you are signed in"),
        mine=lambda person: SignIn.objects.filter(person=person),
        fields={
            "signed_in_at": _("Since"),
            "seen_at": _("Last used"),
            "browser": _("Browser"),
            "system": _("Device"),
            "expire_date": _("Ends"),
        },
        without=("session_key", "session_data", "person"),
    )


def _asked_by_mail() -> list[ExportRows]:
    return [
        ExportRows(
            model=Invitation,
            name="invitations",
            heading=_("Invitations"),
            mine=lambda person: Invitation.objects.filter(person=person),
            fields={
                "created_at": _("Written"),
                "invited_by": _("By whom"),
                "expires_at": _("Ends"),
                "used_at": _("Used"),
            },
            without=("person", "way_in"),
        ),
        ExportRows(
            model=AddressChange,
            name="address-changes",
            heading=_("Changes of your address that were asked for"),
            mine=lambda person: AddressChange.objects.filter(person=person),
            fields={
                "old_address": _("Before"),
                "new_address": _("After"),
                "asked_by": _("By whom"),
                "asked_at": _("Asked"),
                "due_at": _("On"),
                "agreed_at": _("Agreed"),
                "proven_at": _("Proven"),
                "declined_at": _("Declined"),
                "withdrawn_at": _("Withdrawn"),
                "done_at": _("Done"),
            },
            without=("person",),
        ),
        ExportRows(
            model=StepReset,
            name="second-step-resets",
            heading=_("Second steps that were to be taken away"),
            mine=lambda person: StepReset.objects.filter(person=person),
            fields={
                "asked_at": _("Asked"),
                "used_at": _("Used"),
                "withdrawn_at": _("Withdrawn"),
            },
            without=("person",),
        ),
    ]


def _signs_in_with() -> list[ExportRows]:
    return [
        ExportRows(
            model=EmailAddress,
            name="addresses",
            heading=_("Addresses with which you sign in"),
            mine=lambda person: EmailAddress.objects.filter(user=person),
            fields={
                "email": _("E-mail address"),
                "verified": _("Proven"),
                "primary": _("The first one"),
            },
            without=("user",),
        ),
        ExportRows(
            model=SocialAccount,
            name="single-sign-on",
            heading=_("Single sign-on"),
            mine=lambda person: SocialAccount.objects.filter(user=person),
            fields={
                "provider": _("Provider"),
                "uid": _("What it calls you"),
                "date_joined": _("Since"),
                "last_login": _("Last used"),
            },
            without=("user", "extra_data"),
        ),
        ExportRows(
            model=Authenticator,
            name="second-steps",
            heading=_("Passkeys and second steps"),
            mine=lambda person: Authenticator.objects.filter(user=person),
            fields={
                "type": _("Kind"),
                "created_at": _("Since"),
                "last_used_at": _("Last used"),
            },
            # What lets somebody in.
            without=("user", "data"),
        ),
    ]
