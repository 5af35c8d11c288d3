"""How a request comes to its one-on-one: the two only."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from sessions.one_on_ones import rules
from sessions.one_on_ones.models.one_on_one import OneOnOne


def one_on_one_of(request, pk) -> OneOnOne:
    one_on_ones = OneOnOne.objects.visible_to(request.user).with_people()
    return get_object_or_404(one_on_ones, pk=pk)


def one_on_one_of_mentor(request, pk) -> OneOnOne:
    one_on_one = one_on_one_of(request, pk)
    if not rules.may_log_one_on_one(request.user, one_on_one):
        raise PermissionDenied
    return one_on_one
