"""Who plays: each at a browser of their own, reading their own language."""

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from playwright.sync_api import expect

from tests.browser.journey.roster import address
from tests.browser.journey.stack import PATIENCE, Stack

PASSWORD = "een zin die niemand raadt"
COORDINATOR = "eva@vanwaard.example"
SHOTS = settings.ROOT / "var" / "journey"
HEIGHT = 800


class Player:
    """Somebody at their own browser; `words` are English, read in their language."""

    def __init__(self, name, email, window, stack, language="en"):
        self.name, self.email, self.stack = name, email, stack
        self.language = language
        self.page = window(locale="en-GB", timezone_id="Europe/Amsterdam")
        self.page.set_default_timeout(PATIENCE * 500)
        self.page.set_default_navigation_timeout(PATIENCE * 500)

    def say(self, words, **values) -> str:
        """A sentence of the product as this person reads it."""
        with translation.override(self.language):
            said = translation.gettext(words)
        return said % values if values else said

    def day(self, date: dt.date) -> str:
        with translation.override(self.language):
            return date_format(date, "l j F")

    def go(self, path):
        self.page.goto(path if path.startswith("http") else self.stack.base + path)
        return self

    def named(self, words, role="button", within=None, exact=False, **values):
        name = self.say(words, **values)
        return (within or self.page).get_by_role(role, name=name, exact=exact).first

    def press(self, words, *, within=None, exact=False, sure=None, **values):
        """Press a button that leads to a page; `sure` answers its question."""
        button = self.named(words, within=within, exact=exact, **values)
        with self.page.expect_navigation():
            button.click()
            if sure:
                dialog = self.page.get_by_role("dialog")
                self.named(sure, within=dialog).click()
        return self

    def follow(self, words, *, within=None, exact=False, **values):
        link = self.named(words, "link", within=within, exact=exact, **values)
        with self.page.expect_navigation():
            link.click()
        return self

    def item(self, words):
        """The entry of a list in which these words stand."""
        return self.page.get_by_role("listitem").filter(has_text=words).first

    def fill(self, within=None, **fields):
        """Fill in fields by their names, of whatever kind they are."""
        for name, value in fields.items():
            found = (within or self.page).locator(f"[name='{name}']:not(button)")
            if found.first.get_attribute("type") in ("radio", "checkbox"):
                found.locator(f"xpath=self::*[@value='{value}']").check()
            elif found.first.evaluate("field => field.tagName") == "SELECT":
                found.first.select_option(str(value))
            else:
                found.first.fill(str(value))
        return self

    def sees(self, words, **values):
        expect(self.page.locator("body")).to_contain_text(self.say(words, **values))
        return self

    def misses(self, *sentences):
        text = self.page.locator("body").inner_text()
        for words in sentences:
            assert self.say(words) not in text, f"{self.name} sees {words!r}"
        return self

    def is_refused(self, address, status=404):
        assert self.page.goto(address).status == status
        return self

    def shoot(self, name):
        """Take the page's picture, wide and on a phone; it fits on both."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        for width, mark in ((360, "-phone"), (1280, "")):
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            over, height = self.page.evaluate(
                "[document.documentElement.scrollWidth - window.innerWidth,"
                " document.documentElement.scrollHeight]"
            )
            assert over <= 0, f"{name} is {over} px too wide for {width} px"
            # As high as the page: what keeps to an edge does so on the picture too.
            self.page.set_viewport_size({"width": width, "height": height})
            # Hiding the caret would leave a style on every field, which no page may have.
            self.page.screenshot(path=SHOTS / f"{name}{mark}.png", caret="initial")
        self.page.set_viewport_size({"width": 1280, "height": HEIGHT})
        return self

    def come_in(self, link):
        """Follow an invitation and choose a password."""
        self.page.context.clear_cookies()
        return self.go(link).fill(password=PASSWORD).press("Go in")

    def arrive(self):
        """Open Today; sign in when that was too long ago."""
        self.go("/")
        if "/account/login/" in self.page.url:
            self.fill(login=self.email, password=PASSWORD)
            with self.page.expect_navigation():
                self.page.locator("[name=password]").press("Enter")
        return self.sees("What waits for you")

    def show_again(self):
        """Show by the password that it is oneself, where that is asked."""
        self.fill(password=PASSWORD)
        with self.page.expect_navigation():
            self.page.locator("[name=password]").press("Enter")
        return self

    def play(self, given_name):
        """Sit down as somebody else."""
        self.page.context.clear_cookies()
        self.email = address(given_name)
        return self.arrive()

    def choose_language(self, language):
        self.page.locator("summary").filter(has_text=self.say("Your menu")).click()
        self.language = language
        with self.page.expect_navigation():
            self.page.get_by_role(
                "button", name={"nl": "Nederlands", "en": "English"}[language]
            ).click()
        return self


@dataclass
class Story:
    """The stack, the people in front of it, and what nobody else may ever read."""

    stack: Stack
    window: object
    folder: Path
    secrets: list = field(default_factory=list)
    heard: list = field(default_factory=list)
    today: dt.date | None = None
    intake: str = ""
    series: dict = field(default_factory=dict)
    feed: str = ""
    action: str = ""

    def __post_init__(self):
        def player(name, email, language="en"):
            return Player(name, email, self.window, self.stack, language)

        self.eva = player("Eva", COORDINATOR)
        self.johan = player("Johan", address("Johan"))
        self.anna = player("Anna", address("Anna"))
        # The rest of the group, one after the other at one browser.
        self.rest = player("rest", "")

    def mentee(self, name):
        """Anna at her own browser, the others at the one they share."""
        return self.anna.arrive() if name == "Anna" else self.rest.play(name)

    def secret(self, words) -> str:
        self.secrets.append(words)
        return words

    def mail(self, name, words, **values):
        """The latest mail to somebody about this, in the language they read."""
        return self.stack.mail(address(name), subject(name, words, **values))


def subject(name, words, **values) -> str:
    """A pattern of the subject, with any value where none is given."""
    with translation.override("nl" if name == "Anna" else "en"):
        said = translation.gettext(words)
    parts = re.split(r"%\((\w+)\)s", said)
    for place in range(1, len(parts), 2):
        value = values.get(parts[place])
        parts[place] = re.escape(value) if value else ".+"
    parts[::2] = map(re.escape, parts[::2])
    return f"^{''.join(parts)}$"


def words_of(message) -> str:
    return re.sub(r"\s+", " ", message.get_body(("plain",)).get_content())
