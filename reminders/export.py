"""What this room lists of what people take along (`spaces/taking.py`)."""

from django.utils.translation import gettext as _

from reminders.models import Mail, Preference
from spaces.taking import ExportPage, ExportRows

LEFT_OUT = {
    "reminders.Standing": "what mails may say of a meeting; of no person",
    "reminders.Sweep": "when the ledger was looked through",
}


def pages() -> list[ExportPage]:
    return [
        ExportPage(
            name="mails",
            title=_("Mails to you"),
            parts=[
                ExportRows(
                    model=Mail,
                    name="mails",
                    heading=_("Mails to you"),
                    mine=lambda person: Mail.objects.filter(person=person),
                    fields={
                        "kind": _("What about, for a program"),
                        "state": _("State"),
                        "address": _("Address, where it was another one"),
                        "created_at": _("Written"),
                        "sent_at": _("Sent"),
                        "read_at": _("Read here"),
                        "not_before": _("Not before"),
                    },
                    without=(
                        *("key", "person", "by", "object_id", "programme_id", "zone"),
                        # Names of others, as the mail itself had them; ways in.
                        *("context", "link", "way_in", "message_id", "error"),
                        *("send_after", "leased_until", "fence", "attempts"),
                        *("handed_over_at", "alone", "told_in"),
                    ),
                ),
                ExportRows(
                    model=Preference,
                    name="mails-stopped",
                    heading=_("Mails that you stopped"),
                    mine=lambda person: Preference.objects.filter(person=person),
                    fields={
                        "kind": _("What about, for a program"),
                        "stopped_at": _("Stopped"),
                    },
                    without=("person",),
                ),
            ],
        )
    ]
