"""The pages of a run: who finds them, what each reads, and what lies face down."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from groups.services import leave_seat
from sessions.methods.course import Course
from sessions.methods.texts import ALONE, RUN_NOTE
from sessions.models import Run
from sessions.running.services.runs import end_run
from spaces.acting import acting_as
from tests.factories import write_text
from tests.sessions.conftest import PARTS, act, on
from tests.writing.pages import typed
from writing.models import Text

DEEDS = ["on", "back", "pause", "resume", "more", "lead", "end"]
DEEDS += ["ready", "busy", "mark"]
CORE = "five-step.core"


def url(name, run):
    return reverse(f"sessions:{name}", args=[run.pk])


def at_step(run, key, leader):
    while run.step != key:
        run = on(run, leader)
    return run


def now_of(person):
    with acting_as(person), transaction.atomic():
        return Run.objects.get()


@pytest.fixture
def writing(run, mentor):
    """The group writes the core, each alone."""
    return at_step(run, CORE, mentor)


@pytest.fixture
def written(writing, other_mentee):
    key = f"{writing.pk}.{CORE}"
    return write_text(by=other_mentee, kind=ALONE, key=key, body="About her fear").text


def test_a_meeting_is_begun_on_its_page(signed_in, meeting, mentor, mentee):
    page = reverse("sessions:run_start", args=[meeting.pk])
    form = signed_in(mentor).get(page).context["form"]
    assert form.initial["minutes"] == 120
    assert form.initial["case_owner"] != mentor

    sent = PARTS | {"minutes": "90", "case_owner": mentee.pk}
    answer = signed_in(mentor).post(page, sent)

    run = now_of(mentor)
    assert answer.url == run.get_absolute_url()
    assert (run.leader, run.case_owner, run.minutes) == (mentor, mentee, 90)
    assert signed_in(mentee).get(page).url == run.get_absolute_url()


def test_who_has_not_brought_a_case_for_longest_is_proposed(
    signed_in, run, meeting, mentor, mentee
):
    act(mentor, end_run, run=run, version=1)
    page = reverse("sessions:run_start", args=[meeting.pk])

    proposed = signed_in(mentor).get(page).context["form"].initial["case_owner"]

    assert proposed not in (mentor, mentee)


def test_what_does_not_fit_is_told_and_kept(signed_in, meeting, mentor):
    page = reverse("sessions:run_start", args=[meeting.pk])

    answer = signed_in(mentor).post(page, PARTS | {"minutes": "7"})

    assert answer.context["form"]["method"].value() == "five-step"
    with acting_as(mentor), transaction.atomic():
        assert not Run.objects.exists()


@pytest.mark.parametrize("who", ["outsider", "coordinator"])
def test_others_find_none_of_it(signed_in, run, meeting, who, request):
    client = signed_in(request.getfixturevalue(who))
    gets = [url(name, run) for name in ("run", "run_table", "run_news")]
    gets.append(reverse("sessions:run_start", args=[meeting.pk]))

    assert [client.get(one).status_code for one in gets] == [404] * 4
    posts = [url(f"run_{deed}", run) for deed in DEEDS]
    answers = [client.post(one, {"version": 1}).status_code for one in posts]
    assert answers == [404] * len(DEEDS)


def test_each_address_takes_its_own_method(signed_in, run, mentor):
    client = signed_in(mentor)

    answers = [client.get(url(f"run_{deed}", run)).status_code for deed in DEEDS]
    assert answers == [405] * len(DEEDS)
    answers = [client.post(url(name, run)).status_code for name in ("run", "run_news")]
    assert answers == [405, 405]


def test_a_press_without_its_version_is_no_press(signed_in, run, mentor):
    assert signed_in(mentor).post(url("run_on", run)).status_code == 400
    assert now_of(mentor).version == 1


def test_who_does_not_lead_is_told_so_and_sees_no_buttons(signed_in, run, mentee):
    client = signed_in(mentee)
    page = client.get(url("run", run))

    assert url("run_on", run) not in page.text
    assert url("run_end", run) not in page.text
    answer = client.post(url("run_on", run), {"version": 1}, follow=True)
    assert "Somebody else leads now" in answer.text
    assert now_of(mentee).version == 1


def test_the_leader_goes_on_and_back_and_ends_it(signed_in, run, mentor):
    client = signed_in(mentor)
    slots = Course(run).slots

    client.post(url("run_on", run), {"version": 1})
    page = client.get(url("run", run))
    assert f"2. {slots[1].step.title}" in page.text
    client.post(url("run_back", run), {"version": 2})
    client.post(url("run_pause", run), {"version": 3})
    assert "The clock holds" in client.get(url("run", run)).text
    client.post(url("run_resume", run), {"version": 4})
    client.post(url("run_more", run), {"version": 5})
    client.post(url("run_end", run), {"version": 6})

    ended = now_of(mentor)
    assert (ended.step, ended.version) == (slots[0].key, 7)
    assert "This meeting was ended" in client.get(url("run", run)).text


def test_a_second_press_of_one_page_is_told(signed_in, run, mentor):
    client = signed_in(mentor)
    client.post(url("run_on", run), {"version": 1})

    answer = client.post(url("run_on", run), {"version": 1}, follow=True)

    assert "look where the group is now" in answer.text
    assert Course(now_of(mentor)).at == 1


def test_a_member_takes_over_the_lead(signed_in, run, mentor, mentee):
    page = signed_in(mentee).get(url("run", run))
    assert "Take over the lead" in page.text

    signed_in(mentee).post(url("run_lead", run))

    assert now_of(mentor).leader == mentee
    page = signed_in(mentor).get(url("run", run))
    assert f"{mentee.full_name} leads" in page.text
    assert url("run_on", run) not in page.text


def test_the_leader_gives_roles(signed_in, run, mentor, mentee, other_mentee, outsider):
    client = signed_in(mentor)
    assert client.get(url("run_roles", run)).context["form"]["case_owner"].value()
    sent = {"version": 1, "timekeeper": other_mentee.pk}

    client.post(url("run_roles", run), sent)

    changed = now_of(mentor)
    assert (changed.timekeeper, changed.case_owner) == (other_mentee, None)
    assert url("run_pause", run) in signed_in(other_mentee).get(url("run", run)).text
    sent = {"version": 2, "observer": outsider.pk}
    answer = signed_in(mentor).post(url("run_roles", run), sent)
    assert "observer" in answer.context["form"].errors


def test_what_is_refused_of_roles_is_told_and_kept(signed_in, run, mentor, mentee):
    sent = {"version": 1, "case_owner": mentee.pk, "observer": mentee.pk}

    answer = signed_in(mentor).post(url("run_roles", run), sent)

    assert "watches does nothing else" in answer.text
    assert answer.context["form"]["observer"].value() == str(mentee.pk)
    assert now_of(mentor).version == 1


def test_roles_are_the_leaders_to_give(signed_in, run, mentee, outsider):
    assert signed_in(mentee).get(url("run_roles", run)).status_code == 403
    assert signed_in(mentee).post(url("run_roles", run)).status_code == 403
    assert signed_in(outsider).get(url("run_roles", run)).status_code == 404
    assert signed_in(outsider).post(url("run_roles", run)).status_code == 404


def test_each_role_reads_its_own(signed_in, run, mentor, mentee, other_mentee):
    at_step(run, "five-step.advice", mentor)
    step = Course(now_of(mentor)).slot.step

    silent = signed_in(mentee).get(url("run", run))
    speaking = signed_in(other_mentee).get(url("run", run))

    assert silent.context["scene"].own_words == step.prompt_for("case_owner")
    assert silent.context["box"].kind.name == RUN_NOTE
    assert "You listen now" in silent.text
    assert speaking.context["scene"].own_words == step.prompt_for("member")
    assert speaking.context["box"] is None
    assert "You listen now" not in speaking.text


def test_earlier_steps_are_read_and_later_ones_are_not(signed_in, run, mentor, mentee):
    first = run.step
    on(run, mentor)
    client = signed_in(mentee)

    earlier = client.get(url("run", run), {"step": first})
    later = client.get(url("run", run), {"step": "five-step.review"})

    assert earlier.context["scene"].slot.key == first
    assert "The group is at step 2" in earlier.text
    assert "data-follows" not in earlier.text
    assert later.context["scene"].number == 2


def test_what_is_written_alone_shows_on_no_page_before(
    signed_in, writing, written, mentor, mentee, other_mentee, group
):
    everybody = [seat.person for seat in group.seats.all()]
    others = [person for person in everybody if person != other_mentee]
    for person in others:
        client = signed_in(person)
        for page in (url("run", writing), writing.session.get_absolute_url()):
            assert "About her fear" not in client.get(page).text
        with acting_as(person), transaction.atomic():
            assert list(Text._base_manager.filter(kind=ALONE)) == []
    assert "About her fear" in signed_in(other_mentee).get(url("run", writing)).text

    on(writing, mentor)

    for person in everybody:
        page = signed_in(person).get(url("run", writing))
        assert [text.body for text in page.context["table"]] == ["About her fear"]


def test_a_late_text_is_kept_and_marked(
    signed_in, writing, written, mentor, group, now
):
    run = on(writing, mentor)
    now.shift(60)
    late = group.seats.filter(role="mentee").order_by("pk")[1].person
    key = f"{run.pk}.{CORE}"
    saved = write_text(by=late, kind=ALONE, key=key, body="Or about time")

    page = signed_in(mentor).get(url("run", run))

    assert saved.text.key == key
    assert [(text.body, text.is_late) for text in page.context["table"]] == [
        ("About her fear", False),
        ("Or about time", True),
    ]


@pytest.mark.parametrize(
    "step", ["five-step.core", "five-step.question", "five-step.x"]
)
def test_nobody_writes_in_a_step_to_come_or_without_writing(run, mentee, step):
    assert write_text(by=mentee, kind=ALONE, key=f"{run.pk}.{step}", body="x") is None


@pytest.mark.parametrize("step", ["five-step.question", "five-step.x", ""])
def test_while_the_group_writes_nobody_writes_elsewhere(writing, mentee, step):
    key = f"{writing.pk}.{step}"

    assert write_text(by=mentee, kind=ALONE, key=key, body="x") is None


@pytest.mark.parametrize("kind", [ALONE, RUN_NOTE])
def test_who_is_not_in_the_circle_writes_nothing(writing, outsider, kind):
    key = f"{writing.pk}.{CORE}"

    assert write_text(by=outsider, kind=kind, key=key, body="x") is None


def test_it_is_written_without_a_script(signed_in, writing, other_mentee):
    box = signed_in(other_mentee).get(url("run", writing)).context["box"]

    answer = signed_in(other_mentee).post(
        reverse("writing:write"), typed(box, written_alone="Without a script")
    )

    assert answer.url == url("run", writing) + f"?step={CORE}"
    with acting_as(other_mentee), transaction.atomic():
        assert Text.objects.of_kind(ALONE).get().face_down


def test_news_cost_no_more_than_asking_who_it_is(
    signed_in, run, mentee, django_assert_num_queries
):
    client = signed_in(mentee)
    page = url("run_news", run)
    known = client.get(page)
    tag = known["ETag"]

    with django_assert_num_queries(6):
        same = client.get(page, headers={"If-None-Match": tag})

    assert (known.json(), same.status_code, same.content) == (
        {"tag": "1.0", "version": 1, "number": 1, "paused": False, "ready": ""},
        304,
        b"",
    )
    assert int(same["Left"]) == run.left_ms


def test_news_tell_of_a_step(signed_in, run, mentor, mentee):
    client = signed_in(mentee)
    tag = client.get(url("run_news", run))["ETag"]
    on(run, mentor)

    news = client.get(url("run_news", run), headers={"If-None-Match": tag})

    assert (news.status_code, news.json()["number"]) == (200, 2)


def test_news_are_for_who_is_signed_in_and_there(
    client, signed_in, run, mentee, other_mentee, coordinator
):
    asked = {"headers": {"If-None-Match": '"1.0"', "Accept": "application/json"}}
    assert client.get(url("run_news", run), **asked).status_code == 401
    assert signed_in(other_mentee).get(url("run_news", run), **asked).status_code == 304
    with acting_as(coordinator):
        seat = run.session.group.seats.get(person=other_mentee)
        leave_seat(seat=seat, by=coordinator)
    assert signed_in(other_mentee).get(url("run_news", run), **asked).status_code == 404


def test_one_member_alone_goes_through_it_all(signed_in, meeting, mentor):
    """One telephone on the table: everything is done with one who is signed in."""
    client = signed_in(mentor)
    page = reverse("sessions:run_start", args=[meeting.pk])
    client.post(page, PARTS | {"minutes": "60"})
    run = now_of(mentor)
    titles = []
    for version, _slot in enumerate(Course(run).slots, start=1):
        found = client.get(url("run", run)).context["scene"]
        titles.append(found.told.step.title)
        client.post(url("run_on", run), {"version": version})

    assert titles == [slot.step.title for slot in Course(run).slots]


@pytest.mark.parametrize("texts", [1, 4])
def test_the_page_asks_the_same_however_many_texts(
    questions, writing, mentor, group, texts
):
    people = [seat.person for seat in group.seats.filter(role="mentee")]
    for person in people[:texts]:
        write_text(by=person, kind=ALONE, key=f"{writing.pk}.{CORE}", body=f"{uuid4()}")
    assert questions(mentor, url("run", writing)) == 10
    on(writing, mentor)

    assert questions(mentor, url("run", writing)) == 11


def test_two_of_one_name_are_told_apart(signed_in, writing, written, mentor, mentee):
    for person in (mentee, written.author):
        person.given_name, person.family_name = "Jan", "Boer"
        person.save()
    page = signed_in(mentor).get(url("run_roles", writing))

    names = [name for _pk, name in page.context["form"].fields["timekeeper"].choices]

    assert len(set(names)) == len(names) == 6


def test_the_box_says_who_finds_it_by_now(signed_in, writing, other_mentee, mentor):
    client, before = signed_in(other_mentee), "Nobody else finds this"
    page = url("run", writing) + f"?step={CORE}"
    assert before in client.get(page).text

    on(writing, mentor)

    turned = client.get(page).text
    assert before not in turned
    assert "your group reads along" in turned


def test_a_meeting_that_is_over_leads_to_what_was_gone_through(
    signed_in, run, mentor, mentee, now
):
    now.move_to(run.session.ends_at)
    page, link = run.session.get_absolute_url(), f'<a href="{url("run", run)}">'
    assert (
        f'<a class="button" href="{url("run", run)}">'
        in signed_in(mentee).get(page).text
    )

    act(mentor, end_run, run=run, version=1)

    assert f"{link}What your group went through" in signed_in(mentee).get(page).text
