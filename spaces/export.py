"""What this room lists of what people take along (`spaces/taking.py`)."""

from django.db.models import Q
from django.utils.translation import gettext as _

from spaces.models import AuditEvent, Member, OwnErasure, Seen
from spaces.taking import ExportPage, ExportRows

LEFT_OUT = {
    "spaces.Space": "told of by who belongs to it",
    "spaces.UsedSpace": "ids of spaces, of nobody",
    "spaces.Erasure": "of a space that nobody belongs to any more",
    "spaces.Reopening": "how many texts of all people opened, of nobody",
    "spaces.DataKey": "a key",
    "spaces.MasterKeyMark": "a key",
}


def pages() -> list[ExportPage]:
    return [
        ExportPage(
            name="places",
            title=_("Where you can read and write"),
            parts=[
                ExportRows(
                    model=Member,
                    name="places",
                    heading=_("Your places to write"),
                    mine=lambda person: Member.objects.filter(person=person),
                    fields={
                        "space": _("Who can read it"),
                        "space__kind": _("Kind of place"),
                        "space__opened_at": _("Opened"),
                        "space__until": _("Until and including"),
                        "left_at": _("Left"),
                    },
                    without=("person",),
                ),
                ExportRows(
                    model=Seen,
                    name="seen",
                    heading=_("When you had seen who is in a group"),
                    mine=lambda person: Seen.objects.filter(person=person),
                    fields={"at": _("Moment"), "space": _("Who can read it")},
                    without=("person",),
                ),
                ExportRows(
                    model=AuditEvent,
                    name="trail",
                    heading=_("What happened with your texts"),
                    mine=lambda person: AuditEvent.objects.filter(
                        Q(actor=person) | Q(person=person)
                    ),
                    fields={
                        "verb": _("What"),
                        "at": _("Moment"),
                        "actor": _("By whom"),
                        "person": _("Whom it was about"),
                        "text_id": _("The id of the text"),
                    },
                    without=("space_id",),
                ),
                ExportRows(
                    model=OwnErasure,
                    name="erased",
                    heading=_("What you had erased"),
                    mine=lambda person: OwnErasure.objects.of(person),
                    fields={
                        "kind": _("What"),
                        "asked_at": _("Asked"),
                        "done_at": _("Done"),
                        "texts": _("How many texts"),
                        "text_id": _("The id of the text"),
                    },
                    without=("person", "carried_in"),
                ),
            ],
        )
    ]
