"""Every room's letters, as the settings list them."""

import re
import subprocess

import pytest
from django.conf import settings as django_settings
from django.urls import reverse
from django.utils import translation

from crossmentor import settings as real
from crossmentor.pages import rail
from programmes.models import Role
from programmes.services.participations import invite_people
from reminders import letters as registry
from reminders.models import Mail, Preference
from reminders.services import choose, post, stop
from spaces.acting import acting_as
from tests import factories
from tests.reminders.processes import REAL_LETTERS, start

PARTS = ["subject", "line", "body", "button"]


@pytest.fixture
def real_letters(settings):
    settings.LETTERS = real.LETTERS
    registry.all_letters.cache_clear()
    return registry.all_letters()


class Anything(int):
    """A number, a word or an empty list, whatever a letter takes it for."""

    def __iter__(self):
        return iter(())


def whatever_it_names(letter, number=3):
    source = (django_settings.ROOT / "templates" / letter.template).read_text()
    return dict.fromkeys(re.findall(r"[a-z_]+", source), Anything(number))


def test_every_text_of_a_mail_has_its_letter(real_letters):
    folder = django_settings.ROOT / "templates"
    texts = {
        path.relative_to(folder).as_posix() for path in folder.glob("*/letters/*.txt")
    }
    drawn = {letter.template for letter in real_letters.values()}

    # Part of others.
    assert texts - drawn == {"groups/letters/_who.txt"}
    assert drawn <= texts


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_letter_says_all_its_parts(real_letters, language):
    person = factories.PersonFactory.build()
    with translation.override(language):
        silent = [
            (letter.kind, part)
            for letter in real_letters.values()
            for part in PARTS
            if not letter.say(part, whatever_it_names(letter) | {"person": person})
        ]

    assert silent == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_lines_stand_in_a_list_and_end_alike(real_letters, language):
    person = factories.PersonFactory.build()
    with translation.override(language):
        lines = [
            letter.say("line", said | {"person": person})
            for letter in real_letters.values()
            # Each way of saying it.
            for said in (whatever_it_names(letter), whatever_it_names(letter, 0))
        ]

    assert [line for line in lines if line.endswith(".")] == []


def test_every_letter_goes_to_known_roles(real_letters):
    named = {role for letter in real_letters.values() for role in letter.to or ()}

    assert named == rail.ENTRIES.keys()


@pytest.mark.django_db
def test_nobody_chooses_among_mails_of_another_role(
    real_letters, coordinator, mentor, mentee, outsider
):
    def kinds(person):
        return {letter.kind for letter in registry.letters_to(person)}

    to_all = {kind for kind, letter in real_letters.items() if letter.to is None}
    assert to_all > {"people.way_in", "people.new_password", "writing.given"}
    assert kinds(factories.PersonFactory()) == to_all
    assert kinds(mentor) & kinds(coordinator) == to_all
    assert "boards.to_compose" in kinds(coordinator)
    assert kinds(mentor) - kinds(mentee) >= {"intake.to_plan", "sessions.pick_date"}
    assert kinds(mentee) - kinds(mentor) >= {"intake.decided"}
    # A mentor is asked too, when it was not the mentor who proposed.
    assert "sessions.vote" in kinds(mentee) & kinds(mentor)
    # Both at once, in whichever programmes: both.
    factories.ParticipationFactory(person=mentee, role=Role.MENTOR)
    assert kinds(mentee) == kinds(mentor) | kinds(outsider)


@pytest.mark.django_db
def test_a_choice_leaves_the_mails_of_other_roles_alone(real_letters, mentee):
    """Such as those of a role that the person will have again."""
    stop(person_id=mentee.pk, kind="intake.to_plan")

    choose(person=mentee, wanted={letter.kind for letter in real_letters.values()})

    kept = Preference.objects.filter(person=mentee).values_list("kind", flat=True)
    assert list(kept) == ["intake.to_plan"]


def test_every_kind_fits_its_column(real_letters):
    longest = Mail._meta.get_field("kind").max_length

    assert [kind for kind in real_letters if len(kind) > longest] == []


@pytest.mark.django_db(transaction=True)
def test_the_worker_hears_every_room_and_writes_an_invitation(
    real_letters, server, group, coordinator
):
    """As the worker's role, which has no confidential table (invariant 3)."""
    programme = group.programme
    newcomer = factories.PersonFactory(organisation=programme.organisation)
    with acting_as(coordinator):
        invite_people(
            programme=programme, people=[newcomer], role=Role.MENTEE, by=coordinator
        )

    worker = start(
        server,
        *("-m", "tests.reminders.work"),
        module=REAL_LETTERS,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said, _ = worker.communicate(timeout=60)

    assert worker.returncode == 0
    assert "cannot" not in said
    written = [
        message for message in server.messages if newcomer.email in message["To"]
    ]
    assert ["/people/invitation" in str(message) for message in written] == [True]
    assert not Mail.objects.exclude(error="").exists()


@pytest.mark.django_db(transaction=True)
def test_no_letter_asks_for_what_the_worker_may_not_see(real_letters, server, group):
    person = group.seats.earliest("pk").person
    for kind in real_letters:
        post(
            person=person,
            kind=kind,
            programme_id=group.programme_id,
            zone=group.programme.time_zone,
            object_id=group.seats.latest("pk").pk,
            link="/",
        )

    assert start(server, "-m", "tests.reminders.work", module=REAL_LETTERS).wait() == 0

    assert not Mail.objects.filter(error__contains="ProgrammingError").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
def test_nobody_reads_the_same_name_twice_where_mails_are_chosen(
    real_letters, coordinator, signed_in, language
):
    coordinator.language = language
    coordinator.save()

    page = signed_in(coordinator).get(reverse("reminders:preferences"))

    always = page.context["always"]
    boxes = [str(name) for _kind, name in page.context["form"].fields["kinds"].choices]
    assert (len(always), len(boxes)) > (3, 3)
    assert sorted({*always, *boxes}) == sorted([*always, *boxes])
