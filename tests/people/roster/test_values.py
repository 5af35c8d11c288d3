"""What is read in single cells, through the whole importer."""

import datetime as dt

import pytest
from openpyxl.utils.datetime import MAC_EPOCH

from tests.people.roster.files import column, csv, people, xlsx

pytestmark = pytest.mark.django_db


def only(answer, name):
    """The one value of a row that is added, or the words of its refusal."""
    assert answer["refused"] is None
    (row,) = answer["rows"]
    if row["verdict"] == "refuse":
        assert row["reason"]
        assert row["mend"]
        return "refused"
    assert row["verdict"] == "add"
    return row["values"][name]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (dt.date(2020, 1, 31), "2020-01-31"),
        (dt.datetime(2020, 1, 31, 8, 30), "2020-01-31"),
        (43861, "2020-01-31"),
        (43861.5, "2020-01-31"),
        ("43861", "2020-01-31"),
        ("31-01-2020", "2020-01-31"),
        ("31-1-2020", "2020-01-31"),
        ("31/1/2020", "2020-01-31"),
        ("31.01.2020", "2020-01-31"),
        ("2020-01-31", "2020-01-31"),
        ("2020/01/31", "2020-01-31"),
        ("2020-01-31 00:00:00", "2020-01-31"),
        ("2020-01-31T00:00:00Z", "2020-01-31"),
        ("31-01-2020 08:15", "2020-01-31"),
        ("31-01-98", "1998-01-31"),
        ("20200131", "2020-01-31"),
        ("31 januari 2020", "2020-01-31"),
        ("1 mrt. 2019", "2019-03-01"),
        ("1-mrt-19", "2019-03-01"),
        ("vrijdag 31 januari 2020", "2020-01-31"),
        ("31 January 2020", "2020-01-31"),
        ("January 31, 2020", "2020-01-31"),
        ("1e mei 2018", "2018-05-01"),
        ("mei 2018", "2018-05-01"),
        ("2018-05", "2018-05-01"),
        ("01/31/2020", "2020-01-31"),
        ("", None),
        ("-", None),
        ("n.v.t.", None),
        ("31-02-2020", "refused"),
        ("0000-00-00", "refused"),
        ("gisteren", "refused"),
        ("01-01-1900", "refused"),
        ("01-01-2999", "refused"),
        (0, "refused"),
        (-5, "refused"),
        (1, "refused"),
        (True, "refused"),
        ("=TODAY()", "refused"),
        ("#N/B", "refused"),
        (dt.time(8, 30), "refused"),
    ],
)
def test_dates(look, written, found):
    assert only(look(xlsx(column("In dienst", written))), "hired_on") == found
    if isinstance(written, str) and not written.startswith("="):
        assert only(look(csv(column("In dienst", written))), "hired_on") == found


def test_dates_count_from_1904_where_the_workbook_says_so(look):
    content = xlsx(column("In dienst", dt.date(2020, 1, 31)), epoch=MAC_EPOCH)

    assert only(look(content), "hired_on") == "2020-01-31"


def test_the_order_of_day_and_month_is_that_of_the_column(look):
    american = look(csv(column("Hired on", "03/04/2020", "12/25/2019")))
    assert [row["values"]["hired_on"] for row in american["rows"]] == [
        "2020-03-04",
        "2019-12-25",
    ]

    mixed = look(csv(column("Hired on", "25/12/2019", "12/25/2019")))
    assert [row["verdict"] for row in mixed["rows"]] == ["add", "refuse"]


def test_a_start_in_the_near_future_is_taken_and_said(look):
    soon = dt.date.today() + dt.timedelta(days=40)

    (row,) = look(xlsx(column("In dienst", soon)))["rows"]

    assert row["verdict"] == "add"
    assert row["values"]["hired_on"] == soon.isoformat()
    assert row["reason"] == "Starts on a day to come."


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (7, 7),
        (7.0, 7),
        (7.5, 7),
        ("7,5", 7),
        ("7.5", 7),
        ("7 jaar", 7),
        ("10+", 10),
        ("ca. 12", 12),
        (0, 0),
        ("0", 0),
        ("", None),
        ("onbekend", None),
        (-3, "refused"),
        ("-3", "refused"),
        (200, "refused"),
        ("veel", "refused"),
        ("1e3", "refused"),
        (True, "refused"),
        (dt.date(2020, 4, 3), "refused"),
        ("=2020-1999", "refused"),
    ],
)
def test_years_of_experience(look, written, found):
    assert (
        only(look(xlsx(column("Jaren ervaring", written))), "years_experience") == found
    )


@pytest.mark.parametrize("as_file", [csv, xlsx])
@pytest.mark.parametrize(
    ("written", "found"),
    [
        (">10", 10),
        ("> 10 jaar", 10),
        ("≥10", 10),
        ("10+", 10),
        ("10+ jaar", 10),
        ("10 of meer", 10),
        ("meer dan 10 jaar", 10),
        ("more than 10 years", 10),
        ("ca. 5", 5),
        ("Circa 5 jaar", 5),
        ("ongeveer 5", 5),
        ("approx. 5", 5),
        ("~5", 5),
        ("7,5", 7),
    ],
)
def test_what_a_number_only_comes_near_to_is_said(look, as_file, written, found):
    (row,) = look(as_file(column("Jaren ervaring", written)))["rows"]

    assert (row["verdict"], row["values"]["years_experience"]) == ("add", found)
    assert row["reason"] == f"{written} counts as {found}."


@pytest.mark.parametrize("written", ["7 jaar", "7", "7,0", 7])
def test_a_number_that_is_exact_needs_no_words(look, written):
    (row,) = look(xlsx(column("Jaren ervaring", written)))["rows"]

    assert (row["values"]["years_experience"], row["reason"]) == (7, "")


@pytest.mark.parametrize(
    ("written", "others", "found"),
    [
        # Dutch: the point stands before thousands.
        ("1.200", (), None),
        ("1.200,5", (), None),
        ("1.200", ("7,5",), None),
        ("1,200", (), 1),
        ("0.500", (), 0),
        ("7.5", (), 7),
        ("7.25", ("7,5",), 7),
        # English, as the column shows.
        ("1,200", ("7.5",), None),
        ("1.200", ("7.5",), 1),
        ("1,200.50", (), None),
    ],
)
def test_thousands_are_no_fractions(look, written, others, found):
    headers = ["E-mail", "Voornaam", "Achternaam", "Jaren ervaring"]
    rows = [
        [f"p{n}@firma.example", f"Given{n}", f"Family{n}", value]
        for n, value in enumerate([written, *others])
    ]

    row = look(csv([headers, *rows]))["rows"][0]

    assert row["verdict"] == ("refuse" if found is None else "add")
    assert row["values"]["years_experience"] == found
    if found is None:
        assert row["reason"].endswith(f"must lie between 0 and 70: {written}.")


@pytest.mark.parametrize("as_file", [csv, xlsx])
@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Team", "team"),
        ("Afdeling", "department"),
        ("Vakdiscipline", "discipline"),
        ("Locatie", "location"),
    ],
)
@pytest.mark.parametrize(
    "written", ["-Noord-", "@home", "+Plus", "-Noord/Oost-", "@home (Delft)"]
)
def test_a_team_may_begin_with_a_sign(look, as_file, header, name, written):
    assert only(look(as_file(column(header, written))), name) == written


@pytest.mark.parametrize(
    "written",
    ["=cmd()", "@SUM(1)", "-1+2", "+A1", "-cmd|' /C calc'!A0", "@A1", "=Noord"],
)
def test_a_team_that_is_a_formula_is_refused(look, written):
    assert only(look(csv(column("Team", written))), "team") == "refused"


@pytest.mark.parametrize("as_file", [csv, xlsx])
@pytest.mark.parametrize("family", ["Null", "None", "NVT", "NULL", "Onbekend"])
def test_some_family_names_only_look_like_nothing(look, as_file, family):
    headers = ["E-mail", "Voornaam", "Tussenvoegsel", "Achternaam"]
    answer = look(as_file([headers, ["a@f.example", "Jennifer", "NULL", family]]))

    assert only(answer, "family_name") == family
    assert only(answer, "infix") == ""


@pytest.mark.parametrize("family", ["n.v.t.", "N/A", "-", ""])
def test_a_family_name_that_says_there_is_none(look, family):
    answer = look(people(["a@f.example", "Cher", "", family, ""]))

    assert only(answer, "family_name") == ""


@pytest.mark.parametrize("written", ['="007"', '"=""007"""'])
def test_a_text_that_was_kept_from_excel_is_a_text(look, written):
    answer = look(csv(column("Personeelsnummer", written)))

    assert only(answer, "employee_number") == "007"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Nederlands, Engels", ["nl", "en"]),
        ("Nederlands en Engels", ["nl", "en"]),
        ("Dutch and English", ["nl", "en"]),
        ("NL;EN", ["nl", "en"]),
        ("nl en de", ["nl", "en", "de"]),
        ("NL (moedertaal) / EN (C1)", ["nl", "en"]),
        ("nl-NL, en-GB", ["nl", "en"]),
        ("Nederlands: vloeiend\nEngels: goed", ["nl", "en"]),
        ("Vlaams", ["nl"]),
        ("Frysk; Papiaments", ["fy", "pap"]),
        ("Türkçe | العربية", ["tr", "ar"]),
        ("Engels, engels, EN", ["en"]),
        ("", []),
        ("-", []),
    ],
)
def test_languages(look, written, found):
    assert only(look(xlsx(column("Talen", written))), "languages") == found


def test_an_unknown_language_is_said_and_the_others_taken(look):
    (row,) = look(csv(column("Talen", "Engels, Wartaal")))["rows"]

    assert row["values"]["languages"] == ["en"]
    assert "Wartaal" in row["reason"]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("ma di do", [0, 1, 3]),
        ("ma, di en do", [0, 1, 3]),
        ("Ma/Di/Do", [0, 1, 3]),
        ("maandag + donderdag", [0, 3]),
        ("Mon-Thu", [0, 1, 2, 3]),
        ("ma t/m do", [0, 1, 2, 3]),
        ("ma tot en met wo, vr", [0, 1, 2, 4]),
        ("Monday to Thursday", [0, 1, 2, 3]),
        ("Tue, Wed and Fri.", [1, 2, 4]),
        ("1-4", [0, 1, 2, 3]),
        ("1, 2, 5", [0, 1, 4]),
        ("za-ma", [0, 5, 6]),
        ("ma (thuis), wo [Utrecht]", [0, 2]),
        ("ma\ndi", [0, 1]),
        ("vrijdag", [4]),
        ("", []),
        ("-", []),
        ("n.v.t.", []),
    ],
)
def test_working_days(look, written, found):
    row = look(xlsx(column("Werkdagen", written)))["rows"][0]

    assert (row["values"]["working_days"], row["reason"]) == (found, "")


@pytest.mark.parametrize(
    "written",
    ["4", 4, 4.5, "36", "ma en soms di", "8-9", "parttime", dt.date(2026, 4, 1)],
)
def test_days_that_are_not_understood_are_said_and_keep_nobody_out(look, written):
    (row,) = look(xlsx(column("Working days", written)))["rows"]

    assert (row["verdict"], row["values"]["working_days"]) == ("add", [])
    assert "Not understood as working days and not taken over" in row["reason"]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Jansen, P. van der", ("P.", "van der", "Jansen")),
        ("Pieter van der Jansen", ("Pieter", "van der", "Jansen")),
        ("van der Jansen, Pieter", ("Pieter", "van der", "Jansen")),
        ("Wim in 't Veld", ("Wim", "in 't", "Veld")),
        ("Fatima El Amrani", ("Fatima", "", "El Amrani")),
        ("J. (Jan) de Vries", ("Jan", "de", "Vries")),
        ("Anna Bakker", ("Anna", "", "Bakker")),
        ("Cher", ("Cher", "", "")),
        ("  Anna \t de\xa0 Wit ", ("Anna", "de", "Wit")),
    ],
)
def test_a_name_in_one_column_is_taken_apart(look, written, found):
    content = xlsx([["E-mail", "Naam"], ["a@firma.example", written]])

    (row,) = look(content)["rows"]

    names = ("given_name", "infix", "family_name")
    assert tuple(row["values"][name] for name in names) == found


@pytest.mark.parametrize("family", ["van den Berg", "Berg, van den", "Berg van den"])
def test_an_infix_in_the_family_name_gets_its_own_place(look, family):
    content = xlsx(
        [["E-mail", "Voornaam", "Achternaam"], ["a@f.example", "An", family]]
    )

    assert only(look(content), "infix") == "van den"
    assert only(look(content), "family_name") == "Berg"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Anna@Firma.Example", "anna@firma.example"),
        (" anna@firma.example ", "anna@firma.example"),
        ("\u200banna@firma.example\xa0", "anna@firma.example"),
        ("mailto:anna@firma.example", "anna@firma.example"),
        ("Anna Bos <anna@firma.example>", "anna@firma.example"),
        ("anna@firma.example;", "anna@firma.example"),
        ("anna", "refused"),
        ("anna@", "refused"),
        ("anna @firma.example", "refused"),
        ("anna@firma", "refused"),
        ("anna@x.example, bob@x.example", "refused"),
        ("\u0430nna@firma.example", "refused"),
        ("anna@firma.example\x00", "refused"),
        ("=HYPERLINK(A1)", "refused"),
        ("+anna@firma.example", "refused"),
        ("@firma.example", "refused"),
        ("", "refused"),
        (12, "refused"),
        ("a" * 250 + "@firma.example", "refused"),
    ],
)
def test_email_addresses(look, written, found):
    rows = [["E-mail", "Voornaam", "Achternaam"], [written, "Anna", "Bos"]]
    if not isinstance(written, str) or "\x00" not in written:
        assert only(look(xlsx(rows)), "email") == found
    if not str(written).startswith("=") and not {",", ";"} & set(str(written)):
        assert only(look(csv(rows)), "email") == found


@pytest.mark.parametrize(
    "written",
    [
        "JosÃ©",
        "Jos\ufffd",
        "FranÃ§oise",
        "Andr\u201a",
        "Jos\x00",
        "Jos\x07",
        "Jos\u202eé",
        "=cmd()",
        "@SUM(1)",
        "+Anna",
        "-Anna",
        "x" * 101,
        "#NAAM?",
    ],
)
def test_names_that_cannot_be_right_are_refused_with_the_cell(look, written):
    (row,) = look(people(["a@firma.example", written, "", "Bos", ""]))["rows"]

    assert row["verdict"] == "refuse"
    assert "B2" in row["reason"]
    assert row["mend"]


@pytest.mark.parametrize(
    "name",
    ["Željko", "Øystein", "Zoë", "O\u2019Brien", "Anne-Marie", "Łukasz", "Çağla", "Ñu"],
)
def test_names_with_accents_are_right(look, name):
    assert (
        only(look(people(["a@f.example", name, "", "Bos", ""])), "given_name") == name
    )


def test_letters_in_two_parts_become_one(look):
    answer = look(people(["a@f.example", "Zoe\u0308", "", "Bos", ""]))

    assert only(answer, "given_name") == "Zoë"


@pytest.mark.parametrize(
    ("written", "number_format", "found"),
    [
        ("007", "General", "007"),
        (7, "General", "7"),
        (7.0, "General", "7"),
        (7, "00000", "00007"),
        ("P-0012", "General", "P-0012"),
        ("1,23E+05", "General", "refused"),
        (1.5, "General", "refused"),
        (dt.date(2020, 4, 3), "General", "refused"),
        ("", "General", ""),
    ],
)
def test_employee_numbers(look, written, number_format, found):
    rows = column("Personeelsnummer", written)

    answer = look(xlsx(rows, formats={"D2": number_format} if written == 7 else None))

    assert only(answer, "employee_number") == found


def test_a_formula_in_a_column_that_is_not_used_does_not_matter(look):
    answer = look(xlsx(column("Salaris", "=1000*2")))

    assert answer["counts"]["add"] == 1


def test_all_that_is_wrong_with_a_row_is_said_at_once(look):
    headers = ["E-mail", "Voornaam", "Achternaam", "In dienst", "Jaren ervaring"]

    (row,) = look(csv([headers, ["anna", "JosÃ©", "Bos", "ooit", "-1"]]))["rows"]

    for cell in ("A2", "B2", "D2", "E2"):
        assert cell in row["reason"]
