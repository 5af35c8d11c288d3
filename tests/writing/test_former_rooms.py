"""What the rooms kept themselves becomes their texts, each where it lay."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from intake.models import IntakeReport, Judgement, Preparation
from programmes.models import NeedWords
from sessions.models import OneOnOne
from spaces.acting import acting_as
from tests.spaces.before import superuser
from tests.spaces.conftest import as_owner, world  # noqa: F401
from writing.models import Text

pytestmark = pytest.mark.django_db(transaction=True)
FORMER = (Preparation, IntakeReport, Judgement, NeedWords, OneOnOne)


@pytest.fixture
def before(world):  # noqa: F811
    """A row of each, and what it said: the intake's, the mentee's, the two's."""
    rows = {
        Preparation: world.add(Preparation, "pair"),
        IntakeReport: world.add(IntakeReport, "pair", writer=world.mentor),
        Judgement: world.add(Judgement, "own", writer=world.mentor),
        NeedWords: world.add(NeedWords, "own"),
        OneOnOne: world.add(
            OneOnOne, "pair", mentor=world.mentor, asked_by=world.mentee
        ),
    }
    with superuser() as connection:
        for model in FORMER:
            connection.execute(
                "INSERT INTO writing_waiting VALUES (%s, 1)", [model._meta.label]
            )
    return rows


def texts_of(person):
    with acting_as(person), transaction.atomic():
        return {
            (text.kind, text.key): (text.author, text.writers, text.body)
            for text in Text.objects.exclude(kind="exercise")
        }


def test_each_lies_where_it_lay_and_reads_as_it_read(
    before,
    world,  # noqa: F811
    as_owner,  # noqa: F811
    other_mentee,
):
    as_owner(lambda: call_command("seal_anew", stdout=StringIO()))

    seat, one = str(world.seat.pk), str(before[OneOnOne].pk)
    of_pair = {
        ("preparation", seat): (world.mentee, "author", before[Preparation].text),
        ("report", seat): (world.mentor, "author", before[IntakeReport].text),
        ("one_on_one_question", one): (
            world.mentee,
            "author",
            before[OneOnOne].question,
        ),
        ("one_on_one_note", one): (world.mentor, "members", before[OneOnOne].note),
    }
    notes = (world.mentor, "author", before[Judgement].notes)
    words = (world.mentee, "author", before[NeedWords].text)
    part = str(world.seat.participation_id)
    assert texts_of(world.mentor) == of_pair | {("judgement", seat): notes}
    assert texts_of(world.mentee) == of_pair | {("own_words", part): words}
    assert texts_of(other_mentee) == {}


def test_what_stays_in_the_row_stays(before, world, as_owner):  # noqa: F811
    as_owner(lambda: call_command("seal_anew", stdout=StringIO()))

    with acting_as(world.mentor), transaction.atomic():
        judgement, talk = Judgement.objects.get(), OneOnOne.objects.get()
        assert not judgement.unopened
        assert (judgement.teachable, judgement.notes) == (
            before[Judgement].teachable,
            "",
        )
        assert not talk.unopened
        assert (talk.support, talk.question, talk.note) == (
            before[OneOnOne].support,
            "",
            "",
        )
        for gone in (Preparation, IntakeReport, NeedWords):
            assert not gone.objects.exists()
