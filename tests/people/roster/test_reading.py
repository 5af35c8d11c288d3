"""Files of every kind and encoding, and files that are no roster at all."""

import struct
import zipfile

import pytest

from tests.people.roster.files import (
    ANNA,
    BOB,
    HEADERS,
    as_excel,
    csv,
    packed,
    people,
    repacked,
    xlsx,
)

pytestmark = pytest.mark.django_db
JOSE = ["jose@firma.example", "José", "", "Müller", "009"]
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_csv_is_read_whatever_excel_made_of_it(look, delimiter, encoding):
    content = csv([HEADERS, ANNA, JOSE], delimiter=delimiter, encoding=encoding)

    answer = look(content)

    assert [row["row"] for row in answer["rows"]] == [2, 3]
    assert answer["rows"][1]["values"]["given_name"] == "José"
    assert answer["rows"][1]["values"]["family_name"] == "Müller"
    assert answer["counts"] == {
        "add": 2,
        "change": 0,
        "leave": 0,
        "refuse": 0,
        "skip": 0,
    }


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_any_line_end_will_do(look, end):
    answer = look(csv([HEADERS, ANNA, BOB], end=end))

    assert [row["email"] for row in answer["rows"]] == [ANNA[0], BOB[0]]


def test_sep_line_is_swallowed_as_excel_does(look):
    answer = look(csv([HEADERS, ANNA], delimiter=",", before="sep=,\r\n"))

    assert [(row["row"], row["verdict"]) for row in answer["rows"]] == [(2, "add")]


def test_quoted_line_ends_count_as_one_row(look):
    content = (
        b"E-mail;Voornaam;Achternaam;Team\r\n"
        b'a@f.example;Anna;Bos;"Water\r\nen Bodem"\r\n'
        b"b@f.example;Bob;Smit;Wegen\r\n"
    )

    answer = look(content)

    assert [row["row"] for row in answer["rows"]] == [2, 3]
    assert answer["rows"][0]["values"]["team"] == "Water en Bodem"


def test_title_lines_stand_above_the_header(look):
    for content in (
        csv([["Personeelslijst 2026"], [], HEADERS, ANNA]),
        xlsx([["Personeelslijst 2026"], [], HEADERS, ANNA]),
    ):
        answer = look(content)
        assert [(row["row"], row["verdict"]) for row in answer["rows"]] == [(4, "add")]


def test_blank_rows_and_totals_are_skipped_and_kept(look):
    rows = [HEADERS, ANNA, [], ["Totaal", "", "", "", 1], BOB, ["Total: 200"]]
    for content in (csv(rows), xlsx(rows)):
        answer = look(content)
        assert [(row["row"], row["verdict"]) for row in answer["rows"]] == [
            (2, "add"),
            (3, "skip"),
            (4, "skip"),
            (5, "add"),
            (6, "skip"),
        ]
        assert all(row["reason"] for row in answer["rows"] if row["verdict"] == "skip")


def test_a_person_called_total_is_a_person(look):
    answer = look(people(["total@firma.example", "Totaal", "", "Bos", ""]))

    assert answer["counts"]["add"] == 1


def test_hidden_and_unknown_sheets_are_not_read(look):
    def edit(workbook):
        workbook.create_sheet("Uitleg").append(["Peildatum 1 mei"])
        hidden = workbook.create_sheet("Oud")
        hidden.append(HEADERS)
        hidden.append(BOB)
        hidden.sheet_state = "hidden"

    answer = look(xlsx([HEADERS, ANNA], edit=edit))

    assert [row["email"] for row in answer["rows"]] == [ANNA[0]]


def test_two_sheets_with_people_are_refused(look):
    def edit(workbook):
        second = workbook.create_sheet("Delft")
        second.append(HEADERS)
        second.append(BOB)

    answer = look(xlsx([HEADERS, ANNA], edit=edit))

    assert answer["code"] == "several_sheets"
    assert "Medewerkers" in answer["refused"]
    assert "Delft" in answer["refused"]


def test_hidden_rows_are_read_and_said(look):
    def edit(workbook):
        workbook.active.row_dimensions[3].hidden = True

    answer = look(xlsx([HEADERS, ANNA, BOB], edit=edit))

    assert [row["verdict"] for row in answer["rows"]] == ["add", "add"]
    assert [row["reason"] for row in answer["rows"]] == [
        "",
        "This row is hidden in the sheet.",
    ]


def test_cells_merged_over_rows_hold_for_each_of_them(look):
    def edit(workbook):
        workbook.active.merge_cells("F2:F3")

    rows = [[*HEADERS, "Team"], [*ANNA, "Water"], [*BOB, None]]

    answer = look(xlsx(rows, edit=edit))

    assert [row["values"]["team"] for row in answer["rows"]] == ["Water", "Water"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "empty"),
        (b" \r\n\r\n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "not_a_spreadsheet"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not_a_spreadsheet"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "not_a_spreadsheet"),
        (b"GIF89a\x01\x00\x01\x00", "not_a_spreadsheet"),
        (bytes(range(256)) * 40, "not_a_spreadsheet"),
        (b"{\\rtf1\\ansi hello}", "not_a_spreadsheet"),
        (
            b"<!DOCTYPE html><table><tr><td>E-mail</td></tr></table>",
            "not_a_spreadsheet",
        ),
        (b'<?xml version="1.0"?><Workbook/>', "not_a_spreadsheet"),
        (b'{"rows": []}', "not_a_spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old_format"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + "EncryptedPackage".encode("utf-16-le")
            + b"\x00" * 600,
            "encrypted",
        ),
        (packed({"word/document.xml": "<w/>"}), "not_a_spreadsheet"),
        (packed({"ppt/presentation.xml": "<p/>"}), "not_a_spreadsheet"),
        (packed({"photo.txt": "hello"}), "not_a_spreadsheet"),
        (
            packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
            "old_format",
        ),
        (packed({"[Content_Types].xml": "", "xl/workbook.bin": ""}), "old_format"),
        (packed({"[Content_Types].xml": "<Types/>"}), "damaged"),
        (b"PK\x03\x04" + b"\x00" * 100, "damaged"),
        (xlsx([HEADERS, ANNA])[:3000], "damaged"),
        (csv([HEADERS]), "no_rows"),
        (xlsx([HEADERS]), "no_rows"),
        (csv([["Beste collega,"], ["hierbij de lijst."]]), "no_header"),
        (
            csv([["Voornaam", "Achternaam", "Team"], ["Anna", "Bos", "x"]]),
            "no_email_column",
        ),
        (people(headers=[*HEADERS, "e mail"]), "duplicate_header"),
        (people(headers=[*HEADERS, "Team", "Team"]), "duplicate_header"),
        (people(headers=[*HEADERS, "Werkmail", "Work email"]), "ambiguous_columns"),
    ],
)
def test_a_file_that_is_no_roster_is_refused(look, content, code):
    answer = look(content)

    assert answer["code"] == code
    assert answer["refused"]
    assert answer["rows"] == []
    assert sum(answer["counts"].values()) == 0


def test_two_columns_of_which_one_is_better_are_no_problem(look):
    headers = [
        "E-mail privé",
        "E-mail",
        "Zakelijk e-mail",
        "Roepnaam",
        "Voornamen",
        "Achternaam",
    ]
    row = [
        "thuis@x.example",
        "oud@x.example",
        "anna@firma.example",
        "Anna",
        "Anna Maria",
        "Bos",
    ]

    (found,) = look(csv([headers, row]))["rows"]

    assert (found["email"], found["values"]["given_name"]) == (
        "anna@firma.example",
        "Anna",
    )


def test_a_bomb_is_refused_by_what_it_declares_and_by_what_it_is(look):
    honest = repacked(
        xlsx([HEADERS, ANNA]), SHEET, lambda xml: xml + b" " * 300_000_000
    )
    assert look(honest)["code"] == "bomb"
    assert look(shrunk_in_words(honest))["code"] in ("bomb", "damaged")


def shrunk_in_words(content):
    """The same archive that says of every member that it is small."""
    output = bytearray(content)
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = 0
        while (start := output.find(mark, start)) >= 0:
            (size,) = struct.unpack_from("<I", output, start + place)
            if size > 1_000_000:
                struct.pack_into("<I", output, start + place, 4000)
            start += 4
    return bytes(output)


def test_a_bomb_of_shared_strings_is_refused(look):
    content = repacked(
        as_excel([HEADERS, ANNA]),
        "xl/sharedStrings.xml",
        lambda xml: xml.replace(
            b"</sst>", b"<si><t>" + b"a" * 120_000_000 + b"</t></si></sst>"
        ),
    )

    assert look(content)["code"] == "bomb"


def test_entities_are_not_expanded(look):
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    )
    for name in (SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"):
        content = repacked(
            as_excel([HEADERS, ANNA]),
            name,
            lambda xml: (
                bomb + (xml.partition(b"?>")[2] if xml.startswith(b"<?xml") else xml)
            ),
        )
        assert look(content)["code"] == "entities"


def test_a_million_rows_are_refused_with_the_row(look):
    line = b"a%d@x.example;Anna;;Bos;\r\n"
    content = people() + b"".join(line % n for n in range(50_100))

    answer = look(content)

    assert answer["code"] == "too_many_rows"
    assert "50000" in answer["refused"]


def test_a_last_cell_far_down_is_refused(look):
    def edit(workbook):
        workbook.active["A1048576"] = "x"

    answer = look(xlsx([HEADERS, ANNA], edit=edit))

    assert answer["code"] == "too_many_rows"
    assert "1048576" in answer["refused"]


def test_a_million_formatted_blank_rows_are_nothing(look):
    blank = "".join(
        f'<row r="{n}" s="1"><c r="A{n}" s="0"/></row>' for n in range(3, 60_000)
    )
    content = repacked(
        xlsx([HEADERS, ANNA]),
        SHEET,
        lambda xml: xml.replace(b"</sheetData>", blank.encode() + b"</sheetData>"),
    )

    assert [row["row"] for row in look(content)["rows"]] == [2]


def test_an_upload_that_is_too_large_is_refused(look):
    assert look(b"a;" * 11_000_000)["code"] == "too_large"


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ('a@f.example;"Anna;Bos;x\r\nb@f.example;Bob;Smit;y\r\n', 2),
        (
            'a@f.example;Anna;Bos;x\r\nb@f.example;"Bob;Smit;y\r\n'
            'c@f.example;Cor";Vos;z\r\nd@f.example;Dirk;Bos;z\r\n',
            3,
        ),
    ],
)
def test_a_quote_that_swallows_rows_is_refused_with_its_row(look, line, row):
    answer = look(("E-mail;Voornaam;Achternaam;Team\r\n" + line).encode())

    assert answer["code"] == "open_quote"
    assert f"row {row} " in answer["refused"]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ('Bob "de bouwer"', 'Bob "de bouwer"'),
        ('"Bob ""de bouwer"""', 'Bob "de bouwer"'),
        ('"Anna "Ans" Maria"', 'Anna "Ans" Maria'),
        ('"Anna" en "Bob"', '"Anna" en "Bob"'),
        ('"Anna" Maria', '"Anna" Maria'),
        ('"Bos; Anna"', "Bos; Anna"),
    ],
)
def test_quotes_that_pair_are_no_error(look, written, found):
    line = f"a@f.example;Anna;Bos;{written}\r\n"

    answer = look(("E-mail;Voornaam;Achternaam;Team\r\n" + line).encode())

    (row,) = answer["rows"]
    assert (row["verdict"], row["values"]["team"]) == ("add", found)


def test_an_address_in_a_text_of_several_lines_is_no_stray_quote(look):
    content = (
        b"E-mail;Voornaam;Achternaam;Team;Bijzonderheden\r\n"
        b'a@f.example;Anna;Bos;Water;"Bel thuis;\r\nof thuis@x.example"\r\n'
        b"b@f.example;Bob;Smit;Wegen;\r\n"
    )

    assert look(content)["counts"]["add"] == 2


def test_a_stray_quote_refuses_its_row_only(look):
    content = (
        b"E-mail;Voornaam;Achternaam\r\n"
        b'a@f.example;"Anna "Ans Maria";Bos\r\n'
        b'b@f.example;Bob "de bouwer";Smit\r\n'
    )

    answer = look(content)

    assert [row["verdict"] for row in answer["rows"]] == ["refuse", "add"]


def test_more_cells_than_columns_refuse_the_row(look):
    answer = look(people([*ANNA, "a", "b"], BOB))

    assert [row["verdict"] for row in answer["rows"]] == ["refuse", "add"]


def test_styles_and_warnings_of_a_workbook_do_not_matter(look):
    content = xlsx([HEADERS, ANNA])
    with_settings = repacked(
        content,
        SHEET,
        lambda xml: xml.replace(
            b"</worksheet>",
            b'<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"/></extLst></worksheet>',
        ),
    )

    assert look(with_settings)["counts"]["add"] == 1


def test_an_archive_with_a_password_is_refused(look):
    content = bytearray(xlsx([HEADERS, ANNA]))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = 0
        while (start := content.find(mark, start)) >= 0:
            content[start + place] |= 1
            start += 4

    assert look(bytes(content))["code"] == "encrypted"


def test_stored_members_are_read_too(look):
    import io

    with zipfile.ZipFile(io.BytesIO(xlsx([HEADERS, ANNA]))) as archive:
        members = {one: archive.read(one) for one in archive.namelist()}

    answer = look(packed(members, compression=zipfile.ZIP_STORED))

    assert answer["counts"]["add"] == 1


@pytest.mark.parametrize(
    "line",
    [
        ["Totaal", 12],
        ["TOTAAL: 12 medewerkers"],
        ["Sub-totaal", 12],
        ["Grand total: 12"],
        ["", "", "Totaal", 12],
        ["12", "totaal"],
        ["Aantal medewerkers", 12],
        ["", "", 12],
        ["", "=COUNTA(A2:A3)"],
        ["Totaal", "=SUM(B2:B3)"],
        ["Gegenereerd op 3 maart 2026"],
        HEADERS,
    ],
)
def test_lines_that_are_no_people_are_skipped(look, line):
    answer = look(xlsx([HEADERS, ANNA, line, BOB]))

    assert [row["verdict"] for row in answer["rows"]] == ["add", "skip", "add"]


@pytest.mark.parametrize(
    "line",
    [
        ["", "Anna", "", "Som", ""],
        ["", "", "", "", "0012"],
        ["", "Anna", "", "Bos", ""],
        ["total@firma.example", "", "", "", ""],
    ],
)
def test_people_without_what_they_need_are_refused_not_skipped(look, line):
    answer = look(xlsx([HEADERS, ANNA, line, BOB]))

    assert [row["verdict"] for row in answer["rows"]] == ["add", "refuse", "add"]


@pytest.mark.parametrize("header", ["E-mail (privé)", "Privé e-mail", "Personal email"])
def test_a_private_address_is_never_taken(look, header):
    content = csv(
        [[header, "Voornaam", "Achternaam"], ["a@thuis.example", "An", "Bos"]]
    )

    assert look(content)["code"] == "no_email_column"


def test_a_workbook_of_a_million_rows_is_refused_by_its_row(look):
    row = '<row r="%d"><c r="A%d" t="inlineStr"><is><t>p%d@x.example</t></is></c></row>'
    many = "".join(row % (n, n, n * 7919 % 1_000_003) for n in range(3, 1_000_001))
    content = repacked(
        xlsx([HEADERS, ANNA]),
        SHEET,
        lambda xml: xml.replace(b"</sheetData>", many.encode() + b"</sheetData>"),
    )

    answer = look(content)

    assert answer["code"] == "too_many_rows"
    assert "Row 50052 " in answer["refused"]


def test_odd_signs_in_column_names_can_be_kept(bring, look):
    headers = ["E-mail", "Voornaam", "Achternaam", "Vrij\x00 veld"]
    content = csv([headers, ["a@firma.example", "An", "Bos", "x"]])

    assert bring(content).state == "committed"
    assert look(xlsx([[*HEADERS, "_xD800_"], [*ANNA, "_xD800_"]]))["counts"]["add"] == 1


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_text_of_dos_or_an_old_mac_is_refused_by_its_row(look, encoding):
    answer = look(csv([HEADERS, JOSE, ANNA], encoding=encoding))

    assert [row["verdict"] for row in answer["rows"]] == ["refuse", "add"]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_one_line_in_another_encoding_does_not_refuse_the_others(look, mark):
    odd = ["zoe@firma.example", "Zoë", "", "Müller", "010"]
    lines = [csv([HEADERS, JOSE]), csv([odd], encoding="cp1252"), csv([BOB])]

    answer = look(mark.encode() + b"".join(lines))

    assert [row["verdict"] for row in answer["rows"]] == ["add"] * 3
    assert [row["values"]["given_name"] for row in answer["rows"]] == [
        "José",
        "Zoë",
        "Bob",
    ]


def test_a_line_of_which_the_encoding_is_not_known_refuses_itself(look):
    odd = ["zoe@firma.example", "Zoë", "", "Müller", "010"]
    lines = [csv([HEADERS, JOSE]), csv([odd], encoding="cp850"), csv([BOB])]

    answer = look(b"".join(lines))

    assert [row["verdict"] for row in answer["rows"]] == ["add", "refuse", "add"]
    assert "wrong encoding" in answer["rows"][1]["reason"]


KEPT = "<f>LOWER(A1)</f>"


@pytest.mark.parametrize(
    ("cell", "verdict", "family", "reason"),
    [
        (
            f't="str">{KEPT}<v>Bos</v>',
            "add",
            "Bos",
            "A formula, taken as the file shows it: C2.",
        ),
        (f't="str">{KEPT}<v></v>', "add", "", ""),
        (f">{KEPT}<v></v>", "refuse", "", "C2 holds a formula, and what it gives"),
        (f">{KEPT}", "refuse", "", "C2 holds a formula, and what it gives"),
        (f't="e">{KEPT}<v>#N/A</v>', "refuse", "", "C2 holds an error: #N/A."),
        (f't="str">{KEPT}<v>#N/B</v>', "refuse", "", "C2 holds an error: #N/B."),
        (f't="str">{KEPT}<v>=1+1</v>', "refuse", "", "The text in C2 begins with ="),
    ],
)
def test_what_was_kept_of_a_formula_is_taken_and_said(
    look, cell, verdict, family, reason
):
    content = as_excel(
        [["E-mail", "Voornaam", "Achternaam"]],
        cells='<row r="2"><c r="A2" t="str"><v>a@f.example</v></c>'
        f'<c r="B2" t="str"><v>An</v></c><c r="C2" {cell}</c></row>',
    )

    (row,) = look(content)["rows"]

    assert (row["verdict"], row["values"]["family_name"]) == (verdict, family)
    assert row["reason"].startswith(reason)
    assert bool(row["mend"]) == (verdict == "refuse")


def test_a_sheet_of_formulas_is_read_as_it_shows(look):
    headers = ["E-mail", "Voornaam", "Jaren ervaring", "In dienst", "Salaris"]
    shown = ['t="str">{}<v>a@f.example</v>', 't="str">{}<v>An</v>', ">{}<v>7</v>"]
    shown += [">{}<v>43861</v>", ">{}<v>1</v>"]
    cells = "".join(
        f'<c r="{letter}2" {value.format(KEPT)}</c>'
        for letter, value in zip("ABCDE", shown, strict=True)
    )

    (row,) = look(as_excel([headers], cells=f'<row r="2">{cells}</row>'))["rows"]

    found = row["values"]
    assert (found["email"], found["given_name"]) == ("a@f.example", "An")
    assert (found["years_experience"], found["hired_on"]) == (7, "2020-01-31")
    told = "A formula, taken as the file shows it: A2, B2, D2, C2. One name only."
    assert row["reason"] == told


@pytest.mark.parametrize("fault", ["#N/A", "#VERW!", "#OVERLOOP!", "#CALC!", "Err:502"])
def test_an_error_of_a_spreadsheet_is_no_text(look, fault):
    rows = [[*HEADERS, "Team"], [*ANNA, fault], [*BOB, "Water"]]
    for content in (csv(rows), xlsx(rows)):
        answer = look(content)
        assert [row["verdict"] for row in answer["rows"]] == ["refuse", "add"]
        assert answer["rows"][0]["reason"] == f"F2 holds an error: {fault}."
