"""Pagefind, which gives a search index to sites whose tool makes none."""

from pathlib import Path

from measure import Step
from peers.base import Unavailable
from tools import npm

VERSION = "1.6.0"


def install(tools: Path) -> Path:
    """The program itself, not the script for Node in front of it, which would cost it a start of Node."""
    folder = npm(tools, "pagefind", VERSION)
    found = sorted((folder / "node_modules/@pagefind").glob("*/bin/pagefind*"))
    program = next((path for path in found if path.suffix in ("", ".exe")), None)
    if program is None:
        raise Unavailable("pagefind has no program for this machine")
    return program


def step(program: Path, output: Path) -> Step:
    return Step("search", [program, "--site", output, "--quiet"], output)
