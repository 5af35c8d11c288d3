"""Upload, columns, preview, carrying out, history: for coordinators of the organisation."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from people.models import ColumnMapping, Organisation, Person, RosterImport
from people.roster.services import rosters
from programmes.models import ProgrammeCoordinator
from tests.factories import PersonFactory, coordinator_of
from tests.people.roster.files import ANNA, BOB, csv, people

pytestmark = pytest.mark.django_db
State = RosterImport.State
PAGES = ["roster", "roster_columns", "roster_progress"]
ACTIONS = ["roster_commit", "roster_discipline", "roster_replan", "roster_discard"]


@pytest.fixture
def page(signed_in, coordinator):
    return signed_in(coordinator)


@pytest.fixture
def roster(organisation, coordinator):
    return rosters.take_in_roster(
        organisation=organisation,
        uploaded_by=coordinator,
        file_name="lijst.csv",
        content=people(ANNA, BOB, ["x", "Cor", "", "Vos", ""]),
    )


def upload(page, content, name="lijst.csv"):
    file = SimpleUploadedFile(name, content)
    return page.post(reverse("people:roster_list"), {"file": file}, follow=True)


def url(name, roster):
    return reverse(f"people:{name}", args=[roster.pk])


def test_upload_leads_to_the_preview(page, organisation, coordinator):
    response = upload(page, people(ANNA, BOB, ["x", "Cor", "", "Vos", ""]))

    roster = RosterImport.objects.get()
    assert response.redirect_chain == [(roster.get_absolute_url(), 302)]
    assert (roster.organisation, roster.uploaded_by) == (organisation, coordinator)
    text = response.content.decode()
    for words in ("Anna van den Berg", "added 2", "refused 1", "A4 is not an e-mail"):
        assert words in text
    assert not Person.objects.filter(email=ANNA[0]).exists()


def test_an_upload_that_is_no_roster_says_why(page):
    response = upload(page, b"%PDF-1.4\n", "foto.csv")

    assert "This is not a spreadsheet but a PDF." in response.content.decode()
    assert RosterImport.objects.get().state == State.REFUSED


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Lijst (mei).csv", "Lijst (mei).csv"),
        # Of signs alone; and one that would show its end in the middle.
        ("\U0001f600", "\U0001f600"),
        ("lijst\u202exslx.exe", "lijstxslx.exe"),
        ("l" * 250 + ".csv", "l" * 196 + ".csv"),
    ],
)
def test_a_file_may_be_called_anything(page, name, kept):
    response = upload(page, people(ANNA), name)

    assert RosterImport.objects.get().file_name == kept
    assert kept in response.text


@pytest.mark.parametrize("content", [b"", b"x" * 21_000_000], ids=["empty", "large"])
def test_an_upload_that_is_empty_or_too_large_is_not_kept(page, content):
    response = upload(page, content)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert not RosterImport.objects.exists()


def test_columns_are_chosen_by_hand_and_remembered(page, organisation):
    content = csv([["Vnm", "Anm", "Post"], ["Anna", "Bos", ANNA[0]]])
    response = upload(page, content)
    roster = RosterImport.objects.get()
    assert response.redirect_chain == [(url("roster_columns", roster), 302)]

    columns = {"column_0": "given_name", "column_1": "family_name", "column_2": "email"}
    response = page.post(url("roster_columns", roster), columns, follow=True)

    assert response.redirect_chain == [(roster.get_absolute_url(), 302)]
    assert "Anna Bos" in response.content.decode()
    assert dict(ColumnMapping.objects.values_list("header", "field")) == {
        "Vnm": "given_name",
        "Anm": "family_name",
        "Post": "email",
    }
    assert upload(page, content).redirect_chain[0][0].startswith("/people/roster/")
    assert RosterImport.objects.latest("pk").state == State.PLANNED


@pytest.mark.parametrize(
    "columns",
    [
        {"column_0": "given_name", "column_1": "family_name", "column_2": "-"},
        {"column_0": "email", "column_1": "-", "column_2": "email"},
        {"column_0": "email", "column_1": "nonsense", "column_2": "-"},
        {},
    ],
)
def test_columns_that_make_no_sense_are_not_taken(page, columns):
    upload(page, csv([["Vnm", "Anm", "Post"], ["Anna", "Bos", ANNA[0]]]))
    roster = RosterImport.objects.get()

    response = page.post(url("roster_columns", roster), columns)

    assert response.context["form"].errors
    assert RosterImport.objects.get().state == State.MAPPING


def test_another_row_can_hold_the_column_names(page):
    upload(page, csv([["a", "b", "c", "d"], ["Vnm", "Post"], ["Anna", ANNA[0]]]))
    roster = RosterImport.objects.get()
    address = url("roster_columns", roster) + "?row=2"

    page.post(address, {"column_0": "given_name", "column_1": "email"})

    roster.refresh_from_db()
    assert roster.state == State.PLANNED
    assert [row["row"] for row in roster.plan["rows"]] == [3]


@pytest.mark.parametrize(
    ("show", "numbers"),
    [
        ("", [2, 3, 4]),
        ("add", [2, 3]),
        ("refuse", [4]),
        ("change", []),
        ("x", [2, 3, 4]),
    ],
)
def test_the_preview_is_narrowed_by_verdict(page, roster, show, numbers):
    response = page.get(url("roster", roster), {"show": show})

    assert [row["number"] for row in response.context["rows"]] == numbers


def test_carrying_out_is_handed_to_the_worker(
    page, roster, rung, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = page.post(url("roster_commit", roster), follow=True)

    assert rung() == [("people.commit_roster", roster.pk)]
    assert "0 of 2 rows" in response.content.decode()
    assert not Person.objects.filter(email=ANNA[0]).exists()


def test_progress_polls_and_ends_on_the_page_of_the_roster(page, roster):
    RosterImport.objects.update(state=State.COMMITTING, done=1)
    headers = {"HX-Request": "true"}

    response = page.get(url("roster_progress", roster), headers=headers)
    assert "1 of 2 rows" in response.content.decode()
    assert b"<html" not in response.content

    rosters.carry_out_roster(roster_id=roster.pk)
    response = page.get(url("roster_progress", roster), headers=headers)
    assert response.headers["HX-Redirect"] == roster.get_absolute_url()
    text = page.get(url("roster", roster)).content.decode()
    assert "2 people added, 0 changed." in text
    assert "1 row was refused and left out." in text


def test_an_overtaken_plan_is_made_again(page, roster, organisation):
    PersonFactory(organisation=organisation, email=ANNA[0], family_name=ANNA[3])
    RosterImport.objects.update(state=State.COMMITTING)
    rosters.carry_out_roster(roster_id=roster.pk)
    assert "has changed since" in page.get(url("roster", roster)).content.decode()

    page.post(url("roster_replan", roster))

    roster.refresh_from_db()
    assert roster.state == State.PLANNED
    assert roster.counts["rows"]["change"] == 1


def test_a_file_is_thrown_away_unless_it_was_carried_out(page, roster):
    RosterImport.objects.update(state=State.COMMITTED)
    page.post(url("roster_discard", roster))
    assert RosterImport.objects.count() == 1

    RosterImport.objects.update(state=State.PLANNED)
    page.post(url("roster_discard", roster))
    assert not RosterImport.objects.exists()


def test_what_is_in_a_file_cannot_become_markup(page):
    text = upload(
        page, people([ANNA[0], "<b>Anna</b>", "", "Bos", ""])
    ).content.decode()

    assert "<b>Anna" not in text
    assert "&lt;b&gt;Anna" in text


@pytest.mark.parametrize("name", PAGES + ACTIONS)
@pytest.mark.parametrize("who", ["mentor", "mentee", "stranger", "programme_only"])
def test_nobody_else_finds_a_roster(signed_in, roster, request, programme, name, who):
    if who == "stranger":
        from tests.factories import ProgrammeFactory

        person = coordinator_of(ProgrammeFactory())
    elif who == "programme_only":
        person = PersonFactory(organisation=programme.organisation)
        ProgrammeCoordinator.objects.create(programme=programme, person=person)
    else:
        person = request.getfixturevalue(who)
    client = signed_in(person)

    method = client.post if name in ACTIONS else client.get

    assert method(url(name, roster)).status_code == 404
    assert RosterImport.objects.get().state == State.PLANNED


@pytest.mark.parametrize("name", ["roster_list", "person_list"])
def test_lists_are_not_found_by_others(signed_in, mentee, name):
    assert signed_in(mentee).get(reverse(f"people:{name}")).status_code == 404


@pytest.mark.parametrize("name", PAGES + ACTIONS)
def test_wrong_methods(page, roster, name):
    method = page.get if name in ACTIONS else page.delete

    assert method(url(name, roster)).status_code == 405


def test_nobody_signed_in_is_sent_to_the_door(client, roster):
    response = client.get(url("roster", roster))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_one_organisation_does_not_upload_for_another(page, coordinator):
    other = Organisation.objects.create(name="Ander", slug="ander")
    file = SimpleUploadedFile("r.csv", people(ANNA))

    page.post(reverse("people:roster_list"), {"file": file, "organisation": other.pk})

    assert RosterImport.objects.get().organisation == coordinator.organisation


@pytest.mark.parametrize("count", [1, 3])
def test_history_asks_the_database_as_often_for_any_number(
    page, organisation, coordinator, django_assert_num_queries, count
):
    for _ in range(count):
        RosterImport.objects.create(
            organisation=organisation,
            uploaded_by=coordinator,
            file_name="r",
            content=b"",
        )
    page.get(reverse("people:roster_list"))

    with django_assert_num_queries(9):
        page.get(reverse("people:roster_list"))


@pytest.mark.parametrize("count", [1, 60])
def test_preview_asks_the_database_as_often_for_any_number(
    page, organisation, django_assert_num_queries, count
):
    rows = [[f"p{n}@f.example", f"G{n}", "", f"F{n}", ""] for n in range(count)]
    roster = rosters.take_in_roster(
        organisation=organisation,
        uploaded_by=None,
        file_name="r",
        content=people(*rows),
    )
    page.get(url("roster", roster))

    with django_assert_num_queries(7):
        page.get(url("roster", roster))


def test_planning_asks_the_database_as_often_for_any_number(
    organisation, django_assert_max_num_queries
):
    rows = [[f"p{n}@f.example", f"G{n}", "", f"F{n}", f"{n}"] for n in range(300)]
    with django_assert_max_num_queries(10):
        rosters.plan_file(organisation=organisation, content=people(*rows))


def test_dutch_pages_are_dutch(page, roster, coordinator):
    coordinator.language = "nl"
    coordinator.save()

    text = page.get(url("roster", roster)).content.decode()

    assert "Wat deze lijst zou veranderen" in text
    assert "is geen e-mailadres" in text


def test_dates_in_history_are_of_the_site(page, organisation):
    RosterImport.objects.create(
        organisation=organisation,
        file_name="nacht.csv",
        content=b"",
        uploaded_at=dt.datetime(2026, 3, 3, 1, 0, tzinfo=dt.UTC),
    )

    text = page.get(reverse("people:roster_list")).content.decode()

    assert "3 March 2026, 02:00" in text
    assert "the nightly import" in text


def test_a_column_of_jobs_is_taken_as_discipline_by_one_press(page, organisation):
    headers = ["E-mail", "Voornaam", "Functie", "Discipline", "Salaris"]
    rows = [[ANNA[0], "Anna", "Adviseur", "", "3000"], [BOB[0], "Bob", "Baas", "", ""]]
    shown = upload(page, csv([headers, *rows])).text
    roster = RosterImport.objects.get()
    for words in (
        "2 filled columns are not read: Functie, Salaris.",
        "It has 2 different values, such as Adviseur, Baas.",
        "Take “Functie” as discipline",
    ):
        assert words in shown

    shown = page.post(url("roster_discipline", roster), follow=True).text

    assert "One filled column is not read: Salaris." in shown
    assert "as discipline" not in shown
    roster.refresh_from_db()
    found = [row["values"]["discipline"] for row in roster.plan["rows"]]
    assert found == ["Adviseur", "Baas"]
    again = rosters.plan_file(organisation=organisation, content=csv([headers, *rows]))
    assert [row["values"]["discipline"] for row in again.rows] == found
    page.post(url("roster_discipline", roster))
    roster.refresh_from_db()
    assert roster.state == State.PLANNED
