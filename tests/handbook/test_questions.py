"""The question coach: its command, its page, and what is kept of what is typed."""

from time import process_time
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from handbook.questions.coaching import LONGEST, MOST_LINES, kinds_and_reasons, look_at
from handbook.questions.rules import KINDS, LANGUAGES, rules
from handbook.questions.texts import QUESTIONS
from spaces.acting import acting_as
from tests import factories
from writing.models import Text

COACH = reverse("handbook:coach")
KEEP = reverse("handbook:questions_keep")
ASKED = "Vind je niet dat dit te lang duurt?\nWat wil je leren?"


@pytest.fixture
def mentee_of_programme(programme):
    return factories.ParticipationFactory(programme=programme).person


@pytest.fixture
def asker(signed_in, mentee_of_programme):
    return signed_in(mentee_of_programme)


def typed(questions=ASKED, language="nl", **more):
    return {"questions": questions, "language": language, "pk": uuid4(), **more}


def kept(person):
    with acting_as(person):
        return [(one.key, one.body) for one in Text.objects.of_kind(QUESTIONS)]


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "htmx"])
def test_each_question_is_told_of_which_kind_it_is(asker, mentee_of_programme, htmx):
    headers = {"HX-Request": "true"} if htmx else {}

    response = asker.post(COACH, typed(), headers=headers)

    assert response.status_code == 200
    found = [one.kind for one in response.context["looked"]]
    assert found == ["suggestive", "open"]
    assert ("<html" in response.text) != htmx
    assert "Suggestive" in response.text
    # Nothing of it is kept.
    assert kept(mentee_of_programme) == []


@pytest.mark.parametrize(("lines", "told"), [(0, False), (1, True), (20, True)])
def test_lines_that_are_too_many_are_told_of(asker, lines, told):
    asked = "\n\n".join(["Wat wil je leren?"] * (MOST_LINES + lines))

    response = asker.post(COACH, typed(asked))

    assert len(response.context["looked"]) == MOST_LINES
    assert response.context["form"].left_out == lines
    assert ("not looked at" in response.text) == told


def test_a_way_back_is_to_a_page_of_ours_and_no_other(asker):
    for back, found in (("/workbook/", "/workbook/"), ("//a.example", "")):
        response = asker.post(COACH, typed(back=back))
        assert response.context["back"] == found
        assert ('name="back"' in response.text) == bool(found)


def test_nothing_typed_stands_in_an_address(asker):
    response = asker.get(COACH, {"questions": ASKED})

    assert "te lang duurt" not in response.text
    assert f'<form class="form" method="post" action="{COACH}"' in response.text
    assert 'hx-post="' in response.text
    assert "hx-push-url" not in response.text


def test_what_is_kept_is_kept_once_and_for_oneself(asker, mentee_of_programme):
    sent = typed()

    for _again in range(2):
        response = asker.post(KEEP, sent)

    url = reverse("handbook:questions_kept", args=[sent["pk"]])
    assert (response.status_code, response.url) == (302, url)
    assert kept(mentee_of_programme) == [(str(sent["pk"]), ASKED)]
    page = asker.get(url)
    assert [one.question for one in page.context["looked"]] == ASKED.split("\n")
    assert url in asker.get(COACH).text


def test_what_somebody_keeps_is_not_found_by_another(signed_in, programme, asker):
    sent = typed()
    asker.post(KEEP, sent)
    other = signed_in(factories.ParticipationFactory(programme=programme).person)

    url = reverse("handbook:questions_kept", args=[sent["pk"]])
    assert other.get(url).status_code == 404
    assert "te lang duurt" not in other.get(COACH).text
    assert (
        other.get(reverse("handbook:questions_kept", args=[uuid4()])).status_code == 404
    )


def test_what_is_typed_is_bounded(asker, mentee_of_programme):
    many = asker.post(COACH, typed("Wat wil je?\n" * (MOST_LINES + 5)))
    assert len(many.context["looked"]) == MOST_LINES

    long = "x" * (LONGEST + 1)
    assert asker.post(COACH, typed(long)).context["looked"] == []
    assert asker.post(COACH, typed(language="xx")).context["looked"] == []
    asker.post(KEEP, typed(long))
    asker.post(KEEP, typed(""))
    assert kept(mentee_of_programme) == []


@pytest.mark.parametrize("url", [COACH, KEEP])
def test_the_coach_is_for_who_is_signed_in(client, db, url):
    response = client.post(url, typed())

    assert response.status_code == 401


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ("Goed gesprek.\nWat wil je leren?\nGa je mee?", ["open", "closed"]),
        ("Goed.", []),
    ],
)
def test_the_boxes_of_another_page_are_saved_and_looked_at(
    asker, mentee_of_programme, notes, found
):
    key = str(uuid4())
    sent = {
        "texts": f"mine {QUESTIONS} {key}",
        "mine-body": notes,
        "mine-client_id": uuid4(),
        "mine-author": mentee_of_programme.pk,
    }

    mentee_of_programme.language = "nl"
    mentee_of_programme.save(update_fields=["language"])
    response = asker.post(COACH, sent)

    assert kept(mentee_of_programme) == [(key, notes)]
    assert [one.kind for one in response.context["looked"]] == found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "piece", ["a?", "(", " & ", "of ", "niet, ", "\u201ca", "don't "]
)
def test_no_wording_takes_long(language, piece):
    rules(language)
    began = process_time()

    look_at(piece * LONGEST, language, language)

    # Some tenths of a second; of several a machine makes more.
    assert process_time() - began < 5


def test_of_a_text_that_is_kept_so_much_is_looked_at(asker, mentee_of_programme):
    pk = uuid4()
    long = "\n".join(["Vind je niet dat " + "dit " * 1000 + "te lang duurt?"] * 40)
    address = reverse("writing:save", args=[QUESTIONS, pk])
    sent = {"client_id": uuid4(), "body": long, "author": mentee_of_programme.pk}
    assert asker.post(address, sent).status_code == 200

    page = asker.get(reverse("handbook:questions_kept", args=[pk]))

    assert len(page.context["looked"]) == 2
    assert long in page.text


def test_keeping_is_asked_for_by_post(asker):
    assert asker.get(KEEP).status_code == 405


def test_every_kind_and_reason_is_told_in_both_languages():
    reasons = {rule.why for one in LANGUAGES for rule in rules(one).listed}
    reasons |= {"rest", "weighed"}
    for language in LANGUAGES:
        assert set(kinds_and_reasons(language)["kinds"]) == set(KINDS)
        assert set(kinds_and_reasons(language)["reasons"]) == reasons


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_proposed_steers_nobody(language):
    for rewrite in rules(language).rewrites:
        for words in rewrite.say:
            asks = words.endswith("?") and "[" not in words and "\u2026" not in words
            if asks:
                [looked] = look_at(words, language, language)
                assert looked.kind in ("open", "follow_up", "closed"), words


@pytest.mark.parametrize(
    ("asked", "instead"),
    [
        ("Lukt het je om op tijd te komen?", "Hoe lukt het je om op tijd te komen?"),
        (
            "Vind je het moeilijk om nee te zeggen?",
            "Hoe is het voor je om nee te zeggen?",
        ),
        ("Is er iets gebeurd?", "Wat is er gebeurd?"),
        ("Gaat het je om erkenning of om geld?", "Waar gaat het je om?"),
    ],
)
def test_a_frequent_question_is_turned_into_an_open_one(asked, instead):
    [looked] = look_at(asked, "nl", "en")

    assert looked.instead[0] == instead


def test_a_cocktail_is_taken_apart():
    [looked] = look_at("Wat vind je ervan, en wie is je baas?", "nl", "nl")

    assert looked.instead == ("Wat vind je ervan?", "Wie is je baas?")


def test_the_command_prints_a_line_for_each_line(tmp_path, capsys):
    file = tmp_path / "asked.txt"
    file.write_bytes("\ufeffHoe gaat het?\r\n\nHeb je hem gebeld?".encode())

    call_command("classify_questions", str(file), language="nl")

    assert capsys.readouterr().out == "open\n\nclosed\n"


def test_the_command_tells_of_a_file_that_cannot_be_read(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("classify_questions", str(tmp_path / "none"), language="nl")
    file = tmp_path / "asked.txt"
    file.write_bytes(b"Wie?\n\xff")
    with pytest.raises(CommandError, match="not UTF-8: see line 2"):
        call_command("classify_questions", str(file), language="en")
    with pytest.raises(CommandError):
        call_command("classify_questions", str(file), language="de")
