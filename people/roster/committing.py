"""Carrying out a plan exactly as it stands; the caller holds the transaction."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.module_loading import import_string

from people.models import Location, Organisation, Person, Stint
from people.roster.planning.drafts import ADD, CHANGE
from people.roster.planning.moves import WAIT
from people.roster.present import NAMED, load
from people.services.sorting import sort_anew

# So many rows to a statement, after which the page hears how far it is.
BATCH = 500
OF_PERSON = ("given_name", "infix", "family_name", "employee_number", "department")
NAMES = OF_PERSON[:3]
LISTED = ("team", "discipline", "location")


class StaleRoster(Exception):
    """The roster is no longer the one that the plan was made for."""


def carry_out(
    plan: dict, organisation: Organisation, tell: Callable[[int], None]
) -> None:
    """Do what the plan says, or raise Stale; `tell` hears how many rows are done."""
    # One import at a time; rows that merely refer to the organisation may go on.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if mark_now(plan, organisation) != plan["mark"]:
        raise StaleRoster
    work = Work(plan, organisation, tell)
    work.name_things()
    work.change_people()
    work.add_people()
    work.set_managers()
    work.set_projects()


def mark_now(plan: dict, organisation: Organisation) -> str:
    """The mark that the plan would have now."""
    emails = {row["email"] for row in plan["rows"]} - {""}
    return load(organisation, emails).mark()


def moves_of(plan: dict) -> list[dict]:
    """Who is asked about another address, and who is moved to it."""
    moves = [row.get("move") for row in plan["rows"] if row["verdict"] == CHANGE]
    return [move for move in moves if move and move["how"] != WAIT]


def total(plan: dict) -> int:
    """Return how many rows there are to do."""
    return sum(
        row["verdict"] in (ADD, CHANGE) for row in [*plan["rows"], *plan["projects"]]
    )


def have_rooms_follow(renamed: list[int]) -> None:
    """Rooms above say the names of these people in calendars."""
    for path in settings.NAME_FOLLOWERS:
        import_string(path)(people=renamed)


class Work:
    def __init__(self, plan, organisation, tell):
        self.organisation, self.tell = organisation, tell
        self.done = 0
        self.added = [row for row in plan["rows"] if row["verdict"] == ADD]
        self.changed = [row for row in plan["rows"] if row["verdict"] == CHANGE]
        self.projects = [
            row for row in plan["projects"] if row["verdict"] in (ADD, CHANGE)
        ]
        # The plan calls everybody by the address of when it was made.
        self.moved = {move["old"]: move["person"] for move in moves_of(plan)}
        self.ids: dict[str, int] = {}
        self.named: dict[str, dict[str, int]] = {}

    def name_things(self):
        for kind, model in NAMED.items():
            rows = self.projects if kind == "project" else self.added + self.changed
            wanted: dict[str, str] = {}
            for row in rows:
                if name := row["values"][kind]:
                    wanted.setdefault(name.lower(), name)
            self.named[kind] = self.ids_of(model, wanted)
        regions = {
            row["values"]["location"].lower(): row["region"]
            for row in self.added + self.changed
            if row["region"]
        }
        for location, region in regions.items():
            Location.objects.filter(pk=self.named["location"][location]).update(
                region=region
            )

    def ids_of(self, model, wanted: dict[str, str]) -> dict[str, int]:
        rows = model.objects.filter(organisation=self.organisation).order_by("-pk")
        known = {name.lower(): pk for pk, name in rows.values_list("pk", "name")}
        new = [
            model(organisation=self.organisation, name=name)
            for key, name in wanted.items()
            if key not in known
        ]
        for thing in model.objects.bulk_create(new):
            known[thing.name.lower()] = thing.pk
        return known

    def change_people(self):
        people = Person.objects.filter(organisation=self.organisation)
        self.ids = {email: pk for pk, email in people.values_list("pk", "email")}
        self.ids |= self.moved
        # Those of whom the same fields change are written together.
        alike = defaultdict(list)
        for row in self.changed:
            fields = {
                name: new
                for name, (_old, new) in row["changes"].items()
                if name != "manager_email"
            }
            columns = self.columns(fields)
            person = Person(pk=self.ids[row["email"]], **columns)
            alike[tuple(name.removesuffix("_id") for name in columns)].append(person)
        for fields, changed in alike.items():
            for start in range(0, len(changed), BATCH):
                batch = changed[start : start + BATCH]
                if fields:
                    Person.objects.bulk_update(batch, fields)
                if set(fields) & set(NAMES):
                    ids = [person.pk for person in batch]
                    sort_anew(Person.objects.filter(pk__in=ids))
                    have_rooms_follow(ids)
                self.step(len(batch))

    def columns(self, fields: dict) -> dict:
        """Return what is stored for fields as the plan has them."""
        stored = {}
        for name, value in fields.items():
            if name in LISTED:
                stored[f"{name}_id"] = (
                    self.named[name][value.lower()] if value else None
                )
            elif name == "hired_on":
                stored[name] = value and date.fromisoformat(value)
            else:
                stored[name] = value
        return stored

    def add_people(self):
        for start in range(0, len(self.added), BATCH):
            batch = self.added[start : start + BATCH]
            people = Person.objects.bulk_create(
                Person(
                    organisation=self.organisation,
                    # Nobody signs in before having set a password by invitation.
                    password=make_password(None),
                    **self.columns(
                        {
                            name: value
                            for name, value in row["values"].items()
                            if name != "manager_email"
                        }
                    ),
                )
                for row in batch
            )
            self.ids |= {person.email: person.pk for person in people}
            self.step(len(batch))

    def set_managers(self):
        """When everybody is there, because a manager may come later in the file."""
        reports = defaultdict(list)
        for row in self.added:
            if manager := row["values"]["manager_email"]:
                reports[self.ids[manager]].append(self.ids[row["email"]])
        for row in self.changed:
            if "manager_email" in row["changes"]:
                manager = row["values"]["manager_email"]
                reports[self.ids[manager]].append(self.ids[row["email"]])
        for manager, people in reports.items():
            Person.objects.filter(pk__in=people).update(manager_id=manager)

    def set_projects(self):
        new = []
        for row in self.projects:
            values = row["values"]
            key = {
                "person_id": self.ids[values["email"]],
                "project_id": self.named["project"][values["project"].lower()],
                "starts_on": date.fromisoformat(values["starts_on"]),
            }
            if row["verdict"] == ADD:
                ends_on = values["ends_on"] and date.fromisoformat(values["ends_on"])
                new.append(Stint(**key, ends_on=ends_on, hours=values["hours"]))
            else:
                changes = {name: to for name, (_from, to) in row["changes"].items()}
                Stint.objects.filter(**key).update(**changes)
        Stint.objects.bulk_create(new, batch_size=BATCH)
        self.step(len(self.projects))

    def step(self, rows: int):
        before, self.done = self.done, self.done + rows
        if before // BATCH != self.done // BATCH:
            self.tell(self.done)
