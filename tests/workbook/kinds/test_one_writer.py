"""An answer of every kind has the guarantees of a text: nobody quarrels with oneself."""

from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spaces.acting import acting_as
from tests.workbook.kinds.prompts import ANSWERS, PROMPTS
from tests.workbook.kinds.test_texts import texts
from tests.workbook.kinds.writer import STEPS, Writer
from workbook.kinds import kind_of
from workbook.models import EXERCISE
from writing import services
from writing.models import Text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_kind")]

QUICKLY = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
steps = st.lists(
    st.tuples(st.sampled_from(STEPS), texts, st.integers(0, 9)), max_size=14
)


@pytest.fixture(autouse=True)
def acting(mentee):
    with acting_as(mentee):
        yield


def as_kept(name, text):
    """As the fields of its kind would have written it."""
    prompt = PROMPTS[name]
    kind = kind_of(prompt)
    return kind.write(prompt, kind.read(prompt, text))


def run(name, person, done):
    writer = Writer(f"kind-{name}.{name}", person)
    sent = []
    for step, text, number in done:
        if step == "type":
            writer.text = as_kept(name, text)
        else:
            writer.do(step, number)
        sent += [writer.attempt["body"]] if writer.attempt else []
    writer.finish()
    return writer, sent


@pytest.mark.parametrize("name", [*ANSWERS])
@given(done=steps)
@QUICKLY
def test_one_writer_makes_no_second_version(mentee, name, done):
    with transaction.atomic():
        writer, sent = run(name, mentee, done)
        text = Text.objects.about(writer.key).first()
        if text is not None:
            assert text.body == writer.text
            assert not text.revisions.filter(second_version=True).exists()
            assert {*sent} <= {one.body for one in text.revisions.all()}
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", [*ANSWERS])
def test_two_writers_keep_both(mentee, name):
    key, (body, _told) = f"kind-{name}.{name}", ANSWERS[name]
    for words in (body, as_kept(name, "")):
        services.write_text(
            kind=EXERCISE,
            key=key,
            by=mentee,
            client_id=uuid4(),
            based_on=None,
            body=words,
        )

    (text,) = Text.objects.all()
    assert text.body == body
    assert [one.body for one in text.revisions.beside()] == [""]
