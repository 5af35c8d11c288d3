"""An address or a number that somebody else has now: asked, and decided by a press."""

import json
import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from people import due
from people.models import Coordinator, Departure, Person, RosterImport
from people.roster.services import rosters
from people.roster.services.rosters import State
from people.roster.views import strangers
from people.services.departures import mark_left, take_back_departure
from reminders import delivery
from reminders.models import Mail
from reminders.sweeping import write_due
from tests.asked import holds
from tests.factories import PersonFactory, ProgrammeFactory, coordinator_of
from tests.people.roster.files import xlsx

pytestmark = pytest.mark.django_db
HEADER = ["E-mail", "Voornaam", "Achternaam", "Personeelsnummer", "In dienst"]
ADDRESS = "j.bos@firma.example"
JULIA = [ADDRESS, "Julia", "Smit", "2", ""]


@pytest.fixture
def jan(organisation):
    return PersonFactory(
        organisation=organisation,
        email=ADDRESS,
        given_name="Jan",
        family_name="Bos",
        employee_number="1",
        hired_on="2015-01-01",
    )


@pytest.fixture
def page(signed_in, coordinator):
    return signed_in(coordinator)


@pytest.fixture
def upload(organisation, coordinator):
    def take_in(*rows):
        return rosters.take_in_roster(
            organisation=organisation,
            uploaded_by=coordinator,
            file_name="r.xlsx",
            content=xlsx([HEADER, *rows]),
        )

    return take_in


def url(name, roster, number=2):
    return reverse(f"people:roster_{name}", args=[roster.pk, number])


def verdicts(roster):
    return [row["verdict"] for row in roster.plan["rows"]]


def carried_out(roster):
    rosters.ask_to_carry_out(roster=roster)
    return rosters.carry_out_roster(roster_id=roster.pk)


@pytest.mark.parametrize(
    ("row", "aside"),
    [
        # Two numbers are two people, whatever the name.
        (["Julia", "Smit", "2", ""], True),
        (["Jan", "Bos", "2", ""], True),
        (["", "", "2", ""], True),
        (["Jan", "Bos", "2", "2020-01-01"], True),
        # But numbers that were given out anew.
        (["Jan", "Bos", "2", "2015-01-01"], False),
        # One number is one person, with zeros or without.
        (["Julia", "Smit", "001", ""], False),
        # Without a number: a name of which nothing is left.
        (["Julia", "Smit", "", ""], True),
        (["Jan", "Smit", "", ""], False),
        (["Johannes", "Bos", "", ""], False),
        (["Jan", "Bos-Smit", "", ""], False),
        (["JÁN", "BOS", "", ""], False),
        (["Bos", "Jan", "", ""], False),
        # Hired later under another name; the same name came back.
        (["Jan", "Smit", "", "2020-01-01"], True),
        (["Jan", "Bos", "", "2020-01-01"], False),
    ],
)
def test_who_is_set_aside(upload, jan, row, aside):
    roster = upload([ADDRESS, *row])

    codes = [code for code, _params in roster.plan["rows"][0]["problems"]]

    assert codes == (["somebody_else"] if aside else [])


def test_a_first_number_is_no_other_person(upload, jan):
    Person.objects.update(employee_number="")

    assert verdicts(upload([ADDRESS, "Jan", "Smit", "2", ""])) == ["change"]


def test_a_file_puts_nobody_on_hold(upload, jan, organisation, tmp_path, capsys):
    carried_out(upload(JULIA, ["x@firma.example", "Xander", "Vos", "3", ""]))
    file = tmp_path / "r.xlsx"
    file.write_bytes(xlsx([HEADER, JULIA]))
    call_command(
        "import_roster",
        str(file),
        organisation=organisation.slug,
        commit=True,
        json=True,
    )

    answer = json.loads(capsys.readouterr().out)
    assert [row["verdict"] for row in answer["rows"]] == ["refuse"]
    assert "Jan Bos" in answer["rows"][0]["reason"]
    jan.refresh_from_db()
    assert (jan.is_active, jan.full_name, jan.email) == (True, "Jan Bos", ADDRESS)
    assert not Departure.objects.exists()


def test_the_import_asks_and_shows_both(page, upload, jan):
    roster = upload(JULIA)

    preview = page.get(roster.get_absolute_url()).text
    asked = page.get(url("row", roster)).text

    assert "1 row is set aside" in preview
    assert url("row", roster) in preview
    assert all(words in asked for words in ("Jan Bos", "Julia", "Smit", ADDRESS))


def test_somebody_else_gets_the_address_and_nothing_of_the_account(
    page, upload, jan, coordinator, mailoutbox
):
    roster = upload(JULIA)

    shown = page.post(url("row_another", roster), follow=True)
    assert "The account of Jan Bos is on hold" in shown.text
    roster.refresh_from_db()
    assert verdicts(roster) == ["add"]
    delivery.deliver_ready()
    assert [mail.to for mail in mailoutbox] == [[ADDRESS]]

    assert carried_out(roster).state == State.COMMITTED
    jan.refresh_from_db()
    julia = Person.objects.get(email=ADDRESS)
    assert (jan.is_active, jan.email, jan.employee_number) == (False, "", "1")
    assert (julia.pk == jan.pk, julia.full_name) == (False, "Julia Smit")
    assert not julia.has_way_in
    told = page.get(reverse("people:person", args=[jan.pk])).text
    assert f"{coordinator.full_name} noted on" in told
    assert "belongs to somebody else now" in told


def test_a_namesake_is_another_person_as_well(page, upload, jan):
    roster = upload([ADDRESS, "Jan", "Bos", "2", ""])

    page.post(url("row_another", roster))

    roster.refresh_from_db()
    carried_out(roster)
    jan.refresh_from_db()
    assert Person.objects.get(email=ADDRESS).employee_number == "2"
    assert not jan.is_active


def test_the_same_person_keeps_the_account(page, upload, jan):
    roster = upload(JULIA)

    page.post(url("row_same", roster))

    roster.refresh_from_db()
    assert verdicts(roster) == ["change"]
    carried_out(roster)
    jan.refresh_from_db()
    assert (jan.is_active, jan.full_name) == (True, "Julia Smit")


def test_a_plan_of_before_a_press_is_not_carried_out(page, upload, jan, coordinator):
    roster, other = upload(JULIA), upload(["b@firma.example", "Bo", "Vos", "9", ""])
    page.post(url("row_another", roster))

    assert carried_out(other).state == State.STALE


def test_on_hold_is_undone_while_nobody_has_the_address(page, upload, jan, coordinator):
    roster = upload(JULIA)
    page.post(url("row_another", roster))

    take_back_departure(person=jan, by=coordinator)

    jan.refresh_from_db()
    assert (jan.is_active, jan.email) == (True, ADDRESS)
    roster.refresh_from_db()
    assert carried_out(roster).state == State.STALE


def test_a_reused_number_is_asked_about_too(page, upload, jan):
    roster = upload(["julia@firma.example", "Julia", "Smit", "1", ""])
    assert url("row", roster) in page.get(roster.get_absolute_url()).text

    page.post(url("row_another", roster))

    roster.refresh_from_db()
    carried_out(roster)
    jan.refresh_from_db()
    assert (jan.is_active, jan.email, jan.employee_number) == (False, ADDRESS, "")
    assert Person.objects.get(employee_number="1").full_name == "Julia Smit"


def test_who_has_left_stays_so_though_in_the_file(upload, jan, coordinator):
    mark_left(person=jan, by=coordinator)

    roster = upload([ADDRESS, "Jan", "Bos", "1", ""])

    assert verdicts(roster) == ["leave"]
    assert roster.plan["rows"][0]["notes"] == [("has_left", {"name": "Jan Bos"})]


def test_the_address_of_who_has_left_is_asked_about_as_well(page, upload, jan):
    mark_left(person=jan, by=Person.objects.exclude(pk=jan.pk).first())
    roster = upload(JULIA)

    page.post(url("row_another", roster))

    roster.refresh_from_db()
    assert verdicts(roster) == ["add"]
    assert Departure.objects.get().address_given_up


@pytest.mark.parametrize("who", ["coordinator", "oneself"])
def test_no_coordinator_is_put_on_hold(page, upload, jan, coordinator, who):
    if who == "oneself":
        Person.objects.filter(pk=jan.pk).update(email="elders@firma.example")
        Person.objects.filter(pk=coordinator.pk).update(
            email=ADDRESS, employee_number="8"
        )
    else:
        Coordinator.objects.create(organisation=jan.organisation, person=jan)
    roster = upload(JULIA)

    asked = page.get(url("row", roster))
    answer = page.post(url("row_another", roster))

    assert (asked.status_code, answer.status_code) == (200, 403)
    assert "put the account of" not in asked.text
    assert not Departure.objects.exists()


@pytest.mark.parametrize("name", ["row", "row_same", "row_another"])
@pytest.mark.parametrize("who", ["stranger", "programme coordinator", "mentor"])
def test_others_find_nothing(request, signed_in, upload, jan, name, who):
    roster = upload(JULIA)
    if who == "mentor":
        person = request.getfixturevalue("mentor")
    elif who == "stranger":
        person = coordinator_of(ProgrammeFactory())
    else:
        person = coordinator_of(ProgrammeFactory(organisation=jan.organisation))
        person.coordinates.all().delete()
    page = signed_in(person)

    ask = page.get if name == "row" else page.post

    assert ask(url(name, roster)).status_code == 404
    assert not Departure.objects.exists()
    assert RosterImport.objects.get().same == []


@pytest.mark.parametrize("number", [1, 3, 99])
def test_only_a_row_that_was_set_aside_is_asked_about(page, upload, jan, number):
    roster = upload(JULIA, ["x@firma.example", "Xander", "Vos", "3", ""])

    assert page.get(url("row", roster, number)).status_code == 404
    assert page.post(url("row_another", roster, number)).status_code == 404


def test_nothing_is_asked_once_it_is_carried_out(page, upload, jan):
    roster = upload(JULIA, ["x@firma.example", "Xander", "Vos", "3", ""])
    carried_out(roster)

    assert page.post(url("row_another", roster)).status_code == 404
    assert "1 row was set aside" in page.get(roster.get_absolute_url()).text


def told(coordinator):
    return [
        (one.kind, one.line, one.object_id)
        for one in due.waiting(now=timezone.now(), person=coordinator)
        if one.kind != "people.no_adviser"
    ]


def test_what_was_set_aside_waits_for_the_coordinators(page, upload, jan, coordinator):
    stranger = coordinator_of(ProgrammeFactory())
    line = "1 row of the last roster is set aside: is it somebody else?"
    other = ["x@firma.example", "Xander", "Vos", "3", ""]
    carried_out(upload(JULIA, other))
    (first,) = told(coordinator)
    assert first[:2] == ("people.set_aside", line)
    assert told(stranger) == []

    # The next night the same rows: no other mail.
    write_due(timezone.now())
    other[1] = "Alexander"
    carried_out(upload(JULIA, other))
    assert told(coordinator) == [first]
    assert write_due(timezone.now()) == 0

    roster = upload(JULIA)
    page.post(url("row_another", roster))
    roster.refresh_from_db()
    carried_out(roster)
    assert told(coordinator) == []
    assert not holds(Mail.objects.get(kind="people.set_aside"))


def missing(page, roster):
    return page.get(reverse("people:roster_missing", args=[roster.pk]))


def test_who_is_missing_is_offered_as_having_left(page, upload, jan, coordinator):
    gone = PersonFactory(organisation=jan.organisation)
    mark_left(person=gone, by=coordinator)
    numbered = PersonFactory(organisation=jan.organisation, employee_number="77")
    absent = PersonFactory(organisation=jan.organisation)
    PersonFactory()
    roster = upload(
        [ADDRESS, "Jan", "Bos", "1", ""],
        ["other@firma.example", *"AB", "77", ""],
    )

    shown = missing(page, roster)

    assert set(shown.context["page"]) == {coordinator, absent}
    assert f'name="person" value="{absent.pk}"' in shown.text
    assert f'name="person" value="{coordinator.pk}"' not in shown.text
    assert numbered.full_name not in shown.text
    assert not Departure.objects.exclude(person=gone).exists()
    carried_out(upload(["c@firma.example", "Cor", "Vos", "5", ""]))
    assert Person.objects.get(pk=absent.pk).is_active


def test_ticks_go_along_to_the_other_pages(page, upload, organisation, monkeypatch):
    monkeypatch.setattr(strangers, "PER_PAGE", 2)
    people = [
        PersonFactory(organisation=organisation, family_name=f"A{letter}")
        for letter in "abcd"
    ]
    stranger = PersonFactory()
    roster = upload(["x@firma.example", "Xander", "Vos", "3", ""])
    url = reverse("people:roster_missing", args=[roster.pk])

    def ticked(shown):
        found = re.findall(r'value="(\d+)" id="person-\d+" checked', shown.text)
        return {int(key) for key in found}

    both = {"person": [people[0].pk, people[3].pk]}
    assert ticked(page.get(url, both)) == set(both["person"])
    second = page.get(url, {**both, "page": 2})
    assert ticked(second) == set(both["person"])
    assert second.context["beside"] == [people[0]]
    assert f'formaction="{url}" name="page" value="1"' in second.text
    # Others are not named by a tick.
    assert stranger.full_name not in page.get(url, {"person": stranger.pk}).text
    monkeypatch.setattr(strangers, "AT_ONCE", 2)
    full = page.get(url, {**both, "page": 2})
    assert "first decide about these" in full.text
    assert "formaction" not in full.text


def test_nobody_else_sees_who_is_missing(signed_in, upload, jan):
    roster = upload(["x@firma.example", "Xander", "Vos", "3", ""])
    page = signed_in(coordinator_of(ProgrammeFactory()))

    assert missing(page, roster).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_missing_takes_the_same_queries_for_more(
    page, upload, organisation, count, django_assert_num_queries
):
    PersonFactory.create_batch(count, organisation=organisation)
    roster = upload(["x@firma.example", "Xander", "Vos", "3", ""])
    page.get("/")

    with django_assert_num_queries(11):
        missing(page, roster)


def test_a_hundred_rows_set_aside_take_as_many_queries_as_one(
    page, upload, organisation, django_assert_num_queries
):
    rows = []
    for number in range(100):
        email = f"p{number}@firma.example"
        PersonFactory(organisation=organisation, email=email, employee_number=number)
        rows.append([email, "Julia", f"Smit{number}", f"9{number}", ""])
    roster = upload(*rows)
    page.get("/")

    with django_assert_num_queries(7):
        page.get(roster.get_absolute_url(), {"show": "refuse"})
