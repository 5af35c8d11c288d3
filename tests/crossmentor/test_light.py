"""What a server loads before it answers; what draws a PDF is not among it."""

import os
import subprocess
import sys

from django.conf import settings

ASKS = """
import sys, django
django.setup()
import crossmentor.urls
print(*({"fpdf", "numba", "playwright"} & set(sys.modules)))
"""


def test_what_a_page_seldom_needs_is_loaded_when_it_does():
    said = subprocess.run(
        [sys.executable, "-c", ASKS],
        cwd=settings.ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "crossmentor.settings_test"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    assert said.split() == []
