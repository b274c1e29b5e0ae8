"""Puts the peers into a cache folder outside the repository, each at one version, so that results can be compared."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from measure import Argv
from peers.base import Unavailable


def npm(tools: Path, package: str, version: str) -> Path:
    """A folder that has the package in its `node_modules`."""
    folder = tools / f"{package.replace('/', '-').removeprefix('@')}-{version}"
    if not _finished(folder):
        # Scripts of packages are not run: nobody needs them here.
        argv: Argv = ["npm", "install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"]
        _install(folder, [[*argv, "--loglevel=error", f"{package}@{version}"]])
    return folder


def pip(tools: Path, package: str, version: str) -> Path:
    """A virtual environment that has the package."""
    folder = tools / f"{package}-{version}"
    if not _finished(folder):
        python = folder / "bin/python"
        _install(
            folder,
            [
                [sys.executable, "-m", "venv", folder],
                [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"{package}=={version}"],
            ],
        )
    return folder


def cargo_install(tools: Path, package: str, version: str) -> Path:
    """A program that has to be compiled, which takes minutes."""
    folder = tools / f"{package}-{version}"
    if not _finished(folder):
        argv: Argv = ["cargo", "install", package, "--version", version, "--locked", "--quiet", "--root", folder]
        # A build folder of its own: the repository's stays as it is.
        _install(folder, [argv], CARGO_TARGET_DIR=str(tools / f"{package}-target"))
        shutil.rmtree(tools / f"{package}-target", ignore_errors=True)
    return folder / "bin" / package


def _finished(folder: Path) -> bool:
    return (folder / ".installed").exists()


def _install(folder: Path, commands: list[Argv], **environment: str) -> None:
    """Runs the commands, and marks the folder as finished at the end: half an installation is none."""
    print(f"Installing {folder.name} into {folder.parent} ...", flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    for command in commands:
        argv = [str(part) for part in command]
        try:
            done = subprocess.run(
                argv, cwd=folder, env=os.environ | environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
            )
        except OSError as error:
            raise Unavailable(f"{argv[0]}: {error.strerror}") from error
        if done.returncode != 0:
            # npm ends with where its log is, which helps nobody here.
            said = [line for line in (done.stderr or done.stdout).splitlines() if line and "complete log" not in line]
            last = said[-1] if said else "no message"
            raise Unavailable(f"`{' '.join(argv[:3])} ...` failed, perhaps for want of a network: {last}")
    (folder / ".installed").touch()
