"""The three sentences of a confrontation; those of one have one key."""

from django.urls import reverse
from django.utils.translation import gettext as _

from handbook import rules
from handbook.confrontation.forms import DoesForm, SawForm, WantForm
from handbook.confrontation.guide import FIELDS
from writing.kinds import TextKind, TextPlace, uuid_in

KIND_OF = {field: f"confrontation-{field}" for field in FIELDS}
FORMS = {"saw": SawForm, "does": DoesForm, "want": WantForm}


def confrontation_place(person, key) -> TextPlace | None:
    """In the own space of a mentor; its key is the id that the page made up for it."""
    return TextPlace() if uuid_in(key) and rules.may_confront(person) else None


KINDS = [
    TextKind(
        name=name,
        heading=lambda text, label=FORMS[field].label: (
            _("Preparing a confrontation: %(what)s") % {"what": label}
        ),
        address=lambda key: reverse("handbook:confrontation", args=[key]),
        place=confrontation_place,
        form=FORMS[field],
    )
    for field, name in KIND_OF.items()
]
