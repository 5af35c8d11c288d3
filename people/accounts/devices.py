"""Which device somebody uses, roughly: what its browser says of itself."""

import re
from typing import NamedTuple

from allauth.core import context

# The first one found counts: most browsers call themselves by the others' names too.
BROWSERS = [
    ("Edge", r"\bEdg(e|A|iOS)?/"),
    ("Opera", r"\bOPR/"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Firefox", r"\b(Firefox|FxiOS)/"),
    ("Chrome", r"(Chrome|Chromium|CriOS)/"),
    ("Safari", r"\bSafari/"),
]
SYSTEMS = [
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Android", r"\bAndroid\b"),
    ("Windows", r"\bWindows\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("Mac", r"\bMacintosh\b"),
    ("Linux", r"\bLinux\b"),
]
LONGEST = 500


class Device(NamedTuple):
    """Names out of the lists above only: never anything that somebody could write."""

    browser: str
    system: str


def device_of(user_agent: str) -> Device:
    agent = user_agent[:LONGEST]
    return Device(*(_first(names, agent) for names in (BROWSERS, SYSTEMS)))


def _first(names, agent):
    return next((name for name, sign in names if re.search(sign, agent)), "")


def this_device() -> Device:
    """That of the running request; without one, as in a command, nothing is known."""
    request = context.request
    return device_of(request.headers.get("User-Agent", "") if request else "")
