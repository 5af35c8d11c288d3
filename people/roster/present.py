"""What the roster of an organisation holds now, as a plan looks at it."""

import hashlib
from dataclasses import astuple, dataclass, field
from datetime import date

from people.models import (
    AddressChange,
    Discipline,
    Location,
    Person,
    Project,
    Stint,
    Team,
)
from people.roster.values import without_zeros


@dataclass(frozen=True, slots=True)
class Known:
    """A person on the roster."""

    pk: int
    email: str
    employee_number: str
    given_name: str
    infix: str
    family_name: str
    team: str
    department: str
    discipline: str
    location: str
    manager_email: str
    hired_on: date | None
    years_experience: int | None
    languages: tuple[str, ...]
    working_days: tuple[int, ...]
    is_here: bool

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, (self.given_name, self.infix, self.family_name)))


COLUMNS = (
    "pk",
    "email",
    "employee_number",
    "given_name",
    "infix",
    "family_name",
    "team__name",
    "department",
    "discipline__name",
    "location__name",
    "manager__email",
    "hired_on",
    "years_experience",
    "languages",
    "working_days",
    "is_active",
)
NAMED = {
    "team": Team,
    "discipline": Discipline,
    "location": Location,
    "project": Project,
}


@dataclass
class Present:
    """All that a plan depends on besides the file; `mark` changes when any of it does."""

    people: dict[str, Known] = field(default_factory=dict)
    by_number: dict[str, Known] = field(default_factory=dict)
    named: dict[str, dict[str, str]] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)
    stints: dict[tuple[str, str, date], tuple] = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)
    # Who was asked whether an address is to be theirs, and who said that it is not.
    promised: dict[str, int] = field(default_factory=dict)
    declined: set[tuple[int, str]] = field(default_factory=set)
    # The addresses of now by those of a file that are to come.
    aliases: dict[str, str] = field(default_factory=dict)

    @property
    def here(self) -> set[str]:
        """The addresses of those who have not left."""
        return {email for email, known in self.people.items() if known.is_here}

    def name_of(self, promised: str) -> str:
        """The name of who was asked whether an address is to be theirs."""
        pk = self.promised[promised]
        return next(
            person.full_name for person in self.people.values() if person.pk == pk
        )

    def mark(self) -> str:
        digest = hashlib.sha256()
        for known in sorted(self.people.values(), key=lambda known: known.pk):
            digest.update(repr(astuple(known)).encode())
        rest = (self.named, self.regions, self.stints)
        digest.update(repr([sorted(part.items()) for part in rest]).encode())
        digest.update(repr(sorted(self.elsewhere)).encode())
        return digest.hexdigest()


def load(organisation, emails) -> Present:
    """Return the roster, and which of `emails` belong to somebody elsewhere."""
    present = Present(named={kind: {} for kind in NAMED})
    if organisation.pk:
        rows = Person.objects.filter(organisation=organisation).values_list(*COLUMNS)
        for row in rows.iterator():
            *start, languages, working_days, is_here = [
                "" if value is None else value for value in row
            ]
            hired_on, years = row[11], row[12]
            spoken, worked = tuple(languages), tuple(working_days)
            known = Known(*start[:11], hired_on, years, spoken, worked, is_here)
            # Who left may have given up the address.
            if known.email:
                present.people[known.email] = known
            if known.employee_number:
                present.by_number[without_zeros(known.employee_number)] = known
        load_named(present, organisation)
        load_changes(present, organisation)
    present.elsewhere = set(
        Person.objects.addressed(emails - present.people.keys())
        .exclude(organisation_id=organisation.pk)
        .values_list("email", flat=True)
    )
    return present


def load_changes(present, organisation):
    changes = AddressChange.objects.of(organisation).standing_or_declined()
    for person, new, declined_at in changes.values_list(
        "person", "new_address", "declined_at"
    ):
        if declined_at:
            present.declined.add((person, new))
        else:
            present.promised[new] = person


def load_named(present, organisation):
    for kind, model in NAMED.items():
        names = model.objects.filter(organisation=organisation).order_by("pk")
        present.named[kind] = {
            name.lower(): name for name in names.values_list("name", flat=True)
        }
    regions = Location.objects.filter(organisation=organisation)
    present.regions = {
        name.lower(): region for name, region in regions.values_list("name", "region")
    }
    stints = Stint.objects.filter(person__organisation=organisation)
    stints = stints.exclude(person__email="").values_list(
        "person__email", "project__name", "starts_on", "ends_on", "hours"
    )
    present.stints = {
        (email, project.lower(), starts_on): (ends_on, hours)
        for email, project, starts_on, ends_on, hours in stints
    }
