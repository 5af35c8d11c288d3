"""Until the example organisation is whole, each page says how far it is."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse

from crossmentor.running import loading


@pytest.fixture
def var(tmp_path, settings):
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture
def look(db, var, rf):
    """What a page answers, and how often it was drawn itself."""
    drawn = []

    def page(request):
        drawn.append(request.path)
        return HttpResponse("the page")

    def look(path="/", method="get"):
        request = getattr(rf, method)(path)
        request.user = AnonymousUser()
        return loading.LoadingMiddleware(page)(request), len(drawn)

    return look


def test_a_page_says_how_far_it_is_and_asks_again(look):
    loading.begin()
    loading.tell_progress(30, 120)

    answer, drawn = look("/people/")

    assert (answer.status_code, drawn) == (200, 0)
    assert '<progress max="100" value="25"' in answer.content.decode()
    assert answer.headers["Refresh"] == "2"


def test_what_is_sent_meanwhile_is_not_taken_for_done(look):
    loading.begin()

    answer, drawn = look("/people/", method="post")

    assert (answer.status_code, drawn) == (503, 0)


def test_at_its_begin_nothing_is_there(look):
    loading.begin()

    assert 'value="0"' in look()[0].content.decode()


def test_then_the_pages_are_there(look):
    loading.begin()
    loading.end()

    answer, drawn = look()

    assert (answer.content, drawn) == (b"the page", 1)


def test_who_loads_it_alone_closes_no_page(look):
    loading.tell_progress(30, 120)

    assert look()[1] == 1
