"""Asks once of who plans for when somebody cannot (`groups/_cannot.html`)."""

from groups.services import cannot


def gives_pause(*, form, group, person) -> bool:
    """Whether a valid form moves to when the person of the group cannot.

    Not for who was asked already, and pressed again.
    """
    when = {name: form.cleaned_data[name] for name in ("on", "at", "minutes")}
    if "even_so" in form.data or when.keys().isdisjoint(form.changed_data):
        return False
    return cannot(group=group, person=person, **when)
