"""What this room lists of what people take along (`spaces/taking.py`)."""

from django.utils.translation import gettext as _

from people.accounts.export import ways_in
from people.models import (
    Coordinator,
    Departure,
    Person,
    RosterEvent,
    Stint,
)
from spaces.taking import ExportPage, ExportRows, Value

OF_THE_ORGANISATION = "the organisation's own; who belongs to it says so"
OF_DJANGO = "of Django; nobody has any"
LEFT_OUT = {
    "people.Organisation": OF_THE_ORGANISATION,
    "people.Discipline": OF_THE_ORGANISATION,
    "people.Location": OF_THE_ORGANISATION,
    "people.Team": OF_THE_ORGANISATION,
    "people.Project": OF_THE_ORGANISATION,
    "people.SingleSignOn": OF_THE_ORGANISATION,
    "people.Adviser": "whom the organisation names; not of who wrote that down",
    "people.RosterImport": "a file of the organisation, with all of its people",
    "people.ColumnMapping": "how the organisation calls its columns",
    "people.Allowance": "digests: how often something may be tried",
    "people.Sent": "digests: that a page was sent already",
    "auth.Permission": OF_DJANGO,
    "auth.Group": OF_DJANGO,
    "auth.Group_permissions": OF_DJANGO,
    "contenttypes.ContentType": OF_DJANGO,
    "sessions.Session": OF_DJANGO,
    "account.EmailConfirmation": "a way in, and not used",
    "socialaccount.SocialApp": OF_THE_ORGANISATION,
    "socialaccount.SocialToken": "a way in",
}


def pages() -> list[ExportPage]:
    return [
        ExportPage(
            name="account",
            title=_("Your account"),
            parts=[_person(), *_moves(), *ways_in()],
        )
    ]


def _person() -> ExportRows:
    return ExportRows(
        model=Person,
        name="person",
        heading=_("What your organisation told us, and you chose"),
        mine=lambda person: Person.objects.filter(pk=person.pk),
        fields={
            "name": Value(_("Name"), lambda row: row.bare_name),
            "given_name": _("Given name"),
            "infix": _("Infix"),
            "family_name": _("Family name"),
            "email": _("E-mail address"),
            "employee_number": _("Employee number"),
            "organisation__name": _("Organisation"),
            "team__name": _("Team"),
            "department": _("Department"),
            "discipline__name": _("Discipline"),
            "location__name": _("Location"),
            "manager": _("Manager"),
            "hired_on": _("Hired on"),
            "years_experience": _("Years of experience"),
            "languages": _("Languages"),
            "working_days": Value(_("Working days"), lambda row: row.works_on, "any"),
            "language": _("Language of the pages"),
            "theme": _("Light or dark"),
            "typed_on_device": _("What you typed waits on your device"),
            "joined_at": _("Since when you are here"),
            "last_login": _("Last signed in"),
            "password_set_at": _("Password chosen"),
            "is_active": _("Belongs to the organisation"),
        },
        without=(
            *("organisation", "team", "discipline", "location", "sort_key"),
            *("password", "password_mark", "signed_out_at"),
        ),
    )


def _moves() -> list[ExportRows]:
    return [
        ExportRows(
            model=Stint,
            name="projects",
            heading=_("Projects"),
            mine=lambda person: Stint.objects.filter(person=person),
            fields={
                "project__name": _("Project"),
                "starts_on": _("From"),
                "ends_on": _("To"),
                "hours": _("Hours"),
            },
            without=("person", "project"),
        ),
        ExportRows(
            model=RosterEvent,
            name="changes",
            heading=_("Changes of your name, team and address"),
            mine=lambda person: RosterEvent.objects.filter(person=person),
            fields={
                "what": _("What"),
                "before": _("Before"),
                "after": _("After"),
                "by": _("By whom"),
                "at": _("Moment"),
            },
            without=("person",),
        ),
        ExportRows(
            model=Coordinator,
            name="coordinator",
            heading=_("Where you coordinate"),
            mine=lambda person: Coordinator.objects.filter(person=person),
            fields={"organisation__name": _("Organisation"), "since": _("Since")},
            without=("person", "organisation"),
        ),
        ExportRows(
            model=Departure,
            name="departures",
            heading=_("When you left, and came back"),
            mine=lambda person: Departure.objects.filter(person=person),
            fields={
                "left_at": _("Left"),
                "left_by": _("By whom"),
                "address": _("Address"),
                "address_given_up": _("The address is no longer yours"),
                "number_given_up": _("The employee number is no longer yours"),
                "back_at": _("Came back"),
                "back_by": _("Brought back by"),
            },
            without=("person",),
        ),
    ]
