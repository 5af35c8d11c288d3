"""Who takes part in a programme of the example, and how it comes in."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from crossmentor.demo import firm
from crossmentor.management.commands import load_demo
from crossmentor.running import loading
from people.models import Coordinator, Organisation, Person
from programmes.models import OWN_WORDS, Participation, ProgrammeCoordinator
from programmes.topics import ensure_topics
from reminders.models import Mail
from tests.crossmentor.demo.cast import TODAY
from tests.factories import PersonFactory
from writing.models import Text

OLD = [(7, "waiting"), (8, "waiting"), (30, "failed")]
OTHERS = {"motivation": "To learn.", "max_group": 5, "state": "enrolled"}


def live(cast):
    organisation = cast.programme.organisation
    ensure_topics(organisation)
    people = {
        name: PersonFactory(organisation=organisation, given_name=name)
        for name in ("Ada", "Bea", "Cas", "Dok", "Eef", "Fay", "Gus")
    }
    Coordinator.objects.create(organisation=organisation, person=people["Ada"])
    wanted = {
        "name": "The next ones",
        "state": "enrolling",
        "starts_in_days": 42,
        "coordinators": ["Ada", "Bea"],
        "mentors": [{"email": "Cas", "expertise": {"planning": 3}, **OTHERS}],
        "mentees": [
            {
                "email": "Dok",
                "state": "enrolled",
                "needs": {"planning": 1, "clients": 3},
            },
            {"email": "Eef", "state": "enrolled", "needs": {"network": 2}},
            {"email": "Fay", "state": "invited", "needs": {}},
            {"email": "Gus", "state": "declined", "needs": {}},
        ],
    }
    told = []
    steps = firm.Steps([wanted], lambda *one: told.append(one))
    programme = firm.enrol_everybody(wanted, people, TODAY, steps)
    cast.people = people
    cast.names = {person.pk: name for name, person in people.items()}
    mails = [mails_of(people["Fay"], *one) for one in OLD]
    parts = Participation.objects.filter(programme=programme)
    return {
        "texts": cast.texts,
        "told": told,
        "programme": programme,
        "coordinators": [
            cast.names[one.person_id]
            for one in ProgrammeCoordinator.objects.filter(programme=programme)
        ],
        "parts": [
            (cast.names[one.person_id], one.role, one.state)
            for one in parts.order_by("pk")
        ],
        "mentor": parts.get(role="mentor"),
        "words": cast.read(Text, "body", kind=OWN_WORDS),
        "signed in": {
            cast.names[pk]
            for pk in Person.objects.filter(pk__in=cast.names)
            .exclude(last_login=None)
            .values_list("pk", flat=True)
        },
        "mails": mails,
    }


def mails_of(person, days, state):
    """How those stand that were due so many days ago, and whether they were read then."""
    mails = Mail.objects.filter(person=person)
    mails.update(not_before=timezone.now() - dt.timedelta(days), state=state)
    firm.file_old_mails(TODAY)
    return {(one.state, one.sent_at == one.not_before == one.read_at) for one in mails}


def test_it_starts_on_its_day_and_is_run_by_both(noted):
    assert noted["programme"].starts_on == TODAY + dt.timedelta(42)
    assert noted["coordinators"] == ["Ada", "Bea"]


def test_each_answered_as_told(noted):
    assert noted["parts"] == [
        ("Cas", "mentor", "enrolled"),
        ("Dok", "mentee", "enrolled"),
        ("Eef", "mentee", "enrolled"),
        ("Fay", "mentee", "invited"),
        ("Gus", "mentee", "declined"),
    ]
    assert (noted["mentor"].max_group, noted["mentor"].motivation) == (5, "To learn.")


def test_own_words_are_of_what_is_needed_most_and_read_by_nobody_else(noted):
    words = noted["texts"]["need_words"]

    assert {who: rows for who, rows in noted["words"].items() if rows} == {
        "Dok": [words["clients"][0]],
        "Eef": [words["network"][0]],
    }


def test_who_answered_has_signed_in(noted):
    assert noted["signed in"] == {"Cas", "Dok", "Eef", "Fay", "Gus"}


def test_each_answer_is_a_step(noted):
    assert noted["told"] == [(number, 5) for number in range(1, 6)]


def test_mails_of_before_this_week_stand_in_the_inbox_as_read(noted):
    assert noted["mails"] == [
        {("waiting", False)},
        {("sent", True)},
        {("failed", False)},
    ]


@pytest.fixture
def empty(db, tmp_path, settings):
    settings.VAR = tmp_path
    return Organisation.objects


def test_it_is_loaded_into_an_empty_database_alone(empty, monkeypatch):
    monkeypatch.setattr(firm, "load", pytest.fail)
    empty.create(name="A firm", slug="a-firm")

    with pytest.raises(CommandError) as refused:
        call_command("load_demo")

    assert str(refused.value) == (
        "There is an organisation already: nothing is loaded."
    )


def test_it_says_how_many_came_and_how_far_it_is(empty, monkeypatch):
    told = []

    def load(tell):
        told.append(tell)
        made = empty.create(name="A firm", slug="a-firm")
        PersonFactory.create_batch(2, organisation=made)
        return made

    monkeypatch.setattr(load_demo.firm, "load", load)
    out = io.StringIO()

    call_command("load_demo", stdout=out)

    assert out.getvalue() == "A firm: 2 people.\n"
    assert told == [loading.tell_progress]


def test_one_that_was_broken_off_is_known_and_not_loaded_over(empty, monkeypatch):
    loading.begin()

    def load(tell):
        tell(3, 12)
        empty.create(name="Half a firm", slug="half-a-firm")
        raise OSError("the disk is full")

    monkeypatch.setattr(load_demo.firm, "load", load)
    with pytest.raises(OSError, match="full"):
        call_command("load_demo")

    # `manage.py run` says so from that.
    assert loading.progress() == (3, 12)
    with pytest.raises(CommandError):
        call_command("load_demo")


def test_links_for_each_role_are_of_development_alone(empty, settings, monkeypatch):
    person = PersonFactory(given_name="Zoë", family_name="Aal")
    cast = "crossmentor.management.commands.sign_in_links.cast"
    monkeypatch.setattr(cast, lambda: {"mentee who votes": person})
    out = io.StringIO()
    settings.DEBUG = False
    with pytest.raises(CommandError):
        call_command("sign_in_links", stdout=out)
    assert out.getvalue() == ""

    settings.DEBUG = True
    call_command("sign_in_links", stdout=out)

    words, _, link = out.getvalue().rpartition(" ")
    assert words.split() == ["mentee", "who", "votes", "Zoë", "Aal"]
    assert link.startswith(f"{settings.BASE_URL}/")


def test_of_an_empty_database_there_is_nobody_to_look_as(db):
    from crossmentor.demo.cast import cast

    assert cast() == {}
