"""Roster files for the tests, built in memory."""

import io
import zipfile

import openpyxl

HEADERS = ["E-mail", "Voornaam", "Tussenvoegsel", "Achternaam", "Personeelsnummer"]
PROJECT_HEADERS = ["E-mail", "Project", "Van", "Tot", "Uren per week"]
ANNA = ["anna@firma.example", "Anna", "van den", "Berg", "007"]
BOB = ["bob@firma.example", "Bob", "", "Smit", "008"]


def xlsx(rows, *, projects=None, formats=None, epoch=None, edit=None):
    """A workbook with `rows` on its first sheet, header included."""
    workbook = openpyxl.Workbook()
    if epoch:
        workbook.epoch = epoch
    sheet = workbook.active
    sheet.title = "Medewerkers"
    for row in rows:
        sheet.append(row)
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    if projects:
        second = workbook.create_sheet("Projecten")
        for row in projects:
            second.append(row)
    if edit:
        edit(workbook)
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()


def csv(rows, *, delimiter=";", encoding="utf-8", end="\r\n", before=""):
    lines = [delimiter.join(str(cell) for cell in row) for row in rows]
    return (before + end.join(lines) + end).encode(encoding)


def people(*rows, headers=HEADERS):
    return csv([headers, *rows])


def column(header, *values):
    """Rows of people that differ in one further column only."""
    rows = [
        [f"p{n}@firma.example", f"Given{n}", f"Family{n}", value]
        for n, value in enumerate(values)
    ]
    return [["E-mail", "Voornaam", "Achternaam", header], *rows]


def packed(members, *, compression=zipfile.ZIP_DEFLATED):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return output.getvalue()


def repacked(content, name, change):
    """A workbook in which the text of one member is changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {one: archive.read(one) for one in archive.namelist()}
    members[name] = change(members[name])
    return packed(members)


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def as_excel(rows, *, cells=""):
    """A workbook written by hand as Excel does: texts shared, numbers in cells.

    `cells` is the XML of further rows.
    """
    texts, lines = [], []
    for number, row in enumerate(rows, 1):
        line = ""
        for letter, value in zip("ABCDEFGHIJKLMNOP", row, strict=False):
            if isinstance(value, str):
                texts.append(value)
                line += f'<c r="{letter}{number}" t="s"><v>{len(texts) - 1}</v></c>'
            elif value is not None:
                line += f'<c r="{letter}{number}"><v>{value}</v></c>'
        lines.append(f'<row r="{number}">{line}</row>')
    shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    parts = [("workbook", "sheet"), ("worksheets/sheet1", "worksheet")]
    parts += [("sharedStrings", "sharedStrings"), ("styles", "styles")]
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{TYPE}.{kind}'
        f'{".main" if name == "workbook" else ""}+xml"/>'
        for name, kind in parts
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>'
        for n, (name, kind) in enumerate(parts)
        if n
    )
    return packed(
        {
            "[Content_Types].xml": f'{start}<Types xmlns="{PACKAGE}/content-types">'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
            "_rels/.rels": f'{start}<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{OFFICE}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'{start}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
            '<sheets><sheet name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f"{start}<Relationships"
            f' xmlns="{PACKAGE}/relationships">{links}</Relationships>',
            "xl/sharedStrings.xml": f'{start}<sst xmlns="{MAIN}">{shared}</sst>',
            "xl/styles.xml": f'{start}<styleSheet xmlns="{MAIN}"/>',
            "xl/worksheets/sheet1.xml": f'{start}<worksheet xmlns="{MAIN}">'
            f"<sheetData>{''.join(lines)}{cells}</sheetData></worksheet>",
        }
    )
