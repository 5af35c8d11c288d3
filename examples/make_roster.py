"""Makes the demonstration firm: `python examples/make_roster.py`.

Reads `firm.json` and `motivations.json`; writes `roster.xlsx`, as an HR system exports
it, and `programmes.json`, who takes part in which programme. The seed is fixed, so every
run gives the same people.
"""

import json
import random
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import cycle
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

HERE = Path(__file__).resolve().parent
TOPICS = HERE.parent / "programmes/content/topics.json"
EXPORTED_ON = date(2026, 9, 30)
PEOPLE_HEADERS = [
    "Voornaam",
    "Tussenvoegsel",
    "Achternaam",
    "E-mail",
    "Personeelsnummer",
    "Team",
    "Afdeling",
    "Vakdiscipline",
    "Locatie",
    "Leidinggevende e-mail",
    "In dienst sinds",
    "Jaren ervaring",
    "Talen",
]
PROJECT_HEADERS = ["E-mail", "Project", "Van", "Tot", "Uren per week"]
INFIXES = {"de", "den", "der", "ten", "ter", "van", "in", "op", "uit", "'t"}

# Mentors and mentees by discipline.
FIRST = {
    "Constructies": (2, 10),
    "Installatietechniek": (2, 10),
    "Geotechniek": (1, 5),
    "Infra en verkeer": (2, 10),
    "Projectmanagement": (1, 5),
}
SECOND = {
    "Constructies": (2, 10),
    "Installatietechniek": (1, 5),
    "Geotechniek": (1, 4),
    "Infra en verkeer": (1, 5),
    "Projectmanagement": (1, 4),
}
# One group each: one whose year is nearly over, and one whose year is.
NEARLY_OVER = {"Projectmanagement": (1, 5)}
OVER = {"Geotechniek": (1, 4)}
# Of the second programme: mentees who have not answered yet, and one who said no.
INVITED = {"Constructies": 2, "Infra en verkeer": 1}
DECLINED = {"Installatietechniek": 1}


@dataclass
class Person:
    given: str
    infix: str
    family: str
    languages: str
    email: str
    number: str
    team: str = ""
    department: str = ""
    discipline: str = ""
    location: str = ""
    manager: "Person | None" = None
    hired: date | None = None
    years: int = 0
    stints: list = field(default_factory=list)


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def shuffled(values, rng):
    return rng.sample(values, len(values))


def plain(text):
    """Lower case ASCII letters only, for an address."""
    text = (
        text.lower().replace("\N{LATIN SMALL LETTER DOTLESS I}", "i").replace("ß", "ss")
    )
    letters = unicodedata.normalize("NFKD", text)
    return "".join(
        letter for letter in letters if letter.isascii() and letter.isalpha()
    )


def newcomers(firm, rng):
    """People without work yet; no two have the same address."""
    pools = firm["names"]
    given = [cycle(shuffled(pool["given"].split(), rng)) for pool in pools]
    family = [cycle(shuffled(pool["family"].split("|"), rng)) for pool in pools]
    weights = [pool["weight"] for pool in pools]
    taken = set()
    while True:
        pick = rng.choices(range(len(pools)), weights)[0]
        name, words = next(given[pick]), next(family[pick]).split()
        cut = next(i for i, word in enumerate(words) if word not in INFIXES)
        infix, last = " ".join(words[:cut]), " ".join(words[cut:])
        email = f"{plain(name)}.{plain(infix + last)}@{firm['domain']}"
        if email not in taken:
            taken.add(email)
            languages = pools[pick]["languages"]
            yield Person(name, infix, last, languages, email, f"{len(taken):06d}")


def employ(person, team, department, discipline, manager, years, rng):
    person.team, person.department = team["name"], department["name"]
    person.discipline, person.location = discipline, team["location"]
    person.manager, person.years = manager, years
    served = rng.randint(0, years) if years else 0
    person.hired = date(EXPORTED_ON.year - served, rng.randint(1, 9), 1)
    return person


def years_of_experience(rng):
    low, high = rng.choices([(0, 6), (7, 12), (13, 34)], [52, 22, 26])[0]
    return rng.randint(low, high)


def staff(firm, rng):
    """Everybody: a director, a head per department, a lead per team, and their people."""
    newcomer = newcomers(firm, rng)
    office = {"name": "Directie", "location": "Utrecht"}
    board = {"name": "Directie"}
    director = employ(next(newcomer), office, board, "Projectmanagement", None, 27, rng)
    people = [director]
    for department in firm["departments"]:
        discipline = next(iter(department["teams"][0]["staff"]))
        head = employ(next(newcomer), office, department, discipline, director, 22, rng)
        people.append(head)
        for team in department["teams"]:
            lead = None
            for discipline, count in team["staff"].items():
                for _ in range(count):
                    years = years_of_experience(rng) if lead else rng.randint(12, 26)
                    person = employ(
                        next(newcomer),
                        team,
                        department,
                        discipline,
                        lead or head,
                        years,
                        rng,
                    )
                    lead = lead or person
                    people.append(person)
    return people


def months_until(day):
    """Whole months from January 2024."""
    return (day.year - 2024) * 12 + day.month - 1


def first_of(months):
    return date(2024 + months // 12, months % 12 + 1, 1)


def assign_projects(people, firm, rng):
    """One to three stretches of work each; a few projects draw on every department."""
    for person in people:
        own = [p for p in firm["projects"] if p["department"] == person.department]
        shared = [p for p in firm["projects"] if not p["department"]]
        for project in rng.sample(own, min(len(own), rng.randint(1, 2))):
            add_stint(person, project, rng)
        if rng.random() < 0.35:
            add_stint(person, rng.choice(shared), rng)


def add_stint(person, project, rng):
    """A stretch of work that began after the person did; no end when still going on."""
    now = months_until(EXPORTED_ON)
    start = rng.randint(max(0, months_until(person.hired)), now)
    end = start + rng.choice([2, 3, 4, 6, 9, 14])
    until = first_of(end + 1) - timedelta(days=1) if end < now else None
    hours = rng.choice([4, 8, 8, 12, 16, 20, 24, 32])
    person.stints.append((project["name"], first_of(start), until, hours))


def write_roster(people, path):
    book = Workbook()
    sheet = book.active
    sheet.title = "Medewerkers"
    sheet.append(PEOPLE_HEADERS)
    projects = book.create_sheet("Projecten")
    projects.append(PROJECT_HEADERS)
    for person in people:
        manager = person.manager.email if person.manager else None
        sheet.append(
            [
                person.given,
                person.infix or None,
                person.family,
                person.email,
                person.number,
                person.team,
                person.department,
                person.discipline,
                person.location,
                manager,
                person.hired,
                person.years,
                person.languages,
            ]
        )
        for stint in person.stints:
            projects.append([person.email, *stint])
    for page in book:
        page.freeze_panes = "A2"
        for cell in page[1]:
            cell.font = Font(bold=True)
            page.column_dimensions[cell.column_letter].width = 22
    moment = datetime(EXPORTED_ON.year, EXPORTED_ON.month, EXPORTED_ON.day)
    book.properties.created = book.properties.modified = moment
    book.save(path)


class Casting:
    """Chooses who takes part: nobody twice, and a programme's teams well spread."""

    def __init__(self, people, rng):
        self.rng = rng
        self.free = [person for person in people if person.manager]
        self.motivations = cycle(load(HERE / "motivations.json"))
        self.topics = [topic["slug"] for topic in load(TOPICS)]

    def take(self, discipline, count, *, years, per_team, teams=()):
        fits = [
            person
            for person in shuffled(self.free, self.rng)
            if person.discipline == discipline and person.years in years
        ]
        chosen, used = [], list(teams)
        for person in fits:
            if len(chosen) < count and used.count(person.team) < per_team:
                chosen.append(person)
                used.append(person.team)
        if len(chosen) < count:
            raise SystemExit(f"Not enough people in {discipline}: choose another seed.")
        for person in chosen:
            self.free.remove(person)
        return chosen

    def levels(self, count):
        chosen = self.rng.sample(self.topics, count)
        return {topic: self.rng.choice([1, 2, 2, 3, 3]) for topic in chosen}

    def programme(self, wanted):
        """Mentors and mentees; so few of a team that the groups can be composed (R3)."""
        mentors, mentees = [], []
        for discipline, (guides, learners) in wanted.items():
            leading = self.take(discipline, guides, years=range(12, 40), per_team=1)
            mentors += leading
            mentees += self.take(
                discipline,
                learners,
                years=range(10),
                per_team=guides,
                teams=[person.team for person in leading],
            )
        return (
            [
                {
                    "email": person.email,
                    "state": "enrolled",
                    "max_group": self.rng.choice([5, 6, 6]),
                    "motivation": next(self.motivations),
                    "expertise": self.levels(self.rng.randint(5, 7)),
                }
                for person in mentors
            ],
            [self.mentee(person) for person in mentees],
        )

    def mentee(self, person, state="enrolled"):
        needs = self.levels(self.rng.randint(2, 4)) if state == "enrolled" else {}
        return {"email": person.email, "state": state, "needs": needs}


def cast(people, rng, firm):
    casting = Casting(people, rng)
    first = casting.programme(FIRST)
    second = casting.programme(SECOND)
    discipline = {person.email: person.discipline for person in people}
    waiting = dict(INVITED)
    for mentee in second[1]:
        if waiting.get(discipline[mentee["email"]]):
            waiting[discipline[mentee["email"]]] -= 1
            mentee |= {"state": "invited", "needs": {}}
    for name, count in DECLINED.items():
        for person in casting.take(name, count, years=range(10), per_team=9):
            second[1].append(casting.mentee(person, "declined"))
    nearly_over = casting.programme(NEARLY_OVER)
    over = casting.programme(OVER)
    runners = [p.email for p in people if p.team == "Mens en Organisatie"][1:3]
    return {
        "organisation": firm["organisation"],
        "coordinators": runners,
        "programmes": [
            {
                "name": "Crossmentorschap, eerste lichting",
                "state": "running",
                "starts_in_days": -150,
                "coordinators": runners,
                "mentors": first[0],
                "mentees": first[1],
            },
            {
                "name": "Crossmentorschap, tweede lichting",
                "state": "enrolling",
                "starts_in_days": 42,
                "coordinators": runners[:1],
                "mentors": second[0],
                "mentees": second[1],
            },
            {
                "name": "Crossmentorschap, proefjaar",
                "state": "running",
                "starts_in_days": -345,
                "coordinators": runners[:1],
                "mentors": nearly_over[0],
                "mentees": nearly_over[1],
            },
            {
                "name": "Crossmentorschap, voorlopers",
                "state": "running",
                "starts_in_days": -410,
                "coordinators": runners[:1],
                "mentors": over[0],
                "mentees": over[1],
            },
        ],
    }


def main(folder=HERE):
    rng = random.Random(2019)  # noqa: S311 - made-up people, no secrets
    firm = load(HERE / "firm.json")
    people = staff(firm, rng)
    assign_projects(people, firm, rng)
    write_roster(people, folder / "roster.xlsx")
    programmes = json.dumps(cast(people, rng, firm), ensure_ascii=False, indent=1)
    (folder / "programmes.json").write_text(programmes + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
