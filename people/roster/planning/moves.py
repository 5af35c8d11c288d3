"""Rows of people who have another address now, recognised by their number.

Nothing here gives somebody an address: a plan says who is asked, and who, having never
come in, is moved (people/accounts/services/addresses.py).
"""

from people.models import Person
from people.roster.planning.drafts import Draft
from people.roster.present import Known, Present

ASK, MOVE, WAIT = "ask", "move", "wait"


def read_move(draft: Draft, holder: Known, present: Present):
    """Take the row as that of `holder`, whose address is another one, or refuse it."""
    new, old = draft.values["email"], holder.email
    values = {
        "number": draft.values["employee_number"],
        "name": holder.full_name,
        "email": old,
        "new": new,
    }
    if not holder.is_here:
        draft.refuse("other_address", **values)
    elif new.rpartition("@")[2] != old.rpartition("@")[2]:
        draft.refuse("other_domain", **values)
    elif (holder.pk, new) in present.declined:
        draft.refuse("address_declined", **values)
    elif present.promised.get(new, holder.pk) != holder.pk:
        draft.refuse("address_promised", **values)
    else:
        how = WAIT if new in present.promised else ASK
        draft.move = {"person": holder.pk, "old": old, "new": new, "how": how}
        # From here on it is a row of who has the old address.
        draft.values["email"] = old


def settle_moves(drafts: list[Draft], present: Present):
    """Say who is asked and who is moved, and refuse who comes to an address too soon."""
    movers = {
        draft.values["email"]: draft for draft in drafts if draft.move and draft.is_open
    }
    if not movers:
        return
    for draft in drafts:
        mover = movers.get(draft.values["email"])
        if mover and mover is not draft:
            name = present.people[mover.values["email"]].full_name
            draft.problems.clear()
            draft.refuse("still_held", name=name, row=mover.row)
    ids = [draft.move["person"] for draft in movers.values()]
    newcomers = Person.objects.never_came_in().filter(pk__in=ids)
    newcomers = set(newcomers.values_list("pk", flat=True))
    for draft in movers.values():
        move = draft.move
        if move["person"] in newcomers:
            move["how"] = MOVE
        draft.note(
            f"address_{move['how']}",
            old=move["old"],
            new=move["new"],
            name=present.people[move["old"]].full_name,
        )
    present.aliases = {
        draft.move["new"]: draft.move["old"] for draft in movers.values()
    }
