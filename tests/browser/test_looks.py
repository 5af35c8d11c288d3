"""The pages that look at wordings: what axe says of them, and that they fit."""

from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from handbook.confrontation.texts import KIND_OF
from handbook.questions.texts import QUESTIONS
from tests.browser.test_saving import cookie_of
from tests.browser.test_style import STANDARDS
from tests.factories import write_text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ASKED = {
    "nl": "Vind je niet dat dit te lang duurt?\nWat wil je leren?",
    "en": "Don't you think this takes too long?\nWhat do you want to learn?",
}
TOLD = {
    "nl": {"saw": "Je bent altijd te laat.", "does": "Dat is irritant."},
    "en": {"saw": "You are always late.", "does": "That is annoying."},
}


@pytest.mark.parametrize(
    ("width", "scheme", "language"), [(360, "dark", "nl"), (1280, "light", "en")]
)
@pytest.mark.sample(1)
def test_the_pages_are_sound_for_axe_and_fit(
    window, live_server, group, mentor, width, scheme, language
):
    mentor.language = language
    mentor.save(update_fields=["language"])
    kept, key = uuid4(), uuid4()
    write_text(by=mentor, kind=QUESTIONS, key=str(kept), body=ASKED[language])
    for field, words in TOLD[language].items():
        write_text(by=mentor, kind=KIND_OF[field], key=str(key), body=words)
    page = window(width=width, locale=language, color_scheme=scheme)
    page.context.add_cookies([cookie_of(mentor, live_server.url)])

    for name, args in (
        ("coach", []),
        ("questions_kept", [kept]),
        ("confrontations", []),
        ("confrontation", [key]),
    ):
        address = reverse(f"handbook:{name}", args=args)
        page.goto(live_server.url + address)
        if name == "coach":
            page.locator("#id_questions").fill(ASKED[language])
            expect(page.locator("#looked")).to_contain_text(
                ASKED[language].splitlines()[0]
            )
        page.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open = true)"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        facts = page.locator(".margin .facts dd").evaluate_all(
            "found => found.map(one => one.clientWidth)"
        )
        assert all(room > 160 for room in facts), address
        found = (
            Axe()
            .run(page, options={"runOnly": STANDARDS, "preload": False})
            .response["violations"]
        )
        assert [one["id"] for one in found] == [], address
