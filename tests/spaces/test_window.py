"""What a browser keeps of a page without being asked: its title and its address."""

import re
from urllib.parse import unquote_plus

import pytest

from tests.spaces.conftest import WORDS
from tests.spaces.test_every_page import TYPED, pages, written  # noqa: F401

TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
# As somebody writes it, in whichever field.
SECRET = "Ik slaap slecht"
WRITTEN = {"text", "title", "body", "question", "note", "brought_in", "learnt", "words"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def answers(world, pages, signed_in):  # noqa: F811
    """What mentor and mentee get back, once from each page: by path."""

    def all_answers(method, status, typed=None):
        for person in (world.mentor, world.mentee):
            client, done = signed_in(person), set()
            for route, path in pages:
                if route in done:
                    continue
                response = getattr(client, method)(path, typed)
                if response.status_code in (status, 405):
                    done.add(route)
                if response.status_code == status:
                    yield path, response

    return all_answers


@pytest.mark.walk
def test_no_title_of_a_window_holds_a_text(answers):
    read, told = set(), []
    for path, response in answers("get", 200):
        title = TITLE.search(response.text)
        if title and WORDS in response.text:
            read.add(path)
        if title and WORDS in title[1]:
            told.append(path)

    assert len(read) >= 8, sorted(read)
    assert told == []


@pytest.mark.walk
def test_no_address_holds_what_was_typed(answers):
    typed = TYPED | dict.fromkeys(WRITTEN, SECRET)
    led = [
        (path, unquote_plus(response.url))
        for path, response in answers("post", 302, typed)
    ]

    assert len(led) >= 8
    assert [one for one in led if SECRET in one[1] or WORDS in one[1]] == []
