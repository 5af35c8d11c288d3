"""The addresses that a roster would change, once somebody has said: carry it out."""

from contextlib import suppress

from django.db import transaction

from people.accounts.services.addresses import change_address
from people.models import Organisation, Person, RosterImport
from people.roster import committing
from spaces.errors import DomainError


@transaction.atomic
def ask_addresses(*, roster: RosterImport) -> bool:
    """Ask those whose address is another one in the file; move who never came in.

    The worker may not change an address nor sign a link, so it is done before the rest.
    False, and nothing is done, when the plan is of a roster of before.
    """
    moves = committing.moves_of(roster.plan)
    if not moves:
        return True
    organisation = roster.organisation
    # As whoever carries a roster out: the mark holds until these addresses are asked.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if committing.mark_now(roster.plan, organisation) != roster.plan["mark"]:
        return False
    people = Person.objects.of(organisation).in_bulk([move["person"] for move in moves])
    for move in moves:
        # Somebody who came in meanwhile, or an address that was given away: next time.
        with suppress(DomainError), transaction.atomic():
            change_address(
                person=people[move["person"]], new=move["new"], by=roster.uploaded_by
            )
    roster.plan["mark"] = committing.mark_now(roster.plan, organisation)
    return True
