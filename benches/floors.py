"""What our build is held against by itself: what it cannot be faster than, and what it should be much faster than."""

import shlex
from collections.abc import Callable
from pathlib import Path

from measure import Argv, Run, Step, clear, run
from peers import Gradus


def measure_floors(
    gradus: Gradus, command: str | None, items: int, work: Path, runs: int, say: Callable[[str], None]
) -> dict[str, list[Run]]:
    """Runs of each of: a build, copying its output, parsing alone, a build that changes nothing,
    `gradus check`, a build with its PDF sheets."""
    source, output, copy, log = work / gradus.key, work / "output", work / "copy", work / "log"
    results: dict[str, list[Run]] = {}

    def record(name: str, steps: list[Step], result: Path | None = None) -> None:
        done = run(steps, log, result, items)
        results.setdefault(name, []).append(done)
        say(f"  {name}: {done.wall:.3f} s")

    for _ in range(runs):
        clear(output)
        clear(copy)
        record("build", gradus.build(source, output), output)
        # The build has just written it, so reading it costs no disk.
        record("copy the output", [Step("copy", ["cp", "-r", output, copy], work)], copy)
        clear(copy)
        if command:
            record("read and parse alone", [Step("parse", _argv(command, source), source)])
        record("build that changes nothing", gradus.build(source, output), output)
        record("check", [gradus.check(source)])
        clear(output)
        gradus.settle(source, pdf=True)
        record("build with PDF sheets", gradus.build(source, output), output)
        gradus.settle(source)
    clear(output)
    return results


def _argv(command: str, source: Path) -> Argv:
    """What somebody typed in the folder that they are in; it runs in another one."""
    program, *arguments = shlex.split(command)
    here = str(Path(program).resolve()) if "/" in program else program
    return [here, *(part.replace("{source}", str(source)) for part in arguments)]
