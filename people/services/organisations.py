"""How an organisation and its first coordinator come to be."""

from django.db import transaction
from django.utils.translation import gettext as _

from people.accounts.services.invitations import invite
from people.models import Coordinator, Invitation, Organisation, Person
from spaces.errors import DomainError


@transaction.atomic
def create_organisation(
    *,
    name: str,
    slug: str,
    language: str,
    email: str,
    given_name: str,
    family_name: str,
) -> Invitation:
    """A new organisation with one coordinator; answers that person's invitation."""
    organisation = Organisation.objects.create(name=name, slug=slug, language=language)
    person = Person.objects.create(
        organisation=organisation,
        email=email,
        given_name=given_name,
        family_name=family_name,
    )
    Coordinator.objects.create(organisation=organisation, person=person)
    return invite(person=person)


@transaction.atomic
def appoint_coordinator(*, person: Person) -> Invitation | None:
    """Make somebody of the organisation a coordinator; an invitation if they need one."""
    if not person.is_active:
        raise DomainError(_("%(name)s has left.") % {"name": person.full_name})
    Coordinator.objects.get_or_create(organisation=person.organisation, person=person)
    return None if person.has_way_in else invite(person=person)


@transaction.atomic
def dismiss_coordinator(*, person: Person) -> None:
    """Take somebody off the coordinators of the organisation, never the last one."""
    # Two who are taken off at once would each be the one who is left.
    organisation = Organisation.objects.select_for_update(no_key=True).get(
        pk=person.organisation_id
    )
    if not organisation.coordinators.exclude(person=person).exists():
        raise DomainError(
            _("%(name)s is the only coordinator: appoint another one first.")
            % {"name": person.full_name}
        )
    organisation.coordinators.filter(person=person).delete()
