"""What goes when the time of a group is over, and that nothing else does."""

import datetime as dt
from contextlib import suppress
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.conf import settings as configured
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from crossmentor import settings as real
from groups import services as groups
from groups.models import FormerCircle, MentorGroup, RetentionRound, Seat
from groups.retention import REMINDER, object_of
from groups.services import retention
from programmes.models import Programme
from reminders.models import Mail, Standing
from reminders.services import stand
from spaces import erasures
from spaces.acting import acting_as
from spaces.models import Confidential, Erasure, Space, UsedSpace
from spaces.services import leave_space
from spaces.unopened import NotSaved
from tests import factories, roles
from tests.conftest import connect_as
from tests.groups.ends import go_on
from tests.spaces.conftest import WORDS, kinds_of
from writing.models import Snapshot, Text
from writing.services import give_words, show_text

pytestmark = pytest.mark.django_db
TEXTS = [model for model in apps.get_models() if issubclass(model, Confidential)]
# Long ago by whichever clock: the database's own is not set back.
ENDED = dt.date(2020, 1, 31)
UNTIL = dt.date(2020, 7, 31)
ZONE = "Europe/Amsterdam"
# What says of which group a space was, the bare row of it and that it was one.
STAYS = {
    ("spaces_space", "id"),
    ("spaces_erasure", "space_id"),
    ("spaces_usedspace", "space_id"),
    ("spaces_auditevent", "space_id"),
    ("groups_mentorgroup", "circle_id"),
    ("groups_formercircle", "space_id"),
    ("groups_seat", "pair_id"),
}


@pytest.fixture(autouse=True)
def file(settings, tmp_path, at_work):
    settings.ERASURES_FILE = tmp_path / "erasures"
    settings.ERASING = True
    return settings.ERASURES_FILE


@pytest.fixture
def filled(world):
    """A row of every confidential model in each kind of space, where there may be so many."""
    for model in TEXTS:
        world.add(model, "pair")
        for kind in {"circle", "own", "shared"} & set(kinds_of(model)):
            with suppress(IntegrityError), transaction.atomic():
                world.add(model, kind)
    return world


def everything() -> dict[str, list[str]]:
    """Each row of each table, byte for byte."""
    roles.become(connection, "postgres")
    try:
        with connection.cursor() as cursor:
            tables = connection.introspection.table_names(cursor)
            found = {}
            for table in sorted(tables):
                cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
                found[table] = [row for (row,) in cursor.fetchall()]
    finally:
        roles.become(connection, roles.WEB)
    return found


def lies_in(space_id) -> set[tuple[str, str]]:
    """The tables and columns in which the id of a space stands, whatever they are called."""
    roles.become(connection, "postgres")
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT table_name, column_name FROM information_schema.columns "
                "WHERE table_schema = 'public' AND data_type = 'uuid'"
            )
            found = set()
            for table, column in cursor.fetchall():
                cursor.execute(
                    f'SELECT 1 FROM "{table}" WHERE "{column}" = %s LIMIT 1', [space_id]
                )
                if cursor.fetchone():
                    found.add((table, column))
    finally:
        roles.become(connection, roles.WEB)
    return found


def ended(group, last_day=ENDED):
    groups.end_on(group=group, last_day=last_day)
    group.refresh_from_db()
    return group


def reminded(group, *people, sent_at=dt.datetime(2020, 7, 1, 6, tzinfo=dt.UTC), **more):
    """A reminder left to each of these, or to everybody in the group."""
    people = people or [seat.person for seat in group.seats.select_related("person")]
    for person in people:
        values = {"state": Mail.State.SENT, "sent_at": sent_at} | more
        Mail.objects.create(
            key=uuid4(),
            person=person,
            kind=REMINDER,
            object_id=object_of(group, group.readable_until),
            programme_id=group.programme_id,
            zone=ZONE,
            link="/",
            **values,
        )


def spaces_of(group) -> set:
    pairs = group.seats.exclude(pair=None).values_list("pair", flat=True)
    return {group.circle_id, *pairs}


def night(now=None):
    with roles.worker():
        retention.go_through(now)


def erased() -> set:
    return set(Erasure.objects.values_list("pk", flat=True))


def ripe(moment) -> set:
    with roles.worker():
        return {one.space_id for one in retention.lasting(moment) if one.is_ripe}


def at(day, hour=0, minute=0):
    zone = Programme(time_zone=ZONE)
    from programmes.clock import wall_clock

    return wall_clock(zone, day, dt.time(hour, minute))


def test_it_is_switched_on():
    """As people can take along what they wrote, and the mail of before tells where."""
    assert real.ERASING is True
    assert reverse("taking_along")


def test_all_in_the_spaces_of_the_group_goes_and_nothing_else(filled, group):
    other = factories.formed_group(group.programme)
    before, mine = everything(), spaces_of(ended(group))
    reminded(group)
    between = everything()
    circle, pair = group.circle_id, filled.seat.pair_id
    lay = {table for one in (circle, pair) for table, _column in lies_in(one)}
    may = [model for model in TEXTS if {"pair", "circle"} & set(kinds_of(model))]
    assert lay >= {model._meta.db_table for model in may}
    own = {table for table, _column in lies_in(filled.found[Text].space_id)}
    assert len(own) > len(lay) / 3

    night()

    after = everything()
    assert erased() == mine
    for space_id in mine:
        assert lies_in(space_id) <= STAYS
    gone = {str(space_id) for space_id in mine}
    for table, rows in between.items():
        if table in ("spaces_erasure", "groups_retentionround"):
            continue
        kept = [row for row in rows if not any(one in row for one in gone)]
        stays = {name for name, _column in STAYS}
        assert after[table] == (rows if table in stays else kept), table
    assert spaces_of(other) & erased() == set()
    # The own spaces, row for row and byte for byte; there was something in each.
    assert len(before["writing_text"]) > len(after["writing_text"]) > 0


def test_a_line_stays_that_it_happened(world, group):
    reminded(ended(group))

    night()

    lines = Erasure.objects.order_by("kind").values_list("kind", "group_id").distinct()
    assert list(lines) == [("circle", group.pk), ("pair", group.pk)]
    assert {one.on for one in Erasure.objects.all()} == {
        dt.datetime.now(dt.UTC).astimezone(group_zone(group)).date()
    }


def group_zone(group):
    from zoneinfo import ZoneInfo

    return ZoneInfo(group.programme.time_zone)


def test_a_space_that_was_erased_opens_for_nobody_and_not_again(world, group):
    reminded(ended(group))
    night()

    with acting_as(world.mentee), transaction.atomic():
        assert list(Space.objects.filter(pk__in=spaces_of(group))) == []
        with pytest.raises(NotSaved):
            world.text_in(Space(pk=group.circle_id), world.mentee)
        with pytest.raises(DatabaseError), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT spaces_open(%s, 'circle', NULL, NULL, %s, 'first', '')",
                    [group.circle_id, [world.mentee.pk]],
                )


def test_what_was_given_away_stays_until_its_own_date(world, group, outsider):
    with acting_as(world.mentee), transaction.atomic():
        given = give_words(
            author=world.mentee,
            reader=world.mentor,
            title="",
            body=WORDS,
            until=dt.date.today() + dt.timedelta(days=9),
        )
    reminded(ended(group))

    night()

    with acting_as(world.mentor), transaction.atomic():
        assert Snapshot.objects.get(pk=given.pk).body == WORDS


def test_a_copy_in_the_circle_goes_and_its_own_text_stays(world, group):
    with acting_as(world.mentee), transaction.atomic():
        text = world.found[Text]
        text.body = WORDS
        show_text(text=text, space_id=group.circle_id)
    reminded(ended(group))

    night()

    tables = everything()
    assert tables["writing_shown"] == []
    assert [str(text.pk) in row for row in tables["writing_text"]] == [True]


def test_what_mails_may_say_of_it_goes_too(world, group):
    with acting_as(world.mentee), transaction.atomic():
        text = world.text_in(Space(pk=group.circle_id), world.mentee)
        stand(kind="of it", object_id=text.pk, facts={})
        stand(kind="of another", object_id=uuid4(), facts={})
    reminded(ended(group))

    night()

    assert [one.kind for one in Standing.objects.all()] == ["of another"]


# When it is time, and for whom.


@pytest.mark.parametrize(
    "zone", ["Europe/Amsterdam", "Pacific/Auckland", "America/Lima"]
)
def test_the_last_day_is_still_a_day_by_the_clock_of_the_programme(world, group, zone):
    group.programme.time_zone = zone
    group.programme.save(update_fields=["time_zone"])
    reminded(ended(group))
    from programmes.clock import wall_clock

    last = wall_clock(group.programme, UNTIL, dt.time(23, 59))
    assert ripe(last - dt.timedelta(days=1)) == set()
    assert ripe(last) == set()
    assert ripe(last + dt.timedelta(minutes=1)) == spaces_of(group)


def test_a_group_that_goes_on_starts_no_clock(world, group):
    reminded(ended(group))
    go_on(group)

    night()

    assert erased() == set()
    assert ripe(at(dt.date(2099, 1, 1))) == set()


def test_the_months_are_those_of_the_programme(world, group):
    group.programme.retention_months = 9
    group.programme.save(update_fields=["retention_months"])
    reminded(ended(group))

    assert ripe(at(dt.date(2020, 10, 31), 23)) == set()
    assert ripe(at(dt.date(2020, 11, 1))) == spaces_of(group)


@pytest.mark.parametrize(
    "state", [state for state in Mail.State if state != Mail.State.SENT]
)
def test_nothing_goes_whose_reminder_did_not_leave(world, group, state):
    """Bounced, in doubt, held, stopped, waiting: nobody can show that it left."""
    others = [seat.person for seat in group.seats.all() if seat.person != world.mentee]
    reminded(ended(group), *others)
    reminded(group, world.mentee, state=state)

    night()

    # The pairs of the others go: who is in them was told.
    mine = {group.circle_id, world.seat.pair_id}
    assert erased() == spaces_of(group) - mine


def test_without_any_reminder_nothing_goes(world, group):
    ended(group)

    night()

    assert erased() == set()


def test_of_another_day_it_is_no_reminder(world, group):
    reminded(ended(group, dt.date(2020, 1, 30)))
    ended(group, ENDED)

    night()

    assert erased() == set()


def test_four_weeks_lie_between_the_reminder_and_the_end(world, group):
    late = at(UNTIL, 12)
    reminded(ended(group), sent_at=late)

    assert ripe(late + dt.timedelta(days=27)) == set()
    assert ripe(late + dt.timedelta(days=28)) == spaces_of(group)


def test_who_left_earlier_is_not_waited_for(world, group):
    """Of the circle: the pair is the leaver's to read, who is reminded of that."""
    with acting_as(world.mentor), transaction.atomic():
        groups.leave_seat(seat=world.seat, by=world.mentor)
    others = [seat.person for seat in group.seats.held()]
    reminded(ended(group), *others)

    night()

    assert erased() == spaces_of(group) - {world.seat.pair_id}
    reminded(group, world.mentee)
    night()
    assert erased() == spaces_of(group)


def test_what_nobody_reads_any_more_waits_for_nobody(world, group):
    for seat in group.seats.all():
        leave_space(space_id=group.circle_id, person=seat.person)
    ended(group)

    night()

    assert erased() == {group.circle_id}


def test_the_circles_of_before_go_as_well(world, group):
    part = factories.ParticipationFactory(
        programme=group.programme,
        person__discipline=world.mentee.discipline,
    )
    before = group.circle_id
    groups.join_group(group=group, participation=part)
    reminded(ended(MentorGroup.objects.get(pk=group.pk)))

    night()

    group.refresh_from_db()
    assert before != group.circle_id
    assert erased() == spaces_of(group) | {before}


# Who may.


def test_the_worker_erases_nothing_that_is_not_over(world, group):
    reminded(ended(group))
    go_on(group)
    with acting_as(world.mentee), transaction.atomic():
        own = world.found[Text].space_id
    for space_id in [*spaces_of(group), own, uuid4()]:
        refuses_to_erase(space_id)
    # Known to have ended, and nobody was told.
    ended(group, ENDED - dt.timedelta(days=1))
    for space_id in spaces_of(group):
        refuses_to_erase(space_id)


def refuses_to_erase(space_id):
    with roles.worker(), pytest.raises(DatabaseError) as refused, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT groups_erase(%s)", [space_id])
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege), (
        refused.value
    )


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT spaces_erase(gen_random_uuid(), 1, '2020-01-01')",
        "INSERT INTO spaces_erasure VALUES (gen_random_uuid(), 'pair', 1, '2020-01-01')",
        "DELETE FROM spaces_erasure",
        "UPDATE groups_mentorgroup SET ended_on = '2020-01-01'",
        "UPDATE programmes_programme SET retention_months = 1",
        "DELETE FROM spaces_datakey",
        "DELETE FROM writing_text",
        "SELECT * FROM spaces_member",
    ],
)
@pytest.mark.parametrize("process", ["worker", "web"])
def test_neither_role_goes_another_way(statement, process):
    if process == "web" and ("mentorgroup" in statement or "programme" in statement):
        pytest.skip("a page says so")
    if process == "web" and ("writing_text" in statement or "member" in statement):
        pytest.skip("under the policies")
    with connect_as(process) as other, pytest.raises(psycopg.errors.Error) as refused:
        other.execute(statement)
    assert isinstance(refused.value, psycopg.errors.InsufficientPrivilege)


def test_the_web_role_erases_nothing(world, group):
    reminded(ended(group))
    with pytest.raises(DatabaseError), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT groups_erase(%s)", [group.circle_id])


def test_a_group_that_ended_takes_no_other_group_s_circle_along(world, group):
    """Who has the web role to themselves names it as one of a group that ended."""
    other = factories.formed_group(group.programme)
    reminded(ended(group))
    FormerCircle.objects.create(group=group, space_id=other.circle_id)
    seat = other.seats.exclude(pair=None).first()
    FormerCircle.objects.create(group=group, space_id=seat.pair_id)
    for person in {one.person for one in other.seats.all()}:
        reminded(group, person)

    night()

    assert erased() == spaces_of(group)


# Each night.


def test_switched_off_it_only_lists(world, group, settings, file):
    settings.ERASING = False
    reminded(ended(group))
    before = everything()

    night()

    last = RetentionRound.objects.get()
    assert (last.is_erasing, set(last.ripe)) == (False, set(map(str, spaces_of(group))))
    assert (last.erased, last.not_reminded) == ([], [])
    after = everything()
    changed = {table for table in before if before[table] != after[table]}
    assert changed == {"groups_retentionround"}
    assert erasures.read_record(file).last == {}


def test_the_reminder_leaves_a_month_before_and_once(world, group):
    ended(group)
    readers = {seat.person_id for seat in group.seats.all()}

    def told():
        found = Mail.objects.filter(kind=REMINDER)
        return sorted(found.values_list("person", flat=True))

    night(at(dt.date(2020, 6, 30), 0) - dt.timedelta(minutes=1))
    assert told() == []
    night(at(dt.date(2020, 6, 30)))
    night(at(dt.date(2020, 7, 1)))
    assert told() == sorted(readers)
    assert {mail.alone for mail in Mail.objects.all()} == {True}


def test_one_that_did_not_arrive_is_sent_once_more_after_four_weeks(world, group):
    ended(group)
    reminded(group, state=Mail.State.FAILED)
    failed = Mail.objects.filter(kind=REMINDER)
    failed.update(created_at=at(dt.date(2020, 7, 1)))

    def count(day):
        night(at(day))
        return Mail.objects.filter(kind=REMINDER, person=world.mentee).count()

    assert count(dt.date(2020, 7, 28)) == 1
    assert count(dt.date(2020, 7, 30)) == 2
    assert count(dt.date(2020, 7, 31)) == 2


def test_it_says_nothing_of_a_group_that_goes_on(world, group, settings):
    settings.LETTERS = real.LETTERS
    from groups import facts

    ended(group)
    night(at(dt.date(2020, 7, 1)))
    mail = Mail.objects.get(person=world.mentee)
    with roles.worker():
        said = facts.readable(mail)
        assert (said["until"], said["take_along"]) == (UNTIL, retention.take_along())
    go_on(group)
    with roles.worker():
        assert facts.readable(mail) is None


# The file.


def test_the_file_is_written_before_the_database_is_sure(
    world, group, file, monkeypatch
):
    reminded(ended(group))
    seen = []
    written = erasures.add_lines

    def write(path, word, spaces):
        if word == erasures.ERASING:
            seen.append(connection.in_atomic_block)
        written(path, word, spaces)

    monkeypatch.setattr(erasures, "add_lines", write)

    night()

    assert seen == [True] * len(spaces_of(group))
    assert erasures.read_record(file).last == dict.fromkeys(
        spaces_of(group), erasures.ERASED
    )


def test_without_a_place_for_the_file_nothing_goes(world, group, file, monkeypatch):
    reminded(ended(group))
    written = erasures.add_lines

    def full(path, word, spaces):
        if word == erasures.ERASING:
            raise OSError("no space left")
        written(path, word, spaces)

    monkeypatch.setattr(erasures, "add_lines", full)
    before = everything()["spaces_datakey"]

    night()

    assert (erased(), everything()["spaces_datakey"]) == (set(), before)


def test_what_broke_off_before_the_commit_is_said_to_be_kept(world, group, file):
    """And what no database here knows is left as it was said."""
    reminded(ended(group))
    go_on(group)
    foreign = uuid4()
    erasures.add_lines(file, erasures.ERASING, [group.circle_id, foreign])
    assert erasures.read_record(file).gone == {group.circle_id, foreign}

    night()

    told = erasures.read_record(file)
    assert told.last[group.circle_id] == erasures.KEPT
    assert told.gone == {foreign}


def test_a_file_that_was_lost_is_whole_again_the_next_night(world, group, file):
    reminded(ended(group))
    night()
    file.unlink()

    night()

    assert erasures.read_record(file).last == dict.fromkeys(
        spaces_of(group), erasures.ERASED
    )
    assert file.stat().st_mode & 0o077 == 0


def test_its_id_is_used_once(world, group):
    reminded(ended(group))
    night()
    roles.become(connection, "postgres")
    known = set(UsedSpace.objects.values_list("pk", flat=True))
    roles.become(connection, roles.WEB)
    assert spaces_of(group) <= known
    assert configured.ERASING is True
    assert Seat.objects.filter(pair=None, role="mentee").count() == 0
