"""Unpack a part of a ZIP archive without being blown up: few entries, sane ratios, a limit on what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from proxeny.errors import FaultyInput, Where

_BLOCK = 2**16


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What an archive may hold."""

    entries: int = 5_000
    unpacked: int = 256 * 2**20
    ratio: int = 200  # of an entry larger than a megabyte


_LIMITS = ArchiveLimits()


def check_archive(archive: ZipFile, where: Where, limits: ArchiveLimits = _LIMITS) -> None:
    """Refuse an archive that says itself that it is a bomb. Raises `FaultyInput`."""
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise FaultyInput.of("archive-entries", where, found=len(entries), limit=limits.entries)
    if sum(one.file_size for one in entries) > limits.unpacked:
        raise FaultyInput.of("archive-unpacked", where, limit=limits.unpacked // 2**20)
    for one in entries:
        _check_entry(one, where, limits)


def _check_entry(one: ZipInfo, where: Where, limits: ArchiveLimits) -> None:
    if one.flag_bits & 1:
        raise FaultyInput.of("document-encrypted", where)
    if one.file_size > 2**20 and one.file_size > limits.ratio * max(1, one.compress_size):
        raise FaultyInput.of("archive-ratio", where, name=one.filename[:80], limit=limits.ratio)


def read_entry(archive: ZipFile, name: str, where: Where, limits: ArchiveLimits = _LIMITS) -> bytes:
    """One entry, never more than it may hold whatever its header says. Raises `FaultyInput`."""
    kept = bytearray()
    try:
        with archive.open(name) as entry:
            while block := entry.read(_BLOCK):
                kept += block
                if len(kept) > limits.unpacked:
                    raise FaultyInput.of("archive-unpacked", where, limit=limits.unpacked // 2**20)
    except (BadZipFile, ZlibError, EOFError, OSError, KeyError, RuntimeError) as problem:
        raise FaultyInput.of("document-broken", where, reason=f"{name[:80]}: {problem}"[:200]) from problem
    return bytes(kept)
