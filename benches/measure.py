"""Runs commands and records what they took: wall time, processor time, peak memory, files and bytes."""

import json
import mmap
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from machine import available_memory

LAUNCHER = Path(__file__).with_name("launcher.py")
TIMEOUT = 3600

# Bytes of memory that are at hand before a command: what the largest tool takes, with its site, at the most.
AT_HAND = 250_000_000
AT_HAND_PER_ITEM = 150_000

# A command: the program and its arguments.
Argv = list[str | Path]


class Failed(Exception):
    """A command failed, or a site is not what it has to be. The message says all."""


@dataclass(frozen=True)
class Step:
    """A command of a build. `name` is "site" or "search"."""

    name: str
    argv: Argv
    cwd: Path


@dataclass(frozen=True)
class Usage:
    wall: float  # seconds
    cpu: float  # seconds, user and system, of all threads and child processes
    peak: int  # bytes, of the largest process


@dataclass(frozen=True)
class Run:
    """One build: all its steps together, each one, and what came out."""

    wall: float
    cpu: float
    peak: int
    steps: dict[str, Usage] = field(default_factory=dict)
    files: int = 0
    bytes: int = 0


def run(steps: Iterable[Step], log: Path, output: Path | None = None, items: int = 0) -> Run:
    """Runs the steps one after the other, each with memory at hand for a site of so many `items`, and counts what is in
    `output` afterwards."""
    usages: dict[str, Usage] = {}
    for step in steps:
        _touch_memory(AT_HAND + items * AT_HAND_PER_ITEM if items else 0)
        usages[step.name] = _run_one(step, log)
    files, size = count(output) if output else (0, 0)
    return Run(
        wall=sum(usage.wall for usage in usages.values()),
        cpu=sum(usage.cpu for usage in usages.values()),
        peak=max(usage.peak for usage in usages.values()),
        steps=usages,
        files=files,
        bytes=size,
    )


def _touch_memory(size: int) -> None:
    """Takes so many bytes of memory and gives them back. A virtual machine lends what it has not used for some seconds
    to others, and whoever asks first for it again waits ten times as long as for what is at hand."""
    at_hand = min(size, available_memory() // 2)
    if at_hand:
        mmap.mmap(-1, at_hand, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | mmap.MAP_POPULATE).close()


def _run_one(step: Step, log: Path) -> Usage:
    argv = [str(part) for part in step.argv]
    log.write_text("")
    order = {"argv": argv, "cwd": str(step.cwd), "log": str(log), "timeout": TIMEOUT}
    launcher = subprocess.Popen(
        [sys.executable, "-I", "-S", str(LAUNCHER), json.dumps(order)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    try:
        answer, _ = launcher.communicate()
    except BaseException:
        # Asked, not killed, so that it ends what it has started.
        launcher.terminate()
        launcher.wait()
        raise
    if launcher.returncode != 0:
        raise Failed(f"`{' '.join(argv)}` could not be measured")
    result = json.loads(answer)
    if result["status"] != 0:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
        raise Failed(f"`{' '.join(argv)}` ended with {result['status']}:\n{tail}")
    return Usage(result["wall"], result["cpu"], result["peak"])


def environment() -> dict[str, str]:
    """What every command sees: no colours, and nothing that a user has set for one of the tools."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GRADUS_", "HUGO_", "MDBOOK_"))}
    return kept | {"NO_COLOR": "1"}


def count(folder: Path) -> tuple[int, int]:
    """How many files, and how many bytes are in them."""
    files = size = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            files += 1
            size += os.lstat(os.path.join(parent, name)).st_size
    return files, size


def clear(folder: Path) -> None:
    """Makes room for the next run. Never measured."""
    if folder.exists():
        shutil.rmtree(folder)
