"""A spreadsheet as a composition: reading, preview, and carrying it out."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from groups import board, services
from groups.models import Command, Composition, Exclusion, Pin, SheetImport
from groups.services.sheets import KEPT
from groups.tasks import forget_sheets
from people.errors import DomainError
from programmes.models import Participation, Role
from tests.factories import DisciplineFactory, PersonFactory, coordinator_of

pytestmark = pytest.mark.django_db
HEADER = ["Group", "E-mail"]


@pytest.fixture
def coordinated(signed_in, coordinator):
    return signed_in(coordinator)


@pytest.fixture
def take_in(programme, coordinator):
    """Takes rows in as a file."""

    def take_in(rows, header=HEADER, onto=None, content=None):
        return services.take_in_sheet(
            programme=programme,
            onto=onto,
            by=coordinator,
            file_name="Spring.csv",
            content=content or as_csv([header, *rows]),
        )

    return take_in


@pytest.fixture
def planned(take_in):
    """What rows would make."""

    def planned(rows, **options):
        return services.plan_sheet(sheet=take_in(rows, **options))

    return planned


def as_csv(rows) -> bytes:
    found = io.StringIO()
    csv.writer(found, delimiter=";").writerows(rows)
    return found.getvalue().encode()


def as_xlsx(rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    found = io.BytesIO()
    book.save(found)
    return found.getvalue()


def row_of(part, group):
    """A row with the mentor of a group by name."""
    return [group.person.full_name if group else "", part.person.email]


def rows_of(*crews):
    return [row_of(mentee, mentor) for mentor, mentees in crews for mentee in mentees]


def seats_of(*crews):
    return {str(m.pk): str(lead.pk) for lead, mentees in crews for m in mentees}


def told(plan):
    return [(remark.row, remark.verdict) for remark in plan.remarks]


def carry_out(sheet, by):
    mark = services.plan_sheet(sheet=sheet).mark
    return services.carry_out_sheet(sheet=sheet, by=by, mark=mark)


def test_groups_by_the_name_of_the_mentor(planned, crew):
    crews = [crew(), crew(5)]

    plan = planned(rows_of(*crews))

    assert plan.board.seats == seats_of(*crews)
    assert plan.board.columns == {str(mentor.pk): "" for mentor, _ in crews}
    assert (plan.remarks, plan.missing) == ((), ())


@pytest.mark.parametrize(
    "header",
    [
        ["Group", "Role", "Name", "E-mail", "Employee number"],
        ["GROEP", "Rol", "Naam", "E-mailadres", "Personeelsnummer"],
        ["Mentorgroep", "Rol", "Volledige naam", "E-mail mentee", "Pers.nr."],
    ],
)
@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 2, 0, 3, 1)])
@pytest.mark.parametrize("kind", [as_csv, as_xlsx])
def test_columns_in_two_languages_and_any_order(planned, crew, header, order, kind):
    mentor, mentees = crew()
    rows = [header] + [
        ["Group 1", part.role, part.person.full_name, part.person.email, ""]
        for part in [*mentees, mentor]
    ]

    plan = planned([], content=kind([[row[i] for i in order] for row in rows]))

    assert plan.board.seats == seats_of((mentor, mentees))
    assert plan.remarks == ()


def test_a_mentor_and_a_mentee_in_each_row(planned, crew):
    mentor, mentees = crew()
    header = ["Mentor", "E-mail mentor", "Mentee", "E-mail"]
    rows = [["?", mentor.person.email, "", one.person.email] for one in mentees]

    assert planned(rows, header=header).board.seats == seats_of((mentor, mentees))


def test_people_by_number_and_by_name(planned, crew):
    mentor, mentees = crew(4)
    person = mentees[0].person
    person.employee_number = "00417"
    person.save()
    names = [f"{m.person.family_name}, {m.person.given_name}" for m in mentees[1:]]
    header = ["Group", "Number", "Employee number", "Name"]
    label = f"{mentor.person.full_name} ({mentor.person.email})"
    rows = [[label, "9", 417, ""], *([label, "9", "", name] for name in names)]

    plan = planned([], content=as_xlsx([header, *rows]))

    assert plan.board.seats == seats_of((mentor, mentees))


def remark_of(plan):
    (remark,) = plan.remarks
    return remark


def test_who_is_unknown(planned, crew, programme, enrol):
    mentor, mentees = crew()
    colleague = PersonFactory(organisation=programme.organisation)
    twin = enrol(person__given_name="Anna", person__family_name="Berg")
    enrol(person__given_name="Anna", person__family_name="Berg")
    lead = mentor.person.full_name
    rows = [
        [lead, "nobody@firm.example", "", ""],
        [lead, colleague.email.upper(), "", ""],
        [lead, "", "Anna Berg", ""],
        [lead, "", "", "77"],
        [lead, "", "", ""],
        [lead, twin.person.email, "Somebody Else", ""],
    ]

    plan = planned(rows, header=["Group", "E-mail", "Name", "Employee number"])

    assert [(one.verdict, one.words) for one in plan.remarks] == [
        ("left_out", "Nobody has the e-mail address nobody@firm.example."),
        ("left_out", f"{colleague.email} takes no part in this programme."),
        ("left_out", "Several people of this programme are called Anna Berg."),
        ("left_out", "Nobody of this programme has employee number 77."),
        ("left_out", "This row names nobody."),
        ("placed", "This is Anna Berg by address or number: that counts."),
        ("placed", "A group has 4 to 6 mentees (R1)."),
    ]
    assert all(one.mend for one in plan.remarks[:5])
    assert plan.board.seats == {str(twin.pk): str(mentor.pk)}
    assert set(plan.missing) == {*mentees, *plan.missing}


def test_an_address_and_a_number_of_two_people(planned, crew):
    mentor, mentees = crew(5)
    one, other = (mentee.person for mentee in mentees[:2])
    other.employee_number = "12"
    other.save()
    rows = [[*row, ""] for row in rows_of((mentor, mentees))]
    rows[0][2] = "12"

    remark = remark_of(planned(rows, header=[*HEADER, "Employee number"]))

    assert remark.words == f"The address is that of {one}, the number that of {other}."


@pytest.mark.parametrize(
    "state", [Participation.State.WITHDRAWN, Participation.State.INVITED]
)
def test_who_is_not_enrolled(planned, crew, state):
    mentor, mentees = crew(5)
    mentees[0].state = state
    mentees[0].save()

    plan = planned(rows_of((mentor, mentees)))

    assert told(plan) == [(2, "left_out")]
    assert "cannot be seated: not enrolled" in remark_of(plan).words
    assert plan.board.seats == seats_of((mentor, mentees[1:]))


def test_a_mentor_who_is_not_enrolled_leads_no_group(planned, crew):
    mentor, mentees = crew()
    mentor.state = Participation.State.WITHDRAWN
    mentor.save()

    plan = planned(rows_of((mentor, mentees)))

    assert plan.board == board.Board()
    assert told(plan) == [(row, "without") for row in range(2, 6)]


def test_twice_in_the_file(planned, crew):
    (mentor, mentees), (other, others) = crew(5), crew(5)
    rows = rows_of((mentor, mentees), (other, others))
    rows += [row_of(mentees[0], mentor), row_of(others[0], mentor)]

    plan = planned(rows)

    assert told(plan) == [(7, "without"), (12, "left_out"), (13, "without")]
    assert plan.remarks[1].words == f"{mentees[0].person} stands in row 2 already."
    assert plan.remarks[2].words == (
        f"{others[0].person} stands in rows 7, 13, in different groups."
    )
    assert plan.board.seats == seats_of((mentor, mentees), (other, others[1:]))


def test_whose_group_is_not_clear(planned, crew, enrol):
    mentor, mentees = crew(4)
    second, idle = enrol(Role.MENTOR), enrol(Role.MENTOR)
    rows = [
        ["A", mentor.person.email],
        ["A", second.person.email],
        *(["A", one.person.email] for one in mentees),
        ["B", idle.person.email],
        ["C", idle.person.email],
    ]
    free = [enrol() for _ in range(3)]
    names = ["Nobody", mentees[0].person.full_name, mentor.person.full_name]
    rows += [[name, one.person.email] for name, one in zip(names, free, strict=True)]

    plan = planned(rows)

    assert plan.board.seats == seats_of((mentor, mentees))
    assert list(plan.board.columns) == [str(mentor.pk), str(idle.pk)]
    assert [(r.row, r.verdict, r.words) for r in plan.remarks] == [
        (
            3,
            "left_out",
            f"{mentor.person} leads this group, and {second.person} is a mentor too: a "
            "group has one (R1).",
        ),
        (8, "placed", "A group has 4 to 6 mentees (R1)."),
        (9, "left_out", f"{idle.person} leads another group in row 8 (R1)."),
        (10, "without", "Nobody of this programme is called Nobody."),
        (
            11,
            "without",
            f"{mentees[0].person} takes part as a mentee and leads no group.",
        ),
        (12, "without", f"{mentor.person} leads another group in this file."),
    ]


def test_a_mentee_who_is_said_to_be_a_mentor(planned, crew):
    mentor, mentees = crew(5)
    rows = [[*row, "mentee"] for row in rows_of((mentor, mentees))]
    rows[0][2] = "Mentor"

    remark = remark_of(planned(rows, header=[*HEADER, "Role"]))

    assert remark.words == (
        f"{mentees[0].person} takes part as a mentee and leads no group."
    )


def break_nothing(mentor, mentees):
    return ""


def break_team(mentor, mentees):
    mentees[4].person.team = mentees[0].person.team
    mentees[4].person.save()
    return "in the same team"


def break_discipline(mentor, mentees):
    person = mentees[4].person
    person.discipline = DisciplineFactory(organisation=person.organisation)
    person.save()
    return "needs a reason (R2)"


def break_line(mentor, mentees):
    mentees[4].person.manager = mentor.person
    mentees[4].person.save()
    return "is the line manager of"


def break_apart(mentor, mentees):
    first, second = sorted([mentees[0], mentees[4]], key=lambda part: part.pk)
    Exclusion.objects.create(programme=mentor.programme, first=first, second=second)
    return "are to be kept apart"


BREAKS = [break_nothing, break_team, break_discipline, break_line, break_apart]


@pytest.mark.parametrize("break_rule", BREAKS)
def test_who_breaks_a_rule_has_no_group(take_in, coordinator, crew, break_rule):
    mentor, mentees = crew(5)
    words = break_rule(mentor, mentees)
    sheet = take_in(rows_of((mentor, mentees)))

    plan = services.plan_sheet(sheet=sheet)
    made = carry_out(sheet, coordinator)

    assert told(plan) == ([(6, "without")] if words else [])
    for remark in plan.remarks:
        assert words in remark.words
        assert mentees[4].person.full_name in remark.words
        assert remark.mend
    seated = mentees[:4] if words else mentees
    assert board.read(made).seats == seats_of((mentor, seated))


def test_a_group_that_is_too_large_or_too_small(planned, crew):
    (large, many), (small, few) = crew(7), crew(3)

    plan = planned(rows_of((large, many), (small, few)))

    assert [(r.row, r.verdict, r.words) for r in plan.remarks] == [
        (
            8,
            "without",
            f"The group of {large.person} is full: at most 6 mentees (R1).",
        ),
        (9, "placed", "A group has 4 to 6 mentees (R1)."),
    ]
    assert plan.board.seats == seats_of((large, many[:6]), (small, few))


def test_a_reason_lets_a_group_cross_disciplines(planned, crew):
    mentor, mentees = crew(5)
    break_discipline(mentor, mentees)
    header = [*HEADER, "Reden om vakdisciplines te mengen"]
    rows = [[*row, ""] for row in rows_of((mentor, mentees))]
    rows[2][2] = "To learn from\neach other"

    plan = planned(rows, header=header)

    assert plan.remarks == ()
    assert plan.board.columns == {str(mentor.pk): "To learn from each other"}


def test_pins_of_the_file(planned, crew):
    (mentor, mentees), (other, others) = crew(5), crew(5)
    rows = [[*row, ""] for row in rows_of((mentor, mentees), (other, others))]
    rows[0][2] = f"niet bij {other.person}\nwith {mentor.person.email}"
    rows[1][2] = f"With {other.person}"
    rows[2][2] = "perhaps"
    rows[5][2] = f"not with {other.person}"

    plan = planned(rows, header=[*HEADER, "Pins"])

    keys = [str(mentee.pk) for mentee in (*mentees[:2], others[0])]
    assert plan.board.pins == {
        board.pair(keys[0], other.pk): Pin.Kind.FORBID,
        board.pair(keys[0], mentor.pk): Pin.Kind.LOCK,
        board.pair(keys[1], other.pk): Pin.Kind.LOCK,
        board.pair(keys[2], other.pk): Pin.Kind.FORBID,
    }
    assert told(plan) == [(3, "without"), (4, "placed"), (7, "without")]
    assert plan.remarks[0].words == f"{mentees[1].person} is pinned to another mentor."


def test_a_cell_that_is_a_formula_is_not_read(planned, crew):
    mentor, mentees = crew(5)
    rows = [HEADER, *rows_of((mentor, mentees))]
    rows[1][1] = '=CONCAT("a","b")'

    remark = remark_of(planned([], content=as_xlsx(rows)))

    assert (remark.row, remark.verdict) == (2, "left_out")
    assert "B2 holds a formula" in remark.words


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook", "(.xls)"),
        (b"PK\x03\x04 torn", "damaged"),
        (as_csv([["Team", "E-mail"], ["A", "b@c.example"]]), "Needed are a column"),
        (as_csv([HEADER]), "There are no people"),
        (as_csv([HEADER, ["", ""]]), "There are no people"),
    ],
)
def test_a_file_that_cannot_be_used(programme, coordinator, content, words):
    with pytest.raises(
        DomainError, match=words.replace("(", r"\(").replace(")", r"\)")
    ):
        services.take_in_sheet(
            programme=programme,
            onto=None,
            by=coordinator,
            file_name="a.xlsx",
            content=content,
        )
    assert not SheetImport.objects.exists()


def test_a_new_composition_has_its_history(take_in, coordinator, crew, composition):
    crews = [crew(), crew()]
    sheet = take_in(rows_of(*crews))

    made = carry_out(sheet, coordinator)

    assert (made.name, made.version, made.created_by) == ("Spring", 1, coordinator)
    assert [step.kind for step in made.commands.all()] == [Command.Kind.IMPORT]
    services.undo(composition=made, version=1, by=coordinator)
    assert board.read(made) == board.Board()
    assert carry_out(sheet, coordinator) == made
    assert Composition.objects.count() == 2


def test_a_board_is_replaced_in_one_step(
    take_in, coordinator, compose, composition, enrol
):
    (mentor, mentees), (other, others) = compose(groups=2, mentees=5)
    before = board.read(composition)
    moved = row_of(mentees[0], other)
    sheet = take_in(
        [moved, *rows_of((mentor, mentees[1:]), (other, others))], onto=composition
    )

    made = carry_out(sheet, coordinator)

    assert made == composition
    assert board.read(made).seats[str(mentees[0].pk)] == str(other.pk)
    (step,) = made.commands.all()
    assert list(step.change["seats"]) == [str(mentees[0].pk)]
    made = services.undo(composition=made, version=1, by=coordinator)
    assert board.read(made) == before


def test_what_the_file_does_not_tell_stays_on_the_board(
    planned, compose, composition, coordinator, enrol
):
    ((mentor, mentees),) = compose()
    tired = enrol(Role.MENTOR)
    by = {"composition": composition, "by": coordinator}
    services.pin(**by, version=0, mentee=mentees[0], mentor=mentor, kind=Pin.Kind.LOCK)
    services.give_reason(**by, version=1, mentor=mentor, reason="To learn")
    services.mark_away(**by, version=2, mentor=tired)
    composition.refresh_from_db()

    plan = planned(rows_of((mentor, mentees), (tired, [])), onto=composition)

    assert plan.board == board.read(composition)


def test_who_is_not_available_leads_no_group(
    planned, compose, composition, coordinator, enrol
):
    ((mentor, mentees),) = compose()
    services.mark_away(
        composition=composition, by=coordinator, version=0, mentor=mentor
    )
    composition.refresh_from_db()

    plan = planned(rows_of((mentor, mentees)), onto=composition)

    assert {remark.words for remark in plan.remarks} == {
        f"{mentor.person} is not available."
    }
    assert plan.board.seats == {}


@pytest.mark.parametrize("shuffled", [False, True])
def test_what_is_downloaded_can_be_taken_in_again(
    coordinated, coordinator, take_in, compose, composition, enrol, shuffled
):
    (one, mentees), (_other, others) = compose(groups=2, mentees=5)
    namesake = others[0].person
    namesake.given_name, namesake.family_name = "=1+1", mentees[0].person.family_name
    namesake.save()
    break_discipline(one, mentees)
    tired = enrol(Role.MENTOR)
    enrol()
    by = {"composition": composition, "by": coordinator}
    services.give_reason(**by, version=0, mentor=one, reason="To learn")
    services.mark_away(**by, version=1, mentor=tired)
    pins = [(mentees[0], one, "lock"), (others[0], one, "forbid")]
    for version, (mentee, mentor, kind) in enumerate(pins, 2):
        services.pin(**by, version=version, mentee=mentee, mentor=mentor, kind=kind)
    url = reverse("groups:sheet", args=[composition.pk])
    content = coordinated.get(url).content
    if shuffled:
        header, *rows = load_workbook(io.BytesIO(content)).active.iter_rows(
            values_only=True
        )
        content = as_xlsx([header, *reversed(rows)])

    made = carry_out(take_in([], content=content), coordinator)

    assert board.read(made) == board.read(composition)
    composition.refresh_from_db()
    again = carry_out(take_in([], content=content, onto=composition), coordinator)
    assert again.version == composition.version


def test_mentors_of_one_name_keep_their_groups(
    coordinated, coordinator, take_in, compose, composition
):
    for mentor, _mentees in compose(groups=2):
        mentor.person.given_name, mentor.person.family_name = "Anna", "Berg"
        mentor.person.save()
    url = reverse("groups:sheet", args=[composition.pk])

    made = carry_out(take_in([], content=coordinated.get(url).content), coordinator)

    assert board.read(made) == board.read(composition)


def test_a_row_moved_by_hand(coordinated, coordinator, take_in, compose, composition):
    (one, mentees), (other, others) = compose(groups=2, mentees=5)
    url = reverse("groups:sheet", args=[composition.pk])
    book = load_workbook(io.BytesIO(coordinated.get(url).content))
    rows = [list(row) for row in book.active.iter_rows(values_only=True)]
    row = next(row for row in rows if row[3] == mentees[0].person.email)
    row[0] = other.person.full_name

    made = carry_out(take_in([], content=as_xlsx(rows)), coordinator)

    found = board.read(made).seats
    assert found == seats_of((one, mentees[1:]), (other, [mentees[0], *others]))


def test_nothing_is_made_when_the_people_changed_since(take_in, coordinator, crew):
    mentor, mentees = crew(5)
    sheet = take_in(rows_of((mentor, mentees)))
    mark = services.plan_sheet(sheet=sheet).mark
    break_team(mentor, mentees)

    with pytest.raises(DomainError, match="changed since this preview"):
        services.carry_out_sheet(sheet=sheet, by=coordinator, mark=mark)

    assert not Composition.objects.exists()
    assert carry_out(sheet, coordinator).placements.count() == 4


def test_nothing_is_replaced_when_the_board_changed_since(
    take_in, coordinator, compose, composition
):
    ((mentor, mentees),) = compose(mentees=5)
    sheet = take_in(rows_of((mentor, mentees[1:])), onto=composition)
    mark = services.plan_sheet(sheet=sheet).mark
    by = {"composition": composition, "by": coordinator}
    services.move_mentee(**by, version=0, mentee=mentees[1], mentor=None)

    with pytest.raises(DomainError, match="changed since this preview"):
        services.carry_out_sheet(sheet=sheet, by=coordinator, mark=mark)

    assert len(board.read(composition).seats) == 4


def test_a_published_board_is_not_replaced(
    take_in, coordinator, compose, composition, crew
):
    compose()
    sheet = take_in(rows_of(crew()), onto=composition)
    services.publish(composition=composition, by=coordinator)
    sheet.refresh_from_db()

    assert carry_out(sheet, coordinator) != composition


# Pages.


def upload(client, programme, content, **data):
    file = SimpleUploadedFile("Spring.xlsx", content)
    url = reverse("groups:sheet_new", args=[programme.pk])
    return client.post(url, {"file": file, **data})


def test_from_upload_to_board(coordinated, programme, crew):
    mentor, mentees = crew(5)
    break_team(mentor, mentees)
    content = as_xlsx([HEADER, *rows_of((mentor, mentees))])

    preview = coordinated.get(upload(coordinated, programme, content).url)

    assert "1 row does not come on the board" in preview.content.decode()
    assert not Composition.objects.exists()
    sheet = preview.context["sheet"]
    url = reverse("groups:sheet_carry_out", args=[sheet.pk])
    data = {"mark": preview.context["plan"].mark}
    for _number in range(2):
        response = coordinated.post(url, data)
    made = Composition.objects.get()
    assert response.url == made.get_absolute_url()
    assert coordinated.get(sheet.get_absolute_url()).url == response.url
    sheet.refresh_from_db()
    assert sheet.content == {}


def test_an_old_preview_is_shown_anew(coordinated, programme, crew):
    url = upload(coordinated, programme, as_csv([HEADER, *rows_of(crew())])).url
    sheet = SheetImport.objects.get()

    there = reverse("groups:sheet_carry_out", args=[sheet.pk])
    response = coordinated.post(there, {"mark": "another"}, follow=True)

    assert response.redirect_chain == [(url, 302)]
    (said,) = response.context["messages"]
    assert "changed since this preview" in str(said)


def test_a_refused_file_is_said_beside_the_field(coordinated, programme):
    response = upload(coordinated, programme, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

    (said,) = response.context["form"].errors["file"]
    assert "(.xls)" in said
    assert not SheetImport.objects.exists()


def test_a_board_of_another_programme_cannot_be_replaced(
    coordinated, programme, composition, crew
):
    content = as_csv([HEADER, *rows_of(crew())])

    response = upload(coordinated, programme, content, onto=composition.pk + 1)

    assert list(response.context["form"].errors) == ["onto"]


def test_thrown_away(coordinated, programme, take_in, crew):
    sheet = take_in(rows_of(crew()))

    response = coordinated.post(reverse("groups:sheet_discard", args=[sheet.pk]))

    assert response.url == reverse("groups:composition_list", args=[programme.pk])
    assert not SheetImport.objects.exists()


def test_what_nobody_wanted_is_forgotten(take_in, crew):
    rows = rows_of(crew())
    kept, old = take_in(rows), take_in(rows)
    old.uploaded_at = timezone.now() - KEPT
    old.save()

    forget_sheets()

    assert list(SheetImport.objects.all()) == [kept]


@pytest.mark.parametrize("name", ["preview", "carry_out", "discard"])
def test_for_coordinators_of_the_programme_alone(
    signed_in, coordinator, mentor, programme, take_in, crew, name
):
    sheet = take_in(rows_of(crew()))
    other = type(programme).objects.create(
        organisation=programme.organisation, name="Other", starts_on="2026-01-01"
    )
    url = reverse(f"groups:sheet_{name}", args=[sheet.pk])

    for person in (mentor, PersonFactory(), coordinator_of(other)):
        client = signed_in(person)
        found = client.get(url) if name == "preview" else client.post(url)
        assert found.status_code == 404
    wrong = signed_in(coordinator)
    refused = wrong.post(url) if name == "preview" else wrong.get(url)
    assert refused.status_code == 405


@pytest.mark.parametrize("count", [1, 4])
def test_more_people_take_no_more_queries(
    coordinated, take_in, crew, count, django_assert_num_queries
):
    crews = [crew(5) for _ in range(count)]
    sheet = take_in(
        [*rows_of(*crews), *(["x", f"{n}@x.example"] for n in range(count))]
    )

    with django_assert_num_queries(QUERIES["preview"]):
        page = coordinated.get(sheet.get_absolute_url())
    url = reverse("groups:sheet_carry_out", args=[sheet.pk])
    with django_assert_num_queries(QUERIES["carry_out"]):
        coordinated.post(url, {"mark": page.context["plan"].mark})

    assert Composition.objects.get().placements.count() == 5 * count


QUERIES = {"preview": 16, "carry_out": 38}
