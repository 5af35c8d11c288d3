"""What a search of handbook and workbook costs: `python benchmarks/searching.py`.

Printed for each language: how long PostgreSQL takes to read the pages, once for a process,
and then the median milliseconds of a search for words that are there and for mistyped
ones. Needs no tables, and leaves nothing behind.
"""

import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TIMES = 5


def main():
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    from benchmarks.large import throwaway

    with throwaway.database(keep=False):
        for language in ("nl", "en"):
            print(language, *told(language), sep="  ")


def told(language):
    from crossmentor.pages.search.index import index_of
    from tests.crossmentor.pages.search.test_mistyped import MISTYPED

    began = time.perf_counter()
    index = index_of(language, is_mentor=True)
    yield f"{len(index.pages)} pages read in {in_ms(began):.0f} ms"
    titles = [page.title for page in index.pages]
    yield f"titles {median(titles, index):.1f} ms"
    yield f"mistyped {median(MISTYPED[language], index):.1f} ms"


def median(typed, index):
    from crossmentor.pages.search.looking import look_for

    took = []
    for words in list(typed) * TIMES:
        began = time.perf_counter()
        look_for(words, index)
        took.append(in_ms(began))
    return statistics.median(took)


def in_ms(began):
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
