"""The certificate: one's own, that one took part and when, and nothing that was said."""

import datetime as dt
from functools import cache

import pytest
from django.urls import reverse
from fontTools.ttLib import TTFont

from groups.models import Pause
from groups.services import end_on, leave_seat
from sessions.models import Session
from sessions.year.certificate import certificate_of
from sessions.year.certificate_pdf import drawn
from spaces.acting import acting_as
from spaces.models import Space
from spaces.services import open_space
from tests.sessions.year.pdf import text_of
from tests.showing import just_now
from writing.fonts import BASE, fonts_for, path_of

pytestmark = pytest.mark.django_db
OVER = dt.datetime(2027, 11, 19, 8, tzinfo=dt.UTC)


@pytest.fixture
def year(group, first, now):
    """Three meetings were held, the last of them before the mentee's time was over."""
    group.seats.update(joined_at=dt.datetime(2026, 10, 5, tzinfo=dt.UTC))
    for on, minutes in ((dt.date(2027, 1, 14), 120), (dt.date(2027, 9, 2), 90)):
        Session.objects.create(
            group=group, on=on, at=dt.time(16), minutes=minutes, state="held"
        )
    Session.objects.create(group=group, on=dt.date(2027, 3, 4), at=dt.time(16))
    Session.objects.filter(pk=first.pk).update(state="held")
    now.move_to(OVER)
    return group


@pytest.fixture
def ask(signed_in):
    def ask(person, group, name="certificate", **wanted):
        client = just_now(signed_in(person), person)
        return client.get(reverse(f"sessions:{name}", args=[group.pk]), wanted)

    return ask


def test_it_says_who_took_part_in_what_and_when(ask, year, mentee, programme):
    answer = ask(mentee, year, "certificate_file", meetings="on", hours="on")
    assert answer["Content-Type"] == "application/pdf"
    assert "Certificate.pdf" in answer["Content-Disposition"]
    assert text_of(answer.content).splitlines() == [
        "Certificate",
        mentee.bare_name,
        "took part, as a mentee in a mentor group, in the programme",
        programme.name,
        programme.organisation.name,
        "from 5 October 2026 to 19 November 2027",
        "3 meetings of the group while taking part, 5.5 hours in all",
        "What is said in a mentor group stays there. This says who took part.",
    ]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({}, None),
        ({"meetings": "on"}, "3 meetings of the group while taking part"),
        ({"hours": "on"}, "5.5 hours of meetings of the group while taking part"),
    ],
)
def test_meetings_and_hours_are_said_where_they_are_wanted(
    ask, year, mentor, wanted, said
):
    lines = text_of(ask(mentor, year, "certificate_file", **wanted).content)
    lines = lines.splitlines()
    assert "led a mentor group, as a mentor, in the programme" in lines
    assert lines[6:-1] == ([said] if said else [])


def test_it_is_in_the_language_of_the_person(ask, year, mentee):
    mentee.language = "nl"
    mentee.save(update_fields=["language"])
    answer = ask(mentee, year, "certificate_file", meetings="on", hours="on")
    assert "Certificaat.pdf" in answer["Content-Disposition"]
    lines = text_of(answer.content).splitlines()
    assert lines[5:7] == [
        "van 5 oktober 2026 tot en met 19 november 2027",
        "3 bijeenkomsten van de groep in de tijd van deelname, samen 5,5 uur",
    ]
    assert b"/Lang (nl)" in answer.content


def test_nobody_has_anothers(ask, year, outsider, coordinator, mentor, mentee):
    for person in (outsider, coordinator):
        for name in ("certificate", "certificate_file"):
            assert ask(person, year, name).status_code == 404
    said = text_of(ask(mentor, year, "certificate_file").content)
    assert mentor.bare_name in said
    assert mentee.bare_name not in said


def test_before_the_year_is_over_there_is_none(ask, year, mentee, now):
    now.move_to(OVER - dt.timedelta(days=1))
    page = ask(mentee, year)
    assert b"When the year is over, on 19 November 2027" in page.content
    assert ask(mentee, year, "certificate_file").status_code == 404


def test_without_a_first_meeting_no_day_is_known(ask, group, mentee):
    page = ask(mentee, group)
    assert b"When the year is over you can download" in page.content
    assert ask(mentee, group, "certificate_file").status_code == 404


def test_who_left_has_one_of_their_time(ask, year, mentee, coordinator, now):
    now.move_to(dt.datetime(2027, 3, 1, 8, tzinfo=dt.UTC))
    leave_seat(seat=year.seats.get(person=mentee), by=coordinator)
    now.move_to(OVER)
    assert b"Download the certificate" in ask(mentee, year).content
    lines = text_of(ask(mentee, year, "certificate_file", meetings="on").content)
    assert lines.splitlines()[5:7] == [
        "from 5 October 2026 to 1 March 2027",
        "2 meetings of the group while taking part",
    ]


def test_a_group_that_ended_before_has_one_of_its_time(ask, year, mentee, now):
    end_on(group=year, last_day=dt.date(2027, 3, 4))
    now.move_to(dt.datetime(2027, 3, 4, 8, tzinfo=dt.UTC))
    lines = text_of(ask(mentee, year, "certificate_file").content).splitlines()
    assert lines[5] == "from 5 October 2026 to 4 March 2027"


def counted(ask, group, person):
    answer = ask(person, group, "certificate_file", meetings="on", hours="on")
    return text_of(answer.content).splitlines()[6]


def test_who_came_later_has_the_meetings_since_then(ask, year, mentee, mentor):
    came = dt.datetime(2027, 1, 14, 14, 30, tzinfo=dt.UTC)
    year.seats.filter(person=mentee).update(joined_at=came)
    said = "2 meetings of the group while taking part, 3.5 hours in all"
    assert counted(ask, year, mentee) == said
    assert counted(ask, year, mentor).startswith("3 meetings")
    # Who comes when a meeting has begun was not asked for it.
    later = came + dt.timedelta(minutes=31)
    year.seats.filter(person=mentee).update(joined_at=later)
    said = "1 meeting of the group while taking part, 1.5 hours in all"
    assert counted(ask, year, mentee) == said


def test_a_pause_does_not_count(ask, year, mentee, mentor):
    seat = year.seats.get(person=mentee)
    began = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    ends = dt.datetime(2027, 3, 1, tzinfo=dt.UTC)
    with acting_as(mentor):
        Pause.objects.create(seat=seat, began_at=began, ends_at=ends)
    assert counted(ask, year, mentee).startswith("2 meetings")
    assert counted(ask, year, mentor).startswith("3 meetings")


def test_of_two_places_in_it_each_counts_and_not_what_lay_between(ask, year, mentee):
    """As after a change of mentor, or who came back."""
    old = year.seats.get(person=mentee)
    year.seats.filter(pk=old.pk).update(left_at=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    back = dt.datetime(2027, 2, 1, tzinfo=dt.UTC)
    year.seats.create(
        person=mentee,
        participation_id=old.participation_id,
        role=old.role,
        pair=open_space(kind=Space.Kind.PAIR, members=[year.mentor, mentee]),
        joined_at=back,
    )
    assert counted(ask, year, mentee).startswith("2 meetings")


def test_who_leaves_after_the_end_took_part_until_the_end(
    ask, year, mentee, coordinator, now
):
    last_day = dt.date(2027, 3, 4)
    end_on(group=year, last_day=last_day)
    leave_seat(seat=year.seats.get(person=mentee), by=coordinator)
    lines = text_of(ask(mentee, year, "certificate_file").content).splitlines()
    assert lines[5] == "from 5 October 2026 to 4 March 2027"


@pytest.mark.parametrize("name", ["certificate", "certificate_file"])
def test_it_is_only_looked_at(signed_in, year, mentee, name):
    client = just_now(signed_in(mentee), mentee)
    url = reverse(f"sessions:{name}", args=[year.pk])
    assert client.post(url).status_code == 405


NAMES = {
    "Latin": "Łukasz Đặng Ñúñez-Žižek Ğüneş",
    "Cyrillic": "Ольга Ђорђевић Щербакова",
    "Greek": "Γιώργος Παπαδόπουλος",
    "Chinese": "王小明",
    "Japanese": "山田太郎 さくら カナ",
    "Korean": "김민준",
    "Georgian": "ნინო",
    "Armenian": "Արամ",
    # Their letters join or run from right to left: read back as drawn, sign by sign.
    "Arabic": "محمد بن عبد الله",
    "Hebrew": "דוד בן־גוריון",
    "Devanagari": "नरेन्द्र शर्मा",
    "Thai": "สมชาย",
    "Amharic": "አበበ",
    "two scripts": "Anna الحسن (x) \\ 王",
    "emoji": "Anna 🌱",
}
READ_BACK = [*NAMES][:8]


@cache
def letters_of(font) -> set[int]:
    return set(TTFont(path_of(font)).getBestCmap())


@pytest.mark.parametrize("script", NAMES)
def test_a_name_of_any_script_has_its_letters(year, mentee, script):
    mentee.given_name, mentee.infix, mentee.family_name = NAMES[script], "", ""
    known = set().union(*map(letters_of, [BASE, *fonts_for(NAMES[script])]))
    assert {sign for sign in NAMES[script] if ord(sign) not in known} == set()

    name = text_of(drawn(certificate_of(mentee, year.pk), mentee)).splitlines()[1]
    if script in READ_BACK:
        assert name == NAMES[script]
    assert len(name) > len(NAMES[script]) / 2


def test_fonts_are_loaded_that_a_name_needs():
    assert fonts_for("Anna Žižek Ольга Γιώργος 1") == []
    assert [name for _package, name in fonts_for("محمد 김")] == [
        "NotoSansArabic[wght].ttf",
        "NotoSansKR-Regular.otf",
    ]
    every = [BASE, *fonts_for("".join(NAMES.values()))]
    assert all(path_of(font).is_file() for font in every)


def test_a_long_name_stays_on_the_page(year, mentee):
    mentee.given_name, mentee.family_name = "Maximiliaan " * 5, "x" * 60
    content = drawn(certificate_of(mentee, year.pk), mentee)
    assert content.count(b"/Type /Page\n") == 1
