import hashlib
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from spaces.acting import acting_as
from workbook import services
from workbook.models import Goal
from writing.models import Revision, Shown, Text

pytestmark = pytest.mark.django_db

ONE_SLUG = "what-i-run-into"


def pages_of(person):
    with acting_as(person):
        pages = list(Text.objects.written_by(person))
        return [(page.title, page.body) for page in pages]


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def save_of(person, body="Nieuw", **more):
    return {
        "author": person.pk,
        "client_id": uuid4(),
        "based_on": "",
        "title": "",
        "body": body,
    } | more


OPEN_PAGES = [
    reverse("workbook:home"),
    reverse("workbook:chapter", args=["learning-goals"]),
    reverse("workbook:exercise", args=[ONE_SLUG]),
    reverse("workbook:goal_list"),
    reverse("workbook:new_goal"),
    reverse("workbook:earlier"),
    reverse("workbook:check_in_list"),
    reverse("workbook:shown"),
    reverse("writing:given"),
    reverse("writing:received"),
    reverse("writing:trail"),
]


@pytest.mark.parametrize("url", OPEN_PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_everybody_has_a_workbook(signed_in, coordinator, mentee, url, language):
    for person in (coordinator, mentee):
        person.language = language
        person.save(update_fields=["language"])
        response = signed_in(person).get(url)
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("url", OPEN_PAGES)
def test_pages_to_read_are_not_written_to(signed_in, mentee, url):
    assert signed_in(mentee).post(url).status_code == 405


@pytest.mark.parametrize("url", OPEN_PAGES)
def test_without_signing_in_there_is_no_workbook(client, url):
    assert client.get(url).status_code == 302


@pytest.mark.parametrize("name", ["chapter", "exercise"])
def test_what_the_workbook_does_not_have_is_not_found(signed_in, mentee, name):
    url = reverse(f"workbook:{name}", args=["nowhere"])
    assert signed_in(mentee).get(url).status_code == 404


GOAL_PAGES = [
    *("workbook:goal", "writing:history", "writing:give", "workbook:check_in"),
    "workbook:look",
    *("workbook:reword", "workbook:split", "workbook:pause", "workbook:let_go"),
]
GOAL_ACTIONS = [
    *("workbook:reach", "workbook:unreach", "workbook:resume", "workbook:bring_back"),
    *("writing:give_sure", "writing:settle"),
]


@pytest.mark.parametrize("name", GOAL_PAGES)
def test_a_goal_is_found_by_its_author_only(
    signed_in, goal, mentee, mentor, other_mentee, coordinator, outsider, name
):
    url = reverse(name, args=[goal.pk])
    for person in (mentor, other_mentee, coordinator, outsider):
        assert signed_in(person).get(url).status_code == 404
    response = signed_in(mentee).get(url)
    assert response.status_code == 200
    assert "Nee zeggen" in response.content.decode()


@pytest.mark.parametrize("name", GOAL_ACTIONS)
def test_a_goal_is_written_by_its_author_only(
    signed_in, shown_to_circle, goal, mentee, mentor, coordinator, name
):
    url = reverse(name, args=[goal.pk])
    for person in (mentor, coordinator):
        response = signed_in(person).post(url, save_of(person, "van mij"))
        assert response.status_code == 404
    assert signed_in(mentee).get(url).status_code == 405
    assert pages_of(mentee) == [("Nee zeggen", "Ik zeg nee voor ik ja zeg")]


def test_a_goal_is_saved_by_its_author_only(
    signed_in, shown_to_circle, goal, mentee, mentor, coordinator
):
    save = reverse("writing:save", args=["goal", goal.pk])
    for person in (mentor, coordinator):
        client, typed = signed_in(person), save_of(person, "van mij")
        assert client.post(save, typed).status_code == 404
        typed |= {"texts": f" goal {goal.pk}"}
        assert client.post(reverse("writing:write"), typed).status_code == 404
        assert pages_of(person) == []
    assert signed_in(mentee).get(save).status_code == 405
    assert signed_in(mentee).get(reverse("writing:write")).status_code == 405
    assert pages_of(mentee) == [("Nee zeggen", "Ik zeg nee voor ik ja zeg")]


@pytest.mark.parametrize(
    ("kind", "key"),
    [("goal", "x"), ("goal", "A" * 32), ("exercise", "x"), ("nothing", "x")],
)
def test_a_text_of_no_kind_or_place_is_not_found(signed_in, mentee, kind, key):
    save = reverse("writing:save", args=[kind, key])
    assert signed_in(mentee).post(save, save_of(mentee)).status_code == 404
    assert pages_of(mentee) == []


@pytest.mark.parametrize("texts", [[], ["x"], ["a goal"], [" nothing x"]])
def test_a_page_that_names_no_text_is_told_so(signed_in, mentee, texts):
    typed = save_of(mentee) | {"texts": texts}
    answer = signed_in(mentee).post(reverse("writing:write"), typed)
    assert answer.status_code == 400
    assert pages_of(mentee) == []


@pytest.mark.parametrize("name", ["show", "take_back"])
def test_only_the_author_shows_and_takes_back(
    signed_in, shown_to_circle, goal, mentor, mentee, group, name
):
    url = reverse(f"workbook:{name}", args=[goal.pk, group.circle_id])
    assert signed_in(mentor).post(url).status_code == 404
    assert signed_in(mentee).get(url).status_code == 405
    with acting_as(mentee):
        assert Shown.objects.count() == 1


def test_a_save_answers_the_digest(signed_in, mentee):
    pk = uuid4()
    response = signed_in(mentee).post(
        reverse("writing:save", args=["goal", pk]), save_of(mentee, "Nieuw", title="T")
    )

    answer = response.json()
    with acting_as(mentee):
        page = Text.objects.get(pk=pk)
        assert (page.title, page.body) == ("T", "Nieuw")
        assert answer == {
            "based_on": str(page.head),
            "digest": hashlib.sha256(b"T\0Nieuw").hexdigest(),
            "beside": 0,
            "versions": reverse("writing:versions", args=[pk]),
        }
        assert answer["digest"] != Revision.objects.get().digest


def test_a_save_for_somebody_else_in_this_browser_is_held_back(
    signed_in, mentee, other_mentee
):
    pk = uuid4()
    response = signed_in(other_mentee).post(
        reverse("writing:save", args=["goal", pk]), save_of(mentee)
    )

    assert response.status_code == 409
    assert pages_of(other_mentee) == []


def test_a_save_that_is_none_is_told_so(signed_in, mentee):
    url = reverse("writing:save", args=["goal", uuid4()])
    response = signed_in(mentee).post(url, {"body": "zonder meer"})

    assert response.status_code == 400
    assert pages_of(mentee) == []


def test_an_answer_is_saved_under_its_prompt(signed_in, mentee):
    url = reverse("writing:save", args=["exercise", f"{ONE_SLUG}.moments"])
    client = signed_in(mentee)
    assert client.post(url, save_of(mentee, "Gister")).status_code == 200

    with acting_as(mentee):
        assert Text.objects.get().key == f"{ONE_SLUG}.moments"
    page = client.get(reverse("workbook:exercise", args=[ONE_SLUG])).content.decode()
    assert "Gister" in page
    assert client.get(url).status_code == 405
    unknown = reverse("writing:save", args=["exercise", f"{ONE_SLUG}.nothing"])
    assert client.post(unknown, save_of(mentee)).status_code == 404


def exercise_post(client, **bodies):
    """What a browser without JavaScript sends of the exercise page."""
    url = reverse("workbook:exercise", args=[ONE_SLUG])
    sent = {"texts": []}
    for item in client.get(url).context["prompts"]:
        sent["texts"].append(f"{item.form.prefix} exercise {item.key}")
        for field in item.form:
            sent[field.html_name] = field.value() or ""
        sent[f"{item.prompt.name}-body"] = bodies.get(
            item.prompt.name, item.form["body"].value()
        )
    return sent


def test_an_exercise_is_saved_without_javascript(signed_in, mentee):
    client = signed_in(mentee)
    url = reverse("writing:write")
    sent = exercise_post(client, moments="Een\r\ntwee")
    response = client.post(url, sent)
    client.post(url, sent)

    assert response.status_code == 302
    assert pages_of(mentee) == [("", "Een\ntwee")]
    assert client.get(url).status_code == 405
    # Nothing was typed: no revision.
    client.post(url, exercise_post(client))
    with acting_as(mentee):
        assert Revision.objects.count() == 1


def test_an_old_page_without_javascript_becomes_a_second_version(signed_in, mentee):
    client = signed_in(mentee)
    url = reverse("writing:write")
    old = exercise_post(client, moments="Een")
    client.post(url, exercise_post(client, moments="Twee"))
    client.post(url, old)

    page = client.get(reverse("workbook:exercise", args=[ONE_SLUG])).content.decode()
    assert "data-versions>" in page
    assert pages_of(mentee) == [("", "Twee")]


def goal_post(client, url, **typed):
    context = client.get(url).context
    sent = {field.html_name: field.value() or "" for field in context["form"]}
    return sent | {"texts": f" goal {context['pk']}"} | typed


def test_a_goal_is_written_without_javascript(signed_in, mentee):
    client = signed_in(mentee)
    typed = {"title": "Nee", "body": "Zeggen"}
    sent = goal_post(client, reverse("workbook:new_goal"), **typed)
    for _twice in range(2):
        response = client.post(reverse("writing:write"), sent)

    assert pages_of(mentee) == [("Nee", "Zeggen")]
    assert response.status_code == 302


def test_two_versions_are_shown_and_one_is_chosen(signed_in, goal, mentee):
    client = signed_in(mentee)
    url = reverse("workbook:goal", args=[goal.pk])
    text = reverse("writing:write")
    old = goal_post(client, url, title="Nee", body="De ene")
    client.post(text, goal_post(client, url, title="Nee", body="De andere"))
    response = client.post(text, old, follow=True)

    page = response.content.decode()
    assert response.redirect_chain[-1][0] == reverse("writing:versions", args=[goal.pk])
    assert "De ene" in page
    assert "De andere" in page
    assert "data-versions>" in client.get(url).content.decode()
    form = response.context["form"]
    chosen = {field.html_name: field.value() or "" for field in form}
    chosen |= {"body": "De ene", "seen": [one.pk for one in response.context["beside"]]}
    client.post(reverse("writing:settle", args=[goal.pk]), chosen)
    assert pages_of(mentee) == [("Nee", "De ene")]
    assert "data-versions hidden>" in client.get(url).content.decode()


def test_the_history_gives_an_earlier_text_back(signed_in, goal, mentee, mentor):
    client = signed_in(mentee)
    url = reverse("workbook:goal", args=[goal.pk])
    client.post(
        reverse("writing:write"),
        goal_post(client, url, body="Anders"),
    )
    with acting_as(mentee):
        first = goal.text.revisions.earliest("saved_at")
    restore = reverse("writing:restore", args=[goal.pk, first.pk])

    assert signed_in(mentor).post(restore).status_code == 404
    assert signed_in(mentee).get(restore).status_code == 405
    assert client.post(restore).status_code == 302
    assert pages_of(mentee) == [("Nee zeggen", "Ik zeg nee voor ik ja zeg")]


def test_a_goal_is_reached_and_let_go_and_comes_back(signed_in, goal, mentee):
    client = signed_in(mentee)
    for action, state in [
        ("reach", (True, False)),
        ("unreach", (False, False)),
        ("let_go", (False, True)),
        ("bring_back", (False, False)),
    ]:
        client.post(reverse(f"workbook:{action}", args=[goal.pk]))
        with acting_as(mentee):
            goal = Goal.objects.get()
            assert (bool(goal.reached_at), bool(goal.archived_at)) == state
        assert client.get(reverse("workbook:goal_list")).status_code == 200
        assert client.get(reverse("workbook:goal", args=[goal.pk])).status_code == 200


def test_an_answer_becomes_a_goal_once(signed_in, mentee):
    from workbook import chapters

    one = next(
        one
        for chapter in chapters.chapters("en")
        for one in chapter.exercises
        if one.goal_prompt
    )
    client = signed_in(mentee)
    save = reverse("writing:save", args=["exercise", f"{one.slug}.{one.goal_prompt}"])
    client.post(save, save_of(mentee, "Nee zeggen.\nVoor ik ja zeg."))
    url = reverse("workbook:goal_from_exercise", args=[one.slug])
    pk = uuid4()
    for _twice in range(2):
        response = client.post(url, {"goal": pk})

    assert response.url == reverse("workbook:goal", args=[pk])
    with acting_as(mentee):
        page = Goal.objects.get().text
        assert (page.title, page.body) == (
            "Nee zeggen.",
            "Nee zeggen.\nVoor ik ja zeg.",
        )
    assert client.get(url).status_code == 405


def test_what_was_said_beside_it_comes_below_a_goal(signed_in, mentee, answered):
    answered(mentee, "make-it-concrete.enough", "Als ik het twee keer deed")
    answered(mentee, "make-it-concrete.goal", "Nee zeggen")
    answered(mentee, "make-it-concrete.where", "In het overleg op maandag\n")
    url = reverse("workbook:goal_from_exercise", args=["make-it-concrete"])
    signed_in(mentee).post(url, {"goal": uuid4()})

    with acting_as(mentee):
        page = Goal.objects.get().text
        assert (page.title, page.body) == (
            "Nee zeggen",
            "In het overleg op maandag\n\nAls ik het twee keer deed",
        )


def test_one_next_step_on_the_first_day(signed_in, mentee):
    page = signed_in(mentee).get(reverse("workbook:home")).content.decode()
    assert "Set your first learning goal" in page


def test_many_goals_come_by_page_those_under_way_first(
    signed_in, written, mentee, monkeypatch
):
    monkeypatch.setattr("workbook.views.goals.A_PAGE", 2)
    monkeypatch.setattr("workbook.views.chapters.A_FEW", 2)
    reached, *under_way = [written(mentee) for _number in range(4)]
    with acting_as(mentee):
        services.reach(goal=reached)
    client = signed_in(mentee)

    pages = [
        client.get(reverse("workbook:goal_list"), {"page": number}).context
        for number in (1, 2)
    ]

    assert [page["under_way"] for page in pages] == [under_way[:2], under_way[2:]]
    assert [page["reached"] for page in pages] == [[], [reached]]
    few = client.get(reverse("workbook:home")).context["goals"]
    assert few == under_way[:2]


def test_a_page_of_reached_goals_does_not_say_that_none_is_under_way(
    signed_in, written, mentee, monkeypatch
):
    monkeypatch.setattr("workbook.views.goals.A_PAGE", 1)
    reached, _under_way = written(mentee), written(mentee)
    with acting_as(mentee):
        services.reach(goal=reached)

    page = signed_in(mentee).get(reverse("workbook:goal_list"), {"page": 2})

    assert page.context["reached"] == [reached]
    assert "No goal is under way" not in page.text


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("workbook:home", 13), ("workbook:goal_list", 12)]
)
def test_goals_cost_no_query_each(
    signed_in, written, mentee, group, django_assert_num_queries, count, name, queries
):
    for _number in range(count):
        goal = written(mentee)
        with acting_as(mentee):
            services.show_goal(goal=goal, space_id=group.circle_id)
    client = signed_in(mentee)

    with django_assert_num_queries(queries):
        client.get(reverse(name))


@pytest.mark.parametrize("count", [1, 3])
def test_shown_goals_cost_no_query_each(
    signed_in, written, mentee, mentor, group, django_assert_num_queries, count
):
    for _number in range(count):
        goal = written(mentee)
        with acting_as(mentee):
            services.show_goal(goal=goal, space_id=group.circle_id)
    client = signed_in(mentor)

    with django_assert_num_queries(9):
        client.get(reverse("workbook:shown"))
