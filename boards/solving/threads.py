"""Jobs in threads, which can be left undone and taken up again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

PATIENCE = 0.02


class Threads:
    """Two threads; only the calling one asks whether to stop, as that may read rows."""

    def __init__(self, pool: ThreadPoolExecutor, should_stop: Callable[[], bool]):
        self.pool, self.should_stop = pool, should_stop
        self.halted = False

    def is_halted(self) -> bool:
        return self.halted

    def do(self, jobs: list[Callable], results: list) -> bool:
        """Fill in what results are missing; false when stopped on the way."""
        futures = {
            number: self.pool.submit(job)
            for number, job in enumerate(jobs)
            if results[number] is None
        }
        while wait(futures.values(), timeout=PATIENCE).not_done:
            if self.should_stop():
                self.halted = True
                for future in futures.values():
                    future.cancel()
        for number, future in futures.items():
            if not future.cancelled():
                results[number] = future.result()
        return not any(future.cancelled() for future in futures.values())
