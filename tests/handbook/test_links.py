"""Every link in the texts of handbook and workbook, and every link to the handbook, leads
where it says, for whoever may read the page it stands on; and so does all that is found."""

import re
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

import pytest
from django.conf import settings
from django.urls import reverse

from crossmentor.pages.search.pages import pages
from handbook import texts
from sessions.methods.files import METHODS
from sessions.one_on_ones.themes import THEMES
from tests import factories

TEMPLATES = sorted((settings.ROOT / "templates").rglob("*.html"))
# {% url "handbook:…" "slug" %}, and the place on that page behind it.
TO_A_PAGE = re.compile(
    r'{% url "handbook:(text|method)" ([\w.-]+|"[^"]+")(?: [^%]*)?%}'
    r"(?:{% if [^%]*%})?(?:#([\w-]+))?"
)
# Where a template names no page itself: the pages that its view can mean by it. Lists of
# the handbook's own are left out, they are made of what is there.
MEANT = {
    "one.slug": {theme.slug for theme in THEMES},
    "one.methods": {theme.methods for theme in THEMES},
}
PLACES = {"text": set(texts.SECTIONS), "method": {"when", "steps", "example"}}


class Links(HTMLParser):
    """Where the links in what people read lead to, and what can be led to."""

    def __init__(self, markup):
        super().__init__()
        self.links, self.places, self._within = set(), set(), 0
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.places.add(found.get("id"))
        self._within += tag == "main"
        if tag == "a" and self._within:
            self.links.add(found.get("href"))

    def handle_endtag(self, tag):
        self._within -= tag == "main"


class Site:
    """Pages as one reader gets them, each asked for once."""

    def __init__(self, client):
        self.client, self.seen = client, {}

    def page(self, url):
        path = url.partition("?")[0]
        if path not in self.seen:
            response = self.client.get(path, follow=True)
            readable = response.status_code == 200
            self.seen[path] = Links(response.text) if readable else None
        return self.seen[path]

    def broken(self, url):
        """The links on a page that lead nowhere, or to no place on their page.

        A page that is not there itself is one.
        """
        page = self.page(url)
        if page is None:
            yield url
            return
        for link in page.links:
            if link.startswith("https://"):
                continue
            there, place = urldefrag(urljoin(url, link))
            target = self.page(there)
            if target is None or (place and place not in target.places):
                yield link


@pytest.fixture
def readers(programme):
    """By whether they are a mentor."""
    mentor = factories.ParticipationFactory(programme=programme, role="mentor").person
    return {
        True: mentor,
        False: factories.ParticipationFactory(programme=programme).person,
    }


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_link_leads_to_a_page_its_reader_may_read(signed_in, readers, language):
    """A mentor follows those of the pages for mentors alone; a mentee all others.

    So no page for everyone leads to a mentor's private aid.
    """
    for is_mentor, reader in readers.items():
        reader.language = language
        reader.save(update_fields=["language"])
        site = Site(signed_in(reader))
        broken = {
            page.url: sorted(found)
            for page in pages(language, is_mentor=is_mentor)
            if page.mentors_only == is_mentor and (found := list(site.broken(page.url)))
        }
        assert broken == {}
        assert len(site.seen) > 1


def test_templates_lead_to_pages_and_places_that_are_there():
    slugs = {
        "text": {text.slug for text in texts.texts("en")},
        "method": {method.slug for method in METHODS.pages("en")},
    }
    named = set()
    for path in TEMPLATES:
        for kind, slug, place in TO_A_PAGE.findall(path.read_text(encoding="utf-8")):
            where = f"{path.name}: {slug}"
            meant = (
                {slug.strip('"')} if slug.startswith('"') else MEANT.get(slug, set())
            )
            named |= meant
            assert meant <= slugs[kind], where
            assert not place or place in PLACES[kind] or kind == "method", where
    # Each place where help is needed has its page.
    assert {"intake", "questions", "one-on-one", "first-meeting"} <= named


def test_a_page_for_mentors_alone_is_led_to_with_these_words():
    private = {text.slug for text in texts.texts("en") if text.audience != "everyone"}
    for path in TEMPLATES:
        for line in path.read_text(encoding="utf-8").splitlines():
            for kind, slug, _place in TO_A_PAGE.findall(line):
                if kind == "text" and slug.strip('"') in private:
                    assert "for mentors only" in line, path.name


def test_a_broken_link_is_seen(signed_in, readers):
    """The check itself: of a page, of a place on it, and of a page not for the reader."""
    home = reverse("handbook:home")
    links = [
        f"{home}nothing/",
        f"{home}intake/#nowhere",
        f"{home}kinds-of-mentee/",
        f"{home}intake/#tomorrow",
    ]
    site = Site(signed_in(readers[False]))
    site.seen["/"] = Links(
        "<main>" + "".join(f'<a href="{link}">x</a>' for link in links) + "</main>"
    )

    assert sorted(site.broken("/")) == sorted(links[:3])
