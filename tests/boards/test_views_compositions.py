"""Compositions of a programme as pages, and who is kept apart."""

import pytest
from django.urls import reverse

from boards.models import Composition
from boards.reading import read_board
from groups.models import Exclusion
from tests.factories import form_group

pytestmark = pytest.mark.django_db


def test_compositions_are_started_renamed_copied_and_deleted(
    coordinated, programme, compose, composition
):
    compose()
    coordinated.post(
        reverse("boards:composition_new", args=[programme.pk]), {"name": "Second"}
    )
    coordinated.post(
        reverse("boards:composition_rename", args=[composition.pk]), {"name": "A"}
    )
    coordinated.post(reverse("boards:composition_copy", args=[composition.pk]))

    names = sorted(Composition.objects.values_list("name", flat=True))
    assert names == ["A", "A, copy", "Second"]
    twin = Composition.objects.get(name="A, copy")
    assert read_board(twin) == read_board(composition)
    coordinated.post(reverse("boards:composition_delete", args=[twin.pk]))
    assert not Composition.objects.filter(pk=twin.pk).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_more_groups(
    coordinated, programme, crew, django_assert_num_queries, count
):
    for _number in range(count):
        mentor, mentees = crew()
        form_group(mentor=mentor, mentees=mentees)

    with django_assert_num_queries(13):
        coordinated.get(reverse("boards:composition_list", args=[programme.pk]))


def test_keeping_apart_and_no_longer(coordinated, programme, crew):
    _mentor, mentees = crew()
    url = reverse("groups:apart", args=[programme.pk])

    same = {"one": mentees[0].pk, "other": mentees[0].pk}
    assert "Choose two different" in coordinated.post(url, same).content.decode()
    coordinated.post(url, {"one": mentees[1].pk, "other": mentees[0].pk})

    exclusion = Exclusion.objects.get()
    assert (exclusion.first, exclusion.second) == (mentees[0], mentees[1])
    coordinated.post(reverse("groups:together", args=[exclusion.pk]))
    assert not Exclusion.objects.exists()


def test_only_a_coordinator_lets_together(signed_in, programme, crew, outsider):
    _mentor, mentees = crew()
    exclusion = Exclusion.objects.create(
        programme=programme, first=mentees[0], second=mentees[1]
    )
    url = reverse("groups:together", args=[exclusion.pk])

    assert signed_in(outsider).post(url).status_code == 404
    assert Exclusion.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_who_is_kept_apart_takes_the_same_queries_for_more(
    coordinated, programme, crew, django_assert_num_queries, count
):
    _mentor, mentees = crew(6)
    for one, other in zip(mentees[:count], mentees[3:], strict=False):
        Exclusion.objects.create(programme=programme, first=one, second=other)

    with django_assert_num_queries(13):
        page = coordinated.get(reverse("groups:apart", args=[programme.pk]))

    assert len(page.context["page"].object_list) == count
