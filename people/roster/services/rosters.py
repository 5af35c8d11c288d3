"""A roster's way from an uploaded file to people."""

import logging
from contextlib import closing

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import ColumnMapping, Organisation, Person, RosterImport
from people.roster import committing, reading
from people.roster.planning import RosterPlan, make_plan
from people.roster.problems import FileRefused, Problem
from people.roster.services.moves import ask_addresses
from people.roster.values import without_zeros
from people.roster.words import set_aside
from people.services.departures import put_on_hold
from people.web.typed import one_line
from reminders import bell
from spaces.acting import acting_as
from spaces.errors import DomainError

logger = logging.getLogger(__name__)

State = RosterImport.State
# What seems to have been given to somebody else, by why a row is set aside.
GIVEN_ON = {"somebody_else": "email", "number_of_another": "employee_number"}
# A person who looks at the columns can mend these; a nightly job cannot.
MENDED_BY_CHOOSING = {
    "no_header",
    "no_email_column",
    "duplicate_header",
    "ambiguous_columns",
    "several_sheets",
    "several_project_sheets",
}


def plan_file(
    *,
    organisation: Organisation,
    content: bytes,
    chosen=None,
    same=(),
    discipline_from="",
) -> RosterPlan:
    """Return what the file would do, or raise FileRefused; nothing is written."""
    return make_plan(
        reading.read_file(content),
        organisation=organisation,
        remembered=remembered(organisation),
        chosen=chosen,
        same=set(same),
        discipline_from=discipline_from,
        today=timezone.localdate(),
    )


def remembered(organisation: Organisation) -> dict[str, dict[str, str]]:
    """Return the columns that were chosen before: {kind: {header: field}}."""
    chosen: dict[str, dict[str, str]] = {}
    if organisation.pk:
        for mapping in ColumnMapping.objects.filter(organisation=organisation):
            chosen.setdefault(mapping.sheet, {})[mapping.header.lower()] = mapping.field
    return chosen


@transaction.atomic
def take_in_roster(
    *, organisation: Organisation, uploaded_by: Person | None, file_name, content: bytes
) -> RosterImport:
    """Keep an uploaded file and its plan, or why there is none."""
    roster = RosterImport(
        organisation=organisation,
        uploaded_by=uploaded_by,
        file_name=one_line(file_name)[-200:] or "-",
        content=content,
    )
    plan_roster(roster=roster)
    return roster


@transaction.atomic
def plan_roster(*, roster: RosterImport) -> RosterImport:
    """Plan the kept file against the roster of this moment."""
    if roster.pk and roster.state in (State.COMMITTING, State.COMMITTED):
        raise DomainError(_("This roster has been carried out already."))
    roster.plan, roster.refusal, roster.counts = None, None, {}
    try:
        plan = plan_file(
            organisation=roster.organisation,
            content=bytes(roster.content),
            chosen=roster.mapping,
            same=roster.same,
        )
    except FileRefused as refusal:
        roster.refusal = refusal.problem
        choosable = refusal.problem.code in MENDED_BY_CHOOSING
        roster.state = State.MAPPING if choosable else State.REFUSED
    else:
        keep_plan(roster, plan)
    roster.save()
    return roster


def keep_plan(roster: RosterImport, plan: RosterPlan):
    roster.plan = plan.as_dict()
    roster.counts = {
        "rows": plan.counts,
        "projects": plan.project_counts,
        "not_in_file": plan.not_in_file,
    }
    if plan.rows:
        aside = [row["email"] for row in plan.rows if set_aside(row)]
        roster.counts["set_aside"] = sorted(aside)
        roster.counts["moves"] = len(committing.moves_of(roster.plan))
    roster.state = State.PLANNED
    roster.done, roster.total = 0, committing.total(roster.plan)


@transaction.atomic
def choose_columns(
    *, roster: RosterImport, mapping: dict, headers: dict
) -> RosterImport:
    """Plan with the columns that a person chose, and remember them.

    `headers` says for each kind of sheet which field each column name stands for;
    names that occur twice are left out, as they say nothing about a next file.
    """
    for sheet, fields in headers.items():
        for header, field in fields.items():
            ColumnMapping.objects.filter(
                organisation=roster.organisation, sheet=sheet, header__iexact=header
            ).delete()
            ColumnMapping.objects.create(
                organisation=roster.organisation,
                sheet=sheet,
                header=header[:200],
                field=field,
            )
    roster.mapping = mapping
    return plan_roster(roster=roster)


@transaction.atomic
def take_offered_discipline(*, roster: RosterImport) -> RosterImport:
    """Plan with the offered column of jobs as discipline, and remember that.

    Raises DomainError when the plan offers none.
    """
    offer = roster.plan and roster.plan.get("offer")
    if not offer:
        raise DomainError(_("This file has a discipline: make the preview again."))
    mapping = roster.plan["mapping"]
    headers = {offer["header"]: "discipline"}
    # One of disciplines in which nobody has one must not speak for it next time.
    if blank := roster.plan["columns"]["people"].get("discipline"):
        headers[blank] = ""
    mapping["people"]["columns"]["discipline"] = offer["place"]
    return choose_columns(roster=roster, mapping=mapping, headers={"people": headers})


@transaction.atomic
def say_same(*, roster: RosterImport, row: dict) -> RosterImport:
    """Plan with a row that was set aside: it is the person on the roster."""
    roster.same = sorted({*roster.same, row["email"]})
    return plan_roster(roster=roster)


@transaction.atomic
def say_another(*, roster: RosterImport, row: dict, by: Person) -> RosterImport:
    """Plan with a row that was set aside: it is somebody else.

    Puts the account of the person on the roster on hold, and that one only. Raises
    DomainError about oneself, coordinators, and a roster that changed meanwhile.
    """
    asked = set_aside(row)
    given_on = GIVEN_ON[asked["code"]]
    person = Person.objects.of(roster.organisation).get(pk=asked["person"])
    if not row["values"][given_on] or without_zeros(
        getattr(person, given_on)
    ) != without_zeros(row["values"][given_on]):
        raise DomainError(_("The roster has changed meanwhile: look again."))
    put_on_hold(person=person, by=by, given_on=given_on)
    return plan_roster(roster=roster)


@transaction.atomic
def discard_roster(*, roster: RosterImport) -> None:
    """Throw away a file that was not carried out."""
    if roster.state in (State.COMMITTING, State.COMMITTED):
        raise DomainError(_("This roster has been carried out already."))
    roster.delete()


@transaction.atomic
def ask_to_carry_out(*, roster: RosterImport) -> RosterImport:
    """Hand the plan to the worker; asking twice does it once."""
    if roster.state not in (State.PLANNED, State.COMMITTING):
        raise DomainError(_("There is no plan to carry out: make the preview again."))
    if roster.total == 0:
        raise DomainError(_("There is nothing to carry out."))
    if roster.state == State.PLANNED and not ask_addresses(roster=roster):
        return put_back(roster.pk, "stale")
    roster.state, roster.asked_at, roster.done = State.COMMITTING, timezone.now(), 0
    roster.save(update_fields=["state", "asked_at", "done", "plan"])
    # When the broker is away, the sweep asks again.
    bell.ring_on_commit("people.commit_roster", roster.pk)
    return roster


def carry_out_roster(*, roster_id: int, tell=None) -> RosterImport:
    """Do what the plan says, all or nothing; safe to run twice and at once."""
    try:
        with transaction.atomic():
            roster = RosterImport.objects.select_related(
                "organisation", "uploaded_by"
            ).get(pk=roster_id)
            # The lock first, then the state: a second worker waits and finds it done.
            Organisation.objects.select_for_update(no_key=True).get(
                pk=roster.organisation_id
            )
            roster.refresh_from_db(fields=["state"])
            if roster.state != State.COMMITTING:
                return roster
            # Whoever uploaded it changes the roster, and is noted as the one who did.
            with acting_as(roster.uploaded_by):
                committing.carry_out(roster.plan, roster.organisation, tell or ignore)
            roster.state, roster.done = State.COMMITTED, roster.total
            roster.committed_at, roster.content = timezone.now(), b""
            roster.save(update_fields=["state", "done", "committed_at", "content"])
            return roster
    except committing.StaleRoster:
        return put_back(roster_id, "stale")
    except IntegrityError:
        return put_back(roster_id, "conflict")
    except DatabaseError:
        # The database is away or the transaction was cut off: the sweep tries again.
        raise
    except Exception:
        logger.exception("Roster %s could not be carried out.", roster_id)
        return put_back(roster_id, "broken")


def put_back(roster_id: int, code: str) -> RosterImport:
    roster = RosterImport.objects.get(pk=roster_id)
    roster.state, roster.refusal, roster.done = State.STALE, Problem(code, {}), 0
    roster.save(update_fields=["state", "refusal", "done"])
    return roster


def ignore(done: int):
    pass


class Telling:
    """Writes progress on a connection of its own, where the page can see it."""

    def __init__(self, roster_id: int):
        self.roster_id = roster_id
        self.connection = connection.copy()

    def __call__(self, done: int):
        with self.connection.cursor() as cursor:
            cursor.execute(
                "UPDATE people_rosterimport SET done = %s WHERE id = %s",
                [done, self.roster_id],
            )

    def close(self):
        self.connection.close()


def carry_out_telling(*, roster_id: int) -> RosterImport:
    """Carry out a roster and let its page see how far it is."""
    with closing(Telling(roster_id)) as tell:
        return carry_out_roster(roster_id=roster_id, tell=tell)
