"""Taking a backup, at one moment of a database that goes on."""

import subprocess
import tempfile
from pathlib import Path

from crossmentor.backups import container
from crossmentor.backups.errors import Refused
from crossmentor.backups.manifest import Manifest, describe, left_out
from crossmentor.backups.server import Server, program


def take_backup(path: Path, server: Server) -> Manifest:
    """Write a backup of the server's database to `path`; nothing else is changed."""
    with container.written_whole(path) as draft, server.connect(server.database) as now:
        now.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        # What is counted here is what the other program writes.
        [snapshot] = now.execute("SELECT pg_export_snapshot()").fetchone()
        manifest = describe(now)
        dump = _dump(server, snapshot, manifest.postgresql)
        container.write_backup(draft, dump, manifest.as_json())
        now.execute("ROLLBACK")
    return manifest


def _dump(server, snapshot, major):
    with tempfile.TemporaryFile("w+", errors="replace") as errors:
        running = server.run(
            program("pg_dump", major),
            *("--format=custom", f"--snapshot={snapshot}", "--lock-wait-timeout=60s"),
            *(f"--exclude-table-data=public.{table}" for table in left_out()),
            database=server.database,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
        try:
            while chunk := running.stdout.read(container.CHUNK):
                yield chunk
        except BaseException:
            running.kill()
            raise
        finally:
            running.stdout.close()
            code = running.wait()
        if code:
            errors.seek(0)
            raise Refused(f"pg_dump failed: {errors.read()[-2000:]}")
