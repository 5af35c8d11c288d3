"""A small roster as HR exports it: a mentor, five mentees and a colleague."""

from openpyxl import Workbook

HEADERS = [
    *("Voornaam", "Tussenvoegsel", "Achternaam", "E-mail", "Personeelsnummer"),
    *("Team", "Afdeling", "Vakdiscipline", "Locatie", "In dienst sinds"),
    *("Jaren ervaring", "Talen"),
]
PEOPLE = {
    "Johan": ("de", "Wit", 20),
    "Anna": ("", "Bakker", 3),
    "Bilal": ("", "Demir", 4),
    "Chantal": ("van den", "Heuvel", 2),
    "Daan": ("", "Mulder", 5),
    "Els": ("", "Visser", 3),
    "Femke": ("", "Jansen", 4),
}
MENTEES = ["Anna", "Bilal", "Chantal", "Daan", "Els"]
TEAMS = ["Sluizen", "Bruggen", "Dijken", "Gemalen", "Havens", "Kades", "Tunnels"]
DOMAIN = "vanwaard.example"


def address(given_name: str) -> str:
    return f"{given_name.lower()}@{DOMAIN}"


def full_name(given_name: str) -> str:
    infix, family_name, _years = PEOPLE[given_name]
    return " ".join(filter(None, [given_name, infix, family_name]))


def write(path):
    """Write the workbook: everybody of another team, all of one discipline."""
    book = Workbook()
    sheet = book.active
    sheet.append(HEADERS)
    for number, (name, (infix, family_name, years)) in enumerate(PEOPLE.items()):
        sheet.append(
            [
                *(name, infix, family_name, address(name), f"{1000 + number:06}"),
                *(TEAMS[number], "Water", "Waterbouw", "Utrecht", "2020-03-01"),
                *(years, "Nederlands, Engels"),
            ]
        )
    book.save(path)
    return path
