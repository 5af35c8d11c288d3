"""Padding: from the length of a sealed text nobody reads what it may be.

The text's own length goes in front. Together they fill buckets of 64 bytes up to 1 kB,
so that an empty text, a yes and a no are one; beyond, PADMÉ (Nikitin and others, "Reducing
Metadata Leakage from Encrypted Files and Communication with PURBs", 2019): at most 12 %
more, and lengths that say no more than the order of magnitude and a few bits.
"""

PREFIX = 4
BUCKET = 64
SMALL = 1024


def pad(plain: bytes) -> bytes:
    """`plain` behind its length, filled up with zeros."""
    framed = len(plain).to_bytes(PREFIX, "big") + plain
    return framed.ljust(padded_length(len(framed)), b"\0")


def unpad(padded: bytes) -> bytes:
    """What `pad` was given. The padding is sealed along, so that nobody changed it."""
    length = int.from_bytes(padded[:PREFIX], "big")
    return padded[PREFIX : PREFIX + length]


def padded_length(length: int) -> int:
    """How many bytes a text of `length` bytes, its prefix included, is given."""
    if length <= SMALL:
        return -(-length // BUCKET) * BUCKET
    exponent = length.bit_length() - 1
    low_bits = exponent - exponent.bit_length()
    return -(-length >> low_bits) << low_bits
