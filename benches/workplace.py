"""Where content and sites are written: in memory where there is room, so that no disk is measured."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from machine import available_memory

MEMORY = Path("/dev/shm")

# What an item takes at the most at one time, as content and as two copies of the largest site.
BYTES_PER_ITEM = 150_000
BYTES_TO_SPARE = 500_000_000


@dataclass(frozen=True)
class Workplace:
    folder: Path
    file_system: str


@contextmanager
def workplace(size: int, wanted: Path | None) -> Iterator[Workplace]:
    """A folder for sites of up to `size` items, which is gone afterwards."""
    parent = wanted or _choose(size)
    parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="gradus-bench-", dir=parent))
    try:
        yield Workplace(folder, f"{_file_system(folder)} ({parent})")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _choose(size: int) -> Path:
    needed = size * BYTES_PER_ITEM + BYTES_TO_SPARE
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and _file_system(MEMORY) == "tmpfs":
        # Half of what is free: the tools need memory, too.
        if min(shutil.disk_usage(MEMORY).free, available_memory()) >= 2 * needed:
            return MEMORY
    return Path(tempfile.gettempdir())


def _file_system(folder: Path) -> str:
    """The type of the file system that a folder is on: that of the longest mount point above it."""
    best, kind = "", "unknown"
    path = str(folder.resolve()) + "/"
    for line in Path("/proc/mounts").read_text().splitlines():
        _, point, this_kind, *_ = line.split()
        if path.startswith(point.rstrip("/") + "/") and len(point) >= len(best):
            best, kind = point, this_kind
    return kind
