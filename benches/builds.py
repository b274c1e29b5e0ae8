"""Measures whole builds: each tool in turn, in rounds, always into an empty place."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from check import check
from generate import Framework
from measure import Failed, Run, clear, run
from peers import Gradus, PagesOnly, Peer

# No tool gets more rounds at one size once it has taken this many seconds.
PATIENCE = 600


@dataclass
class Builds:
    """All runs of a tool at a size."""

    title: str
    search: str
    runs: list[Run] = field(default_factory=list)
    failure: str | None = None


def measure_builds(
    ours: tuple[Gradus, PagesOnly],
    peers: list[Peer],
    framework: Framework,
    work: Path,
    runs: int,
    say: Callable[[str], None],
) -> dict[str, Builds]:
    """Gradus in both ways, a peer, Gradus, the next peer, and so on: a machine that slows down slows all of them."""
    tools: list[Peer] = [*ours, *peers]
    results = {tool.key: Builds(tool.title, tool.search) for tool in tools}

    def build(tool: Peer, counts: bool) -> None:
        result = results[tool.key]
        output = work / "output"
        clear(output)
        # Pagefind works in the folder that the tool before it makes.
        output.mkdir()
        try:
            done = run(tool.build(work / tool.key, output), work / "log", output, len(framework.items))
            check(tool, output, framework)
        except Failed as failure:
            # Without ours there is nothing to compare with.
            if tool in ours:
                raise
            result.failure = str(failure)
            say(f"  FAILED: {failure}")
            return
        finally:
            clear(output)
        if counts:
            result.runs.append(done)
        say(f"  {tool.title}: {done.wall:.2f} s" + ("" if counts else " (to warm up, not counted)"))

    for tool in tools:
        build(tool, counts=False)
    # Where only ours is measured, it takes its rounds alone.
    pairs: list[list[Peer]] = [[*ours, peer] for peer in peers] or [[*ours]]
    for _ in range(runs):
        for pair in pairs:
            other = results[pair[-1].key]
            spent = sum(each.wall for each in other.runs)
            if other.failure or (other.runs and spent > PATIENCE):
                continue
            for tool in pair:
                build(tool, counts=True)
    return results
