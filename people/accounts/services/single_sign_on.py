"""Who comes in by the organisation's own sign-in, and to which account."""

from allauth.socialaccount.adapter import _build_apps_from_settings, get_adapter
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from people.accounts.claims import Claims
from people.accounts.services.notes import Event, note_event
from people.models import Organisation, Person, SingleSignOn
from spaces.errors import DomainError

# Whoever decides who is in which group comes in by the link that the host made.
COORDINATES = {"coordinator", "programme coordinator"}


@transaction.atomic
def connect_provider(
    *, provider: str, organisation: Organisation, issuer: str
) -> SingleSignOn:
    """Let the provider speak for the organisation, and for no other.

    DomainError when it speaks for another one, or another issuer spoke for this one.
    """
    sign_on = SingleSignOn.objects.filter(provider=provider).first()
    if sign_on is None:
        return SingleSignOn.objects.create(
            provider=provider, organisation=organisation, issuer=issuer
        )
    if (sign_on.organisation_id, sign_on.issuer) != (organisation.pk, issuer):
        raise DomainError(
            f"{sign_on.issuer} speaks for {sign_on.organisation} already. To end that, and "
            "what people connected by it: disconnect_single_sign_on."
        )
    return sign_on


@transaction.atomic
def disconnect_provider(*, provider: str) -> list[Person]:
    """End single sign-on; return those who came by it, in the order of their names."""
    SingleSignOn.objects.filter(provider=provider).delete()
    return end_links(provider=provider)


@transaction.atomic
def end_links(*, provider: str) -> list[Person]:
    """End what people connected by the provider, and tell them."""
    links = SocialAccount.objects.filter(provider=provider)
    people = list(Person.objects.filter(socialaccount__in=links).distinct())
    links.delete()
    for person in people:
        note_event(
            person=person, event=Event.SSO_REMOVED, provider=provider_name(provider)
        )
    return people


def provider_name(provider: str) -> str:
    """As people know it; without its settings what it is for them."""
    apps = _build_apps_from_settings(provider=provider).values()
    names = [app.name for of_kind in apps for app in of_kind]
    return names[0] if names else "Single sign-on"


def spoken_for(provider: str) -> SingleSignOn | None:
    sign_ons = SingleSignOn.objects.select_related("organisation")
    return sign_ons.filter(provider=provider).first()


def offered(person: Person) -> dict | None:
    """The sign-in of the person's organisation, and whether it is linked."""
    for app in get_adapter().list_apps(None):
        sign_on = spoken_for(app.provider_id)
        if sign_on.organisation_id == person.organisation_id:
            links = person.socialaccount_set.filter(provider=app.provider_id)
            return {
                "provider": app.provider_id,
                "name": app.name,
                "linked": links.exists(),
            }
    return None


def check_issuer(*, sign_on: SingleSignOn | None, claims: Claims) -> None:
    """Raise DomainError unless it is the issuer that the host connected."""
    if sign_on is None or not claims.subject or claims.issuer != sign_on.issuer:
        raise DomainError(
            _(
                "This way in is not set up well. Tell whoever looks after Crossmentor "
                "in your organisation; you can still sign in in another way."
            )
        )


def check_known(*, sign_on: SingleSignOn, person: Person) -> None:
    """Raise DomainError when who is linked may not come in (any more)."""
    if not person.is_active or person.organisation_id != sign_on.organisation_id:
        raise DomainError(
            _("Your account is closed. Ask the coordinator of %(organisation)s.")
            % {"organisation": sign_on.organisation}
        )


def newcomer(*, sign_on: SingleSignOn, claims: Claims, trusting: bool) -> Person:
    """The person of the organisation who comes by it for the first time, locked.

    By an address that the provider vouches for, once: from then on its subject counts.
    Never somebody who has a way in or coordinates; DomainError says what to do instead.
    """
    names = {"organisation": sign_on.organisation}
    if not claims.address:
        raise DomainError(
            _(
                "No e-mail address came along, and by that we know you. Ask whoever "
                "looks after the accounts of %(organisation)s."
            )
            % names
        )
    if not claims.believed(trusting=trusting):
        raise DomainError(
            _(
                "We do not hear that this address is really yours. Ask whoever looks "
                "after the accounts of %(organisation)s, or come in by your invitation."
            )
            % names
        )
    person = locked(sign_on, claims.kept_address)
    if person is None:
        raise DomainError(
            _(
                "Nobody here has this address. Is it another one on the list of "
                "%(organisation)s? Ask its coordinator."
            )
            % names
        )
    check_known(sign_on=sign_on, person=person)
    if person.has_way_in:
        raise DomainError(
            _(
                "You sign in here in another way already. Do that, and connect this "
                "one on the page about your account."
            )
        )
    if coordinates(person):
        raise DomainError(
            _(
                "A coordinator comes in by the link of the invitation first. After "
                "that you can connect this way in on the page about your account."
            )
        )
    return person


def coordinates(person: Person) -> bool:
    return bool(COORDINATES & set(import_string(settings.ROLES)(person)))


def locked(sign_on: SingleSignOn, address: str) -> Person | None:
    people = Person.objects.of(sign_on.organisation).filter(email=address)
    # Two sign-ins at once with one address: the second one finds a way in.
    return (address and people.select_for_update(no_key=True).first()) or None


def check_connecting(
    *, sign_on: SingleSignOn, claims: Claims, person: Person, linked: Person | None
) -> None:
    """Raise DomainError unless `person`, who is signed in, may connect these claims."""
    # Two accounts of a provider at once: the second finds the first one connected.
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if person.organisation_id != sign_on.organisation_id:
        raise DomainError(
            _("This is the sign-in of %(organisation)s, and your account is not.")
            % {"organisation": sign_on.organisation}
        )
    same = Person.objects.of(sign_on.organisation).filter(email=claims.address)
    # Who has left may have no address any more.
    theirs = bool(claims.address) and same.exclude(pk=person.pk).exists()
    if linked not in (None, person) or theirs:
        raise DomainError(_("This belongs to another account here."))
    others = person.socialaccount_set.filter(provider=sign_on.provider)
    if others.exclude(uid=claims.subject).exists():
        raise DomainError(
            _("You connected another one before. Take that one away first.")
        )
