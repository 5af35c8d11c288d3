"""A mentee goes to another group, or a group ends: who reads what, and who is told."""

import pytest
from django.urls import reverse

from groups.models import MentorGroup
from groups.presenters import now
from groups.services import dissolve_group, leave_seat, move_seat
from groups.views import moves as pages
from programmes.models import Programme, Role
from reminders.models import Mail
from spaces.acting import acting_as
from spaces.errors import DomainError
from spaces.models import Space
from tests.factories import (
    DisciplineFactory,
    ProgrammeFactory,
    TopicFactory,
    form_group,
    formed_group,
    see_all,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups(crew, coordinator):
    found = []
    for _number in range(2):
        mentor, mentees = crew(4)
        found.append(see_all(form_group(mentor=mentor, mentees=mentees)))
    Programme.objects.update(state=Programme.State.RUNNING)
    Mail.objects.all().delete()
    return found


@pytest.fixture
def seat(groups):
    return groups[0].seats.mentees().order_by("pk").first()


def readable(person) -> set:
    with acting_as(person):
        shared = Space.objects.filter(kind__in=["pair", "circle"])
        return set(shared.values_list("pk", flat=True))


def told(kind) -> set:
    return set(Mail.objects.filter(kind=kind).values_list("person", flat=True))


def people_of(group) -> set:
    return set(group.seats.held().values_list("person", flat=True))


def people_there(group) -> list:
    return [seat.person for seat in group.seats.held().with_person()]


def test_who_moves_takes_along_nothing_but_the_own(groups, seat, coordinator):
    before, after = groups
    old_circle, old_pair, their_circle = before.circle_id, seat.pair_id, after.circle_id
    their_mentor = after.mentor

    moved = move_seat(seat=seat, group=after, by=coordinator)

    see_all(after)
    assert readable(seat.person) == {old_pair, moved.pair_id, after.circle_id}
    assert old_pair not in readable(before.mentor)
    assert old_circle in readable(before.mentor)
    assert {their_circle, after.circle_id, moved.pair_id} <= readable(their_mentor)
    assert readable(coordinator) == set()


def test_everybody_is_told_once_and_nothing_but_names(groups, seat, coordinator):
    before, after = groups
    move_seat(seat=seat, group=after, by=coordinator)

    assert told("groups.moved") == {seat.person_id}
    assert told("groups.left") == people_of(before)
    assert told("groups.joined") == people_of(after) - {seat.person_id}
    (mail,) = Mail.objects.filter(kind="groups.moved")
    there = {person.full_name for person in people_there(after)} - {str(seat.person)}
    assert {one["name"] for one in mail.context.pop("people")} == there
    assert mail.context == {
        "before": f"Mentor group {before.mentor.full_name}",
        "before_id": before.pk,
        "group": f"Mentor group {after.mentor.full_name}",
        "mentor": after.mentor.full_name,
    }


def test_a_move_that_breaks_a_rule_changes_nothing(groups, seat, coordinator):
    before, after = groups
    seat.person.team = after.mentor.team
    seat.person.save(update_fields=["team"])

    with pytest.raises(DomainError, match="in the same team"):
        move_seat(seat=seat, group=after, by=coordinator)

    seat.refresh_from_db()
    assert seat.left_at is None
    assert len(people_of(before)) == len(people_of(after)) == 5
    assert not Mail.objects.exists()


@pytest.mark.parametrize("who", ["mentor", "gone", "same", "foreign"])
def test_what_is_no_move_is_refused(groups, seat, coordinator, who):
    before, target = groups
    if who == "mentor":
        seat = before.seats.mentors().get()
    if who == "gone":
        leave_seat(seat=seat, by=coordinator)
    if who == "same":
        target = before
    if who == "foreign":
        target = formed_group(ProgrammeFactory())

    with pytest.raises(DomainError):
        move_seat(seat=seat, group=target, by=coordinator)


def test_the_page_says_who_reads_what_before_it_is_done(
    signed_in, coordinator, groups, seat
):
    before, after = groups
    url = reverse("groups:seat_move", args=[seat.pk])
    client = signed_in(coordinator)

    assert after.mentor.full_name in client.get(url).content.decode()
    asked = client.get(url, {"group": after.pk})
    readings = {one.what: (one.before, one.after) for one in asked.context["readings"]}
    everybody = readings[f"{before}: what was written until now"]
    assert seat.person.full_name in everybody[0]
    assert seat.person.full_name not in everybody[1]
    assert (
        seat.person.full_name not in readings[f"{after}: what was written until now"][1]
    )
    assert seat.person.full_name in readings[f"{after}: what is written from now on"][1]
    assert people_of(before) != people_of(after)
    assert seat.person_id in people_of(before)

    client.post(url, {"group": after.pk})
    assert seat.person_id in people_of(after)
    assert client.post(url, {"group": after.pk}).status_code == 404


def test_a_namesake_of_who_leaves_goes_on_reading(signed_in, coordinator, groups, seat):
    namesake = groups[0].mentor
    namesake.given_name, namesake.family_name = (
        seat.person.given_name,
        seat.person.family_name,
    )
    namesake.save(update_fields=["given_name", "family_name"])
    client = signed_in(coordinator)

    for name, pk in (("leave", seat.pk), ("mentor", groups[0].pk)):
        asked = client.get(reverse(f"groups:{name}", args=[pk]))
        until_now = asked.context["readings"][0]
        assert until_now.before.count(namesake.full_name) == 2
        assert until_now.after.count(namesake.full_name) == 1


def test_a_group_where_a_rule_breaks_is_not_offered(
    signed_in, coordinator, groups, seat
):
    after = groups[1]
    seat.person.team = after.mentor.team
    seat.person.save(update_fields=["team"])
    url = reverse("groups:seat_move", args=[seat.pk])

    page = signed_in(coordinator).get(url)
    posted = signed_in(coordinator).post(url, {"group": after.pk})

    assert "No other group has a place" in page.content.decode()
    assert "in the same team" in page.content.decode()
    assert posted.status_code == 200
    assert seat.person_id in people_of(groups[0])


@pytest.fixture
def ending(groups, crew, coordinator):
    """A group of three whose mentees go to two others, and one to none."""
    mentor, mentees = crew(4)
    group = form_group(mentor=mentor, mentees=mentees)
    leave_seat(seat=group.seats.mentees().first(), by=coordinator)
    Mail.objects.all().delete()
    seats = list(group.seats.held().mentees().order_by("pk"))
    return group, dict(zip((s.pk for s in seats), [*groups, None], strict=True)), seats


def test_a_group_ends_and_its_mentees_go_to_others(groups, ending, coordinator):
    group, moves, seats = ending

    moved = dissolve_group(group=group, moves=moves, by=coordinator)

    assert people_of(group) == set()
    assert [len(people_of(one)) for one in groups] == [6, 6]
    assert [one.person for one in moved] == [seat.person for seat in seats[:2]]
    assert group.circle_id not in readable(group.mentor)
    for seat in seats:
        assert seat.pair_id in readable(seat.person)
        assert group.circle_id not in readable(seat.person)
        assert seat.pair_id not in readable(group.mentor)
    assert told("groups.moved") == {seat.person_id for seat in seats[:2]}
    assert told("groups.dissolved") == {seats[2].person_id, group.mentor_id}
    assert told("groups.left") == set()


def test_two_go_to_one_group_that_starts_one_new_circle(groups, ending, coordinator):
    group, moves, seats = ending
    target = groups[0]
    before = readable(target.mentor)
    moves = {pk: target if pk != seats[2].pk else None for pk in moves}

    dissolve_group(group=group, moves=moves, by=coordinator)

    see_all(target)
    pairs = target.seats.held().filter(person__in=[one.person for one in seats[:2]])
    opened = {target.circle_id, *pairs.values_list("pair", flat=True)}
    assert readable(target.mentor) == before | opened
    assert target.circle_id in readable(seats[0].person)


def test_a_group_that_would_be_too_full_changes_nothing(groups, ending, coordinator):
    group, moves, _seats = ending

    with pytest.raises(DomainError, match="is full"):
        dissolve_group(
            group=group, moves=dict.fromkeys(moves, groups[0]), by=coordinator
        )

    assert [len(people_of(one)) for one in (group, *groups)] == [4, 5, 5]
    assert not Mail.objects.exists()


def test_who_joined_meanwhile_is_not_forgotten(ending, enrol, coordinator):
    group, moves, seats = ending
    moves.pop(seats[0].pk)

    with pytest.raises(DomainError, match="meanwhile"):
        dissolve_group(group=group, moves=moves, by=coordinator)

    assert len(people_of(group)) == 4


def test_the_page_ends_a_group_once(signed_in, coordinator, ending, groups):
    group, moves, _seats = ending
    url = reverse("groups:dissolve", args=[group.pk])
    client = signed_in(coordinator)
    chosen = {f"seat-{pk}": to.pk if to else "none" for pk, to in moves.items()}

    assert "nobody" in client.get(url).content.decode()
    assert client.post(url, chosen).status_code == 200
    assert len(people_of(group)) == 4
    client.post(url, chosen | {"sure": "on"})

    assert people_of(group) == set()
    page = client.get(group.get_absolute_url()).content.decode()
    assert "This group has ended." in page
    listed = reverse("boards:composition_list", args=[group.programme_id])
    assert "has ended" in client.get(listed).content.decode()
    assert MentorGroup.objects.under_way().count() == 2


def test_nobody_is_left_without_a_group_by_an_empty_answer(
    signed_in, coordinator, ending
):
    group, moves, _seats = ending
    url = reverse("groups:dissolve", args=[group.pk])
    client = signed_in(coordinator)
    chosen = dict.fromkeys((f"seat-{pk}" for pk in moves), "none")

    for open_one in chosen:
        answer = client.post(url, chosen | {open_one: "", "sure": "on"})
        assert list(answer.context["form"].errors) == [open_one]
    client.post(url, {"sure": "on"})

    assert len(people_of(group)) == 4


def test_a_group_that_has_ended_does_not_begin_again(
    signed_in, coordinator, ending, enrol
):
    group, moves, _seats = ending
    dissolve_group(group=group, moves=dict.fromkeys(moves), by=coordinator)
    Mail.objects.all().delete()
    client = signed_in(coordinator)
    newcomers = {"mentor": enrol(Role.MENTOR), "mentee": enrol()}

    for name, field in (("mentor", "mentor"), ("join", "mentee")):
        url = reverse(f"groups:{name}", args=[group.pk])
        answer = client.post(url, {field: newcomers[field].pk})
        assert answer.context["form"].errors == {field: ["This group has ended."]}

    assert people_of(group) == set()
    assert not Mail.objects.exists()


def test_only_coordinators_move_and_end(signed_in, groups, seat, outsider):
    urls = [
        reverse("groups:seat_move", args=[seat.pk]),
        reverse("groups:dissolve", args=[groups[0].pk]),
    ]
    for url in urls:
        assert signed_in(groups[0].mentor).post(url).status_code == 403
        assert signed_in(outsider).post(url).status_code == 404
        assert signed_in(outsider).delete(url).status_code == 405
    assert len(people_of(groups[0])) == 5


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_more_groups(
    signed_in, coordinator, groups, seat, crew, django_assert_num_queries, count
):
    for _number in range(count):
        mentor, mentees = crew()
        form_group(mentor=mentor, mentees=mentees)
    client = signed_in(coordinator)

    with django_assert_num_queries(12):
        client.get(reverse("groups:seat_move", args=[seat.pk]))


@pytest.fixture
def near(groups, crew, monkeypatch):
    """So few are looked at; beside them a group of another discipline, and a full one."""
    monkeypatch.setattr(now, "NEAR", 1)
    monkeypatch.setattr(pages, "NEAR", 1)
    other = DisciplineFactory(organisation=groups[0].programme.organisation)
    mentor, mentees = crew(person__discipline=other)
    strange = form_group(mentor=mentor, mentees=mentees)
    mentor, mentees = crew(6)
    full = form_group(mentor=mentor, mentees=mentees)
    return strange, full


def offered(page) -> set:
    return set(page.context["form"].fields["group"].fits)


def test_of_many_groups_those_stand_there_that_may_suit(
    signed_in, coordinator, groups, seat, near
):
    _strange, full = near
    client = signed_in(coordinator)
    url = reverse("groups:seat_move", args=[seat.pk])

    page = client.get(url)

    assert offered(page) == {groups[1].pk}
    assert "those stand here that may suit best" in page.text
    # Who is looked for by name stands there, whatever is in the way.
    page = client.get(url, {"q": full.mentor.family_name})
    assert offered(page) == set()
    assert [one for one, _option in page.context["unfit"]] == [full]
    assert "has “xyz” in it" in client.get(url, {"q": "xyz"}).text


def test_who_knows_what_is_needed_stands_first(
    signed_in, coordinator, groups, seat, crew, near
):
    mentor, mentees = crew()
    knowing = form_group(mentor=mentor, mentees=mentees)
    url = reverse("groups:seat_move", args=[seat.pk])
    topic = TopicFactory(organisation=groups[0].programme.organisation)
    seat.participation.needs.create(topic=topic, weight=3)
    mentor.expertise.create(topic=topic, level=2)

    assert offered(signed_in(coordinator).get(url)) == {knowing.pk}


def test_a_group_that_was_looked_for_is_gone_to(
    signed_in, coordinator, groups, seat, crew, near
):
    mentor, mentees = crew(5)
    far = form_group(mentor=mentor, mentees=mentees)
    client = signed_in(coordinator)
    url = reverse("groups:seat_move", args=[seat.pk])

    assert client.get(url, {"group": far.pk}).context["target"] == far
    client.post(url, {"group": far.pk})

    assert seat.person_id in people_of(far)


def test_at_the_end_of_a_group_a_chosen_place_is_kept(
    signed_in, coordinator, groups, crew, near
):
    mentor, mentees = crew(5)
    far = form_group(mentor=mentor, mentees=mentees)
    first, *rest = groups[0].seats.mentees()
    chosen = {f"seat-{seat.pk}": "none" for seat in rest}

    signed_in(coordinator).post(
        reverse("groups:dissolve", args=[groups[0].pk]),
        {**chosen, f"seat-{first.pk}": far.pk, "sure": "on"},
    )

    assert first.person_id in people_of(far)
    assert people_of(groups[0]) == set()


def test_a_mentor_can_be_found_again_after_the_end(ending, coordinator, enrol):
    group, moves, _seats = ending
    lead = group.seats.mentors().get().participation
    dissolve_group(group=group, moves=dict.fromkeys(moves), by=coordinator)

    mentees = [enrol(Role.MENTEE) for _ in range(4)]
    again = form_group(mentor=lead, mentees=mentees)

    assert again.mentor == group.mentor


def test_who_has_no_team_and_no_field_can_go_too(signed_in, coordinator, groups, seat):
    """Of nobody is it asked then who is of that team and discipline."""
    seat.person.team = seat.person.discipline = None
    seat.person.save(update_fields=["team", "discipline"])

    page = signed_in(coordinator).get(reverse("groups:seat_move", args=[seat.pk]))

    assert [group for group, _option in page.context["unfit"]] == [groups[1]]
