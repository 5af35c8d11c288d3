"""The zip file that a workbook is, of which nothing unpacks without bound."""

import io
import re
import zipfile

from people.roster.problems import FileRefused

MB = 1024 * 1024
CHUNK = 64 * 1024
# 50,000 rows of thirty columns, at 35 bytes of XML a cell, are some 50 MB.
MAX_MEMBER = 100 * MB
# All else than rows and their texts: styles and the like, of some hundred kB.
MAX_SMALL = 16 * MB
# Deflate makes ten to forty of one in real workbooks; bombs reach a thousand.
MAX_RATIO = 250
# Below it a sheet of blanks may well be packed to nothing, and does no harm.
SUSPECT_FROM = 8 * MB
LARGE = re.compile(r"xl/(worksheets/[^/]+\.xml|sharedStrings\.xml)$", re.I)
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$", re.I)


class Measured(io.RawIOBase):
    """A member of the archive that counts what really comes out of it."""

    def __init__(self, member, name, packed, limit):
        self.member, self.name = member, name
        self.packed, self.limit = max(packed, 1), limit
        self.count = 0

    def readable(self):
        return True

    def read(self, size=-1):
        if size is None or size < 0:
            return b"".join(iter(lambda: self.read(CHUNK), b""))
        # Small steps: the library would unpack as much as it is asked for.
        data = self.member.read(min(size, CHUNK))
        self.count += len(data)
        check_size(self.count, self.packed, self.limit)
        return data

    def close(self):
        self.member.close()
        super().close()


def check_size(size, packed, limit):
    if size > limit or (size > SUSPECT_FROM and size > packed * MAX_RATIO):
        raise FileRefused("bomb")


class Archive(zipfile.ZipFile):
    """A zip file of which no member unpacks to more than a roster needs."""

    def open(self, name, mode="r", pwd=None, *, force_zip64=False):
        info = name if isinstance(name, zipfile.ZipInfo) else self.getinfo(name)
        if info.flag_bits & 1:
            raise FileRefused("encrypted")
        limit = MAX_MEMBER if LARGE.match(info.filename.lstrip("/")) else MAX_SMALL
        # A sheet with too many rows declares much; reading it tells by which row.
        is_sheet = SHEET.match(info.filename.lstrip("/"))
        declared = info.file_size if is_sheet else limit
        check_size(info.file_size, info.compress_size or 1, max(declared, limit))
        member = super().open(info, mode, pwd, force_zip64=force_zip64)
        return Measured(member, info.filename, info.compress_size, limit)

    def read(self, name, pwd=None):
        with self.open(name, "r", pwd) as member:
            return member.read()
