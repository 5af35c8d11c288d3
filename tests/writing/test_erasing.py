"""The pages by which one erases what one wrote, and what comes too late."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from spaces.acting import acting_as
from spaces.models import OwnErasure, Space
from tests import roles
from tests.showing import just_now
from writing import services
from writing.models import Text

pytestmark = pytest.mark.django_db
WORDS = "Ik slaap slecht van mijn leidinggevende"


@pytest.fixture(autouse=True)
def _file(settings, tmp_path, at_work):
    settings.ERASURES_FILE = tmp_path / "erasures"


def work():
    with roles.worker():
        services.carry_out()


@pytest.fixture
def goal(mentee):
    key = uuid4()
    with acting_as(mentee), transaction.atomic():
        return services.write_text(
            kind="goal",
            key=str(key),
            by=mentee,
            client_id=uuid4(),
            based_on=None,
            title="Slapen",
            body=WORDS,
        ).text


@pytest.fixture
def page(group, mentor, mentee):
    """A page of the circle on which the mentor and then the mentee wrote."""
    for person, body in ((mentor, "Van de mentor"), (mentee, WORDS)):
        with acting_as(person), transaction.atomic():
            found = Text.objects.of_kind("agreement").first()
            text = services.write_text(
                kind="agreement",
                key=str(group.circle_id),
                by=person,
                client_id=uuid4(),
                based_on=found and found.head,
                body=body,
            ).text
    return text


def typed(person, **more):
    return {"author": person.pk, "client_id": uuid4(), "body": "Nog iets"} | more


def test_all_goes_by_one_press(signed_in, mentee, goal, page):
    client = just_now(signed_in(mentee), mentee)
    url = reverse("writing:erase_all")

    assert client.post(url).url == reverse("writing:erasures")
    work()

    answer = client.get(url)
    assert answer.context["erasing_at"] is None
    assert answer.context["last"].kind == OwnErasure.Kind.ALL
    with acting_as(mentee), transaction.atomic():
        assert not Text.objects.drafts().exists()


def test_as_many_go_as_it_was_said(signed_in, mentee, group, goal, page):
    """What was put before others is one text; of a page of all it is what one saved."""
    with acting_as(mentee), transaction.atomic():
        services.write_text(
            kind="goal",
            key=str(uuid4()),
            by=mentee,
            client_id=uuid4(),
            based_on=None,
            body=WORDS,
        )
        services.publish(draft=goal, space_id=group.circle_id)
        assert Text.objects.written_by(mentee).count() == 3
    client = just_now(signed_in(mentee), mentee)
    url = reverse("writing:erase_all")

    for number in (3, 0):
        assert client.get(url).context["texts"] == number
        client.post(url)
        work()
        assert client.get(url).context["last"].texts == number


def test_one_text_goes_from_its_page(signed_in, mentee, goal):
    client = just_now(signed_in(mentee), mentee)
    url = reverse("writing:erase", args=[goal.pk])
    assert client.get(url).context["versions"] == 1

    client.post(url)
    work()

    assert client.get(url).status_code == 404
    assert client.get(reverse("workbook:goal", args=[goal.pk])).status_code in (
        200,
        404,
    )
    assert WORDS not in client.get(reverse("workbook:home")).content.decode()


def test_others_read_who_erased_what(signed_in, mentor, mentee, page):
    just_now(signed_in(mentee), mentee).post(reverse("writing:erase", args=[page.pk]))
    work()

    words = signed_in(mentor).get(reverse("writing:history", args=[page.pk]))

    found = words.content.decode()
    assert f"erased by {mentee.full_name}" in found
    assert (WORDS in found, "Van de mentor" in found) == (False, True)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_erases_a_text_of_another(
    signed_in, mentor, outsider, goal, page, method
):
    for person, text in ((mentor, goal), (outsider, goal), (outsider, page)):
        url = reverse("writing:erase", args=[text.pk])
        assert getattr(signed_in(person), method)(url).status_code == 404
    assert not OwnErasure.objects.exists()


def test_of_a_page_where_one_wrote_nothing_there_is_nothing_to_erase(
    signed_in, other_mentee, page
):
    url = reverse("writing:erase", args=[page.pk])

    client = just_now(signed_in(other_mentee), other_mentee)
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("name", ["erase_all", "erase"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_did_not_sign_in_just_now_signs_in_again(
    signed_in, mentee, goal, name, method
):
    url = reverse(f"writing:{name}", args=[goal.pk] if name == "erase" else [])

    assert getattr(signed_in(mentee), method)(url).status_code == 403

    with acting_as(mentee), transaction.atomic():
        assert not OwnErasure.objects.exists()


@pytest.mark.parametrize("anew", [False, True], ids=["nothing", "written anew"])
def test_what_builds_upon_what_was_erased_does_not_come_back(
    signed_in, mentee, goal, anew
):
    """A window that was open, or a device on which something still waited."""
    with acting_as(mentee), transaction.atomic():
        services.erase(text=goal, by=mentee)
    work()
    client = signed_in(mentee)
    url = reverse("writing:save", args=["goal", goal.key])
    if anew:
        assert client.post(url, typed(mentee)).status_code == 200

    answer = client.post(url, typed(mentee, body=WORDS, based_on=goal.head))

    assert answer.status_code == 410
    with acting_as(mentee), transaction.atomic():
        assert [text.body for text in Text.objects.all()] == ["Nog iets"] * anew


@pytest.mark.parametrize("scripted", [True, False])
def test_of_who_erased_nothing_it_is_kept_what_they_typed_since_a_restore(
    signed_in, mentee, goal, scripted
):
    """The database is of yesterday, and does not know the version of this page."""
    client, lost = signed_in(mentee), uuid4()
    sent = typed(mentee, body="Van vandaag", based_on=lost)

    if scripted:
        url = reverse("writing:save", args=["goal", goal.key])
        assert client.post(url, sent).status_code == 200
    else:
        fields = {f"goal-{name}": value for name, value in sent.items()}
        url = reverse("writing:write")
        client.post(url, {"texts": f"goal goal {goal.key}"} | fields)

    with acting_as(mentee), transaction.atomic():
        [beside] = Text.objects.get(pk=goal.pk).revisions.beside()
        assert beside.body == "Van vandaag"


def test_what_is_typed_afterwards_is_new(signed_in, mentee, goal):
    with acting_as(mentee), transaction.atomic():
        services.erase_all(by=mentee)
        before = Space.objects.get(owner=mentee).pk
    work()

    url = reverse("writing:save", args=["goal", str(uuid4())])
    assert signed_in(mentee).post(url, typed(mentee)).status_code == 200

    with acting_as(mentee), transaction.atomic():
        assert Space.objects.get(owner=mentee).pk != before
