"""For a programme that has ended no groups are composed any more."""

import pytest
from django.urls import reverse

from boards.models import Composition, Proposal
from programmes.models import Programme

pytestmark = pytest.mark.django_db
WORDS = "The programme has ended."


@pytest.fixture
def ended(programme):
    Programme.objects.filter(pk=programme.pk).update(state=Programme.State.ENDED)
    return programme


def test_no_composition_is_begun(coordinated, ended):
    url = reverse("boards:composition_new", args=[ended.pk])

    page = coordinated.post(url, {"name": "Once more"})

    assert page.context["form"].non_field_errors() == [WORDS]
    assert not Composition.objects.exists()
    listed = coordinated.get(reverse("boards:composition_list", args=[ended.pk]))
    assert url not in listed.text


@pytest.mark.parametrize("name", ["composition_copy", "propose"])
def test_one_of_before_is_neither_copied_nor_gone_on_with(
    coordinated, composition, ended, name
):
    url = reverse(f"boards:{name}", args=[composition.pk])

    page = coordinated.post(url, follow=True)

    assert page.redirect_chain == [(composition.get_absolute_url(), 302)]
    assert [str(one) for one in page.context["messages"]] == [WORDS]
    assert [*Composition.objects.all()] == [composition]
    assert not Proposal.objects.exists()
