"""What is saved is called as people called it, whatever their machine."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from boards.models import Composition
from people.web.downloads import file_name
from people.web.typed import signs


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("First try", "First try.xlsx"),
        ("Łódź 李小龙", "Łódź 李小龙.xlsx"),
        ("مجموعات", "مجموعات.xlsx"),
        ("Teams: A/B \\ C?", "Teams- A-B - C-.xlsx"),
        ("../../etc/passwd", "-..-etc-passwd.xlsx"),
        ("Plan...", "Plan.xlsx"),
        (" .hidden. ", "hidden.xlsx"),
        ("CON", "_CON.xlsx"),
        ("nul", "_nul.xlsx"),
        ("Com1.old", "_Com1.old.xlsx"),
        ("LPT²", "_LPT².xlsx"),
        ("aux one", "_aux one.xlsx"),
        ("Console", "Console.xlsx"),
        ("COM10", "COM10.xlsx"),
        ("a\r\nb\x00\u202ecod", "a bcod.xlsx"),
        ('"', "groups.xlsx"),
        ("///", "groups.xlsx"),
        ("", "groups.xlsx"),
    ],
)
def test_a_name_keeps_its_letters_and_is_one_everywhere(words, name):
    assert file_name(words, "xlsx", "groups") == name


@pytest.mark.parametrize("letter", ["a", "Ł", "李", "👩", "👩‍👩‍👧"])
def test_a_name_is_not_too_long_for_a_disk(letter):
    name = file_name(letter * 300, "xlsx")

    assert 150 < len(name.encode()) <= 210
    assert set(signs(name.removesuffix(".xlsx"))) == {letter}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ("First try", 'attachment; filename="First try.xlsx"'),
        ("Łódź", "attachment; filename*=utf-8''%C5%81%C3%B3d%C5%BA.xlsx"),
        ("CON", 'attachment; filename="_CON.xlsx"'),
        ('a";b', 'attachment; filename="a-;b.xlsx"'),
    ],
)
def test_a_composition_is_saved_under_its_name(
    signed_in, coordinator, programme, name, disposition
):
    composition = Composition.objects.create(
        programme=programme, name=name, created_by=coordinator
    )
    url = reverse("boards:sheet", args=[composition.pk])

    answer = signed_in(coordinator).get(url)

    assert answer["Content-Disposition"] == disposition


def test_every_download_has_its_name_from_one_place():
    by_hand = [
        str(path.relative_to(settings.ROOT))
        for room in settings.ROOMS
        for path in (settings.ROOT / room).rglob("*.py")
        if re.search(r"attachment;|as_attachment", path.read_text())
    ]

    assert by_hand == ["people/web/downloads.py"]
